"""Who may read a dossier: readers of the case's dossiers whose clearance reaches its marking."""

from collections.abc import Callable
from uuid import UUID

from django.db.models import QuerySet

from accounts.queries import Person, person
from cases.permissions import Action, readable_by
from cases.visibility import visibility
from dossiers.models import Dossier
from ledger.domain.errors import NotFound
from ledger.domain.events import Recorded


def readable_dossiers(who: Person) -> QuerySet[Dossier]:
    """The dossiers that a person may read."""
    cases = readable_by(who, Action.READ_DOSSIERS).values("id")
    return Dossier.objects.filter(case_id__in=cases, marking_rank__lte=who.clearance.rank)


def get_readable_dossier(who: Person, dossier_id: UUID) -> Dossier:
    """A dossier for a reader.

    Raises:
        NotFound: it does not exist or is not for this person; the two look alike.
    """
    found = readable_dossiers(who).filter(pk=dossier_id).first()
    if found is None:
        raise NotFound
    return found


def check_may_read(row: Dossier, *, by: UUID) -> Callable[[], None]:
    """A check for `work.authorise`.

    Raises (when called):
        NotFound: the dossier is not for this person.
    """

    def check() -> None:
        get_readable_dossier(person(by), row.id)

    return check


@visibility("dossier")
def is_visible(item: Recorded, who: Person) -> bool:
    """What happened to a dossier is for those who may read it."""
    return readable_dossiers(who).filter(pk=UUID(item.meta.stream_id.removeprefix("dossier-"))).exists()
