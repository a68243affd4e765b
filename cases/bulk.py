"""One act on many cases: what it asks for, what stands against it in each case, how it is carried out.

All of it or nothing: one event a case, under one correlation id, in one transaction.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from accounts import queries as accounts
from accounts.queries import Person
from cases import services
from cases.domain.refusals import AlreadyOnTeam, AlreadyRecused, CaseNotOpen
from cases.domain.roles import CaseRole
from cases.domain.stages import Stage
from cases.forms import PriorityForm, choices
from cases.models import Case, Member, Recusal
from cases.permissions import Action, readable_by
from ledger.commands import once
from ledger.domain.errors import DomainError, Refused
from pages.forms import CommandForm

MOST = 500
NOT_YOURS = "Only a lead of the case may do this."


class TeamForm(CommandForm):
    """Somebody for the teams of several cases."""

    person_id = forms.CharField(label="Sign-in name", max_length=60)
    role = forms.TypedChoiceField(choices=choices(CaseRole), coerce=CaseRole)
    reason = forms.CharField(max_length=1_000, help_text="The history of each case keeps it.")

    def clean_person_id(self) -> UUID:
        """The account of the name."""
        account = accounts.user_by_name(self.cleaned_data["person_id"].strip())
        if account is None or not account.is_active:
            raise forms.ValidationError("Nobody with an open account has this sign-in name.")
        return account.id


class UrgencyForm(CommandForm):
    """Priority and what it rests on, the same for several cases."""

    priority = PriorityForm.base_fields["priority"]
    quantity = PriorityForm.base_fields["quantity"]
    control_level = PriorityForm.base_fields["control_level"]
    credibility = PriorityForm.base_fields["credibility"]
    perishability = PriorityForm.base_fields["perishability"]
    reason = PriorityForm.base_fields["reason"]


Against = Callable[[Sequence[UUID], Mapping[str, Any]], Mapping[UUID, str]]


@dataclass(frozen=True, kw_only=True)
class BulkAct:
    """An act on many cases; `against` says what of the values stands against it in some cases."""

    label: str
    form: type[CommandForm]
    run: Callable[..., None]
    against: Against = lambda ids, values: {}


def _against_member(ids: Sequence[UUID], values: Mapping[str, Any]) -> dict[UUID, str]:
    who = {"case_id__in": ids, "person_id": values["person_id"]}
    there = Member.objects.filter(**who, role=values["role"].value).values_list("case_id", flat=True)
    recused = Recusal.objects.filter(**who).values_list("case_id", flat=True)
    return dict.fromkeys(recused, AlreadyRecused.sentence) | dict.fromkeys(there, AlreadyOnTeam.sentence)


ACTS: Mapping[str, BulkAct] = {
    "add-member": BulkAct(label="Add to the teams", form=TeamForm, run=services.add_member, against=_against_member),
    "priority": BulkAct(label="Set the priority", form=UrgencyForm, run=services.set_priority),
}


def reasons_against(
    act: BulkAct, cases: Sequence[Case], *, who: Person, values: Mapping[str, Any] | None = None
) -> dict[UUID, str]:
    """Why the act is not for some of the cases; with values, what these bring up too. As many queries as for one."""
    ids = [case.id for case in cases]
    mine = set(readable_by(who, Action.MANAGE).filter(pk__in=ids).values_list("id", flat=True))
    closed = {case.id: CaseNotOpen.sentence for case in cases if case.stage == Stage.CLOSED.value}
    foreign = {id: NOT_YOURS for id in ids if id not in mine}
    return dict(act.against(ids, values) if values else {}) | closed | foreign


def carry_out(
    act: BulkAct, cases: Sequence[Case], *, values: Mapping[str, Any], key: UUID, by: UUID, at: datetime
) -> int:
    """Do it in every one of the cases, once for each key.

    Returns:
        The number of cases.

    Raises:
        Refused: in one of them it could not be done; nothing is changed in any.
    """

    def run() -> int:
        for case in cases:
            try:
                act.run(case_id=case.id, **values, by=by, at=at)
            except DomainError as refusal:
                raise Refused(f"{case.reference}: {refusal.sentence} Nothing was changed in any case.") from refusal
        return len(cases)

    done, _ = once(command_id=key, digest=_digest(act, cases, values=values), run=run, at=at, correlation_id=key)
    return int(done)


def _digest(act: BulkAct, cases: Sequence[Case], *, values: Mapping[str, Any]) -> str:
    order = [act.label, sorted(str(case.id) for case in cases), {name: str(value) for name, value in values.items()}]
    return hashlib.sha256(json.dumps(order, sort_keys=True).encode()).hexdigest()
