"""Where the left rail, the create menu and the palette lead; an entry whose address does not exist is left out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, kw_only=True)
class Place:
    """An entry: `name` is a URL name, `key` the second key after `g`, `only_for` roles; without any it is for all."""

    name: str
    label: str
    icon: str = "navigate_next"
    key: str = ""
    only_for: frozenset[str] = frozenset()

    @property
    def url(self) -> str:
        """Address, or nothing while no room answers it."""
        try:
            return reverse(self.name)
        except NoReverseMatch:
            return ""


RAIL = (
    Place(name="cases:worklist", label="Worklist", icon="home", key="w"),
    Place(name="cases:list", label="Cases", icon="work", key="c"),
    Place(name="search:ask", label="Search", icon="search", key="s"),
    Place(name="intake:list", label="Intake", icon="folder_open", key="i"),
    Place(name="jobs:list", label="Jobs", icon="loop", key="j"),
    Place(name="accounts:list", label="People", icon="people", only_for=frozenset({"administrator"})),
    Place(name="accounts:audit", label="Audit", icon="verified_user", only_for=frozenset({"auditor"})),
)
CREATE = (
    Place(name="cases:open", label="Case", icon="work", only_for=frozenset({"investigator", "intake_officer"})),
    Place(name="intake:new", label="Report", icon="flag"),
    Place(name="accounts:open", label="Account", icon="group_add", only_for=frozenset({"administrator"})),
)


def rail(request: HttpRequest) -> list[Place]:
    """Entries of the left rail for this person; the setting `RAIL` replaces the list."""
    return list(_shown(request, getattr(settings, "RAIL", RAIL)))


def create_menu(request: HttpRequest) -> list[Place]:
    """What can be made from anywhere; the setting `CREATE` replaces the list."""
    return list(_shown(request, getattr(settings, "CREATE", CREATE)))


def _shown(request: HttpRequest, places: Iterable[Place]) -> Iterator[Place]:
    roles: frozenset[str] = getattr(getattr(request, "user", None), "roles", frozenset())
    for place in places:
        if (not place.only_for or place.only_for & roles) and place.url:
            yield place
