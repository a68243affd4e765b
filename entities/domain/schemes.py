"""Identifier schemes with a fixed shape, and the check digits of those that have some.

Check digits come from python-stdnum; only the air waybill (IATA: serial modulo 7) and the ITN are our own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from stdnum import bic, iban, imo, iso6346, luhn
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_97_10
from stdnum.sg import uen
from stdnum.us import ein

from entities.domain.identifier_kinds import IdentifierKind as Kind

SEPARATORS = re.compile(r"[\s.\-–‑/]+")


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """How one kind of identifier is built; every function takes the compact form that fits `shape`."""

    title: str
    shape: re.Pattern[str]
    shape_words: str
    compact: Callable[[str], str] = lambda text: SEPARATORS.sub("", text.upper())
    check_digits: Callable[[str], str] | None = None  # what the rest of the number calls for; "" when it has none
    check_start: int = -1
    is_assigned: Callable[[str], bool] = lambda _: True
    unassigned_words: str = ""
    written: Callable[[str], str] = str
    key: Callable[[str], str] = str

    def expected(self, compact: str) -> str:
        """The check digits that would be right, or "" when the scheme has none."""
        return self.check_digits(compact) if self.check_digits else ""

    def with_expected(self, compact: str) -> str:
        """The number as it would be with the right check digits."""
        expected = self.expected(compact)
        start = self.check_start % len(compact)
        return compact[:start] + expected + compact[start + len(expected) :]

    def has_right_digits(self, compact: str) -> bool:
        """True when there are no check digits or they are right."""
        return self.with_expected(compact) == compact

    def is_sound(self, compact: str) -> bool:
        """True when shape, check digits and structure are right."""
        return bool(self.shape.fullmatch(compact)) and self.has_right_digits(compact) and self.is_assigned(compact)


def _accepted_by(validate: Callable[[str], object]) -> Callable[[str], bool]:
    def is_accepted(compact: str) -> bool:
        try:
            validate(compact)
        except ValidationError:
            return False
        return True

    return is_accepted


def _uen_letter(compact: str) -> str:
    if len(compact) == 9:
        return uen.calc_business_check_digit(compact)
    if compact[0].isdigit():
        return uen.calc_local_company_check_digit(compact)
    return uen.calc_other_check_digit(compact[:-1])


def _is_itn_date(compact: str) -> bool:
    try:
        date(int(compact[1:5]), int(compact[5:7]), int(compact[7:9]))
    except ValueError:
        return False
    return True


def _ssm(text: str) -> str:
    """The twelve digits of today's number when they are there, else the old number and its letter."""
    new = re.search(r"(?<!\d)\d{12}(?!\d)", text)
    return new[0] if new else SEPARATORS.sub("", text.upper())


def _hk_business(text: str) -> str:
    """The eight digits that stay the same; branch, month and year follow after hyphens."""
    stem = re.match(r"\s*(\d{8})(?:-\d{3}.*)?\s*$", text)
    return stem[1] if stem else SEPARATORS.sub("", text)


def _uuid(compact: str) -> str:
    low = compact.lower()
    return "-".join((low[:8], low[8:12], low[12:16], low[16:20], low[20:]))


