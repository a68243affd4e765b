"""From the value to one HTML text, with Django's template language and without Django's settings."""

from typing import Any

from django.template import Context, Engine
from django.utils.safestring import mark_safe

from dossiers.domain.document import Document, Party
from dossiers.rendering import scales
from dossiers.rendering.anchors import anchors
from dossiers.rendering.chapters import chapters
from dossiers.rendering.code import code_svg
from dossiers.rendering.contents import (
    CONTENTS_COLUMNS,
    CONTENTS_LINES,
    INDEX_COLUMNS,
    INDEX_LINES,
    contents,
    in_columns,
)
from dossiers.rendering.lanes import lanes
from dossiers.rendering.stylesheet import stylesheet
from dossiers.rendering.wire import Job

TAGS = "dossiers.rendering.tags"
LONG_TITLE, LONGEST_TITLE = 40, 140


class NameNotInContext(Exception):
    """A template asks for something that the context does not hold: a mistake of ours, never printed as nothing."""


class _Loud(str):
    """Django puts this where a name cannot be found, and formats it with that name."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, name: Any) -> str:
        raise NameNotInContext(str(name))


def compose_html(document: Document, *, job: Job) -> str:
    """The whole document as HTML; every value is escaped by the engine."""
    engine = Engine(dirs=[job.templates], builtins=[TAGS], autoescape=True, string_if_invalid=_Loud("%s"))
    context = Context(_context(document, job=job), use_l10n=False, use_tz=False)
    return engine.get_template("dossiers/pdf/dossier.html").render(context)


def _context(document: Document, *, job: Job) -> dict[str, Any]:
    return {
        "document": document,
        "cover": document.cover,
        "css": mark_safe(stylesheet(document)),
        "code": mark_safe(code_svg(document.cover)),
        "title_class": _title_class(document.cover.title),
        "chapters": chapters(document),
        "contents": in_columns(contents(document), columns=CONTENTS_COLUMNS, lines_a_page=CONTENTS_LINES),
        "index": in_columns(document.index, columns=INDEX_COLUMNS, lines_a_page=INDEX_LINES),
        "anchors": anchors(document),
        "names": _names(document),
        "sheets": [_sheet(document, party, number=n) for n, party in enumerate(document.parties, 1)],
        "exhibit_sheets": [(f"exhibit-{n}", sheet) for n, sheet in enumerate(document.exhibits, 1)],
        "lanes": lanes(document.chronology),
        "chart": job.chart,
        "chart_problem": job.chart_problem,
        "scales": scales,
    }


def _title_class(title: str) -> str:
    if len(title) > LONGEST_TITLE:
        return "longest"
    return "long" if len(title) > LONG_TITLE else ""


def _names(document: Document) -> dict[str, str]:
    return {node.id: node.label for node in document.network.nodes} | {
        party.id: party.name for party in document.parties
    }


def _sheet(document: Document, party: Party, *, number: int) -> dict[str, Any]:
    """A party with its address and its links."""
    links = [link for link in document.network.links if party.id in (link.source, link.target)]
    return {"party": party, "anchor": f"party-{number}", "links": links}
