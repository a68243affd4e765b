"""Who may read which exhibit: asked of one (`may_read`) or of all (`readable_exhibits`).

A reader of the case's exhibits reads them up to their clearance. A walled exhibit is for the people it
names alone, whatever their role in the case's team; everybody else gets "not found". Only who keeps the
evidence of the case sees number and custody of a walled exhibit too (`keepable_exhibits`), never what it holds.
"""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.queries import Person, person
from cases import queries as cases
from cases.permissions import Action, may, readable_by, reason_against
from cases.visibility import thing_of, visibility
from evidence.models import Exhibit, ExhibitReader
from ledger.domain.errors import NotFound, NotPermitted
from ledger.domain.events import Recorded


def readable_exhibits(who: Person) -> QuerySet[Exhibit]:
    """The exhibits for which `may_read` is true, as a queryset."""
    named = Exists(ExhibitReader.objects.filter(exhibit_id=OuterRef("pk"), person_id=who.id))
    open_to_team = Q(is_walled=False, case_id__in=readable_by(who, Action.READ_EXHIBITS).values("id"))
    walled = Q(is_walled=True, case_id__in=readable_by(who).values("id")) & named
    return Exhibit.objects.filter(open_to_team | walled, marking_rank__lte=who.clearance.rank)


def keepable_exhibits(who: Person) -> QuerySet[Exhibit]:
    """The exhibits whose number and custody the person may read: those for which `may_read_custody` is true."""
    kept = Q(is_walled=True, case_id__in=readable_by(who, Action.READ_WALLED_CUSTODY).values("id"))
    readable = Q(pk__in=readable_exhibits(who).values("pk"))
    return Exhibit.objects.filter(readable | kept & Q(marking_rank__lte=who.clearance.rank))


def may_read_custody(who: Person, exhibit: Exhibit) -> bool:
    """True when the person may read number and custody of this exhibit, though perhaps not what it holds."""
    if who.clearance.rank < exhibit.marking_rank:
        return False
    keeps = exhibit.is_walled and may(who, Action.READ_WALLED_CUSTODY, cases.case(exhibit.case_id))
    return keeps or may_read(who, exhibit)


def may_read(who: Person, exhibit: Exhibit) -> bool:
    """True when the person may read this exhibit."""
    case = cases.case(exhibit.case_id)
    if who.clearance.rank < exhibit.marking_rank:
        return False
    if exhibit.is_walled:
        named = ExhibitReader.objects.filter(exhibit_id=exhibit.id, person_id=who.id).exists()
        return named and may(who, Action.READ, case)
    return may(who, Action.READ_EXHIBITS, case)


def get_readable_exhibit(who: Person, exhibit_id: UUID) -> Exhibit:
    """An exhibit for a reader.

    Raises:
        NotFound: it does not exist or is not for this person; the two look alike.
    """
    exhibit = readable_exhibits(who).filter(pk=exhibit_id).first()
    if exhibit is None:
        raise NotFound
    return exhibit


def get_keepable_exhibit(who: Person, exhibit_id: UUID) -> Exhibit:
    """An exhibit for a reader of its custody.

    Raises:
        NotFound: it does not exist or is not for this person; the two look alike.
    """
    exhibit = keepable_exhibits(who).filter(pk=exhibit_id).first()
    if exhibit is None:
        raise NotFound
    return exhibit


def check_may_read(by: UUID, exhibit_id: UUID) -> Callable[[], None]:
    """A check for `work.authorise`.

    Raises (when called):
        NotFound: the exhibit is not for this person.
    """

    def check() -> None:
        get_readable_exhibit(person(by), exhibit_id)

    return check


def check_may_act(by: UUID, action: Action, exhibit_id: UUID) -> Callable[[], None]:
    """A check for `work.authorise`.

    Raises (when called):
        NotFound: the exhibit is not for this person.
        NotPermitted: the person may read it, but not do this in its case.
    """

    def check() -> None:
        who = person(by)
        find = get_keepable_exhibit if action is Action.KEEP_EVIDENCE else get_readable_exhibit
        exhibit = find(who, exhibit_id)
        if reason := reason_against(who, action, cases.case(exhibit.case_id)):
            raise NotPermitted(reason)

    return check


@visibility("exhibit")
def visible_events(items: Sequence[Recorded], who: Person) -> list[Recorded]:
    """What happened to an exhibit is for those who may read it."""
    readable = readable_exhibits(who).filter(pk__in={thing_of(item) for item in items})
    ids = set(readable.values_list("pk", flat=True))
    return [item for item in items if thing_of(item) in ids]
