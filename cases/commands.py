"""The commands of a case page as a table: label, form, service, right. One view serves them all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from accounts.domain.markings import Marking
from cases import forms, queries, services
from cases.domain.roles import CaseRole
from cases.permissions import Action

ENUMS: dict[str, Callable[[Any], Any]] = {"marking": Marking, "role": CaseRole}


@dataclass(frozen=True, kw_only=True)
class CommandPage:
    """One command: `item` names the argument that takes the id in the address, if any.

    A page that edits says by `standing` what stands now, with its version: the form starts with it, and who
    saw an older version is shown both.
    """

    label: str
    form: type[forms.CaseForm]
    run: Callable[..., Any]
    done: str
    action: Action
    tab: str
    item: str = ""
    help: str = ""
    standing: Callable[[UUID, UUID | None], dict[str, Any]] | None = None


def note_deadline(*, rule: str, began: date, title: str, term: dict[str, Any], **common: Any) -> Any:
    """Note a deadline by a rule, or by the term of one's own that the form gave."""
    if rule:
        return services.start_clock(rule=rule, began=began, title=title, **common)
    return services.set_deadline(title=title, **term, **common)


_agenda = partial(CommandPage, action=Action.CONTRIBUTE, tab="cases:agenda")
_team = partial(CommandPage, action=Action.MANAGE, tab="cases:team")

COMMANDS: dict[str, CommandPage] = {
    "describe": CommandPage(
        label="Describe the case",
        form=forms.DescribeForm,
        run=services.describe_case,
        done="The case is described anew.",
        action=Action.MANAGE,
        tab="cases:case",
        standing=lambda case_id, _: queries.description(case_id),
    ),
    "priority": CommandPage(
        label="Set the priority",
        form=forms.PriorityForm,
        run=services.set_priority,
        done="The priority is set.",
        action=Action.MANAGE,
        tab="cases:case",
        standing=lambda case_id, _: queries.priority(case_id),
    ),
    "add-member": _team(
        label="Add to the team",
        form=forms.MemberForm,
        run=services.add_member,
        done="Added to the team.",
    ),
    "remove-member": _team(
        label="Remove from the team",
        form=forms.TeamMemberForm,
        run=services.remove_member,
        done="Removed from the team.",
    ),
    "recuse": _team(
        label="Record a conflict of interest",
        form=forms.TeamPersonForm,
        run=services.recuse,
        done="The conflict of interest is recorded; the case is hidden from the person.",
    ),
    "end-recusal": _team(
        label="End a conflict of interest",
        form=forms.PersonForm,
        run=services.end_recusal,
        done="The conflict of interest has ended.",
    ),
    "wall": _team(
        label="Wall the case",
        form=forms.WallForm,
        run=services.wall_case,
        done="Only the named readers see the case now.",
        help="Everybody else, whatever their role, gets “not found”. To take the wall down again takes three people.",
    ),
    "let-through": _team(
        label="Let a person through the wall",
        form=forms.TeamPersonForm,
        run=services.let_through_wall,
        done="The person may read the case.",
    ),
    "shut-out": _team(
        label="Shut a person out",
        form=forms.TeamPersonForm,
        run=services.shut_out_of_wall,
        done="The case is hidden from the person.",
    ),
    "raise-marking": _team(
        label="Raise the marking",
        form=forms.MarkingForm,
        run=services.raise_marking,
        done="The marking is raised.",
        help="To lower it again takes three people.",
    ),
    "legal-hold": _team(
        label="Order a legal hold",
        form=forms.HoldForm,
        run=services.order_legal_hold,
        done="The case is under a legal hold.",
    ),
    "ask": _agenda(
        label="Ask a key question",
        form=forms.QuestionForm,
        run=services.ask_question,
        done="The question stands.",
    ),
    "answer": _agenda(
        label="Answer a key question",
        form=forms.AnswerForm,
        run=services.answer_question,
        done="The answer stands.",
        item="question_id",
        standing=queries.answer,
    ),
    "withdraw-question": _agenda(
        label="Withdraw a key question",
        form=forms.ReasonForm,
        run=services.withdraw_question,
        done="The question is withdrawn.",
        item="question_id",
    ),
    "add-task": _agenda(
        label="Add a task",
        form=forms.TaskForm,
        run=services.add_task,
        done="The task is planned.",
    ),
    "change-task": _agenda(
        label="Change a task",
        form=forms.TaskForm,
        run=services.change_task,
        done="The task is changed.",
        item="task_id",
        standing=queries.task_values,
    ),
    "finish-task": _agenda(
        label="Finish a task",
        form=forms.ProofForm,
        run=services.finish_task,
        done="The task is done.",
        item="task_id",
    ),
    "drop-task": _agenda(
        label="Drop a task",
        form=forms.ReasonForm,
        run=services.drop_task,
        done="The task is dropped.",
        item="task_id",
    ),
    "write-note": _agenda(
        label="Write a note",
        form=forms.NoteForm,
        run=services.write_note,
        done="The note stands.",
    ),
    "revise-note": _agenda(
        label="Revise a note",
        form=forms.NoteForm,
        run=services.revise_note,
        done="The note is revised; the history keeps the older wording.",
        item="note_id",
        standing=queries.note_values,
    ),
    "withdraw-note": _agenda(
        label="Withdraw a note",
        form=forms.ReasonForm,
        run=services.withdraw_note,
        done="The note is withdrawn.",
        item="note_id",
    ),
    "set-deadline": _agenda(
        label="Note a deadline",
        form=forms.DeadlineForm,
        run=note_deadline,
        done="The deadline stands.",
        help="Choose a rule of law, or give a term of your own. A rule is taken as it was in force on the first day.",
    ),
    "meet-deadline": _agenda(
        label="Meet a deadline",
        form=forms.ProofForm,
        run=services.meet_deadline,
        done="The deadline is met.",
        item="deadline_id",
    ),
    "drop-deadline": _agenda(
        label="Drop a deadline",
        form=forms.ReasonForm,
        run=services.drop_deadline,
        done="The deadline is dropped.",
        item="deadline_id",
    ),
}
