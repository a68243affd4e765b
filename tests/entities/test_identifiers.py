"""Identifiers: what passes, what is flagged, what matches nothing. Nothing is ever rejected."""

import re
import string

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import uscc
from stdnum.iso7064 import mod_97_10

from entities.domain.identifier_kinds import IdentifierKind as Kind
from entities.domain.identifiers import CheckedIdentifier, check
from entities.domain.schemes import SCHEMES

SOUND = (
    (Kind.AWB, "000-44102715"),
    (Kind.AWB, "000-44108982"),
    (Kind.AWB, "000-44115363"),
    (Kind.AWB, "000-44122046"),
    (Kind.CONTAINER, "ZZXU1042179"),
    (Kind.CONTAINER, "ZZXU 104233 2"),
    (Kind.LEI, "FICT00HALVARDSRV0128"),
    (Kind.LEI, "FICT00STRAITSVEL0307"),
    (Kind.LEI, "FICT00JADEWICKHK0642"),
    (Kind.IBAN, "AE05 0000 0000 0000 0712 345"),
    (Kind.IMO, "IMO 9319466"),
    (Kind.BIC, "DEUTDEFF"),
    (Kind.USCC, "91110000600037341L"),
    (Kind.UEN, "00192200M"),
    (Kind.UEN, "197401143C"),
    (Kind.UEN, "T01FC6132D"),
    (Kind.SSM, "201901000005 (1312525-A)"),
    (Kind.SSM, "1312525-A"),
    (Kind.HK_CR, "61234"),
    (Kind.HK_BR, "12345679-000-01-25-3"),
    (Kind.CIN, "U72200MH2009PTC123457"),
    (Kind.EIN, "91-1144442"),
    (Kind.ITN, "X20241102000417"),
    (Kind.UETR, "eb6305c9-1f7f-49de-aed0-16487c27b42d"),
    (Kind.MAC, "00-1B-44-11-3A-B7"),
    (Kind.IMEI, "35-686800-004141-8"),
    (Kind.IMEI, "35-686800-004141"),
    (Kind.EMAIL, "ops@jadewick.example"),
    (Kind.DOMAIN, "www.lantanhurst.example."),
    (Kind.URL, "jadewick.example/about"),
    (Kind.IP, "192.0.2.7"),
    (Kind.IP, "2001:DB8::1"),
    (Kind.ASN, "AS64505"),
    (Kind.PHONE, "+65 6511 9266"),
)


@pytest.mark.parametrize(("kind", "text"), SOUND)
def test_a_sound_identifier_passes_and_has_a_key(kind: Kind, text: str):
    checked = check(kind, text)

    assert checked.is_valid is True
    assert checked.key
    assert checked.key.startswith(f"{kind}:")
    assert checked.note == ""
    assert checked.as_written == text


def test_a_wrong_check_digit_of_an_air_waybill_is_kept_and_flagged():
    checked = check(Kind.AWB, "000-44115360")

    assert (checked.is_valid, checked.expected, checked.normalised) == (False, "3", "000-44115360")
    assert checked.note == "Air waybill: the check digit does not fit; expected 3."
    assert checked.key == "awb:00044115360"
    assert checked.possible_matches[0] == "000-44115363"
    assert "awb:00044115363" in checked.possible_keys


def test_a_wrong_check_digit_of_a_container_is_kept_and_flagged():
    checked = check(Kind.CONTAINER, "ZZXU1042170")

    assert (checked.is_valid, checked.expected) == (False, "9")
    assert checked.possible_matches == ("ZZXU1042179",)


def test_letters_read_as_digits_lead_to_the_sound_container():
    checked = check(Kind.CONTAINER, "ZZXUIO42179")

    assert checked.is_valid is False
    assert "3 letters of the owner" in checked.note
    assert checked.possible_matches == ("ZZXU1042179",)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (Kind.IBAN, "DE08ABCDEFGH12345", "do not fit the country"),
        (Kind.BIC, "DEUTXXFF", "no country"),
        (Kind.EIN, "07-1144442", "not in use"),
        (Kind.ITN, "X20241302000417", "no date"),
        (Kind.UETR, "eb6305c9-1f7f-19de-aed0-16487c27b42d", "version 4"),
    ],
)
def test_a_wrong_structure_is_named(kind: Kind, text: str, words: str):
    checked = check(kind, text)

    assert checked.is_valid is False
    assert words in checked.note
    assert checked.expected == ""


