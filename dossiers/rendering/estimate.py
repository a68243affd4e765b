"""How long a dossier will be and how long it takes, before it is made. Measured on the sample; within a fifth."""

from dossiers.domain.document import Document, Party

LINES_A_PAGE = 46.0
SECONDS_A_PAGE = 0.26
SECONDS_TO_START = 1.2
CHARACTERS_A_LINE = 110
SHEET_LINES, EXHIBIT_LINES, CUSTODY_LINES, ROW_LINES, CHAPTER_LINES = 13, 12.5, 5, 2.1, 1.6
FIXED_PAGES = 4.5  # cover, contents and handling, summary, scales and verification


def estimate_pages(document: Document) -> int:
    """Pages that the PDF will have, about."""
    lines = CHAPTER_LINES * 23 + sum(map(_party_lines, document.parties)) + EXHIBIT_LINES * len(document.exhibits)
    lines += sum(CUSTODY_LINES + 1.6 * len(log.rows) for log in document.custody)
    lines += ROW_LINES * _rows(document) + len(document.index) / 3
    lines += len(document.summary.body_html + document.scope.methods_html) / CHARACTERS_A_LINE
    chart = 1 if document.network.links else 0
    return max(5, round(FIXED_PAGES + chart + lines / LINES_A_PAGE))


def estimate_seconds(pages: int) -> float:
    """Seconds of one core for so many pages."""
    return round(SECONDS_TO_START + pages * SECONDS_A_PAGE, 1)


def _party_lines(party: Party) -> float:
    rows = (party.identifiers, party.statements, party.ownership, party.screening)
    tables = sum(3 + 1.6 * len(table) for table in rows if table)
    return SHEET_LINES + tables + len(party.summary + party.notes_html) / CHARACTERS_A_LINE


def _rows(document: Document) -> int:
    """Rows of all the plain tables; each link stands in the network's table and on two sheets."""
    tables = (
        document.items,
        document.chronology,
        document.transactions,
        document.reconciliation.quantities,
        document.reconciliation.ladder,
        document.claims,
        document.red_flags,
        document.alternatives.rows,
        document.responses,
        document.violations,
        document.gaps.questions,
        document.gaps.tasks,
        document.gaps.deadlines,
        document.sources,
        document.redactions,
        document.disclosures,
        document.glossary,
    )
    return sum(map(len, tables)) + 3 * len(document.network.links)
