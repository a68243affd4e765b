"""Notes with simple markup: the small list of tags once more, and a ceiling for nesting.

Nesting is capped because layout recurses: about 200 nested elements end in Python's recursion limit.
"""

from html import escape
from html.parser import HTMLParser

import nh3

from dossiers.rendering.legible import legible

TAGS = {"p", "br", "strong", "em", "b", "i", "u", "s", "sub", "sup", "code", "pre", "blockquote", "ul", "ol", "li"}
DEEPEST = 12
_EMPTY = {"br"}


def printable(html: str) -> str:
    """Markup of `TAGS` without any attribute, at most `DEEPEST` levels; deeper text stays, its tags go."""
    cap = _DepthCap()
    cap.feed(nh3.clean(html, tags=TAGS, attributes={}, link_rel=None))
    cap.close()
    return cap.text


class _DepthCap(HTMLParser):
    """Copies balanced markup, leaving out the tags of what lies too deep."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._depth = 0
        self._parts: list[str] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _EMPTY:
            self._parts.append(f"<{tag}>")
            return
        self._depth += 1
        if self._depth <= DEEPEST:
            self._parts.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if self._depth <= DEEPEST:
            self._parts.append(f"</{tag}>")
        self._depth -= 1

    def handle_data(self, data: str) -> None:
        self._parts.append(escape(legible(data), quote=False))
