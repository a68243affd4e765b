"""Identifiers: checked and flagged, never rejected, for a wrong check digit is evidence too.

Equal keys are the same identifier. Equal *possible* keys (O for 0, I for 1, B for 8, swapped neighbours)
are something for a person to look at.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from entities.domain import contact_identifiers as contact
from entities.domain.confusions import skeleton, swaps, variants
from entities.domain.identifier_kinds import IdentifierKind
from entities.domain.placeholders import is_placeholder
from entities.domain.schemes import SCHEMES, Scheme

MOST_NEIGHBOURS = 8
NEVER_FILLER = {IdentifierKind.URL, IdentifierKind.IP, IdentifierKind.ASN, IdentifierKind.DOMAIN, IdentifierKind.EMAIL}


@dataclass(frozen=True, kw_only=True)
class CheckedIdentifier:
    """What can be said about one identifier without asking any register."""

    kind: IdentifierKind
    as_written: str
    normalised: str
    is_valid: bool | None = None  # None: there is nothing to check it by
    expected: str = ""  # the check digits that would be right, when they are not
    note: str = ""  # a sentence for the reader; empty when all is well
    is_placeholder: bool = False
    key: str | None = None  # None: never matches anything
    possible_matches: tuple[str, ...] = ()  # sound identifiers one slip of the pen away
    possible_keys: tuple[str, ...] = ()


Check = Callable[[CheckedIdentifier, str | None], CheckedIdentifier]


def check(kind: IdentifierKind, text: str, *, jurisdiction: str | None = None) -> CheckedIdentifier:
    """Normalise, check and key one identifier; any text is accepted.

    `jurisdiction` (ISO 3166, such as HK) is what a company number needs to have a key, and the country of
    a telephone number that is written without its country code.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    plain = CheckedIdentifier(kind=kind, as_written=text, normalised=folded)
    if kind not in NEVER_FILLER and is_placeholder(folded):
        return replace(plain, is_placeholder=True, note="A placeholder: it identifies nothing.")
    if kind in SCHEMES:
        return _check_scheme(plain, SCHEMES[kind])
    return _PLAIN[kind](plain, jurisdiction)


def _check_scheme(plain: CheckedIdentifier, scheme: Scheme) -> CheckedIdentifier:
    compact = scheme.compact(plain.normalised)
    fits = bool(scheme.shape.fullmatch(compact))
    if fits and scheme.is_sound(compact):
        return replace(
            plain, normalised=scheme.written(compact), is_valid=True, key=f"{plain.kind}:{scheme.key(compact)}"
        )
    near = _neighbours(compact, scheme)
    flagged = replace(
        plain,
        normalised=scheme.written(compact) if fits else compact,
        is_valid=False,
        key=f"{plain.kind}:{compact}" if compact else None,
        possible_matches=tuple(scheme.written(one) for one in near),
        possible_keys=tuple(f"{plain.kind}:{scheme.key(one)}" for one in near),
    )
    if not fits:
        return replace(flagged, note=f"{scheme.title}: {scheme.shape_words} are expected.")
    if scheme.has_right_digits(compact):
        return replace(flagged, note=f"{scheme.title}: {scheme.unassigned_words}")
    expected = scheme.expected(compact)
    return replace(
        flagged, expected=expected, note=f"{scheme.title}: the check digit does not fit; expected {expected}."
    )


def _neighbours(compact: str, scheme: Scheme) -> tuple[str, ...]:
    """Sound numbers one slip away: the right check digits first, then swapped and look-alike signs."""
    corrected = (scheme.with_expected(compact),) if scheme.shape.fullmatch(compact) else ()
    candidates = dict.fromkeys((*corrected, *swaps(compact), *variants(compact)))
    return tuple(one for one in candidates if one != compact and scheme.is_sound(one))[:MOST_NEIGHBOURS]


def _serial(plain: CheckedIdentifier, jurisdiction: str | None) -> CheckedIdentifier:
    """Case-folded text with its leading zeros."""
    folded = "".join(plain.normalised.casefold().split())
    close = (f"{plain.kind}~:{skeleton(folded)}", *(f"{plain.kind}:{one}" for one in swaps(folded)))
    return replace(plain, normalised=folded, key=f"{plain.kind}:{folded}", possible_keys=close)


def _reference(plain: CheckedIdentifier, jurisdiction: str | None) -> CheckedIdentifier:
    folded = "".join(plain.normalised.upper().split())
    return replace(plain, normalised=folded, key=f"{plain.kind}:{folded}")


def _national_number(plain: CheckedIdentifier, jurisdiction: str | None) -> CheckedIdentifier:
    folded = "".join(sign for sign in plain.normalised.upper() if sign.isalnum())
    place = (jurisdiction or "").strip().upper()
    if not place:
        return replace(plain, normalised=folded, note="Such a number without its jurisdiction matches nothing.")
    return replace(plain, normalised=folded, key=f"{plain.kind}:{place}:{folded}")


def _contact(
    read: Callable[[str, str | None], contact.Read],
) -> Callable[[CheckedIdentifier, str | None], CheckedIdentifier]:
    def check_contact(plain: CheckedIdentifier, jurisdiction: str | None) -> CheckedIdentifier:
        found = read(plain.normalised, jurisdiction)
        key = f"{plain.kind}:{found.key}" if found.key else None
        return replace(plain, normalised=found.normalised, is_valid=found.is_valid, note=found.note, key=key)

    return check_contact


_PLAIN: dict[IdentifierKind, Check] = {
    IdentifierKind.LICENCE: _serial,
    IdentifierKind.SERIAL: _serial,
    IdentifierKind.REFERENCE: _reference,
    IdentifierKind.COMPANY_NUMBER: _national_number,
    IdentifierKind.TAX_NUMBER: _national_number,
    IdentifierKind.PERSONAL_NUMBER: _national_number,
    IdentifierKind.ACCOUNT_NUMBER: _national_number,
    IdentifierKind.PHONE: _contact(contact.read_phone),
    IdentifierKind.EMAIL: _contact(contact.read_email),
    IdentifierKind.DOMAIN: _contact(contact.read_domain),
    IdentifierKind.URL: _contact(contact.read_url),
    IdentifierKind.IP: _contact(contact.read_ip),
    IdentifierKind.ASN: _contact(contact.read_asn),
}
