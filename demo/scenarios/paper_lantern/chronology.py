"""The chronology EV01 to EV29. EV25 is told in the restricted case, where its paper lies; see `DISCLOSED`."""

from demo.scenarios.paper_lantern.telemetry import HONG_KONG, checkins
from demo.scenarios.shapes import Entry, cites

ZONE = "+08:00"  # MY, SG, HK and CN share the offset, so the zone proves nothing


def _entry(line: str) -> Entry:
    number, written, summary, parties, cited = (cell.strip() for cell in line.split("|"))
    return Entry(
        number=number,
        date_text=written,
        zone=ZONE,
        precision="minute" if " " in written else "day",
        summary=summary,
        parties=tuple(parties.split()),
        citations=() if cited in {"-", "ref"} else cites(cited),
        is_reference=cited == "ref",
    )


_TOLD = """
EV01 | 2023-02-14 | E03 incorporated | E03 | X-14.1 p.1
EV02 | 2024-09-03 | PO-1: 80 H200 servers, USD 23.2m | E03 E02 | X-02.1 p.1
EV03 | 2024-10-28 | EUC-1 signed by P1 | P1 EUC-1 | X-03.1 p.1
EV04 | 2024-11-04 | SH1 leaves LAX for SIN, 80 servers | E02 E03 | X-04.1 p.1
EV05 | 2024-11-15 | Malaysian entry of SH1: 80 servers | E04 E05 | X-05.1 rows 2-81
EV06 | 2025-01-20 | PO-2 to PO-4: 240 B200 servers, USD 99.6m | E03 E02 | X-02.2 p.1; X-02.3 p.1; X-02.4 p.1
EV07 | 2025-02-06 | First payment of E06, USD 41.0m | E06 E02 | X-10.4 p.1
EV08 | 2025-02-18 | SH2 leaves LAX for SIN, 96 servers | E02 E03 | X-04.2 p.1
EV09 | 2025-02-27 | Malaysian entry of SH2: 88 servers | E04 E05 | X-05.1 rows 82-169
EV10 | 2025-03-11 | Payments of E07, USD 12.5m | E07 E02 | X-10.6 p.1; X-10.7 p.1
EV11 | 2025-03-27 | SH3 leaves SFO for KUL, 80 servers | E02 E03 | X-04.3 p.1
EV12 | 2025-04-22 | SH4 leaves SFO for KUL, 64 servers | E02 E03 | X-04.4 p.1
EV13 | 2025-05-30 | Acceptance certificate of E04: “320 installed and tested” | E04 F1 | X-03.3 p.1
EV14 | 2025-06-03 | Malaysian customs releases SH4, 64 servers: after the certificate | E04 E05 | X-05.1 rows 250-313
EV15 | 2025-06-19 | Tip received | | X-11.1
EV16 | 2025-06-23 | Case opened, priority 1 | | -
EV17 | 2025-07-14 | Malaysian directive under the Strategic Trade Act 2010, section 12, in force | | ref
EV18 | 2025-07-16 | Visit of the maker: 164 racked and 72 crated, 236 in all | E01 E04 F1 | X-07.1 p.1
EV19 | 2025-07-29 02:14 | Photograph of repacking at Unit 14-C | F2 | X-11.3
EV20 | 2025-08-02 | 72 packages exported, Port Klang to Hong Kong, as “chassis parts” | E04 E05 E06 | X-05.2; X-05.3 p.1
EV21 | 2025-08-05 | First check-in from outside Malaysia | | X-09 row {first_abroad}
EV22 | 2025-08-21 | Resale listing, one server serial legible | | X-13.1
EV23 | 2025-09-10 | PSV: 148 racked, 0 crated; 31 answer, 9 with other identity | E04 F1 | X-08.4 p.1; X-08.3 rows 2-49
EV24 | 2025-10-07 | E06 asks to return two modules of SH2 (RMA) | E06 E01 | X-08.9 p.1
EV26 | 2025-12-10 | Article published | E08 | X-01.1 p.1
EV27 | 2025-12-11 | Statements by E01 (“no substantiation”) and E08 (denies) | E01 E08 | X-01.2 p.1; X-01.2 p.2
EV28 | 2026-01-15 | H200 licence policy changes; this does not alter the assessment of 2024 and 2025 | | ref
EV29 | 2026-03-02 | Dossier v1 goes to review | | -
"""


def _first_abroad() -> int:
    """Row of the first check-in from Hong Kong, the heading being row 1."""
    return next(row for row, one in enumerate(checkins(), start=2) if one.asn == HONG_KONG)


CHRONOLOGY = tuple(_entry(line) for line in _TOLD.format(first_abroad=_first_abroad()).strip().splitlines())
DISCLOSED = _entry(
    "EV25 | 2025-11-18 | Initial notice of voluntary self-disclosure by E02; narrative due 2026-05-17, a Sunday "
    "| E02 | X-01 p.1"
)
