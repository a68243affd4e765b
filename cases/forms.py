"""Forms of case commands: shape only; the aggregate knows the rules."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from accounts import queries as accounts
from accounts.domain.markings import Marking
from cases import queries
from cases.domain.deadlines import Unit
from cases.domain.roles import CaseRole
from cases.domain.stages import TRANSITIONS, Field, Outcome
from cases.models import Case
from cases.reference import clocks
from pages.forms import CommandForm, DayInput


def choices(values: Any) -> list[tuple[str, str]]:
    """An enumeration as the choices of a field."""
    return [(value.value, value.value.replace("_", " ").capitalize()) for value in values]


MARKINGS = [(marking.value, marking.value) for marking in Marking]


def long_text(label: str, **options: Any) -> forms.CharField:
    """A field of several lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": options.pop("rows", 4)}), **options)


class OpenForm(CommandForm):
    """A new case."""

    reference = forms.CharField(max_length=20, help_text="Letters, year and number, such as PL-2025-001.")
    title = forms.CharField(max_length=200)
    summary = long_text("Summary", required=False)
    marking = forms.ChoiceField(choices=MARKINGS, initial=Marking.AMBER.value)


class CaseForm(CommandForm):
    """A command on a case that stands."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case


class DescribeForm(CaseForm):
    """Title and summary."""

    title = forms.CharField(max_length=200)
    summary = long_text("Summary", required=False, rows=8)


class ReasonForm(CaseForm):
    """Only a reason."""

    reason = long_text("Reason")


class MoveForm(ReasonForm):
    """A transition: its reason and what else it needs."""

    def __init__(self, *args: Any, case: Case, transition: str, **kwargs: Any) -> None:
        super().__init__(*args, case=case, expected_version=case.version, **kwargs)
        for field in TRANSITIONS[transition].needs:
            self.fields[field.value] = self._field(field)

    @staticmethod
    def _field(field: Field) -> forms.Field:
        match field:
            case Field.OUTCOME:
                return forms.ChoiceField(choices=choices(Outcome))
            case Field.REVIEW_ON:
                return forms.DateField(label="Look at it again on", widget=DayInput())
            case Field.LEGAL_BASIS:
                return long_text("Legal basis")
            case Field.AUTHORITY:
                return forms.CharField(label="Authority", max_length=300)


class PriorityForm(ReasonForm):
    """Priority and what it rests on."""

    priority = forms.TypedChoiceField(
        coerce=int, choices=[(n, str(n)) for n in range(1, 5)], help_text="1 is most urgent."
    )
    quantity = forms.CharField(help_text="With its unit, such as “320 servers”.")
    control_level = forms.CharField(label="Control level", help_text="How strictly the goods are controlled.")
    credibility = forms.CharField(help_text="Of what is known so far.")
    perishability = forms.CharField(help_text="How soon traces are lost.")
    field_order = ["priority", "quantity", "control_level", "credibility", "perishability", "reason"]


class PersonForm(ReasonForm):
    """A person and a reason."""

    person_id = forms.TypedChoiceField(label="Person")
    field_order = ["person_id", "role", "reason"]

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        field = self.fields["person_id"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(str(user.id), user.name) for user in accounts.users() if user.is_active]
            field.coerce = forms.UUIDField().clean


class MemberForm(PersonForm):
    """A person in a role."""

    role = forms.ChoiceField(choices=choices(CaseRole))


class TeamPersonForm(PersonForm):
    """Somebody of the team."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        names = accounts.names(queries.people_of(case.id))
        field = self.fields["person_id"]
        if isinstance(field, forms.TypedChoiceField):
            members = sorted(queries.people_of(case.id), key=lambda member: names.get(member, ""))
            field.choices = [(str(id), names.get(id, "unknown")) for id in members]


class TeamMemberForm(TeamPersonForm):
    """Somebody of the team in a role."""

    role = forms.ChoiceField(choices=choices(CaseRole))


