"""Block 16: what is open, what comes next, which clocks run."""

from cases import queries as cases
from dossiers.compose.source import Source, day, names_of, spoken
from dossiers.domain.document import Deadline, Gaps, Question, Task


def gaps(source: Source) -> Gaps:
    """Questions, open tasks and open deadlines of the case."""
    return Gaps(questions=_questions(source), tasks=_tasks(source), deadlines=_deadlines(source))


def open_questions(source: Source) -> tuple[str, ...]:
    """Key questions without an answer: what is not known."""
    found = cases.questions(source.case_id, upto=source.upto)
    return tuple(row.text for row in found if row.state == "open")


def _questions(source: Source) -> tuple[Question, ...]:
    found = cases.questions(source.case_id, upto=source.upto)
    return tuple(
        Question(text=row.text, state=spoken(row.state), answer=row.answer) for row in found if row.state != "withdrawn"
    )


def _tasks(source: Source) -> tuple[Task, ...]:
    found = [row for row in cases.tasks(source.case_id, upto=source.upto) if row.state == "open"]
    names = names_of(row.owner_id for row in found)
    return tuple(
        Task(text=row.title, owner=names.get(row.owner_id, ""), due_on=day(row.due_on), state="open") for row in found
    )


def _deadlines(source: Source) -> tuple[Deadline, ...]:
    found = [row for row in cases.deadlines(source.case_id, upto=source.upto) if row.state == "open"]
    return tuple(
        Deadline(
            name=row.title,
            due_on=day(row.due_on),
            legal_basis=row.legal_basis,
            note=f"{row.amount} {spoken(row.unit)} from {day(row.counted_from)}",
        )
        for row in found
    )
