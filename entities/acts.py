"""The commands on entities, statements, links and entries as tables: label, form, service, right."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cases.permissions import Action
from entities import forms, services
from entities.domain.grades import Credibility, Grade, Reliability


@dataclass(frozen=True, kw_only=True)
class Doer:
    """Who does it and when."""

    by: UUID
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Act:
    """One command on a row; `run` gets the row, the valid form and the doer."""

    label: str
    form: type[forms.RoomForm]
    run: Callable[[Any, Any, Doer], Any]
    done: str
    action: Action = Action.CONTRIBUTE
    help: str = ""


def _values(form: forms.RoomForm) -> dict[str, Any]:
    return form.values()


ENTITY_ACTS = {
    "state": Act(
        label="State something",
        form=forms.StatementForm,
        run=lambda row, form, doer: services.make_statement(entity_id=row.id, saying=form.saying(), **vars(doer)),
        done="The statement stands.",
    ),
    "describe": Act(
        label="Describe the entity",
        form=forms.DescribeForm,
        run=lambda row, form, doer: services.describe_entity(entity_id=row.id, **_values(form), **vars(doer)),
        done="The entity is described anew.",
    ),
    "kind": Act(
        label="Change the kind",
        form=forms.KindForm,
        run=lambda row, form, doer: services.change_kind(entity_id=row.id, **_values(form), **vars(doer)),
        done="The kind is changed.",
    ),
    "merge": Act(
        label="Merge into another entity",
        form=forms.MergeForm,
        run=lambda row, form, doer: services.merge_entities(
            entity_id=row.id, **{**_values(form), "grounds": _words(form.cleaned_data["grounds"])}, **vars(doer)
        ),
        done="The two are one entity now; what was stated of each stays as it is.",
        help="Nothing is lost: the merge can be undone, and every statement stays with whom it was made of.",
    ),
    "unmerge": Act(
        label="Undo the merge",
        form=forms.ReasonForm,
        run=lambda row, form, doer: services.unmerge_entity(entity_id=row.id, **_values(form), **vars(doer)),
        done="The entity stands on its own again.",
    ),
}


def _statement(row: Any, doer: Doer) -> dict[str, Any]:
    return {"entity_id": row.entity_id, "statement_id": row.id, **vars(doer)}


STATEMENT_ACTS = {
    "withdraw": Act(
        label="Withdraw the statement",
        form=forms.ReasonForm,
        run=lambda row, form, doer: services.withdraw_statement(**_values(form), **_statement(row, doer)),
        done="The statement is withdrawn; it stays readable.",
    ),
    "prefer": Act(
        label="Show this statement first",
        form=forms.PlainForm,
        run=lambda row, form, doer: services.prefer_statement(**_statement(row, doer)),
        done="This is shown first now.",
    ),
    "grade": Act(
        label="Grade the statement anew",
        form=forms.GradeForm,
        run=lambda row, form, doer: services.grade_statement(
            grade=Grade(
                reliability=Reliability(form.cleaned_data["reliability"]),
                credibility=Credibility(form.cleaned_data["credibility"]),
            ),
            reason=form.cleaned_data["reason"],
            **_statement(row, doer),
        ),
        done="The statement is graded anew.",
    ),
    "cite": Act(
        label="Cite one more place",
        form=forms.CiteForm,
        run=lambda row, form, doer: services.cite_statement(citation=form.cited()[0], **_statement(row, doer)),
        done="The citation stands.",
    ),
}

LINK_ACTS = {
    "correct": Act(
        label="Correct the link",
        form=forms.LinkCorrectionForm,
        run=lambda row, form, doer: services.correct_link(
            link_id=row.id,
            **form.link_values(),
            reason=form.cleaned_data["reason"],
            expected_version=form.version,
            **vars(doer),
        ),
        done="The link is corrected.",
        help="Kind and ends never change: a link between others is another link.",
    ),
    "cite": Act(
        label="Cite one more place",
        form=forms.CiteForm,
        run=lambda row, form, doer: services.cite_link(link_id=row.id, citation=form.cited()[0], **vars(doer)),
        done="The citation stands.",
    ),
    "review": Act(
        label="Review the link",
        form=forms.PlainForm,
        run=lambda row, form, doer: services.review_link(link_id=row.id, **vars(doer)),
        done="The link is reviewed.",
        action=Action.REVIEW,
    ),
    "withdraw": Act(
        label="Withdraw the link",
        form=forms.ReasonForm,
        run=lambda row, form, doer: services.withdraw_link(link_id=row.id, **_values(form), **vars(doer)),
        done="The link is withdrawn; it stays readable.",
    ),
    "restore": Act(
        label="Restore the link",
        form=forms.ReasonForm,
        run=lambda row, form, doer: services.restore_link(link_id=row.id, **_values(form), **vars(doer)),
        done="The link stands again.",
    ),
}

ENTRY_ACTS = {
    "correct": Act(
        label="Correct the entry",
        form=forms.EntryCorrectionForm,
        run=lambda row, form, doer: services.correct_entry(
            entry_id=row.id,
            happening=form.happening(),
            reason=form.cleaned_data["reason"],
            expected_version=form.version,
            **vars(doer),
        ),
        done="The entry is corrected.",
    ),
    "withdraw": Act(
        label="Withdraw the entry",
        form=forms.ReasonForm,
        run=lambda row, form, doer: services.withdraw_entry(entry_id=row.id, **_values(form), **vars(doer)),
        done="The entry is withdrawn; it stays readable.",
    ),
}


def _words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (word.strip() for word in text.split(","))))
