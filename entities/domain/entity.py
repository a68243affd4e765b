"""One person, body, place or thing in one case: what is stated of it, by whom, and which merges it went through."""

from dataclasses import replace
from typing import Any, assert_never
from uuid import UUID

from cases.domain.text import optional, required
from entities.domain import events as e
from entities.domain.citations import Citation, without_repeats
from entities.domain.grades import UNGRADED, Grade, check_origins
from entities.domain.kinds import KINDS, kind_of, property_of
from entities.domain.matches import MatchAnswer
from entities.domain.numbers import checked_number
from entities.domain.refusals import (
    AlreadyThere,
    CitedAlready,
    MergedAway,
    NotMerged,
    NotMergedHere,
    OtherCase,
    SelfMatch,
    SelfMerge,
    StatementsDoNotFit,
    StatementWithdrawnAlready,
    UnknownStatement,
)
from entities.domain.statement import Statement, check_writing, statement_of
from entities.domain.validity import PartialDate, check_order
from entities.domain.values import checked_value
from ledger.domain.aggregate import Aggregate

MAX_DESCRIPTION, MAX_SAID_BY, MAX_REMARK = 20_000, 500, 4_000


class Entity(Aggregate[e.EntityEvent]):
    """Decides on statements and merges. Statements are never moved, so that un-merging restores who said what."""

    stream_family = "entity"

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.case_id: UUID | None = None
        self.number = self.kind = self.description = ""
        self.statements: dict[UUID, Statement] = {}
        self.preferred: dict[str, UUID] = {}  # property -> statement that is shown first
        self.merged_into: UUID | None = None
        self.absorbed: frozenset[UUID] = frozenset()
        self.answers: dict[UUID, tuple[MatchAnswer, tuple[str, ...]]] = {}  # other entity -> what was held, on what

    @property
    def standing(self) -> tuple[Statement, ...]:
        """Statements that were not withdrawn, in the order in which they were made."""
        return tuple(one for one in self.statements.values() if not one.is_withdrawn)

    def leading(self, property: str) -> Statement | None:
        """The preferred statement of a property, else the oldest that stands."""
        if property in self.preferred:
            return self.statements[self.preferred[property]]
        return next((one for one in self.standing if one.property == property), None)

    @property
    def display_name(self) -> str:
        """The leading name, else words that say what is there."""
        name = self.leading("name")
        return name.value if name else f"{KINDS[self.kind].label} {self.number} (no name yet)"

    @property
    def jurisdiction(self) -> str | None:
        """Country whose registers the numbers of this entity are from, as far as stated."""
        stated = self.leading("jurisdiction")
        return stated.value if stated else None

    def create(self, *, case_id: UUID, number: str, kind: str) -> None:
        """Add the entity to its case."""
        if self.exists:
            raise AlreadyThere
        self._record(e.EntityCreated(case_id=case_id, number=checked_number(number), kind=kind_of(kind).name))

    def describe(self, *, description: str) -> None:
        """Write the investigators' own words anew; nothing is recorded when they are the same."""
        self._require_unmerged()
        description = optional(description, field="description", longest=MAX_DESCRIPTION)
        if description != self.description:
            self._record(e.EntityDescribed(description=description))

    def change_kind(self, *, kind: str, reason: str) -> None:
        """Call it another kind of thing; all standing statements must have a place there."""
        self._require_unmerged()
        known = kind_of(kind).property_names
        homeless = tuple(sorted({one.property for one in self.standing} - set(known)))
        if homeless:
            raise StatementsDoNotFit(kind=kind, properties=homeless)
        if kind != self.kind:
            self._record(e.KindChanged(kind=kind, reason=required(reason, field="reason")))

    def make_statement(
        self,
        *,
        statement_id: UUID,
        property: str,
        value: str,
        language: str = "",
        script: str = "",
        citations: tuple[Citation, ...] = (),
        grade: Grade = UNGRADED,
        valid_from: PartialDate | None = None,
        valid_to: PartialDate | None = None,
        said_by: str = "",
    ) -> None:
        """State a value of a property, as written, with what it rests on.

        Raises:
            MergedAway, AlreadyThere, UnknownProperty, OneOriginOnly, EndsBeforeStart, BadInput (the value's shape).
        """
        self._require_new(statement_id)
        check_writing(language=language, script=script)
        check_order(valid_from, valid_to)
        check_origins(grade.credibility, citations)
        self._record(
            e.StatementMade(
                statement_id=statement_id,
                property=property,
                value=checked_value(property_of(self.kind, property), value),
                language=language,
                script=script,
                citations=without_repeats(citations),
                reliability=grade.reliability,
                credibility=grade.credibility,
                valid_from=valid_from,
                valid_to=valid_to,
                said_by=optional(said_by, field="said_by", longest=MAX_SAID_BY),
            )
        )

    def cite(self, *, statement_id: UUID, citation: Citation) -> None:
        """Name one more place on which a statement rests."""
        if citation in self._changeable(statement_id).citations:
            raise CitedAlready
        self._record(e.StatementCited(statement_id=statement_id, citation=citation))

    def grade(self, *, statement_id: UUID, grade: Grade, reason: str) -> None:
        """Grade a statement anew; nothing is recorded when the grade is the same."""
        statement = self._changeable(statement_id)
        check_origins(grade.credibility, statement.citations)
        reason = required(reason, field="reason")
        if grade != statement.grade:
            self._record(
                e.StatementGraded(
                    statement_id=statement_id,
                    reliability=grade.reliability,
                    credibility=grade.credibility,
                    reason=reason,
                )
            )

    def withdraw_statement(self, *, statement_id: UUID, reason: str) -> None:
        """Let a statement stand no longer; it stays readable."""
        self._changeable(statement_id)
        self._record(e.StatementWithdrawn(statement_id=statement_id, reason=required(reason, field="reason")))

    def prefer(self, *, statement_id: UUID) -> None:
        """Show this statement first; nothing is recorded when it is chosen already."""
        statement = self._changeable(statement_id)
        if self.preferred.get(statement.property) != statement_id:
            self._record(e.StatementPreferred(statement_id=statement_id))

    def merge_into(self, other: "Entity", *, reason: str, grounds: tuple[str, ...] = ()) -> None:
        """Recognise this entity as `other`: an event on both streams, or a refusal and none.

        Raises:
            SelfMerge, MergedAway (either is merged already), OtherCase.
        """
        self._require_unmerged()
        if other.id == self.id:
            raise SelfMerge
        if other.case_id != self.case_id:
            raise OtherCase
        reason = required(reason, field="reason")
        kept = tuple(required(ground, field="grounds") for ground in grounds)
        other.absorb(self.id)
        self._record(e.EntityMerged(into_id=other.id, reason=reason, grounds=kept))

    def unmerge_from(self, other: "Entity", *, reason: str) -> None:
        """Hold this entity to be one of its own again: an event on both streams, or a refusal and none.

        Raises:
            NotMerged, NotMergedHere.
        """
        if self.merged_into is None:
            raise NotMerged
        if self.merged_into != other.id:
            raise NotMergedHere
        other.separate(self.id, reason=reason)
        self._record(e.EntityUnmerged(from_id=other.id, reason=reason.strip()))

    def reject_match(self, *, other_id: UUID, other_case_id: UUID, reason: str, grounds: tuple[str, ...]) -> None:
        """Hold another entity, also one of another case, to be a different one; the same is not recorded twice.

        Raises:
            MergedAway, SelfMatch, BadInput.
        """
        self._require_other(other_id)
        reason = required(reason, field="reason")
        if self.answers.get(other_id) != (MatchAnswer.NO, grounds):
            self._record(
                e.MatchRejected(other_id=other_id, other_case_id=other_case_id, reason=reason, grounds=grounds)
            )

    def leave_match_open(self, *, other_id: UUID, other_case_id: UUID, remark: str, grounds: tuple[str, ...]) -> None:
        """Note that nobody can tell yet whether another entity is this one; the same is not recorded twice.

        Raises:
            MergedAway, SelfMatch, BadInput.
        """
        self._require_other(other_id)
        remark = optional(remark, field="reason", longest=MAX_REMARK)
        if self.answers.get(other_id) != (MatchAnswer.UNSURE, grounds):
            self._record(
                e.MatchLeftOpen(other_id=other_id, other_case_id=other_case_id, remark=remark, grounds=grounds)
            )

    def absorb(self, other_id: UUID) -> None:
        """The surviving side of `merge_into`."""
        self._require_unmerged()
        self._record(e.EntityAbsorbed(other_id=other_id))

    def separate(self, other_id: UUID, *, reason: str) -> None:
        """The surviving side of `unmerge_from`; possible even when this entity was itself merged since."""
        if other_id not in self.absorbed:
            raise NotMergedHere
        self._record(e.EntitySeparated(other_id=other_id, reason=required(reason, field="reason")))

    def _require_unmerged(self) -> None:
        if self.merged_into is not None:
            raise MergedAway(self.merged_into)

    def _require_other(self, other_id: UUID) -> None:
        self._require_unmerged()
        if other_id == self.id:
            raise SelfMatch

    def _require_new(self, statement_id: UUID) -> None:
        self._require_unmerged()
        if statement_id in self.statements:
            raise AlreadyThere

    def _changeable(self, statement_id: UUID) -> Statement:
        self._require_unmerged()
        if statement_id not in self.statements:
            raise UnknownStatement
        if self.statements[statement_id].is_withdrawn:
            raise StatementWithdrawnAlready
        return self.statements[statement_id]

    def _apply(self, event: e.EntityEvent) -> None:
        match event:
            case e.EntityCreated(case_id=case_id, number=number, kind=kind):
                self.case_id, self.number, self.kind = case_id, number, kind
            case e.EntityDescribed(description=description):
                self.description = description
            case e.KindChanged(kind=kind):
                self.kind = kind
            case e.EntityAbsorbed() | e.EntitySeparated() | e.EntityMerged() | e.EntityUnmerged():
                self._apply_merge(event)
            case e.MatchRejected():
                self.answers[event.other_id] = (MatchAnswer.NO, event.grounds)
            case e.MatchLeftOpen():
                self.answers[event.other_id] = (MatchAnswer.UNSURE, event.grounds)
            case _:
                self._apply_to_statement(event)

    def _apply_merge(self, event: e.MergeEvent) -> None:
        match event:
            case e.EntityAbsorbed(other_id=other_id):
                self.absorbed |= {other_id}
            case e.EntitySeparated(other_id=other_id):
                self.absorbed -= {other_id}
            case e.EntityMerged(into_id=into_id):
                self.merged_into = into_id
            case e.EntityUnmerged():
                self.merged_into = None
            case _:
                assert_never(event)

    def _apply_to_statement(self, event: e.StatementEvent) -> None:
        match event:
            case e.StatementMade(statement_id=key):
                self.statements[key] = statement_of(event)
            case e.StatementCited(statement_id=key, citation=citation):
                self._change(key, citations=(*self.statements[key].citations, citation))
            case e.StatementGraded(statement_id=key, reliability=letter, credibility=digit):
                self._change(key, grade=Grade(reliability=letter, credibility=digit))
            case e.StatementPreferred(statement_id=key):
                self.preferred[self.statements[key].property] = key
            case e.StatementWithdrawn(statement_id=key):
                self._change(key, is_withdrawn=True)
                self.preferred = {name: chosen for name, chosen in self.preferred.items() if chosen != key}
            case _:
                assert_never(event)

    def _change(self, statement_id: UUID, **changes: Any) -> None:
        self.statements[statement_id] = replace(self.statements[statement_id], **changes)