def test_a_bic_with_and_without_its_main_office_is_the_same():
    assert check(Kind.BIC, "DEUTDEFFXXX").key == check(Kind.BIC, "DEUTDEFF").key
    assert check(Kind.BIC, "DEUTDEFF500").key != check(Kind.BIC, "DEUTDEFF").key


@pytest.mark.parametrize(
    "text",
    [
        "0000000000000",
        "N/A",
        "n.a.",
        "To Be Filled By O.E.M.",
        "123456789",
        "0123456789",
        "FFFFFFFFFFFF",
        "",
        " - ",
        "未知",
    ],
)
@pytest.mark.parametrize("kind", [Kind.SERIAL, Kind.MAC, Kind.EIN, Kind.COMPANY_NUMBER])
def test_a_placeholder_matches_nothing(kind: Kind, text: str):
    checked = check(kind, text, jurisdiction="SG")

    assert checked.is_placeholder
    assert (checked.key, checked.possible_keys, checked.is_valid) == (None, (), None)


@pytest.mark.parametrize("text", ["1", "12", "777", "ABCD", "4711", "1650000163002"])
def test_a_short_or_ordinary_serial_is_no_placeholder(text: str):
    assert not check(Kind.SERIAL, text).is_placeholder


def test_addresses_on_the_internet_are_never_filler():
    assert check(Kind.IP, "1.1.1.1").key == "ip:1.1.1.1"
    assert check(Kind.ASN, "1111").key == "asn:AS1111"


@pytest.mark.parametrize("kind", [Kind.COMPANY_NUMBER, Kind.TAX_NUMBER, Kind.PERSONAL_NUMBER, Kind.ACCOUNT_NUMBER])
def test_a_national_number_matches_only_with_its_jurisdiction(kind: Kind):
    alone, placed = check(kind, "FICT-0642"), check(kind, "fict 0642", jurisdiction="hk")

    assert alone.key is None
    assert "jurisdiction" in alone.note
    assert placed.key == f"{kind}:HK:FICT0642"


def test_a_serial_keeps_its_leading_zeros_and_loses_its_case():
    assert check(Kind.SERIAL, " 00HVS25B 0071").key == "serial:00hvs25b0071"
    assert check(Kind.SERIAL, "HVS25B0071").key != check(Kind.SERIAL, "0HVS25B0071").key


@pytest.mark.parametrize("read", ["HVS25BOO71", "HVS25800I1"])
def test_look_alike_signs_in_serials_are_only_possible(read: str):
    truth = check(Kind.SERIAL, read.replace("O", "0").replace("8", "B").replace("I", "1"))
    misread = check(Kind.SERIAL, read)

    assert truth.key != misread.key
    assert set(truth.possible_keys) & set(misread.possible_keys)


def test_swapped_digits_in_serials_are_only_possible():
    assert "serial:1650000163002" in check(Kind.SERIAL, "1650000136002").possible_keys


def test_a_reference_is_upper_case_without_blanks():
    assert check(Kind.REFERENCE, "po 2024-117").key == "reference:PO2024-117"
    assert check(Kind.LICENCE, "D 1234567").key == "licence:d1234567"


def test_a_number_in_an_impossible_range_keeps_its_key():
    checked = check(Kind.PHONE, "+852 0000 0177")

    assert checked.key == "phone:+85200000177"
    assert checked.is_valid is None
    assert "assigned" in checked.note


def test_a_national_telephone_number_needs_its_country():
    assert check(Kind.PHONE, "6511 9266").key is None
    assert check(Kind.PHONE, "6511 9266", jurisdiction="SG").key == "phone:+6565119266"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.PHONE, "none of your business"),
        (Kind.EMAIL, "@jadewick.example"),
        (Kind.EMAIL, "ops@jadewick"),
        (Kind.EMAIL, "o ps@jadewick.example"),
        (Kind.DOMAIN, "jadewick"),
        (Kind.DOMAIN, "a" * 254 + ".example"),
        (Kind.DOMAIN, "ünter" + "ü" * 70 + ".example"),
        (Kind.URL, "https://"),
        (Kind.URL, "https://[::1"),
        (Kind.IP, "192.0.2.256"),
        (Kind.ASN, "AS4294967296"),
        (Kind.ASN, "ASX"),
    ],
)
def test_what_is_none_is_flagged_and_has_no_key(kind: Kind, text: str):
    checked = check(kind, text)

    assert (checked.is_valid, checked.key) == (False, None)
    assert checked.note


def test_an_international_domain_is_compared_in_ascii():
    assert check(Kind.DOMAIN, "Bücher.example").key == "domain:xn--bcher-kva.example"
    assert check(Kind.EMAIL, "mailto:Info@Bücher.example").key == "email:info@xn--bcher-kva.example"


