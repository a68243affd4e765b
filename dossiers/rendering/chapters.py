"""The blocks in the order of the book: number, title, and whether this dossier has anything in them."""

from dataclasses import dataclass

from dossiers.domain.document import Document


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One block as it is printed; `breaks` starts it on a new page, a bare one has only a small heading."""

    number: int
    key: str
    title: str
    is_provided: bool
    breaks: bool

    @property
    def anchor(self) -> str:
        """Its address inside the document."""
        return f"block-{self.number}"

    @property
    def template(self) -> str:
        """The template of its body."""
        return f"dossiers/pdf/{self.key}.html"


TITLES = {
    "handling": "Handling",
    "summary": "Executive summary",
    "scope": "Scope, authority and methods",
    "parties": "Parties",
    "items": "Items",
    "chronology": "Chronology",
    "transactions": "Transactions",
    "reconciliation": "Reconciliation",
    "network": "Network",
    "claims": "Claims and assessments",
    "red_flags": "Red flags",
    "alternatives": "Alternative hypotheses",
    "responses": "Disputes and responses",
    "violations": "Potential violations",
    "gaps": "Gaps and next steps",
    "exhibits": "Exhibits",
    "custody": "Chain of custody",
    "sources": "Sources and grading",
    "redactions": "Redaction log",
    "certification": "Certification",
    "disclosures": "Distribution",
    "glossary": "Glossary",
    "verification": "Verification",
}
FIRST_NUMBER = 2  # the cover is block 1
BREAKING = {"summary"}


def chapters(document: Document) -> tuple[Chapter, ...]:
    """All blocks after the cover; an empty one stays, to say that it was not provided."""
    return tuple(
        Chapter(
            number=number,
            key=key,
            title=title,
            is_provided=_has_content(getattr(document, key)),
            breaks=key in BREAKING and _has_content(getattr(document, key)),
        )
        for number, (key, title) in enumerate(TITLES.items(), FIRST_NUMBER)
    )


def _has_content(block: object) -> bool:
    return bool(block) and block != type(block)()
