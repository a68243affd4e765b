"""Forms of exhibits: shape only; the aggregate knows the rules."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from accounts import queries as accounts
from accounts.domain.markings import Marking
from accounts.queries import Person
from cases import queries as cases
from cases.forms import MARKINGS, choices, long_text
from evidence.models import Exhibit
from evidence.permissions import readable_exhibits
from ledger.domain.when import Precision
from pages.forms import CommandForm, MomentField


class ReceiveForm(CommandForm):
    """Where some files come from; the files themselves stand beside it."""

    title = forms.CharField(max_length=300, required=False, help_text="Empty: the name of the file.")
    source = forms.CharField(max_length=400, help_text="Who or what gave it: a person, an agency, an address.")
    acquired_by = forms.CharField(label="Acquired by", max_length=200)
    acquired_at = MomentField(label="Acquired at")
    acquired_precision = forms.ChoiceField(label="Known to the", choices=choices(Precision), initial="minute")
    method = forms.CharField(max_length=400, required=False, help_text="How it was acquired, with tool and version.")
    legal_basis = forms.CharField(label="Legal basis", max_length=400, required=False)
    marking = forms.ChoiceField(choices=MARKINGS, initial=Marking.AMBER.value)
    releasability = forms.CharField(max_length=400, required=False)
    declared_sha256 = forms.CharField(
        label="Declared SHA-256",
        required=False,
        validators=[RegexValidator(r"^\s*[0-9A-Fa-f]{64}\s*$", "A SHA-256 is 64 hexadecimal digits.")],
        help_text="Of a single file, as its sender stated it. A difference puts the exhibit into quarantine.",
    )
    parent_id = forms.TypedChoiceField(label="Part of", required=False, coerce=UUID, empty_value=None)

    reader_ids = forms.TypedMultipleChoiceField(
        label="Only for",
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Nobody: the team reads it. Otherwise it is walled from its first moment on; name a lead too.",
    )

    def __init__(self, *args: Any, exhibits: list[Exhibit], team: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wholes = [(str(row.id), f"{row.number} {row.title}") for row in exhibits if "." not in row.number]
        _offer(self.fields["parent_id"], [("", "An exhibit of its own"), *wholes])
        _offer(self.fields["reader_ids"], team)

    def said(self, file_name: str) -> dict[str, Any]:
        """What the collector says of one file, as the services take it."""
        values = self.values()
        return {
            **values,
            "title": values["title"] or file_name or "Without a name",
            "marking": Marking(values["marking"]),
            "acquired_precision": Precision(values["acquired_precision"]),
            "acquired_zone": timezone.get_current_timezone_name(),
            "declared_sha256": values["declared_sha256"] or None,
            "reader_ids": tuple(values["reader_ids"]),
        }


class ExhibitForm(CommandForm):
    """A command on an exhibit that stands."""

    def __init__(self, *args: Any, exhibit: Exhibit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exhibit = exhibit


class DescribeForm(ExhibitForm):
    """Title and description."""

    title = forms.CharField(max_length=300)
    description = long_text("Description", required=False, rows=8)

    def __init__(self, *args: Any, exhibit: Exhibit, **kwargs: Any) -> None:
        super().__init__(*args, exhibit=exhibit, **kwargs)
        self.initial.update(title=exhibit.title, description=exhibit.description)


class ReleasabilityForm(ExhibitForm):
    """Whether and to whom it may be passed on."""

    releasability = forms.CharField(max_length=400)
    reason = long_text("Reason")


class ReasonForm(ExhibitForm):
    """Only a reason."""

    reason = long_text("Reason")


class MarkingForm(ReasonForm):
    """A stricter marking."""

    marking = forms.ChoiceField(choices=MARKINGS)
    field_order = ("marking",)


class CustodyForm(ExhibitForm):
    """Who held it, from when to when."""

    holder = forms.CharField(max_length=200)
    held_from = MomentField(label="From")
    held_until = MomentField(label="Until", required=False, help_text="Empty: they still hold it.")
    purpose = forms.CharField(max_length=400)
    method = forms.CharField(max_length=400, required=False, help_text="How it was handed over.")
    seal = forms.CharField(max_length=100, required=False, help_text="As printed on the bag.")
    is_acknowledged = forms.BooleanField(label="The holder has acknowledged it", required=False)


class EndCustodyForm(ExhibitForm):
    """When a holding ended."""

    held_until = MomentField(label="Until")


class RemarkForm(ExhibitForm):
    """A remark with an acknowledgement."""

    remark = long_text("Remark", required=False)


class ExplanationForm(ExhibitForm):
    """What an incident was."""

    explanation = long_text("Explanation")


class WallForm(ReasonForm):
    """Who of the team may read it."""

    reader_ids = forms.TypedMultipleChoiceField(label="Readers", coerce=UUID, widget=forms.CheckboxSelectMultiple)
    field_order = ("reader_ids",)

    def __init__(self, *args: Any, exhibit: Exhibit, **kwargs: Any) -> None:
        super().__init__(*args, exhibit=exhibit, **kwargs)
        _offer(self.fields["reader_ids"], team(exhibit.case_id))


class ReaderForm(ReasonForm):
    """One more reader."""

    person_id = forms.TypedChoiceField(label="Person", coerce=UUID)
    field_order = ("person_id",)

    def __init__(self, *args: Any, exhibit: Exhibit, **kwargs: Any) -> None:
        super().__init__(*args, exhibit=exhibit, **kwargs)
        _offer(self.fields["person_id"], team(exhibit.case_id))


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    cast("forms.ChoiceField", field).choices = choices


def team(case_id: UUID) -> list[tuple[str, str]]:
    """The people of a case as choices."""
    names = accounts.names(cases.people_of(case_id))
    return sorted(((str(id), name) for id, name in names.items() if id in cases.people_of(case_id)), key=lambda c: c[1])


def receive_form(data: Any, *, case_id: UUID, who: Person) -> ReceiveForm:
    """The form of a person who takes files into a case."""
    mine = list(readable_exhibits(who).filter(case_id=case_id).order_by("sort_key"))
    return ReceiveForm(data, exhibits=mine, team=team(case_id), initial={"acquired_by": who.name})