def test_a_public_mail_service_and_a_local_network_say_nothing():
    assert check(Kind.DOMAIN, "qq.com").key is None
    assert check(Kind.IP, "192.168.0.10").key is None
    assert check(Kind.IP, "fe80::1").key is None


def test_a_web_address_keeps_the_case_of_its_path():
    checked = check(Kind.URL, "HTTPS://WWW.Jadewick.example/About/")

    assert checked.normalised == "https://www.jadewick.example/About"


@given(kind=st.sampled_from(Kind), text=st.text(max_size=60), place=st.sampled_from([None, "", "SG", "?"]))
@example(kind=Kind.URL, text="http://[", place=None)
@example(kind=Kind.CONTAINER, text="ÄÖÜU1234567", place=None)
@example(kind=Kind.UEN, text="T01YZ6132D", place=None)
@example(kind=Kind.IP, text="fe80::1%eth0", place=None)
def test_any_text_is_accepted(kind: Kind, text: str, place: str | None):
    checked = check(kind, text, jurisdiction=place)

    assert isinstance(checked, CheckedIdentifier)
    assert checked.as_written == text
    assert checked.is_valid is not False or checked.note


DIGITS = st.text(alphabet=string.digits, min_size=20, max_size=20).filter(lambda digits: len(set(digits)) > 5)
USCC_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def made(kind: Kind, digits: str) -> str:
    """A sound number of a kind from twenty digits."""
    match kind:
        case Kind.LEI:
            stem = f"FICT00{digits[:12]}"
            return stem + mod_97_10.calc_check_digits(stem)
        case Kind.IBAN:
            bban = digits[:19]
            return f"AE{mod_97_10.calc_check_digits(bban + 'AE')}{bban}"
        case Kind.USCC:
            stem = digits[:17]
            return stem + uscc.calc_check_digit(stem)
        case Kind.IMEI:
            return digits[:14] + luhn.calc_check_digit(digits[:14])
        case Kind.CONTAINER:
            stem = f"ZZXU{digits[:6]}"
            return stem + SCHEMES[kind].expected(f"{stem}0")
        case Kind.IMO:
            return digits[:6] + SCHEMES[kind].expected(f"{digits[:6]}0")
        case _:
            return digits[:10] + str(int(digits[3:10]) % 7)


CHECKED_KINDS = st.sampled_from([Kind.LEI, Kind.IBAN, Kind.USCC, Kind.IMEI, Kind.CONTAINER, Kind.IMO, Kind.AWB])


@given(kind=CHECKED_KINDS, digits=DIGITS)
def test_every_made_number_passes(kind: Kind, digits: str):
    checked = check(kind, made(kind, digits))
    assume(not checked.is_placeholder)

    assert checked.is_valid is True


@given(kind=CHECKED_KINDS, digits=DIGITS, data=st.data())
def test_every_single_changed_check_digit_is_flagged_with_the_right_one(kind: Kind, digits: str, data: st.DataObject):
    number = made(kind, digits)
    scheme = SCHEMES[kind]
    at = scheme.check_start % len(number)
    wrong = data.draw(st.sampled_from([sign for sign in string.digits if sign != number[at]]))
    checked = check(kind, number[:at] + wrong + number[at + 1 :])
    assume(not checked.is_placeholder)

    assert checked.is_valid is False
    assert checked.expected == scheme.expected(number)
    assert scheme.written(number) in checked.possible_matches


@given(kind=st.sampled_from([Kind.LEI, Kind.IBAN, Kind.IMEI]), digits=DIGITS, data=st.data())
def test_every_single_changed_digit_is_flagged(kind: Kind, digits: str, data: st.DataObject):
    number = made(kind, digits)
    places = [at for at, sign in enumerate(number) if sign.isdigit() and at > 5]
    at = data.draw(st.sampled_from(places))
    wrong = data.draw(st.sampled_from([sign for sign in string.digits if sign != number[at]]))

    checked = check(kind, number[:at] + wrong + number[at + 1 :])
    assume(not checked.is_placeholder)

    assert checked.is_valid is False


@given(kind=st.sampled_from(Kind), text=st.text(alphabet=string.printable, max_size=30))
def test_checking_what_was_normalised_gives_the_same_key(kind: Kind, text: str):
    checked = check(kind, text, jurisdiction="SG")

    assert not checked.key or re.match(r"[a-z_]+:.", checked.key, re.DOTALL)
    if checked.is_valid:
        assert check(kind, checked.normalised, jurisdiction="SG").key == checked.key
