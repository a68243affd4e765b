"""What can be said with a link besides its ends and its time. All values are text: no floats in the log."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cases.domain.text import optional
from ledger.domain.errors import BadInput


class LinkProperty(StrEnum):
    """Name of a property of links, as in the REST API."""

    AMOUNT = "amount"
    CURRENCY = "currency"
    PAYMENTS = "payments"
    PURPOSE = "purpose"
    SHARE_PERCENT = "share_percent"
    ROLE = "role"
    QUANTITY = "quantity"
    UNIT = "unit"
    ITEM = "item"
    HS_CODE = "hs_code"
    PACKAGES = "packages"
    WEIGHT_KG = "weight_kg"
    INCOTERM = "incoterm"
    ROUTE = "route"
    REFERENCE = "reference"
    CHANNEL = "channel"
    METHOD = "method"


@dataclass(frozen=True, kw_only=True)
class Form:
    """Label, shape and an example of one property."""

    label: str
    shape: re.Pattern[str] | None = None
    example: str = ""
    needs: LinkProperty | None = None  # means nothing without it


_DECIMAL = re.compile(r"[0-9]{1,15}(\.[0-9]{1,4})?")
_COUNT = re.compile(r"[0-9]{1,9}")
FORMS: Mapping[LinkProperty, Form] = {
    LinkProperty.AMOUNT: Form(label="Amount", shape=_DECIMAL, example="122800000.00", needs=LinkProperty.CURRENCY),
    LinkProperty.CURRENCY: Form(label="Currency", shape=re.compile("[A-Z]{3}"), example="USD"),
    LinkProperty.PAYMENTS: Form(label="Number of payments", shape=_COUNT, example="6"),
    LinkProperty.PURPOSE: Form(label="Purpose"),
    LinkProperty.SHARE_PERCENT: Form(label="Share, %", shape=_DECIMAL, example="51 or 33.3"),
    LinkProperty.ROLE: Form(label="Role"),
    LinkProperty.QUANTITY: Form(label="Quantity", shape=_DECIMAL, example="320", needs=LinkProperty.UNIT),
    LinkProperty.UNIT: Form(label="Unit"),
    LinkProperty.ITEM: Form(label="Item"),
    LinkProperty.HS_CODE: Form(label="HS code", shape=re.compile(r"[0-9]{4}(\.?[0-9]{2}){0,3}"), example="8473.30"),
    LinkProperty.PACKAGES: Form(label="Packages", shape=_COUNT, example="72"),
    LinkProperty.WEIGHT_KG: Form(label="Gross weight, kg", shape=_DECIMAL, example="13700"),
    LinkProperty.INCOTERM: Form(label="Incoterm", shape=re.compile(r"[A-Z]{3}( .{1,60})?"), example="EXW"),
    LinkProperty.ROUTE: Form(label="Route"),
    LinkProperty.REFERENCE: Form(label="Reference"),
    LinkProperty.CHANNEL: Form(label="Channel"),
    LinkProperty.METHOD: Form(label="Method"),
}
LONGEST_VALUE = 500


def checked_properties(given: Mapping[str, str], *, allowed: tuple[LinkProperty, ...]) -> dict[str, str]:
    """The properties in alphabetic order, without empty ones.

    Raises:
        BadInput: a name that the kind of link has not, a value of the wrong shape, an amount without
            currency, a quantity without unit, or a share over 100 %.
    """
    kept: dict[str, str] = {}
    for name in sorted(given):
        if name not in list(allowed):
            raise BadInput(_unknown(name, allowed), field="properties")
        value = optional(given[name], field=name, longest=LONGEST_VALUE)
        if value:
            kept[name] = _checked(LinkProperty(name), value)
    for name in kept:
        needs = FORMS[LinkProperty(name)].needs
        if needs and needs not in kept:
            raise BadInput(f"Give the {needs.value} with the {name}.", field="properties")
    return kept


def _checked(name: LinkProperty, value: str) -> str:
    form = FORMS[name]
    if form.shape and not form.shape.fullmatch(value):
        raise BadInput(f"{form.label}: write it as {form.example}.", field="properties")
    if name is LinkProperty.SHARE_PERCENT and Decimal(value) > 100:
        raise BadInput("A share is at most 100 %.", field="properties")
    return value


def _unknown(name: str, allowed: tuple[LinkProperty, ...]) -> str:
    known = ", ".join(allowed) or "none"
    return f"This kind of link has no property “{name[:60]}”. It has: {known}."