class WallForm(ReasonForm):
    """Who may read a walled case."""

    reader_ids = forms.TypedMultipleChoiceField(
        label="Readers", coerce=forms.UUIDField().clean, widget=forms.CheckboxSelectMultiple
    )
    field_order = ["reader_ids", "reason"]

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        names = accounts.names(queries.people_of(case.id))
        field = self.fields["reader_ids"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [(str(id), name) for id, name in names.items() if id in queries.people_of(case.id)]


class MarkingForm(ReasonForm):
    """A stricter marking."""

    marking = forms.ChoiceField(choices=MARKINGS)
    field_order = ["marking", "reason"]


class HoldForm(ReasonForm):
    """A legal hold."""

    authority = forms.CharField(max_length=300)
    field_order = ["authority", "reason"]


class QuestionForm(CaseForm):
    """A key question."""

    text = long_text("Question", rows=2)


class AnswerForm(CaseForm):
    """The answer to a key question."""

    answer = long_text("Answer")


class TaskForm(CaseForm):
    """Something to do."""

    title = forms.CharField(max_length=300)
    owner_id = forms.TypedChoiceField(label="Owner", required=False, empty_value=None)
    due_on = forms.DateField(label="Due", widget=DayInput(), required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        names = accounts.names(queries.people_of(case.id))
        field = self.fields["owner_id"]
        if isinstance(field, forms.TypedChoiceField):
            members = [(str(id), names[id]) for id in names if id in queries.people_of(case.id)]
            field.choices = [("", "Nobody yet"), *members]
            field.coerce = forms.UUIDField().clean


class ProofForm(CaseForm):
    """How one can tell that it was done."""

    proof = long_text("How one can tell")


class NoteForm(CaseForm):
    """A note."""

    html = long_text("Note", rows=10, help_text="Plain text, or HTML with paragraphs, lists, tables and emphasis.")


class DeadlineForm(CaseForm):
    """A deadline by a rule of the reference data, or by a term of one's own."""

    TERM = ("kind", "legal_basis", "amount", "unit")

    rule = forms.ChoiceField(required=False)
    counted_from = forms.DateField(label="Counted from", widget=DayInput(), help_text="The day of the event.")
    time = forms.TimeField(
        label="Time of the event",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text="Only by a rule, when it may have been another day in the rule’s zone.",
    )
    title = forms.CharField(max_length=300, required=False, help_text="Empty: the title of the rule.")
    kind = forms.CharField(max_length=60, required=False, help_text="Without a rule: such as “internal”.")
    legal_basis = long_text("Legal basis", rows=2, required=False, help_text="Without a rule: what it rests on.")
    amount = forms.IntegerField(min_value=0, max_value=36_500, required=False, help_text="Without a rule.")
    unit = forms.ChoiceField(choices=[("", "—"), *choices(Unit)], required=False, help_text="Without a rule.")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        field = self.fields["rule"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "None: a term of our own"), *_rules()]
        self.fields["time"].help_text += f" Time zone: {timezone.get_current_timezone_name()}."

    def clean(self) -> dict[str, Any]:
        """Either the rule says what the term is, or the person does."""
        values = super().clean() or {}
        by_rule = bool(values.get("rule"))
        for name in self.TERM:
            is_given = values.get(name) not in (None, "")
            if is_given and by_rule:
                self.add_error(name, "The rule says this. Leave it empty, or choose no rule.")
            if not is_given and not by_rule and name not in self.errors:
                self.add_error(name, "Give this, or choose a rule.")
        if not by_rule and not values.get("title"):
            self.add_error("title", "Give the title, or choose a rule.")
        return values

    def values(self) -> dict[str, Any]:
        """Rule and title, the moment or day that starts the term, and the term of one's own."""
        typed = super().values()
        began, time = typed["counted_from"], typed["time"]
        if typed["rule"]:
            moment = datetime.combine(began, time, tzinfo=timezone.get_current_timezone()) if time else began
            return {"rule": typed["rule"], "title": typed["title"], "began": moment, "term": {}}
        term = {**{name: typed[name] for name in self.TERM}, "counted_from": began, "unit": Unit(typed["unit"])}
        return {"rule": "", "title": typed["title"], "began": began, "term": term}


def _rules() -> list[tuple[str, str]]:
    """Rules to choose from, each as its newest version says it."""
    newest = {clock.key: clock for clock in clocks()}
    return [(key, f"{clock.title} ({clock.legal_basis}); runs from {clock.runs_from}") for key, clock in newest.items()]
