"""The tabs of a case page; rooms above answer theirs, and a tab shows when somebody answers it."""

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


TABS = (
    Tab(name="cases:case", label="Overview", action=Action.READ),
    Tab(name="entities:timeline", label="Timeline", action=Action.READ_RECORDS),
    Tab(name="entities:list", label="Entities", action=Action.READ_RECORDS),
    Tab(name="entities:graph", label="Graph", action=Action.READ_RECORDS),
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
        {"label": tab.label, "url": url + query, "count": None, "is_current": tab.name == current}
        for tab in TABS
        if may(who, tab.action, case, standing=standing) and (url := _url(tab.name, case))
    ]


def _url(name: str, case: Case) -> str:
    try:
        return reverse(name, args=[case.id])
    except NoReverseMatch:
        return ""
