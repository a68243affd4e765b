"""Forms of dossier commands: shape only; the aggregate knows the rules."""

from typing import Any

from django import forms

from accounts.domain.markings import Marking
from cases.forms import MARKINGS, long_text
from dossiers.domain.dossier import Terms, numbers
from pages.forms import CommandForm


class TermsForm(CommandForm):
    """For whom, under which marking, with which words, without which exhibits."""

    title = forms.CharField(max_length=200)
    recipient = forms.CharField(max_length=200, help_text="A person or an office.")
    organisation = forms.CharField(max_length=200, required=False)
    authority = forms.CharField(max_length=300, help_text="On which ground the recipient gets it.")
    purpose = forms.CharField(max_length=300, help_text="What the recipient is to do with it.")
    marking = forms.ChoiceField(choices=MARKINGS, help_text="At least that of the case.")
    copy = forms.CharField(max_length=20, required=False, help_text="Such as 1 of 3.")
    bottom_line = long_text("Bottom line", required=False, rows=2)
    summary = long_text("Summary", required=False, rows=8, help_text="Empty: the summary of the case is printed.")
    left_out = forms.CharField(
        label="Exhibits left out",
        required=False,
        max_length=2000,
        help_text="Numbers such as X-03, X-05. They are listed as withheld.",
    )

    def __init__(self, *args: Any, terms: Terms | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if terms:
            self.initial.update(_initial(terms))


class ReviseForm(TermsForm):
    """Other terms, and why."""

    reason = long_text("Reason", rows=2)


class AgreeForm(CommandForm):
    """Agreement to the content that was read."""

    content_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    remark = long_text("Remark", required=False)


class ReasonForm(CommandForm):
    """Only a reason."""

    reason = long_text("Reason")


class ReleaseForm(CommandForm):
    """To whom a copy is handed over, and how."""

    recipient = forms.CharField(max_length=200)
    organisation = forms.CharField(max_length=200, required=False)
    copy = forms.CharField(max_length=20, required=False, help_text="Such as 1 of 3.")
    method = forms.CharField(max_length=200, help_text="Such as “by courier” or “encrypted mail”.")
    receipt = forms.CharField(max_length=300, required=False, help_text="What proves that it arrived.")


def terms_from(values: dict[str, Any]) -> Terms:
    """The terms that were typed."""
    plain = {name: value for name, value in values.items() if name != "reason"}
    return Terms(**{**plain, "marking": Marking(values["marking"]), "left_out": numbers(values["left_out"])})


def _initial(terms: Terms) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(terms, name) for name in Terms.__dataclass_fields__}
    return {**values, "marking": terms.marking.value, "left_out": ", ".join(terms.left_out)}
