"""Rich text that people type: a small allow-list, applied before it is stored and again when it is shown."""

import re
from collections import Counter
from html import escape

import nh3

from ledger.domain.errors import BadInput

LARGEST_BYTES = 1_000_000
LARGEST_MARKUP_BYTES = 200_000
DEEPEST = 100
MOST_REFERENCES = 100_000

_TAGS = {
    "p",
    "br",
    "hr",
    "strong",
    "em",
    "b",
    "i",
    "u",
    "s",
    "sub",
    "sup",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "h3",
    "h4",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_MARKUP = re.compile(r"<[A-Za-z/!]")
_TAG = re.compile(r"<(/?)([a-z][^\s/>]*)")
_FLAT = {
    "p",
    "br",
    "hr",
    "li",
    "td",
    "th",
    "tr",
    "thead",
    "tbody",
    "tfoot",
    "dt",
    "dd",
    "option",
    "img",
    "input",
    "wbr",
    "col",
    "meta",
    "link",
    "source",
}
_SCHEMES = {"http", "https"}


class TextTooLong(BadInput):
    """A text beyond its limit in UTF-8; nothing is cut off silently."""


class TextTooTangled(BadInput):
    """Elements nested beyond `DEEPEST`, or too many signs that need an escape: a parser would take minutes."""

    def __init__(self, *, field: str = "") -> None:
        super().__init__(
            "This text is nested too deeply to be kept as it is. Paste it without its formatting.", field=field
        )


def clean(html: str, *, field: str = "") -> str:
    """Harmless HTML: no style, class, id, data-*, hx-*, script or image; links to http(s) and to anchors only.

    Text without any markup becomes paragraphs. `field` names the command's argument in the refusal.

    Raises:
        TextTooLong: more than `LARGEST_BYTES`, or `LARGEST_MARKUP_BYTES` of a text with markup.
        TextTooTangled: nothing that a person writes.
    """
    limit = LARGEST_MARKUP_BYTES if _MARKUP.search(html) else LARGEST_BYTES
    size_bytes = len(html.encode("utf-8", errors="replace"))
    if size_bytes > limit:
        raise TextTooLong(
            f"This text has {size_bytes:,} bytes; at most {limit:,} are kept. Shorten it or add it as a file.",
            field=field,
        )
    kept = html if _is_tangled(html) else harmless(html)
    if _is_tangled(kept):
        raise TextTooTangled(field=field)
    return kept


def harmless(html: str) -> str:
    """The same without limits, for text that was let in before; what is tangled is shown as it was typed."""
    text = html.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if not _MARKUP.search(text) or _is_tangled(text):
        return _paragraphs(text)
    kept = _sanitise(text)
    return kept if "<" in kept or not kept.strip() else f"<p>{kept}</p>"


def _is_tangled(html: str) -> bool:
    return html.count("&") > MOST_REFERENCES or _depth(html) > DEEPEST


def _depth(html: str) -> int:
    """Deepest nesting that a parser could build; elements that close each other do not count."""
    open_now: Counter[str] = Counter()
    depth = deepest = 0
    for closing, name in _TAG.findall(html.lower()):
        step = _step(closing, name, open_now=open_now)
        open_now[name] += step
        depth += step
        deepest = max(deepest, depth)
    return deepest


def _step(closing: str, name: str, *, open_now: Counter[str]) -> int:
    if name in _FLAT:
        return 0
    if closing:
        return -1 if open_now[name] else 0
    return 1


def _sanitise(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        attribute_filter=_only_plain_links,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )


def _only_plain_links(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "rel":
        return value
    is_plain = value.startswith(("#", "https://", "http://"))
    return value if (tag, attribute) == ("a", "href") and is_plain else None


def _paragraphs(text: str) -> str:
    blocks = [block.strip("\n") for block in text.split("\n\n")]
    return "".join(f"<p>{_lines(block)}</p>" for block in blocks if block.strip())


def _lines(block: str) -> str:
    # An entity that was typed as such is shown as such: the text is escaped exactly once.
    return escape(block, quote=False).replace("\n", "<br>")
