"""What one reader may find.

Rights differ by what a document is, so a document's compartment is its case with the right that opens it:
`<case>#records`. What is walled has a compartment of its own, whose words are kept apart.
"""

from uuid import UUID

from accounts.domain.markings import Marking
from accounts.queries import Person
from cases.permissions import Action, readable_by
from evidence.permissions import readable_exhibits
from search.domain.documents import Scope

RIGHTS = {
    "case": Action.READ,
    "records": Action.READ_RECORDS,
    "exhibits": Action.READ_EXHIBITS,
    "dossiers": Action.READ_DOSSIERS,
}


def compartment(case_id: UUID | str, right: str) -> str:
    """The compartment of a case's documents of one right."""
    return f"{case_id}#{right}"


def walled_compartment(case_id: UUID | str, exhibit_id: UUID | str) -> str:
    """The compartment of a walled exhibit."""
    return f"{case_id}#exhibit-{exhibit_id}"


def case_of(key: str) -> str:
    """The case that a compartment belongs to."""
    return key.partition("#")[0]


def scope_of(who: Person) -> Scope:
    """What a person may find, by today's rights; nobody's id stands in the index."""
    cases, walled = set(), set()
    for right, action in RIGHTS.items():
        for case_id, is_walled in readable_by(who, action).values_list("id", "is_walled"):
            cases.add(compartment(case_id, right))
            if is_walled:
                walled.add(compartment(case_id, right))
    for case_id, exhibit_id in readable_exhibits(who).filter(is_walled=True).values_list("case_id", "id"):
        walled.add(walled_compartment(case_id, exhibit_id))
    seals = frozenset(marking.rank for marking in Marking if marking.rank <= who.clearance.rank)
    return Scope(cases=frozenset(cases | walled), seals=seals, walled=frozenset(walled))