SCHEMES: dict[Kind, Scheme] = {
    Kind.LEI: Scheme(
        title="LEI",
        shape=re.compile(r"[A-Z0-9]{18}[0-9]{2}"),
        shape_words="18 letters or digits and 2 check digits",
        check_start=18,
        check_digits=lambda number: mod_97_10.calc_check_digits(number[:18]),
    ),
    Kind.IMO: Scheme(
        title="IMO number",
        shape=re.compile(r"[0-9]{7}"),
        shape_words="7 digits",
        compact=lambda text: SEPARATORS.sub("", text.upper()).removeprefix("IMO"),
        check_digits=lambda number: imo.calc_check_digit(number[:-1]),
    ),
    Kind.CONTAINER: Scheme(
        title="Container number (ISO 6346)",
        shape=re.compile(r"[A-Z]{3}[UJZ][0-9]{7}"),
        shape_words="3 letters of the owner, U, J or Z, 6 digits and a check digit",
        check_digits=lambda number: iso6346.calc_check_digit(number[:-1]),
    ),
    Kind.AWB: Scheme(
        title="Air waybill",
        shape=re.compile(r"[0-9]{11}"),
        shape_words="3 digits of the airline, 7 digits and a check digit",
        check_digits=lambda number: str(int(number[3:10]) % 7),
        written=lambda number: f"{number[:3]}-{number[3:]}",
    ),
    Kind.IBAN: Scheme(
        title="IBAN",
        shape=re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}"),
        shape_words="2 letters, 2 check digits and up to 30 letters or digits",
        check_start=2,
        check_digits=iban.calc_check_digits,
        is_assigned=_accepted_by(iban.validate),
        unassigned_words="Length or structure do not fit the country.",
    ),
    Kind.BIC: Scheme(
        title="BIC",
        shape=re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?"),
        shape_words="6 letters and 2 or 5 letters or digits",
        is_assigned=_accepted_by(bic.validate),
        unassigned_words="Letters 5 and 6 are no country.",
        key=lambda number: number[:8] if number[8:] in {"", "XXX"} else number,
    ),
    Kind.USCC: Scheme(
        title="Unified social credit code",
        shape=re.compile(r"[0-9]{8}[0-9A-HJ-NPQRTUWXY]{10}"),
        shape_words="18 digits or letters without I, O, S, V, Z",
        check_digits=lambda number: uscc.calc_check_digit(number[:-1]),
    ),
    Kind.UEN: Scheme(
        title="UEN",
        shape=re.compile(r"[0-9]{8,9}[A-Z]|[RST][0-9]{2}[A-HJ-NP-X]{2}[0-9]{4}[A-Z]"),
        shape_words="8 or 9 digits, or T, two digits of the year, two letters and 4 digits, and a check letter",
        check_digits=_uen_letter,
        is_assigned=_accepted_by(uen.validate),
        unassigned_words="Year or kind of body are not in use.",
    ),
    Kind.SSM: Scheme(
        title="SSM number",
        shape=re.compile(r"[0-9]{12}|[0-9]{1,7}[A-Z]"),
        shape_words="12 digits, or up to 7 digits and a letter",
        compact=_ssm,
    ),
    Kind.HK_CR: Scheme(
        title="Hong Kong CR number",
        shape=re.compile(r"[0-9]{7}"),
        shape_words="up to 7 digits",
        compact=lambda text: SEPARATORS.sub("", text).zfill(7),
    ),
    Kind.HK_BR: Scheme(
        title="Hong Kong BR number",
        shape=re.compile(r"[0-9]{8}"),
        shape_words="8 digits",
        compact=_hk_business,
    ),
    Kind.CIN: Scheme(
        title="CIN",
        shape=re.compile(r"[LU][0-9]{5}[A-Z]{2}[0-9]{4}[A-Z]{3}[0-9]{6}"),
        shape_words="L or U, 5 digits, state, year, 3 letters and 6 digits",
    ),
    Kind.EIN: Scheme(
        title="EIN",
        shape=re.compile(r"[0-9]{9}"),
        shape_words="9 digits",
        is_assigned=_accepted_by(ein.validate),
        unassigned_words="The first two digits are not in use.",
        written=lambda number: f"{number[:2]}-{number[2:]}",
    ),
    Kind.ITN: Scheme(
        title="ITN",
        shape=re.compile(r"X[0-9]{14}"),
        shape_words="X, a date as 8 digits, and 6 digits",
        is_assigned=_is_itn_date,
        unassigned_words="The 8 digits after X are no date.",
    ),
    Kind.UETR: Scheme(
        title="UETR",
        shape=re.compile(r"[0-9A-F]{12}4[0-9A-F]{3}[89AB][0-9A-F]{15}"),
        shape_words="a random UUID (version 4)",
        written=_uuid,
    ),
    Kind.MAC: Scheme(
        title="MAC address",
        shape=re.compile(r"[0-9A-F]{12}"),
        shape_words="12 hexadecimal digits",
        compact=lambda text: SEPARATORS.sub("", text.upper()).replace(":", ""),
        written=lambda number: ":".join(re.findall("..", number.lower())),
    ),
    Kind.IMEI: Scheme(
        title="IMEI",
        shape=re.compile(r"[0-9]{14,16}"),
        shape_words="14 digits, a check digit or two digits of the software",
        check_digits=lambda number: luhn.calc_check_digit(number[:-1]) if len(number) == 15 else "",
    ),
}
