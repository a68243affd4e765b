"""The table of contents as lines, and how lines are set in columns.

Columns are cut here and not by the layout engine, which tries many heights to balance them: that took a quarter of
the whole rendering time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from dossiers.domain.document import Document
from dossiers.rendering.chapters import chapters
from dossiers.rendering.stylesheet import shortened

T = TypeVar("T")
CONTENTS_COLUMNS, CONTENTS_LINES = 2, 50
INDEX_COLUMNS, INDEX_LINES = 3, 48


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the contents: a chapter (level 1) or a sheet in it (level 2)."""

    level: int
    anchor: str
    text: str


def contents(document: Document) -> list[Entry]:
    """All lines in the order of the pages."""
    entries: list[Entry] = []
    for chapter in chapters(document):
        entries.append(Entry(level=1, anchor=chapter.anchor, text=f"{chapter.number} {chapter.title}"))
        entries += _sheets(document, chapter.key)
    return [*entries, Entry(level=1, anchor="index", text="Index")]


def _sheets(document: Document, key: str) -> list[Entry]:
    if key == "parties":
        titles = [shortened(f"{party.id} {party.name}") for party in document.parties]
        return [Entry(level=2, anchor=f"party-{number}", text=title) for number, title in enumerate(titles, 1)]
    if key == "exhibits":
        titles = [shortened(f"{sheet.number} {sheet.title}") for sheet in document.exhibits]
        return [Entry(level=2, anchor=f"exhibit-{number}", text=title) for number, title in enumerate(titles, 1)]
    return []


def in_columns(lines: Sequence[T], *, columns: int, lines_a_page: int) -> list[list[Sequence[T]]]:
    """Blocks of columns: whole pages first, then one block whose columns are equally long."""
    blocks = []
    for start in range(0, len(lines), columns * lines_a_page):
        block = lines[start : start + columns * lines_a_page]
        height = -(-len(block) // columns)
        blocks.append([block[first : first + height] for first in range(0, len(block), height)])
    return blocks
