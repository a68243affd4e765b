"""What is asked, to be done, noted and observed in a case. Same stream as the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from cases.domain import events as e
from cases.domain.clocks import Clock, in_force
from cases.domain.deadlines import Unit, due_on
from cases.domain.refusals import CaseNotOpen, ItemExists, ItemSettled, UnknownItem
from cases.domain.stages import Stage
from cases.domain.text import optional, required
from ledger.domain.aggregate import Aggregate
from ledger.domain.errors import BadInput, WrongExpectedVersion

MAX_NOTE = 200_000


class Kind(StrEnum):
    """What can stand on the agenda."""

    QUESTION = "question"
    TASK = "task"
    NOTE = "note"
    DEADLINE = "deadline"


@dataclass(frozen=True)
class Item:
    """Kind of an item, whether it can still change, and the stream's version when it last did."""

    kind: Kind
    version: int
    is_settled: bool = False


class Agenda(Aggregate[e.CaseEvent]):
    """Decides on questions, tasks, notes and deadlines; a closed case takes none."""

    stream_family = "case"

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.is_open = True
        self.items: dict[UUID, Item] = {}

    def expect(self, item_id: UUID, version: int | None) -> None:
        """Go on only from the version of an item that was seen; None asks for no care.

        Raises:
            WrongExpectedVersion: somebody else changed it since.
        """
        item = self.items.get(item_id)
        if item is not None and version is not None and version != item.version:
            raise WrongExpectedVersion(stream_id=self.stream_id, expected=version, current=item.version)

    def ask(self, *, question_id: UUID, text: str) -> None:
        """Put a key question."""
        self._require_new(question_id)
        self._record(e.QuestionAsked(question_id=question_id, text=required(text, field="text")))

    def answer(self, *, question_id: UUID, answer: str) -> None:
        """Give the answer as it is held now; it may be given anew."""
        self._require(question_id, Kind.QUESTION)
        self._record(e.QuestionAnswered(question_id=question_id, answer=required(answer, field="answer")))

    def withdraw_question(self, *, question_id: UUID, reason: str) -> None:
        """Ask no longer."""
        self._require(question_id, Kind.QUESTION)
        self._record(e.QuestionWithdrawn(question_id=question_id, reason=required(reason, field="reason")))

    def add_task(self, *, task_id: UUID, title: str, owner_id: UUID | None, due_on: date | None) -> None:
        """Plan something to do."""
        self._require_new(task_id)
        title = required(title, field="title", longest=300)
        self._record(e.TaskAdded(task_id=task_id, title=title, owner_id=owner_id, due_on=due_on))

    def change_task(self, *, task_id: UUID, title: str, owner_id: UUID | None, due_on: date | None) -> None:
        """Word, assign or date a task anew."""
        self._require(task_id, Kind.TASK)
        title = required(title, field="title", longest=300)
        self._record(e.TaskChanged(task_id=task_id, title=title, owner_id=owner_id, due_on=due_on))

    def finish_task(self, *, task_id: UUID, proof: str) -> None:
        """Say that a task is done and how one can tell."""
        self._require(task_id, Kind.TASK)
        self._record(e.TaskDone(task_id=task_id, proof=optional(proof, field="proof")))

    def drop_task(self, *, task_id: UUID, reason: str) -> None:
        """Say that a task will not be done."""
        self._require(task_id, Kind.TASK)
        self._record(e.TaskDropped(task_id=task_id, reason=required(reason, field="reason")))

    def write_note(self, *, note_id: UUID, html: str) -> None:
        """Write a note; `html` is cleaned already."""
        self._require_new(note_id)
        self._record(e.NoteWritten(note_id=note_id, html=required(html, field="html", longest=MAX_NOTE)))

    def revise_note(self, *, note_id: UUID, html: str) -> None:
        """Write a note anew; the older wording stays in the log."""
        self._require(note_id, Kind.NOTE)
        self._record(e.NoteRevised(note_id=note_id, html=required(html, field="html", longest=MAX_NOTE)))

    def withdraw_note(self, *, note_id: UUID, reason: str) -> None:
        """Take a note back; it stays readable as withdrawn."""
        self._require(note_id, Kind.NOTE)
        self._record(e.NoteWithdrawn(note_id=note_id, reason=required(reason, field="reason")))

    def set_deadline(
        self, *, deadline_id: UUID, kind: str, title: str, legal_basis: str, counted_from: date, amount: int, unit: Unit
    ) -> None:
        """Note a deadline, counted from a date by a term of one's own."""
        self._require_new(deadline_id)
        if amount < 0:
            raise BadInput("A deadline counts forward.", field="amount")
        self._record(
            e.DeadlineSet(
                deadline_id=deadline_id,
                kind=required(kind, field="kind", longest=60),
                title=required(title, field="title", longest=300),
                legal_basis=required(legal_basis, field="legal_basis"),
                counted_from=counted_from,
                amount=amount,
                unit=unit.value,
                due_on=due_on(counted_from, amount=amount, unit=unit),
                rule_key=None,
                rule_version=None,
                zone=None,
            )
        )

    def start_clock(
        self, *, deadline_id: UUID, clocks: Iterable[Clock], key: str, began: date, title: str = ""
    ) -> None:
        """Note a deadline by the version of a rule that was in force when the event began; the result is kept."""
        self._require_new(deadline_id)
        clock = in_force(clocks, key=key, began=began)
        counted_from = clock.day_of(began)
        self._record(
            e.DeadlineSet(
                deadline_id=deadline_id,
                kind=clock.kind,
                title=optional(title, field="title", longest=300) or clock.title,
                legal_basis=clock.legal_basis,
                counted_from=counted_from,
                amount=clock.amount,
                unit=clock.unit.value,
                due_on=clock.ends_on(counted_from),
                rule_key=clock.key,
                rule_version=clock.version,
                zone=clock.zone,
            )
        )

    def meet_deadline(self, *, deadline_id: UUID, proof: str) -> None:
        """Say that what was due has happened."""
        self._require(deadline_id, Kind.DEADLINE)
        self._record(e.DeadlineMet(deadline_id=deadline_id, proof=required(proof, field="proof")))

    def drop_deadline(self, *, deadline_id: UUID, reason: str) -> None:
        """Say that the deadline no longer applies."""
        self._require(deadline_id, Kind.DEADLINE)
        self._record(e.DeadlineDropped(deadline_id=deadline_id, reason=required(reason, field="reason")))

    def _require_open(self) -> None:
        if not self.is_open:
            raise CaseNotOpen

    def _require_new(self, item_id: UUID) -> None:
        self._require_open()
        if item_id in self.items:
            raise ItemExists

    def _require(self, item_id: UUID, kind: Kind) -> None:
        self._require_open()
        item = self.items.get(item_id)
        if item is None or item.kind is not kind:
            raise UnknownItem
        if item.is_settled:
            raise ItemSettled

    def _put(self, item_id: UUID, kind: Kind, *, is_settled: bool = False) -> None:
        self.items[item_id] = Item(kind, version=self.version + len(self.pending) + 1, is_settled=is_settled)

    def _apply(self, event: e.CaseEvent) -> None:
        match event:
            case e.CaseMoved(to=to):
                self.is_open = to is not Stage.CLOSED
            case e.QuestionAsked(question_id=id) | e.QuestionAnswered(question_id=id):
                self._put(id, Kind.QUESTION)
            case e.TaskAdded(task_id=id) | e.TaskChanged(task_id=id):
                self._put(id, Kind.TASK)
            case e.NoteWritten(note_id=id) | e.NoteRevised(note_id=id):
                self._put(id, Kind.NOTE)
            case e.DeadlineSet(deadline_id=id):
                self._put(id, Kind.DEADLINE)
            case e.QuestionWithdrawn(question_id=id):
                self._put(id, Kind.QUESTION, is_settled=True)
            case e.TaskDone(task_id=id) | e.TaskDropped(task_id=id):
                self._put(id, Kind.TASK, is_settled=True)
            case e.NoteWithdrawn(note_id=id):
                self._put(id, Kind.NOTE, is_settled=True)
            case e.DeadlineMet(deadline_id=id) | e.DeadlineDropped(deadline_id=id):
                self._put(id, Kind.DEADLINE, is_settled=True)
            case _:
                pass
