"""The shapes in which a scenario is told. Plain values: services turn them into commands.

Times are aware; dates that are known to the month or year only are text (`2025-03`, `2025`), as the product
reads them. Pins are written as investigators write them (`p.3`, `row 118`). Keys (`E06`, `P1`, `F2`, `EUC-1`)
name entities within a case; people are named by their first name.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who signs in; `clearance` is the highest marking that the person may read."""

    name: str
    title: str
    roles: tuple[str, ...]  # in the whole installation
    clearance: str


@dataclass(frozen=True, kw_only=True)
class Member:
    """A person's role in one case's team."""

    person: str
    role: str


@dataclass(frozen=True, kw_only=True)
class Move:
    """One transition of the lifecycle, made by a person; `legal_basis` where the transition needs it."""

    transition: str
    by: str
    at: datetime
    reason: str
    legal_basis: str = ""


@dataclass(frozen=True, kw_only=True)
class Priority:
    """How urgent a case was judged to be, with what the judgement rests on."""

    priority: int
    quantity: str
    control_level: str
    credibility: str
    perishability: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Question:
    """A key question, and the answer as it is held at the end, if there is one."""

    text: str
    by: str
    at: datetime
    answer: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something to do; `proof` says how one can tell that it is done."""

    title: str
    owner: str
    due_on: date
    at: datetime
    proof: str = ""
    done_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A term of `amount` units, counted from a day; `rule` names an entry of the reference data that it rests on."""

    kind: str
    title: str
    legal_basis: str
    counted_from: date
    amount: int
    unit: str
    due_on: date
    by: str
    at: datetime
    rule: str = ""


@dataclass(frozen=True, kw_only=True)
class Cite:
    """An exhibit's number and the place in it."""

    exhibit: str
    pin: str = "whole"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One attributed value of a property."""

    property: str
    value: str
    citations: tuple[Cite, ...]
    reliability: str = "B"
    credibility: str = "2"
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Entity:
    """A party, person, place or paper of one case."""

    key: str
    kind: str
    statements: tuple[Statement, ...]

    @property
    def name(self) -> str:
        """The first name that was stated."""
        return self.values("name")[0]

    def values(self, property: str) -> tuple[str, ...]:
        """All stated values of a property."""
        return tuple(statement.value for statement in self.statements if statement.property == property)


@dataclass(frozen=True, kw_only=True)
class Link:
    """One dated, cited relation. A derived link follows from statements and is never asserted."""

    number: str
    kind: str
    source: str
    target: str
    confidence: str
    citations: tuple[Cite, ...]
    valid_from: str = ""
    valid_to: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    is_derived: bool = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """One file of an exhibit, with the number under which it is cited.

    `member_of` names the file (a ZIP) of which it was taken out, unchanged.
    """

    number: str
    filename: str
    title: str
    member_of: str = ""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """When, from whom and by whom parts came in; the marking and the wall hold for all of them."""

    parts: tuple[Part, ...]
    source: str
    acquired_by: str
    acquired_at: datetime  # when the bytes were made or taken at the source
    received_at: datetime
    method: str
    wall: tuple[str, ...] = ()  # empty: no wall


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """An exhibit number with everything that came in under it."""

    number: str
    title: str
    marking: str
    releasability: str
    receipts: tuple[Receipt, ...]
    blocks_release: bool = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """All files in the order of their numbers as told."""
        return tuple(part for receipt in self.receipts for part in receipt.parts)


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Who held something from when to when; `until` is None while it lasts."""

    holder: str
    since: datetime
    until: datetime | None
    purpose: str
    is_acknowledged: bool = True


@dataclass(frozen=True, kw_only=True)
class CustodyChain:
    """The holdings of what came in together; `covers` are the numbers of its parts."""

    exhibit: str
    covers: tuple[str, ...]
    holdings: tuple[Holding, ...]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line of the chronology. `date_text` is as written; `is_reference` marks law, not events of the case."""

    number: str
    date_text: str
    zone: str
    precision: str
    summary: str
    parties: tuple[str, ...] = ()
    citations: tuple[Cite, ...] = ()
    is_reference: bool = False


@dataclass(frozen=True, kw_only=True)
class SeenIdentifier:
    """An identifier as written in an exhibit; `expected` is the right check digit where the written one is wrong."""

    kind: str
    value: str
    citation: Cite
    note: str = ""
    expected: str = ""


@dataclass(frozen=True, kw_only=True)
class Rejection:
    """An entity of another case that was looked at and is held to be a different one."""

    entity: str
    other_case: str
    other: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case from opening to where it stands."""

    reference: str
    title: str
    summary: str
    marking: str
    opened_by: str
    opened_at: datetime
    team: tuple[Member, ...]
    moves: tuple[Move, ...]
    entities: tuple[Entity, ...]
    links: tuple[Link, ...]
    exhibits: tuple[Exhibit, ...]
    custody: tuple[CustodyChain, ...]
    chronology: tuple[Entry, ...] = ()
    questions: tuple[Question, ...] = ()
    tasks: tuple[Task, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    identifiers: tuple[SeenIdentifier, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    priority: Priority | None = None
    is_restricted: bool = False  # others learn only that a match exists, and whom to ask

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every file of every exhibit."""
        return tuple(part for exhibit in self.exhibits for part in exhibit.parts)


def cites(text: str) -> tuple[Cite, ...]:
    """Read `X-14.3 p.1; X-05.2` as citations."""
    found = (one.strip().partition(" ") for one in text.split(";") if one.strip())
    return tuple(Cite(exhibit=exhibit, pin=pin.strip() or "whole") for exhibit, _, pin in found)
