"""Which values the events of a case set."""

from typing import Any

from django.utils.html import strip_tags

from cases.domain import events as e
from cases.domain.stages import Stage
from ledger.changes import sets


@sets(e.CaseOpened)
def opened(event: e.CaseOpened) -> dict[str, Any]:
    return {
        "title": event.title,
        "summary": event.summary,
        "stage": Stage.INTAKE,
        "marking": event.marking,
        "wall": "none",
        "legal hold": "none",
        **dict.fromkeys(["outcome", "legal basis", "authority", "review on"]),
        **dict.fromkeys(["priority", "quantity", "control level", "credibility", "perishability"]),
    }


@sets(e.CaseDescribed)
def described(event: e.CaseDescribed) -> dict[str, Any]:
    return {"title": event.title, "summary": event.summary}


@sets(e.CaseMoved)
def moved(event: e.CaseMoved) -> dict[str, Any]:
    given = {"legal basis": event.legal_basis, "authority": event.authority, "review on": event.review_on}
    kept = {label: value for label, value in given.items() if value is not None}
    return {"stage": event.to, "outcome": event.outcome, **kept}


@sets(e.PrioritySet)
def priority(event: e.PrioritySet) -> dict[str, Any]:
    return {
        "priority": event.priority,
        "quantity": event.quantity,
        "control level": event.control_level,
        "credibility": event.credibility,
        "perishability": event.perishability,
    }


@sets(e.MarkingRaised, e.MarkingLowered)
def marked(event: e.MarkingRaised | e.MarkingLowered) -> dict[str, Any]:
    return {"marking": event.marking}


@sets(e.CaseWalled, e.CaseUnwalled)
def walled(event: e.CaseWalled | e.CaseUnwalled) -> dict[str, Any]:
    return {"wall": "stands" if isinstance(event, e.CaseWalled) else "none"}


@sets(e.LegalHoldOrdered, e.LegalHoldLifted)
def held(event: e.LegalHoldOrdered | e.LegalHoldLifted) -> dict[str, Any]:
    return {"legal hold": event.authority if isinstance(event, e.LegalHoldOrdered) else "none"}


@sets(e.QuestionAsked, item="question_id")
def asked(event: e.QuestionAsked) -> dict[str, Any]:
    return {"question": event.text, "answer": "", "state": "open"}


@sets(e.QuestionAnswered, item="question_id")
def answered(event: e.QuestionAnswered) -> dict[str, Any]:
    return {"answer": event.answer, "state": "answered"}


@sets(e.QuestionWithdrawn, item="question_id")
def question_withdrawn(_: e.QuestionWithdrawn) -> dict[str, Any]:
    return {"state": "withdrawn"}


@sets(e.TaskAdded, e.TaskChanged, item="task_id")
def planned(event: e.TaskAdded | e.TaskChanged) -> dict[str, Any]:
    state = {"state": "open"} if isinstance(event, e.TaskAdded) else {}
    return {"task": event.title, "owner": event.owner_id, "due": event.due_on, **state}


@sets(e.TaskDone, e.TaskDropped, item="task_id")
def task_ended(event: e.TaskDone | e.TaskDropped) -> dict[str, Any]:
    return {"state": "done" if isinstance(event, e.TaskDone) else "dropped"}


@sets(e.NoteWritten, e.NoteRevised, item="note_id")
def noted(event: e.NoteWritten | e.NoteRevised) -> dict[str, Any]:
    state = {"state": "stands"} if isinstance(event, e.NoteWritten) else {}
    return {"note": strip_tags(event.html), **state}


@sets(e.NoteWithdrawn, item="note_id")
def note_withdrawn(_: e.NoteWithdrawn) -> dict[str, Any]:
    return {"state": "withdrawn"}


@sets(e.DeadlineSet, item="deadline_id")
def deadline_set(_: e.DeadlineSet) -> dict[str, Any]:
    return {"state": "open"}


@sets(e.DeadlineMet, e.DeadlineDropped, item="deadline_id")
def deadline_ended(event: e.DeadlineMet | e.DeadlineDropped) -> dict[str, Any]:
    return {"state": "met" if isinstance(event, e.DeadlineMet) else "dropped"}
