"""What the palette (Ctrl+K) finds: pages here, and whatever each room above registers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass

from django.http import HttpRequest

from pages.navigation import create_menu, rail

LONGEST = 30


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One line of the palette or of a combo box: `value` is an address there, an id here."""

    value: str
    label: str
    hint: str = ""


Source = Callable[[HttpRequest, str], Iterable[Choice]]
_sources: list[Source] = []


def palette_source(source: Source) -> Source:
    """Register a function (request, typed text) -> choices; it must show only what the person may read."""
    _sources.append(source)
    return source


def choices_for(request: HttpRequest, text: str) -> list[Choice]:
    """At most `LONGEST` choices, in the order in which sources were registered."""
    found = (choice for source in _sources for choice in source(request, text))
    return [choice for choice, _ in zip(found, range(LONGEST), strict=False)]


def as_json(choices: Iterable[Choice]) -> list[dict[str, str]]:
    """What the combo box module reads."""
    return [asdict(choice) for choice in choices]


@palette_source
def pages(request: HttpRequest, text: str) -> Iterator[Choice]:
    """The places of the rail and of the create menu."""
    for place in rail(request):
        if text.casefold() in place.label.casefold():
            yield Choice(value=place.url, label=place.label, hint="Page")
    for place in create_menu(request):
        if text.casefold() in f"new {place.label}".casefold():
            yield Choice(value=place.url, label=f"New {place.label.lower()}", hint="Action")
