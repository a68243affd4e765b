"""The tabs of a case page; rooms above answer theirs, and a tab shows when somebody answers it."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from accounts.queries import Person
from cases.as_of import AsOf
from cases.models import Case
from cases.permissions import Action, Relation, may


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One address of a case page, with what one must be allowed to see it."""

    name: str
    label: str
    action: Action


Count = Callable[[Case], int]
_counts: dict[str, Count] = {}


def counted(name: str) -> Callable[[Count], Count]:
    """Register what waits behind a tab, such as "entities:matches"; nothing is shown for none."""

    def register(count: Count) -> Count:
        _counts[name] = count
        return count

    return register


TABS = (
    Tab(name="cases:case", label="Overview", action=Action.READ),
    Tab(name="entities:timeline", label="Timeline", action=Action.READ_RECORDS),
    Tab(name="entities:list", label="Entities", action=Action.READ_RECORDS),
    Tab(name="entities:graph", label="Graph", action=Action.READ_RECORDS),
    Tab(name="entities:matches", label="Matches", action=Action.READ_RECORDS),
    Tab(name="evidence:list", label="Evidence", action=Action.READ_CUSTODY),
    Tab(name="cases:agenda", label="Notes and tasks", action=Action.READ_RECORDS),
    Tab(name="dossiers:list", label="Dossiers", action=Action.READ_DOSSIERS),
    Tab(name="cases:team", label="Team and protection", action=Action.READ),
    Tab(name="cases:history", label="History", action=Action.READ_HISTORY),
)


def tabs_of(
    case: Case, who: Person, *, current: str, standing: Relation, past: AsOf | None = None
) -> list[dict[str, object]]:
    """Tabs that this person may open; a page of the past links to the same moment."""
    query = "?" + urlencode({"as_of": past.position}) if past else ""
    return [
        {
            "label": tab.label,
            "url": url + query,
            "count": None if past else _waiting(tab, case),
            "is_current": tab.name == current,
        }
        for tab in TABS
        if may(who, tab.action, case, standing=standing) and (url := _url(tab.name, case))
    ]


def _waiting(tab: Tab, case: Case) -> int | None:
    count = _counts.get(tab.name)
    return (count(case) or None) if count else None


def _url(name: str, case: Case) -> str:
    try:
        return reverse(name, args=[case.id])
    except NoReverseMatch:
        return ""
