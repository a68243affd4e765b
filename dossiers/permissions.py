"""Who may read a dossier: readers of the case's dossiers whose clearance reaches its marking."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db.models import QuerySet

from accounts.queries import Person, person
from cases.permissions import Action, readable_by
from cases.visibility import thing_of, visibility
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
def visible_events(items: Sequence[Recorded], who: Person) -> list[Recorded]:
    """What happened to a dossier is for those who may read it."""
    readable = readable_dossiers(who).filter(pk__in={thing_of(item) for item in items})
    ids = set(readable.values_list("pk", flat=True))
    return [item for item in items if thing_of(item) in ids]
