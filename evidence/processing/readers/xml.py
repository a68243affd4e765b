"""XML: names, attributes and text of the elements, pinned by line; entities, DTDs and the network stay off."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree

from evidence.processing import decoding
from evidence.processing.context import ContentRefused, Context
from evidence.processing.segments import RowBlocks, SegmentWriter

SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def read(context: Context, segments: SegmentWriter) -> None:
    """Stream the elements; what does not parse is shown as it is written, with the reason as a finding."""
    context.tools["lxml"] = etree.__version__
    blocks = RowBlocks(segments, by="lxml")
    declares = _declares_entities(context)
    if declares:
        context.find("xml_entities", "The XML declares entities; they were not expanded and the source is shown.")
    try:
        for row, text in () if declares else _elements(context):
            blocks.add(row, text)
        blocks.flush()
    except etree.XMLSyntaxError:
        context.find("xml_damaged", "The XML is not well formed; from there on its source is not read as elements.")
        blocks.flush()
        declares = segments.count == 0
    if declares:
        _read_source(context, segments)


def _declares_entities(context: Context) -> bool:
    """A look at the beginning; a declaration further on is not expanded either, because the parser is told so."""
    start = islice(decoding.lines(context, context.source), 500)
    return any("<!ENTITY" in line for _, line in start)


def _read_source(context: Context, segments: SegmentWriter) -> None:
    blocks = RowBlocks(segments, by="python")
    for number, line in decoding.lines(context, context.source):
        blocks.add(number, line)
    blocks.flush()


def _elements(context: Context) -> Iterator[tuple[int, str]]:
    depth = 0
    with context.source.open("rb") as stream:
        for event, element in etree.iterparse(stream, events=("start", "end"), **SAFE):
            depth += 1 if event == "start" else -1
            if depth > context.limits.xml_depth:
                sentence = f"The XML is nested deeper than {context.limits.xml_depth} levels."
                raise ContentRefused(sentence, code="xml_too_deep")
            if event == "end":
                yield element.sourceline or 1, _words(element)
                _forget(element)


def _words(element: Any) -> str:
    """The element's name is kept, because it says what a value means: `consignee: Name GmbH`."""
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    attributes = [f"{etree.QName(key).localname}={value}" for key, value in element.attrib.items()]
    own = " ".join(filter(None, (text.strip() for text in [element.text or "", *(c.tail or "" for c in element)])))
    words = " ".join([*attributes, own]).strip()
    return f"{name}: {words}" if words else ""


def _forget(element: Any) -> None:
    """Free the children, which were read; the element's own tail belongs to its parent."""
    element[:] = []
