"""Two versions side by side: what was typed, and what somebody else wrote meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.formats import localize


@dataclass(frozen=True, kw_only=True)
class Row:
    """One field in both versions, in words."""

    label: str
    typed: str
    stands: str

    @property
    def differs(self) -> bool:
        """Whether a decision is needed here."""
        return self.typed != self.stands


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A lost race; nothing of what was typed is gone."""

    rows: tuple[Row, ...]


def compare(form: forms.Form, *, standing: Mapping[str, Any] | None = None) -> Conflict:
    """Set typed values against the standing ones (default: the form's initial values, read for this request)."""
    return Conflict(rows=tuple(_row(bound, standing=standing) for bound in form.visible_fields() if _is_kept(bound)))


def _is_kept(bound: forms.BoundField) -> bool:
    return not isinstance(bound.field, forms.FileField)


def _row(bound: forms.BoundField, *, standing: Mapping[str, Any] | None) -> Row:
    initial = bound.initial if standing is None else standing.get(bound.name)
    typed = bound.form.cleaned_data.get(bound.name)
    return Row(label=str(bound.label), typed=in_words(bound.field, typed), stands=in_words(bound.field, initial))


def in_words(field: forms.Field, value: object) -> str:
    """A field's value as a person reads it: labels of choices, yes and no, dates in the house's form."""
    if isinstance(field, forms.BooleanField):
        return "yes" if value else "no"
    if value is None or value == "" or value == []:
        return "nothing"
    values = value if isinstance(value, list | tuple | set) else [value]
    return ", ".join(_one(field, item) for item in values)


def _one(field: forms.Field, value: object) -> str:
    labels = dict(_choices(field))
    return labels.get(str(value)) or str(localize(value))


def _choices(field: forms.Field) -> Iterable[tuple[str, str]]:
    for key, label in getattr(field, "choices", ()):
        if isinstance(label, list | tuple):
            yield from ((str(inner), str(words)) for inner, words in label)
        else:
            yield str(key), str(label)
