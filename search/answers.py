"""Ask the index; every call takes the reader."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.queries import Person
from cases.permissions import readable_by
from search.domain.documents import Found, Want
from search.engine import engine
from search.parser import Parsed, parse
from search.permissions import case_of, scope_of


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was understood, what was found, and the references of the cases it lies in."""

    parsed: Parsed
    found: Found
    references: Mapping[str, str]


def search(text: str, *, who: Person, want: Want) -> Answer:
    """Find what a person may read."""
    parsed = parse(text)
    found = engine().search(parsed.tree, scope_of(who), want=want)
    ids = {case_of(hit.case) for hit in found.hits} | {case_of(line.key) for line in found.facets.get("case", ())}
    references = readable_by(who).filter(pk__in=ids).values_list("id", "reference")
    return Answer(parsed=parsed, found=found, references={str(id): reference for id, reference in references})
