"""Addresses inside the document: running numbers, so that no id of the case becomes part of the markup."""

from dataclasses import dataclass

from dossiers.domain.document import Citation, Document


@dataclass(frozen=True, kw_only=True)
class Anchors:
    """Where the sheets of parties and exhibits stand."""

    parties: dict[str, str]
    exhibits: dict[str, str]

    def exhibit(self, citation: Citation) -> str:
        """The sheet of the cited exhibit, or of the exhibit that the cited part belongs to; empty when not printed."""
        parent = citation.exhibit.rsplit(".", 1)[0]
        return self.exhibits.get(citation.exhibit) or self.exhibits.get(parent, "")


def anchors(document: Document) -> Anchors:
    """The addresses of one document."""
    return Anchors(
        parties={party.id: f"party-{number}" for number, party in enumerate(document.parties, 1)},
        exhibits={sheet.number: f"exhibit-{number}" for number, sheet in enumerate(document.exhibits, 1)},
    )
