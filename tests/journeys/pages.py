"""Every address of the product: real objects for its variables, and what each person must get there.

A new address is a line here; the test of the house that reads this table fails without it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from accounts.commands import COMMANDS as PERSON_COMMANDS
from accounts.permissions import may_administer, may_audit
from accounts.queries import Person
from cases.commands import COMMANDS as CASE_COMMANDS
from cases.domain.stages import TRANSITIONS
from cases.permissions import Action, may, may_open_cases
from cases.worklist import View
from dossiers.permissions import readable_dossiers
from entities.acts import ENTITY_ACTS, ENTRY_ACTS, LINK_ACTS, STATEMENT_ACTS
from evidence.commands import COMMANDS as EXHIBIT_COMMANDS
from evidence.permissions import readable_exhibits
from jobs.permissions import get_readable_job
from ledger.domain.errors import NotFound
from tests.journeys.world import World
from tests.people import ADA, BEN

Keys = Callable[[World], Iterable[dict[str, Any]]]
Right = Callable[[Person, World], bool]
FOUND, FORBIDDEN, NOT_FOUND, POST_ONLY = 200, 403, 404, 405


@dataclass(frozen=True, kw_only=True)
class Page:
    """What there is at one address: `answer` for those with the right, for those who know of it `refusal`."""

    right: Right
    keys: Keys = lambda world: [{}]
    answer: int = FOUND
    refusal: int = NOT_FOUND
    known: Right = lambda who, world: True

    def status(self, who: Person, world: World) -> int:
        """What a reading must be answered with."""
        if self.right(who, world):
            return self.answer
        return self.refusal if self.known(who, world) else NOT_FOUND


def _all(who: Person, world: World) -> bool:
    return True


def _nobody(who: Person, world: World) -> bool:
    return False


def _in_case(action: Action) -> Right:
    return lambda who, world: may(who, action, world.case)


def _reads_exhibit(who: Person, world: World) -> bool:
    return readable_exhibits(who).filter(pk=world.exhibit_id).exists()


def _reads_dossier(who: Person, world: World) -> bool:
    return readable_dossiers(who).filter(pk=world.dossier_id).exists()


def _sees_job(who: Person, world: World) -> bool:
    try:
        return bool(get_readable_job(job_id=world.job_id, by=who.id))
    except NotFound:
        return False


def _administers(who: Person, world: World) -> bool:
    return may_administer(who)


def _is_ada(who: Person, world: World) -> bool:
    return who.id == ADA


def _one(*names: str, **fixed: Any) -> Keys:
    """The world's ids of these names."""
    return lambda world: [{name: getattr(world, name) for name in names} | fixed]


def _each(table: Iterable[str], *names: str, item: str = "", word: str = "name") -> Keys:
    """One address for each command of a table; `item` names the world's id that stands for `item_id`."""
    more = {"item_id": item} if item else {}
    return lambda world: [
        {word: key} | {name: getattr(world, name) for name in names} | {n: getattr(world, i) for n, i in more.items()}
        for key in table
    ]


def _case_items(world: World) -> Iterable[dict[str, Any]]:
    return [
        {"case_id": world.case_id, "name": name, "item_id": getattr(world, wanted.item)}
        for name, wanted in CASE_COMMANDS.items()
        if wanted.item
    ]


def _case(action: Action, *names: str, **values: Any) -> Page:
    return Page(right=_in_case(action), keys=_one("case_id", *names), **values)


def _dossier(**values: Any) -> Page:
    return Page(right=_reads_dossier, keys=_one("dossier_id"), **values)


_EXHIBIT = _one("exhibit_id")


def _exhibit(keys: Keys = _EXHIBIT, **values: Any) -> Page:
    return Page(right=_reads_exhibit, keys=keys, **values)


_RECORDS, _READ = Action.READ_RECORDS, Action.READ
_records = _in_case(_RECORDS)
_own = Page(right=_all)
_posted = Page(right=_all, answer=POST_ONLY)

