"""What an index holds of one document, whatever the engine."""

from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis import identifier_key, identifiers, terms
from search.domain.documents import Doc
from search.meaning import ending

ENDINGS = range(4, 13)
"""How many last digits of an identifier are kept."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """The analysed columns: two lists of terms, and four sets of whole values."""

    title: tuple[str, ...]
    body: tuple[str, ...]
    parts: frozenset[str]
    keys: frozenset[str]
    sounds: frozenset[str]
    idents: frozenset[str]


def indexed(doc: Doc) -> Indexed:
    """Analyse one document."""
    return Indexed(
        title=tuple(terms(doc.title)),
        body=tuple(terms(doc.body)),
        parts=frozenset(doc.name_parts),
        keys=frozenset(doc.name_keys),
        sounds=frozenset(doc.name_sound),
        idents=frozenset(identifier_values(doc)),
    )


def identifier_values(doc: Doc) -> Iterator[str]:
    """Identifiers given with their type, with and without it and by their last digits, and those seen in the text."""
    for ident in doc.idents:
        value = identifier_key(ident.partition(":")[2] or ident)
        yield identifier_key(ident)
        yield value
        digits = "".join(c for c in value if c.isdigit())
        yield from (ending(digits[-count:]) for count in ENDINGS if count <= len(digits) and digits[-count:] != value)
    yield from identifiers(doc.title)
    yield from identifiers(doc.body)
