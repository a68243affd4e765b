"""Whether one document is what a formula asks for, decided on the document alone."""

from collections.abc import Sequence

from entities.domain.names import has_near, is_near
from search.domain.documents import Doc
from search.domain.query import All, In, Range
from search.edits import neighbours
from search.indexed import Indexed
from search.meaning import Every, Formula, Key, NearName, NearWord, No, Probe, Some, Span


def holds(formula: Formula, doc: Doc, *, columns: Indexed) -> bool:
    """Whether the formula is true of the document."""
    match formula:
        case Every(parts):
            return all(holds(part, doc, columns=columns) for part in parts)
        case Some(parts):
            return any(holds(part, doc, columns=columns) for part in parts)
        case No(part):
            return not holds(part, doc, columns=columns)
        case Range() | In() | All():
            return has_value(formula, doc)
        case _:
            return has_probe(formula, columns)


def has_probe(probe: Probe, columns: Indexed) -> bool:
    """Whether the document holds the words or the value."""
    match probe:
        case Span():
            return has_span(probe, columns.title) or has_span(probe, columns.body)
        case Key(column, value, is_prefix=True):
            return any(held.startswith(value) for held in getattr(columns, column))
        case Key(column, value):
            return value in getattr(columns, column)
        case NearWord(word):
            return not neighbours(word).isdisjoint((*columns.title, *columns.body))
        case NearName(part):
            return any(has_near(held) and is_near(part, held) for held in columns.parts)


def has_span(span: Span, held: Sequence[str]) -> bool:
    """Whether the terms stand side by side in the list."""
    *whole, last = span.terms
    length = len(whole)
    return any(
        (held[at + length].startswith(last) if span.is_prefix else held[at + length] == last)
        and list(held[at : at + length]) == whole
        for at in range(len(held) - length)
    )


def has_value(condition: Range | In | All, doc: Doc) -> bool:
    """Whether the document's own fields meet the condition."""
    match condition:
        case Range(since, until):
            return bool(doc.when) and doc.when >= since and (not until or doc.when < until)
        case In(field, values):
            return not set(values).isdisjoint(values_of(doc, field))
        case All():
            return True


def values_of(doc: Doc, field: str) -> tuple[str, ...]:
    """The document's values of a facet or a field of the language; none for a field that no document has."""
    match field:
        case "kind" | "case" | "author" | "lang" | "status" | "month":
            return (getattr(doc, field),)
        case "tag":
            return doc.tags
        case "seal":
            return (str(doc.seal),)
        case "root":
            return (doc.group,)
        case _:
            return ()
