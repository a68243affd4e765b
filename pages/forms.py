"""Forms of commands: native inputs, one template for a field and one for a form."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import QueryDict
from django.utils import timezone

from pages.conflict import Conflict, compare


class Renderer(TemplatesSetting):
    """Renders every form of the product, allauth's too, with our templates."""

    form_template_name = "_components/form.html"
    field_template_name = "_components/field.html"


class DayInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The browser's own date and time picker; the value is read in the person's zone."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A date and time; its hint names the zone in which it is read."""

    widget = MomentInput

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Name the zone of this request, which is not known when the class is read."""
        bound = super().get_bound_field(form, field_name)
        zone = f"Time zone: {timezone.get_current_timezone_name()}."
        bound.help_text = f"{self.help_text} {zone}".strip()
        return bound


class CommandForm(forms.Form):
    """A form that carries one command: which version it was decided on, and a key that makes it happen once."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    command_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    conflict: Conflict | None = None

    def __init__(self, *args: Any, expected_version: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("expected_version", expected_version)
        self.initial.setdefault("command_id", uuid4())

    @property
    def version(self) -> int | None:
        """Version of the thing when the page was made; None when the page named none."""
        return cast(int | None, self.cleaned_data.get("expected_version"))

    @property
    def is_keyed(self) -> bool:
        """True when the page sent the key that it was made with."""
        return bool(self.cleaned_data.get("command_id"))

    @property
    def key(self) -> UUID:
        """The one-time key; a page that sent none gets one of its own."""
        return cast(UUID, self.cleaned_data.get("command_id") or self.initial["command_id"])

    def values(self) -> dict[str, Any]:
        """What was typed, cleaned, without the two hidden fields."""
        return {name: value for name, value in self.cleaned_data.items() if name not in CommandForm.base_fields}

    def renew(self) -> None:
        """Let the next attempt be a command of its own; what was typed stays."""
        self._send_again(command_id=uuid4())

    def lose_race(self, *, current: int, standing: Mapping[str, Any] | None = None) -> None:
        """Keep what was typed, show what stands now beside it, and decide the next attempt on the new version."""
        self.conflict = compare(self, standing=standing)
        self._send_again(expected_version=current)

    def _send_again(self, **hidden: object) -> None:
        data = cast(QueryDict, self.data).copy()
        for name, value in hidden.items():
            data[self.add_prefix(name)] = str(value)
        self.data = data
