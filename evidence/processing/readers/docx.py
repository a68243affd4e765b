"""DOCX and PPTX: paragraphs in order, pinned by part and paragraph; notes, comments and headers too."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from evidence.processing import packages
from evidence.processing.context import ContentRefused, Context
from evidence.processing.packages import Counted, UnpackBudget
from evidence.processing.segments import RowBlocks, SegmentWriter

PART = re.compile(
    r"word/(document|comments|footnotes|endnotes|header\d*|footer\d*)\.xml|ppt/(slides/slide\d+|notesSlides/notesSlide\d+)\.xml"
)
MARKS = {"tab": "\t", "br": "\n", "cr": "\n"}


def read(context: Context, segments: SegmentWriter) -> None:
    """Stream each part's paragraphs."""
    context.tools["lxml"] = etree.__version__
    with packages.open_package(context) as package:
        context.facts["document"] = packages.properties(package, context)
        budget = UnpackBudget(context)
        for name in _parts(package)[: context.limits.parts]:
            _read_part(context, segments, package=package, name=name, budget=budget)


def _parts(package: zipfile.ZipFile) -> list[str]:
    """The document itself first, then the rest in natural order."""
    names = [name for name in package.namelist() if PART.fullmatch(name)]
    numbered = [([int(n) for n in re.findall(r"\d+", name)], name) for name in names]
    return [name for _, name in sorted(numbered, key=lambda pair: (pair[1] != "word/document.xml", pair))]


def _read_part(
    context: Context, segments: SegmentWriter, *, package: zipfile.ZipFile, name: str, budget: UnpackBudget
) -> None:
    part = name.rsplit("/", 1)[-1].removesuffix(".xml")
    blocks = RowBlocks(segments, by="lxml", part=part)
    try:
        with package.open(name) as stream:
            paragraphs = _paragraphs(context, Counted(stream, budget=budget))
            for number, text in enumerate(paragraphs, start=1):
                blocks.add(number, text)
    except etree.XMLSyntaxError:
        context.find("part_damaged", f"The part {part} is damaged; the text before the damage was read.")
    except packages.DAMAGES as problem:
        raise ContentRefused("A part of the document is damaged.", code="package_damaged") from problem
    finally:
        blocks.flush()


def _paragraphs(context: Context, stream: Counted) -> Iterator[str]:
    depth, runs = 0, list[str]()
    safe: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    for event, element in etree.iterparse(stream, events=("start", "end"), **safe):
        depth += 1 if event == "start" else -1
        if depth > context.limits.xml_depth:
            raise ContentRefused(
                f"The XML is nested deeper than {context.limits.xml_depth} levels.", code="xml_too_deep"
            )
        if event == "start" or not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name == "p":
            yield "".join(runs)
            runs = []
            element.clear()
        else:
            runs.append(_run_text(context, element, name=name))


def _run_text(context: Context, element: Any, *, name: str) -> str:
    if name == "delText":
        context.find("tracked_changes", "The document keeps deleted text; it was read as well.")
    return element.text or "" if name in {"t", "delText"} else MARKS.get(name, "")
