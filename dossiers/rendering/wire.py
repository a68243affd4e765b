"""What parent and child say to each other: one job in, lines of progress out, one ending."""

import msgspec

from dossiers.rendering.drawing import Drawing


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """`document` is the JSON of the value; paths are those that the child sees."""

    document: msgspec.Raw
    out: str
    assets: dict[str, str]
    templates: str
    most_pages: int
    chart: Drawing | None = None
    chart_problem: str = ""


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the child: a step in words, the number of pages at the end, or a failure by name."""

    step: str = ""
    page: int = 0
    pages: int = 0
    failure: str = ""
    sentence: str = ""
