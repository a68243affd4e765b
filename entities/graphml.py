"""A part of a case as GraphML: what other programs for graphs read."""

import re
from collections.abc import Iterable
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.utils.xmlutils import SimplerXMLGenerator

from entities.domain.paths import Edge
from entities.models import Entity
from entities.presenters import LinkLine

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NODE_KEYS = ("number", "kind", "name", "jurisdiction")
EDGE_KEYS = ("number", "kind", "words", "confidence", "time", "derived", "citations")
_NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def graphml(entities: Iterable[Entity], edges: Iterable[tuple[Edge, LinkLine]]) -> bytes:
    """The document, in UTF-8; citations only as the reader of the lines may see them."""
    out = StringIO()
    xml = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("graphml", AttributesImpl({"xmlns": NAMESPACE}))
    for place, names in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name in names:
            xml.addQuickElement(
                "key", attrs={"id": f"{place}-{name}", "for": place, "attr.name": name, "attr.type": "string"}
            )
    xml.startElement("graph", AttributesImpl({"edgedefault": "directed"}))
    for row in entities:
        values = (row.number, row.kind, row.name, row.jurisdiction)
        _element(xml, "node", attributes={"id": str(row.id)}, values=dict(zip(NODE_KEYS, values, strict=True)))
    for edge, line in edges:
        ends = {"source": str(edge.source_id), "target": str(edge.target_id)}
        _element(xml, "edge", attributes=ends, values=_edge_values(edge, line))
    xml.endElement("graph")
    xml.endElement("graphml")
    xml.endDocument()
    return out.getvalue().encode()


def _edge_values(edge: Edge, line: LinkLine) -> dict[str, str]:
    cited = "; ".join(one.words for one in line.citations)
    values = (line.number, edge.kind, line.words, line.confidence, line.span, "yes" if edge.is_derived else "no", cited)
    return dict(zip(EDGE_KEYS, values, strict=True))


def _element(xml: SimplerXMLGenerator, name: str, *, attributes: dict[str, str], values: dict[str, str]) -> None:
    xml.startElement(name, AttributesImpl(attributes))
    for key, value in values.items():
        xml.addQuickElement("data", _NO_XML.sub("\ufffd", value), {"key": f"{name}-{key}"})
    xml.endElement(name)
