"""Rich text that people type: a small allow-list, applied before it is stored and again when it is shown."""

import re
from html import escape

import nh3

from ledger.domain.errors import BadInput

LARGEST_BYTES = 1_000_000

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
_SCHEMES = {"http", "https"}


class TextTooLong(BadInput):
    """A text beyond `LARGEST_BYTES` in UTF-8; nothing is cut off silently."""


def clean(html: str, *, field: str = "") -> str:
    """Harmless HTML: no style, class, id, data-*, hx-*, script or image; links to http(s) and to anchors only.

    Text without any markup becomes paragraphs. `field` names the command's argument in the refusal.

    Raises:
        TextTooLong: more than `LARGEST_BYTES`.
    """
    size_bytes = len(html.encode("utf-8", errors="replace"))
    if size_bytes > LARGEST_BYTES:
        raise TextTooLong(
            f"This text has {size_bytes:,} bytes; at most {LARGEST_BYTES:,} are kept. Shorten it or add it as a file.",
            field=field,
        )
    return harmless(html)


def harmless(html: str) -> str:
    """The same without the limit, for text that was let in before: cleaning makes some texts longer."""
    text = html.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if not _MARKUP.search(text):
        return _paragraphs(text)
    kept = _sanitise(text)
    return kept if "<" in kept or not kept.strip() else f"<p>{kept}</p>"


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
