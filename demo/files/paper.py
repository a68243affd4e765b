"""Business papers as PDF: a letterhead, then fields, tables and text. The same call gives the same bytes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import reportlab
from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

FONTS = Path(reportlab.__file__).parent / "fonts"
PLAIN, BOLD, CHINESE = "Vera", "VeraBd", "STSong-Light"
INK, RULE, SHADE = HexColor("#1c2430"), HexColor("#b9c2cd"), HexColor("#f3f5f8")
WIDTH = A4[0] - 40 * mm
CHINESE_STARTS = "\u2e80"
PAGE_BREAK = "\f"  # as a block: what follows begins on a new page


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Who issues a paper: name, a line below it, and a colour."""

    name: str
    line: str
    colour: str = "#24476b"


@dataclass(frozen=True)
class Fields:
    """Names and values, two pairs to a line."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table; `shares` are relative widths, columns named in `right` are aligned to the right."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[float]
    right: Sequence[int] = ()


@dataclass(frozen=True)
class Heading:
    """A line that opens a section."""

    text: str


Block = str | Fields | Grid | Heading


def paper(head: Letterhead, title: str, *, blocks: Sequence[Block], foot: str = "") -> bytes:
    """One paper on A4; long ones go on to further pages."""
    _register_fonts()
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=20 * mm,
        rightMargin=20 * mm,
        topMargin=38 * mm,
        bottomMargin=22 * mm,
        title=title,
        author=head.name,
        lang="en",
        invariant=1,
    )

    def frame(canvas: Canvas, _: object) -> None:
        _draw_frame(canvas, head, foot=foot or head.name)

    story: list[Flowable] = [Paragraph(_markup(title), _style(15, bold=True, after=10))]
    for block in blocks:
        story += _flow(block, colour=HexColor(head.colour))
    document.build(story, onFirstPage=frame, onLaterPages=frame)
    return buffer.getvalue()


@cache
def _register_fonts() -> None:
    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))


def _style(size: float, *, bold: bool = False, after: float = 0, colour: Color = INK) -> ParagraphStyle:
    return ParagraphStyle(
        f"s{size}{bold}",
        fontName=BOLD if bold else PLAIN,
        fontSize=size,
        leading=size * 1.38,
        spaceAfter=after,
        textColor=colour,
    )


def _flow(block: Block, *, colour: Color) -> list[Flowable]:
    match block:
        case str() if block == PAGE_BREAK:
            return [PageBreak()]
        case str():
            return [Paragraph(_markup(block), _style(9.2, after=7))]
        case Heading():
            return [Spacer(0, 4), Paragraph(_markup(block.text), _style(10.5, bold=True, after=5, colour=colour))]
        case Fields():
            return [_fields(block), Spacer(0, 9)]
        case Grid():
            return [_grid(block, colour=colour), Spacer(0, 9)]


def _fields(block: Fields) -> Table:
    cells = [
        [Paragraph(_markup(name), _style(7, colour=HexColor("#5d6875"))), Paragraph(_markup(value), _style(9))]
        for name, value in block.pairs
    ]
    cells += [["", ""]] * (len(cells) % 2)
    rows = [[*cells[place], *cells[place + 1]] for place in range(0, len(cells), 2)]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.4, RULE)]
    return Table(rows, colWidths=[WIDTH * share for share in (0.15, 0.35, 0.15, 0.35)], style=style)


def _grid(block: Grid, *, colour: Color) -> Table:
    head = [Paragraph(_markup(cell), _style(7.6, bold=True, colour=white)) for cell in block.head]
    right = ParagraphStyle("right", parent=_style(8), alignment=2)
    rows = [
        [Paragraph(_markup(cell), right if place in block.right else _style(8)) for place, cell in enumerate(row)]
        for row in block.rows
    ]
    whole = sum(block.shares)
    style = [
        ("BACKGROUND", (0, 0), (-1, 0), colour),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [white, SHADE]),
        ("GRID", (0, 0), (-1, -1), 0.4, RULE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]
    return Table([head, *rows], colWidths=[WIDTH * share / whole for share in block.shares], style=style, repeatRows=1)


def _draw_frame(canvas: Canvas, head: Letterhead, *, foot: str) -> None:
    width, height = A4
    canvas.setFillColor(HexColor(head.colour))
    canvas.rect(0, height - 9 * mm, width, 9 * mm, stroke=0, fill=1)
    canvas.setFont(BOLD, 12.5)
    canvas.drawString(20 * mm, height - 20 * mm, head.name)
    canvas.setFillColor(INK)
    canvas.setFont(PLAIN, 7.8)
    canvas.drawString(20 * mm, height - 25.5 * mm, head.line)
    canvas.setStrokeColor(RULE)
    canvas.line(20 * mm, 17 * mm, width - 20 * mm, 17 * mm)
    canvas.drawString(20 * mm, 12.5 * mm, foot)
    canvas.drawRightString(width - 20 * mm, 12.5 * mm, f"Page {canvas.getPageNumber()}")


def _markup(text: str) -> str:
    """Escape, keep line breaks, and set runs of Chinese in a font that has them."""
    runs: list[str] = []
    for sign in text:
        is_chinese = sign >= CHINESE_STARTS
        if runs and (runs[-1][0] >= CHINESE_STARTS) == is_chinese:
            runs[-1] += sign
        else:
            runs.append(sign)
    marked = [f'<font name="{CHINESE}">{run}</font>' if run[0] >= CHINESE_STARTS else escape(run) for run in runs]
    return "".join(marked).replace("\n", "<br/>")