CASES = {
    "cases:worklist": _own,
    "cases:waits": Page(right=_all, keys=lambda world: [{"view": view.value} for view in View]),
    "cases:list": _own,
    "cases:keep_view": _own,
    "cases:view": Page(right=_is_ada, keys=_one("view_id")),
    "cases:forget_view": Page(right=_all, keys=_one("view_id"), answer=POST_ONLY),
    "cases:bulk": _posted,
    "cases:open": Page(right=lambda who, _: may_open_cases(who), refusal=FORBIDDEN),
    "cases:case": _case(_READ),
    "cases:agenda": _case(_RECORDS),
    "cases:team": _case(_READ),
    "cases:history": _case(Action.READ_HISTORY),
    "cases:event": Page(right=_in_case(Action.READ_HISTORY), keys=_one("case_id", number=1)),
    "cases:move": Page(right=_in_case(_READ), keys=_each(TRANSITIONS, "case_id", word="transition")),
    "cases:propose": _case(_RECORDS),
    "cases:proposal": _case(Action.READ_DOSSIERS, "proposal_id"),
    "cases:proposal_review": _case(Action.READ_DOSSIERS, "proposal_id"),
    "cases:proposal_reject": _case(Action.READ_DOSSIERS, "proposal_id"),
    "cases:proposal_carry_out": _case(Action.READ_DOSSIERS, "proposal_id"),
    "cases:command": Page(
        right=_in_case(_READ), keys=_each([name for name, one in CASE_COMMANDS.items() if not one.item], "case_id")
    ),
    "cases:item_command": Page(right=_in_case(_READ), keys=_case_items),
}
EVIDENCE = {
    "evidence:list": _case(_READ),
    "evidence:receive": _case(Action.TAKE_EVIDENCE, refusal=FORBIDDEN, known=_in_case(_READ)),
    "evidence:exhibit": _exhibit(),
    "evidence:original": _exhibit(),
    "evidence:derived": _exhibit(_one("exhibit_id", kind="thumbnail", number=240)),
    "evidence:retry": _exhibit(_one("exhibit_id", step="identify")),
    "evidence:command": _exhibit(_each([name for name, one in EXHIBIT_COMMANDS.items() if not one.item], "exhibit_id")),
    "evidence:item_command": _exhibit(
        _each([name for name, one in EXHIBIT_COMMANDS.items() if one.item], "exhibit_id", item="custody_id")
    ),
    "evidence:uploads": _posted,
    "evidence:upload": Page(right=_nobody, keys=lambda world: [{"upload_id": world.exhibit_id}]),
    "evidence:file": Page(right=_nobody, keys=_one(token="none")),
}
ENTITIES = {
    "entities:list": _case(_RECORDS),
    "entities:create": _case(_RECORDS),
    "entities:entity": _case(_RECORDS, "entity_id"),
    "entities:entity_act": Page(right=_records, keys=_each(ENTITY_ACTS, "case_id", item="entity_id")),
    "entities:statement_act": Page(right=_records, keys=_each(STATEMENT_ACTS, "case_id", item="statement_id")),
    "entities:matches": _case(_RECORDS),
    "entities:match": _case(_RECORDS, "entity_id", "other_id"),
    "entities:identifiers": _case(_RECORDS),
    "entities:exhibit_identifiers": _exhibit(),
    "entities:links": _case(_RECORDS),
    "entities:create_link": _case(_RECORDS),
    "entities:link": _case(_RECORDS, "link_id"),
    "entities:link_act": Page(right=_records, keys=_each(LINK_ACTS, "case_id", item="link_id")),
    "entities:timeline": _case(_RECORDS),
    "entities:graph": _case(_RECORDS),
    "entities:graph_svg": _case(_RECORDS),
    "entities:graph_graphml": _case(_RECORDS),
    "entities:paths": _case(_RECORDS),
    "entities:chronology": _case(_RECORDS),
    "entities:entry": _case(_RECORDS, "entry_id"),
    "entities:create_entry": _case(_RECORDS),
    "entities:entry_act": Page(right=_records, keys=_each(ENTRY_ACTS, "case_id", item="entry_id")),
}
DOSSIERS = {
    "dossiers:list": _case(Action.READ_DOSSIERS),
    "dossiers:request": _case(Action.READ_DOSSIERS),
    **{
        f"dossiers:{name}": _dossier()
        for name in (
            "dossier",
            "file",
            "revise",
            "next",
            "review",
            "return",
            "approve",
            "release",
            "withdraw",
            "cancel",
        )
    },
    "dossiers:order": _dossier(answer=POST_ONLY, refusal=POST_ONLY),
    "dossiers:compare": _dossier(answer=POST_ONLY, refusal=POST_ONLY),
}
SEARCH_AND_JOBS = {
    "search:ask": _own,
    "search:results": Page(right=_is_ada, keys=_one("search_id")),
    "search:alerts": _own,
    "search:keep": Page(right=_all, keys=_one("search_id"), answer=POST_ONLY),
    "search:forget": Page(right=_all, keys=_one("search_id"), answer=POST_ONLY),
    "jobs:list": _own,
    "jobs:count": _own,
    "jobs:detail": Page(right=_sees_job, keys=_one("job_id")),
    "jobs:progress": Page(right=_sees_job, keys=_one("job_id")),
    "jobs:cancel": Page(right=_all, keys=_one("job_id"), answer=POST_ONLY),
    "jobs:run_again": Page(right=_all, keys=_one("job_id"), answer=POST_ONLY),
}
PEOPLE = {
    "accounts:profile": _own,
    "accounts:end_session": Page(right=_all, keys=_one(session_id=1), answer=POST_ONLY),
    "accounts:end_other_sessions": _posted,
    "accounts:make_token": _own,
    "accounts:revoke_token": Page(right=_is_ada, keys=_one("token_id")),
    "accounts:list": Page(right=_administers),
    "accounts:open": Page(right=_administers),
    "accounts:person": Page(right=_administers, keys=_one(person_id=BEN)),
    "accounts:command": Page(
        right=_administers, keys=lambda world: [{"person_id": BEN, "name": name} for name in PERSON_COMMANDS]
    ),
    "accounts:audit": Page(right=lambda who, _: may_audit(who)),
    "accounts:verify": _posted,
}
FRAME = {
    "live": _own,
    "ready": _own,
    "pages:csp_report": _posted,
    "pages:display": _posted,
    "pages:palette": _posted,
    "pages:keys": _own,
}
API = {
    "api:me": _own,
    "api:cases": _own,
    "api:case": _case(_READ),
    "api:exhibits": _case(_READ),
    "api:exhibit": _exhibit(),
    "api:original": _exhibit(answer=FORBIDDEN),  # readers need a token
    "api:custody": _exhibit(),
    "api:entities": _case(_RECORDS),
    "api:entity": Page(right=_records, keys=_one("entity_id")),
    "api:merge": Page(right=_all, keys=_one("entity_id"), answer=POST_ONLY),
    "api:unmerge": Page(right=_all, keys=_one("entity_id"), answer=POST_ONLY),
    "api:links": _case(_RECORDS),
    "api:chronology": _case(_RECORDS),
    "api:dossiers": _case(Action.READ_DOSSIERS),
    "api:dossier": _dossier(),
    "api:dossier_file": _dossier(),
    "api:review": _dossier(answer=POST_ONLY, refusal=POST_ONLY),
    "api:approve": _dossier(answer=POST_ONLY, refusal=POST_ONLY),
    "api:release": _dossier(answer=POST_ONLY, refusal=POST_ONLY),
    "api:search": _posted,
    "api:events": _own,
    "api:job": Page(right=_sees_job, keys=_one("job_id")),
    "api:problem": Page(right=_all, keys=_one(name="bad-input")),
    "api:schema": _own,
    "api:docs": _own,
    "api:move": Page(right=_all, keys=_one("case_id", transition="triage"), answer=POST_ONLY),
    "api:nothing": Page(right=_nobody),
}
PAGES: dict[str, Page] = {
    **CASES,
    **EVIDENCE,
    **ENTITIES,
    **DOSSIERS,
    **SEARCH_AND_JOBS,
    **PEOPLE,
    **FRAME,
    **API,
}
FOREIGN = "account", "mfa"  # allauth's own addresses show nothing but one's own account


def is_foreign(name: str) -> bool:
    """True for addresses that allauth answers."""
    return name.startswith(tuple(f"{prefix}_" for prefix in FOREIGN)) or name == "usersessions_list"
