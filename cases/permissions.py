"""Who may do what in a case: one table, asked of one case (`may`) or of all (`readable_by`).

A person needs a role of the table in the case's team, a clearance that reaches its marking, no declared
conflict of interest and, when the case is walled, their name on its list. Everybody else gets "not found".
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.domain.events import Role
from accounts.domain.markings import Marking
from accounts.queries import Person, person
from cases.domain.roles import CaseRole as R
from cases.domain.stages import TRANSITIONS
from cases.models import Case, Member, Recusal, WallReader
from ledger.domain.errors import NotFound, NotPermitted


class Action(StrEnum):
    """What can be done in a case."""

    READ = "read the case"
    READ_RECORDS = "read entities, links, chronology, notes and tasks"
    READ_EXHIBITS = "read exhibits"
    READ_CUSTODY = "read numbers and custody of exhibits"
    READ_WALLED_CUSTODY = "read number and custody of a walled exhibit without being named"
    READ_DOSSIERS = "read dossiers"
    READ_HISTORY = "read the history"
    MANAGE = "describe the case, manage team, marking, wall and hold"
    CONTRIBUTE = "write notes, tasks, questions, deadlines, entities, links and chronology"
    TAKE_EVIDENCE = "take in evidence"
    KEEP_EVIDENCE = "record custody, check fixity and settle incidents"
    PROPOSE = "propose what takes three people"
    REVIEW = "review proposals and dossiers"
    RELEASE = "approve and release dossiers, carry out proposals"
    PREPARE_DOSSIER = "request dossiers"


_INSIDE = frozenset({R.LEAD, R.ANALYST, R.REVIEWER, R.COUNSEL})
_EVERYBODY = frozenset(R) - {R.PARTNER}

RULES: dict[Action, frozenset[R]] = {
    Action.READ: _EVERYBODY,
    Action.READ_RECORDS: _INSIDE,
    Action.READ_EXHIBITS: _INSIDE | {R.APPROVER, R.CUSTODIAN},
    Action.READ_CUSTODY: _INSIDE | {R.APPROVER, R.CUSTODIAN},
    Action.READ_WALLED_CUSTODY: frozenset({R.CUSTODIAN}),
    Action.READ_DOSSIERS: _INSIDE | {R.APPROVER},
    Action.READ_HISTORY: _INSIDE,
    Action.MANAGE: frozenset({R.LEAD}),
    Action.CONTRIBUTE: frozenset({R.LEAD, R.ANALYST}),
    Action.TAKE_EVIDENCE: frozenset({R.LEAD, R.ANALYST, R.CUSTODIAN, R.INTAKE_OFFICER}),
    Action.KEEP_EVIDENCE: frozenset({R.LEAD, R.CUSTODIAN}),
    Action.PROPOSE: frozenset({R.LEAD, R.ANALYST, R.COUNSEL}),
    Action.REVIEW: frozenset({R.REVIEWER, R.COUNSEL}),
    Action.RELEASE: frozenset({R.APPROVER}),
    Action.PREPARE_DOSSIER: frozenset({R.LEAD, R.ANALYST}),
}


@dataclass(frozen=True, kw_only=True)
class Relation:
    """How a person stands to one case."""

    roles: frozenset[R] = frozenset()
    is_recused: bool = False
    is_named: bool = False


def relation(who: Person, case_id: UUID) -> Relation:
    """How a person stands to a case, today."""
    return Relation(
        roles=frozenset(
            map(R, Member.objects.filter(case_id=case_id, person_id=who.id).values_list("role", flat=True))
        ),
        is_recused=Recusal.objects.filter(case_id=case_id, person_id=who.id).exists(),
        is_named=WallReader.objects.filter(case_id=case_id, person_id=who.id).exists(),
    )


def may(who: Person, action: Action, case: Case, *, standing: Relation | None = None) -> bool:
    """True when the person may do this in the case."""
    standing = standing or relation(who, case.id)
    return (
        not standing.roles.isdisjoint(RULES[action])
        and who.clearance.rank >= case.marking_rank
        and is_within_reach(who, case)
        and not standing.is_recused
        and (standing.is_named or not case.is_walled)
    )


def is_within_reach(who: Person, case: Case) -> bool:
    """True unless a token asks in the person's name that does not reach the case."""
    return who.reach is None or who.reach.allows(case.id, is_walled=case.is_walled)


