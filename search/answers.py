"""Ask the index; every call takes the reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from accounts import queries as accounts
from accounts.queries import Person
from cases.permissions import readable_by
from evidence import queries as evidence
from evidence.presenters import pin_words
from search.domain.documents import Found, Hit, Scope, Want
from search.domain.query import In, Node, leaves
from search.engine import engine
from search.parser import Parsed, parse
from search.permissions import case_of, scope_of
from search.resolving import Resolver


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was understood and found, the references of cases, and where in their files hits lie (by id of the hit)."""

    parsed: Parsed
    found: Found
    references: Mapping[str, str]
    places: Mapping[str, str]


def search(text: str, *, who: Person, want: Want) -> Answer:
    """Find what a person may read."""
    scope = scope_of(who)
    parsed, tree = read(text, who=who, scope=scope)
    found = engine().search(tree, scope, want=want)
    ids = {case_of(hit.case) for hit in found.hits} | {case_of(line.key) for line in found.facets.get("case", ())}
    references = readable_by(who).filter(pk__in=ids).values_list("id", "reference")
    return Answer(
        parsed=parsed,
        found=found,
        references={str(id): reference for id, reference in references},
        places=_places(found.hits),
    )


def read(text: str, *, who: Person, scope: Scope) -> tuple[Parsed, Node]:
    """What a person asks: as they wrote it, with notes on what stands for nothing, and as an engine asks it."""
    parsed = parse(text)
    fields = {leaf.field for leaf in leaves(parsed.tree) if isinstance(leaf, In)}
    resolver = Resolver(
        cases=_compartments(who, scope) if "case" in fields else {},
        authors=_authors() if "author" in fields else {},
    )
    tree = resolver.resolve(parsed.tree)
    return replace(parsed, notes=tuple(dict.fromkeys([*parsed.notes, *resolver.notes]))), tree


def _places(hits: Iterable[Hit]) -> dict[str, str]:
    parts = {hit.id: (UUID(hit.root.partition(":")[2]), int(hit.pin)) for hit in hits if hit.pin}
    pins = evidence.pins(parts.values()) if parts else {}
    return {id: pin_words(pins[part]) for id, part in parts.items() if part in pins}


def _compartments(who: Person, scope: Scope) -> dict[str, tuple[str, ...]]:
    """Compartments of every case that the person may open, by reference and by id."""
    keys: dict[str, tuple[str, ...]] = {}
    for key in sorted(scope.cases):
        keys[case_of(key)] = (*keys.get(case_of(key), ()), key)
    references = {
        reference.casefold(): keys.get(str(id), ()) for id, reference in readable_by(who).values_list("id", "reference")
    }
    return keys | references


def _authors() -> dict[str, str]:
    """Names of people as documents spell them, by name and by sign-in name."""
    return {key.casefold(): user.name for user in accounts.users() for key in (user.name, user.username)}
