"""Forms of accounts: shape only."""

from collections import defaultdict
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms

from accounts.domain.events import Role
from accounts.domain.markings import Marking
from accounts.queries import Overview
from pages.forms import CommandForm, DayInput
from rest.endpoints import SCOPES

REGIONS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
DENSITIES = [("compact", "Compact, 26 px a row"), ("regular", "Regular, 33 px"), ("roomy", "Roomy, 41 px")]
DAYS = [(7, "A week"), (30, "30 days"), (90, "90 days"), (365, "A year")]
MARKINGS = [(marking.value, marking.value) for marking in Marking]


@cache
def zones() -> list[tuple[str, Any]]:
    """Time zones by region, as the choices of a field."""
    regions = defaultdict(list)
    for name in sorted(available_timezones()):
        region, _, place = name.partition("/")
        if region in REGIONS:
            regions[region].append((name, place.replace("_", " ")))
    return [("UTC", "UTC"), *regions.items()]


def words(role: Role) -> str:
    """A role as people say it."""
    return role.value.replace("_", " ")


def role_choices(roles: Any) -> list[tuple[str, str]]:
    """Some roles as the choices of a field."""
    return [(role.value, words(role).capitalize()) for role in roles]


class DisplayForm(forms.Form):
    """How a person likes their pages."""

    time_zone = forms.ChoiceField(label="Time zone", choices=zones, help_text="Every page shows times in it.")
    density = forms.ChoiceField(label="Rows of tables", choices=DENSITIES, widget=forms.RadioSelect)
    single_keys = forms.BooleanField(
        label="Shortcuts of one key",
        required=False,
        help_text="Such as j and k to walk through rows. Without them Ctrl+K still opens the palette.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone, field = self.initial.get("time_zone", ""), self.fields["time_zone"]
        if isinstance(field, forms.ChoiceField) and zone and not field.valid_value(zone):
            field.choices = [(zone, zone), *zones()]


class ReasonForm(CommandForm):
    """Only a reason, which the log keeps."""

    reason = forms.CharField(max_length=1_000, help_text="The log keeps it.")


class TokenForm(CommandForm):
    """A token for a program that acts in one's name."""

    name = forms.CharField(max_length=80, help_text="What it is for, such as “nightly import”.")
    scopes = forms.MultipleChoiceField(
        choices=[(scope, scope) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
        help_text="What the program may do at most; your own rights are asked as well on every call.",
    )
    days = forms.TypedChoiceField(label="Lives for", coerce=int, choices=DAYS, initial=90)


class AccountForm(CommandForm):
    """A new account."""

    username = forms.CharField(label="Sign-in name", max_length=60)
    name = forms.CharField(max_length=120, help_text="As it stands in histories and dossiers.")
    roles = forms.MultipleChoiceField(
        choices=role_choices(role for role in Role if role is not Role.SERVICE),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    clearance = forms.ChoiceField(
        choices=MARKINGS, initial=Marking.AMBER.value, help_text="The highest marking that the person may read."
    )
    time_zone = forms.ChoiceField(label="Time zone", choices=zones, initial="UTC")


class PersonForm(ReasonForm):
    """A command on somebody's account."""

    def __init__(self, *args: Any, person: Overview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person


class RoleForm(PersonForm):
    """Which role; the choices are given by what the person has."""

    role = forms.ChoiceField()
    field_order = ["role", "reason"]


class GrantForm(RoleForm):
    """A role that the person lacks."""

    def __init__(self, *args: Any, person: Overview, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.fields["role"] = forms.ChoiceField(choices=role_choices(r for r in Role if r not in person.roles))
        self.order_fields(self.field_order)


class RevokeForm(RoleForm):
    """A role that the person has."""

    def __init__(self, *args: Any, person: Overview, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.fields["role"] = forms.ChoiceField(choices=role_choices(person.roles))
        self.order_fields(self.field_order)


class ClearanceForm(PersonForm):
    """The highest marking that the person may read."""

    marking = forms.ChoiceField(label="Clearance", choices=MARKINGS)
    field_order = ["marking", "reason"]

    def __init__(self, *args: Any, person: Overview, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        self.initial.setdefault("marking", person.clearance.value)


class ResetForm(PersonForm):
    """A new password for somebody who cannot sign in."""

    without_second_steps = forms.BooleanField(
        label="Take away passkeys, authenticator app and recovery codes as well",
        required=False,
        help_text="When the device is lost. The person sets them up anew after signing in.",
    )
    field_order = ["without_second_steps", "reason"]


class SessionsForm(CommandForm):
    """Nothing to type: the button is the decision."""

    def __init__(self, *args: Any, person: Overview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person


class PeopleFilter(forms.Form):
    """Closed vocabularies that may stand in an address."""

    role = forms.ChoiceField(choices=[("", "Any role"), *role_choices(Role)], required=False)
    state = forms.ChoiceField(choices=[("", "Open and closed"), ("open", "Open"), ("closed", "Closed")], required=False)


class AuditFilter(forms.Form):
    """Whose acts, of which kind, on which day; posted, so that no name stands in an address."""

    person = forms.CharField(label="Sign-in name", max_length=60, required=False)
    kind = forms.ChoiceField(required=False)
    day = forms.DateField(label="Day", widget=DayInput(), required=False)

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(choices=[("", "Any kind"), *kinds], required=False)
