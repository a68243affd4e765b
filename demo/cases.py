"""A told case: opening, team, lifecycle, agenda."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from accounts.domain.markings import Marking
from cases import services
from cases.domain.deadlines import Unit
from cases.domain.roles import CaseRole
from demo.acts import Act, id_of
from demo.people import person_id
from demo.scenarios.shapes import Case, Deadline, Question, Task

MINUTE = timedelta(minutes=1)


def case_id(case: Case) -> UUID:
    """Id of a told case."""
    return id_of("case", case.reference)


def acts(case: Case) -> Iterator[Act]:
    """Everything that happens to the case itself."""
    yield from _opening(case)
    yield from _lifecycle(case)
    for place, question in enumerate(case.questions):
        yield from _question(case, question, id=id_of(case.reference, "question", str(place)))
    for place, task in enumerate(case.tasks):
        yield from _task(case, task, id=id_of(case.reference, "task", str(place)))
    for place, deadline in enumerate(case.deadlines):
        yield _deadline(case, deadline, id=id_of(case.reference, "deadline", str(place)))


def _opening(case: Case) -> Iterator[Act]:
    lead = person_id(case.opened_by)
    opened = partial(
        services.open_case,
        reference=case.reference,
        title=case.title,
        summary=case.summary,
        marking=Marking(case.marking),
        by=lead,
        at=case.opened_at,
        case_id=case_id(case),
    )
    yield Act(at=case.opened_at, run=opened)
    for member in case.team:
        if (member.person, member.role) == (case.opened_by, CaseRole.LEAD.value):
            continue
        at = case.opened_at + MINUTE
        joined = partial(
            services.add_member,
            case_id=case_id(case),
            person_id=person_id(member.person),
            role=CaseRole(member.role),
            reason="Assigned at the opening",
            by=lead,
            at=at,
        )
        yield Act(at=at, run=joined)


def _lifecycle(case: Case) -> Iterator[Act]:
    for move in case.moves:
        moved = partial(
            services.move_case,
            case_id=case_id(case),
            transition=move.transition,
            reason=move.reason,
            legal_basis=move.legal_basis or None,
            by=person_id(move.by),
            at=move.at,
        )
        yield Act(at=move.at, run=moved)
    if judged := case.priority:
        set_priority = partial(
            services.set_priority,
            case_id=case_id(case),
            priority=judged.priority,
            quantity=judged.quantity,
            control_level=judged.control_level,
            credibility=judged.credibility,
            perishability=judged.perishability,
            reason=judged.reason,
            by=person_id(judged.by),
            at=judged.at,
        )
        yield Act(at=judged.at, run=set_priority)


def _question(case: Case, question: Question, *, id: UUID) -> Iterator[Act]:
    common: dict[str, Any] = {"case_id": case_id(case), "question_id": id, "by": person_id(question.by)}
    yield Act(at=question.at, run=partial(services.ask_question, text=question.text, at=question.at, **common))
    if question.answer and question.answered_at:
        answered = partial(services.answer_question, answer=question.answer, at=question.answered_at, **common)
        yield Act(at=question.answered_at, run=answered)


def _task(case: Case, task: Task, *, id: UUID) -> Iterator[Act]:
    common = {"case_id": case_id(case), "task_id": id, "by": person_id(case.opened_by)}
    planned = partial(
        services.add_task, title=task.title, owner_id=person_id(task.owner), due_on=task.due_on, at=task.at, **common
    )
    yield Act(at=task.at, run=planned)
    if task.done_at:
        yield Act(at=task.done_at, run=partial(services.finish_task, proof=task.proof, at=task.done_at, **common))


def _deadline(case: Case, deadline: Deadline, *, id: UUID) -> Act:
    common: dict[str, Any] = {
        "case_id": case_id(case),
        "title": deadline.title,
        "by": person_id(case.opened_by),
        "at": deadline.at,
        "deadline_id": id,
    }
    if deadline.rule:
        by_rule = partial(services.start_clock, rule=deadline.rule, began=deadline.counted_from, **common)
        return Act(at=deadline.at, run=by_rule)
    noted = partial(
        services.set_deadline,
        kind=deadline.kind,
        legal_basis=deadline.legal_basis,
        counted_from=deadline.counted_from,
        amount=deadline.amount,
        unit=Unit(deadline.unit),
        **common,
    )
    return Act(at=deadline.at, run=noted)
