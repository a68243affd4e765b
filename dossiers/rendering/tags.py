"""Template words of the dossier: what stands for nothing, how hashes break, where citations lead."""

from typing import Any

from django.template import Context, Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from dossiers.domain.document import Citation, IndexEntry
from dossiers.rendering.richtext import printable

register = Library()

NOT_PROVIDED = "not provided"
HEX_GROUP, GROUPS_A_LINE = 8, 4


@register.filter
def given(value: Any) -> Any:
    """The value, or words where there is none: a required fact never vanishes."""
    return value or format_html('<span class="missing">{}</span>', NOT_PROVIDED)


@register.filter
def dash(value: Any) -> Any:
    """The value, or a dash in a table's cell."""
    return value or "–"


@register.filter
def short(text: str, most: int) -> str:
    """At most so many characters, where a drawing has no room; the table beside it holds the whole."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


@register.filter
def hash_lines(digest: str) -> SafeString:
    """A digest in groups of eight digits, four to a line: people compare groups, not a wall."""
    groups = [digest[start : start + HEX_GROUP] for start in range(0, len(digest), HEX_GROUP)]
    lines = [" ".join(groups[start : start + GROUPS_A_LINE]) for start in range(0, len(groups), GROUPS_A_LINE)]
    return format_html_join("", '<span class="line">{}</span>', ((line,) for line in lines))


@register.filter
def rich(html: str) -> SafeString:
    """Notes with their simple markup, cleaned once more."""
    return mark_safe(printable(html))


@register.filter
def initials(name: str) -> str:
    """Two letters that stand in for a portrait."""
    letters = [word[0] for word in name.split() if word[0].isalnum()]
    return "".join(letters[:2]).upper() or "?"


@register.simple_tag(takes_context=True)
def pins(context: Context, citations: tuple[Citation, ...]) -> SafeString | str:
    """Citations as `X-05 p.3`, each leading to its exhibit's sheet when that is printed."""
    if not citations:
        return "–"
    return format_html_join(", ", "{}", ((_pin(context, citation),) for citation in citations))


def _pin(context: Context, citation: Citation) -> SafeString:
    anchor = context["anchors"].exhibit(citation)
    if not anchor:
        return format_html("<span>{}</span>", citation)
    return format_html('<a href="#{}">{}</a>', anchor, citation)


@register.simple_tag(takes_context=True)
def party(context: Context, party_id: str) -> SafeString:
    """A party's name leading to its sheet; an id that has no sheet prints as it is."""
    anchor = context["anchors"].parties.get(party_id)
    name = context["names"].get(party_id, party_id)
    return format_html('<a href="#{}">{}</a>', anchor, name) if anchor else format_html("<span>{}</span>", name)


@register.simple_tag(takes_context=True)
def index_pages(context: Context, entry: IndexEntry) -> SafeString:
    """Empty links whose page numbers the style sheet prints."""
    places = context["anchors"]
    found = [*map(places.parties.get, entry.parties), *map(places.exhibits.get, entry.exhibits)]
    links = ((anchor, entry.term) for anchor in found if anchor)
    return format_html_join("", ' <a href="#{}" title="{}"></a>', links)