def readable_by(who: Person, action: Action = Action.READ) -> QuerySet[Case]:
    """The cases in which `may` is true, as a queryset."""
    mine = {"case_id": OuterRef("pk"), "person_id": who.id}
    return Case.objects.filter(
        Exists(Member.objects.filter(**mine, role__in=[role.value for role in RULES[action]])),
        ~Exists(Recusal.objects.filter(**mine)),
        Q(is_walled=False) | Exists(WallReader.objects.filter(**mine)),
        _within_reach(who),
        marking_rank__lte=who.clearance.rank,
    )


def get_readable_case(who: Person, case_id: UUID, action: Action = Action.READ) -> Case:
    """A case for a reader.

    Raises:
        NotFound: it does not exist or is not for this person; the two look alike.
    """
    case = readable_by(who, action).filter(pk=case_id).first()
    if case is None:
        raise NotFound
    return case


def reason_against(who: Person, action: Action, case: Case, *, standing: Relation | None = None) -> str:
    """Why the person may not do this, for the disabled button; empty when they may."""
    if may(who, action, case, standing=standing):
        return ""
    roles = ", ".join(sorted(role.value.replace("_", " ") for role in RULES[action]))
    return f"In this case only these may {action.value}: {roles}."


def check_may(by: UUID, action: Action, case_id: UUID) -> Callable[[], None]:
    """A check for `work.authorise`.

    Raises (when called):
        NotFound: the case is not for this person.
        NotPermitted: the person may read the case, but not do this.
    """

    def check() -> None:
        who = person(by)
        case = get_readable_case(who, case_id)
        if reason := reason_against(who, action, case):
            raise NotPermitted(reason)

    return check


def check_transition(by: UUID, transition: str, case_id: UUID) -> Callable[[], None]:
    """A check for `work.authorise`: the transition's own roles decide."""

    def check() -> None:
        who = person(by)
        get_readable_case(who, case_id)
        way = TRANSITIONS.get(transition)
        if way and relation(who, case_id).roles.isdisjoint(way.roles):
            roles = ", ".join(sorted(role.value.replace("_", " ") for role in way.roles))
            raise NotPermitted(f"Only these may do “{way.label}”: {roles}.")

    return check


def may_open_cases(who: Person) -> bool:
    """Investigators and intake officers open cases."""
    return who.has(Role.INVESTIGATOR, Role.INTAKE_OFFICER)


def check_can_open(by: UUID, marking: Marking) -> Callable[[], None]:
    """A check for `work.authorise`.

    Raises (when called):
        NotPermitted: the person opens no cases, or none of this marking.
    """

    def check() -> None:
        who = person(by)
        if not may_open_cases(who):
            raise NotPermitted("Only investigators and intake officers open cases.")
        if who.clearance.rank < marking.rank:
            raise NotPermitted(f"Your clearance is {who.clearance.value}; this case would be hidden from you.")
        if who.reach and not who.reach.every_case:
            raise NotPermitted("This token was made for named cases; it opens no others.")

    return check


def who_may(action: Action, case: Case, *, people: Iterable[Person]) -> list[Person]:
    """Those of some people who may do this in a case."""
    return [who for who in people if may(who, action, case)]


def scopes_of_jobs(person_id: UUID) -> set[UUID | None]:
    """Cases whose work a person may see; administrators see the installation's own."""
    who = person(person_id)
    own: set[UUID | None] = {None} if who.has(Role.ADMINISTRATOR) else set()
    return own | set(readable_by(who, Action.READ_RECORDS).values_list("id", flat=True))


def may_steer_jobs(person_id: UUID, scope_id: UUID | None) -> bool:
    """Leads steer the work of their case, administrators that of the installation."""
    who = person(person_id)
    if scope_id is None:
        return who.has(Role.ADMINISTRATOR)
    return readable_by(who, Action.MANAGE).filter(pk=scope_id).exists()


def reaches_scope(person_id: UUID, scope_id: UUID | None) -> bool:
    """Whether the present call reaches a scope at all: always without a token."""
    who = person(person_id)
    return who.reach is None or scope_id is None or Case.objects.filter(_within_reach(who), pk=scope_id).exists()


def _within_reach(who: Person) -> Q:
    """`is_within_reach` as a condition on cases."""
    if who.reach is None:
        return Q()
    named = Q(pk__in=who.reach.named)
    return named | Q(is_walled=False) if who.reach.every_case else named
