"""Who issues the demo's papers."""

from demo.files.paper import Letterhead
from demo.scenarios import PAPER_LANTERN

NAMES = {entity.key: entity.name for entity in PAPER_LANTERN.entities}


def _head(key: str, line: str, *, colour: str) -> Letterhead:
    return Letterhead(name=NAMES[key], line=line, colour=colour)


MAKER = _head("E01", "Servers for accelerated computing · service@halvardsen.example", colour="#3a4a20")
INTEGRATOR = _head("E02", "Systems integration and export · sales@northquill.example", colour="#24476b")
BUYER = _head("E03", "Singapore · +65 0000 0141 · procurement@veldrane.example", colour="#6b2f24")
TENANT = _head("E04", "Johor, Malaysia · operations@veldrane.example", colour="#6b2f24")
FORWARDER = _head("E05", "Port Klang free zone, Unit 14-C · desk@kestrelwick.example", colour="#1f5a55")
DUNEHOLT = _head("E07", "Free zone office 118, United Arab Emirates · sales@duneholt.example", colour="#8a6a1c")
CARRIER = Letterhead(name="Halcyon Air Cargo", line="Carrier prefix 000 · cargo@halcyonair.example", colour="#2b3e63")
LINE = Letterhead(
    name="Meridian Straits Line", line="Container service · docs@meridianstraits.example", colour="#1d4d70"
)
BANK = Letterhead(name="First Fictional Bank", line="Bank code 000 · Trade operations", colour="#4a2b5e")
OFFICE = Letterhead(name="Office for Export Inquiries", line="Investigations", colour="#303840")
