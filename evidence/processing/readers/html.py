"""HTML: title, visible text, and where its links lead."""

import importlib.metadata

from selectolax.lexbor import LexborHTMLParser

from evidence.processing import decoding
from evidence.processing.context import ContentRefused, Context
from evidence.processing.segments import RowBlocks, SegmentWriter
from evidence.processing.wire import Pin

UNSEEN = ["script", "style", "noscript", "template", "svg"]
MAX_HTML_BYTES = 64 * 1024 * 1024
MAX_LINKS = 5_000


def read(context: Context, segments: SegmentWriter) -> None:
    """Read the page in one piece; it is small or it is refused."""
    if context.size_bytes > MAX_HTML_BYTES:
        raise ContentRefused("The HTML page is larger than 64 MiB.", code="html_too_large")
    read_page(context, segments, html=decoding.decode(context, context.source.read_bytes()))


def read_page(context: Context, segments: SegmentWriter, *, html: str, part: str | None = None) -> None:
    """Read a page that is in memory, for a mail's body as well."""
    context.tools["selectolax"] = importlib.metadata.version("selectolax")
    tree = LexborHTMLParser(html)
    _note_scripts(context, tree)
    prefix = f"{part} " if part else ""
    title = tree.css_first("title")
    if title is not None:
        segments.add(Pin(part=f"{prefix}title"), title.text().strip(), by="selectolax")
    links = [node.attributes.get("href") or "" for node in tree.css("a[href]")[:MAX_LINKS]]
    tree.strip_tags([*UNSEEN, "title"])
    body = RowBlocks(segments, by="selectolax", part=part)
    for row, text in enumerate(_rows(tree), start=1):
        body.add(row, text)
    body.flush()
    segments.add(Pin(part=f"{prefix}links"), "\n".join(dict.fromkeys(links)), by="selectolax")


def _rows(tree: LexborHTMLParser) -> list[str]:
    root = tree.body or tree.root
    text = root.text(separator="\n") if root is not None else ""
    return [line for line in (raw.strip() for raw in text.splitlines()) if line]


def _note_scripts(context: Context, tree: LexborHTMLParser) -> None:
    if tree.css_first("script") is not None:
        context.find("html_script", "The page holds scripts; they were not run.")
