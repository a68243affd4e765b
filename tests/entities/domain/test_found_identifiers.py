"""Identifiers in text: found by shape and name, kept when wrong, left out when anything could look like that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.domain.found_identifiers import found_in, found_in_row, kinds_of_columns, serial
from entities.domain.identifier_kinds import IdentifierKind as Kind


def read(text: str) -> list[tuple[Kind, str, bool | None]]:
    return [(one.kind, one.normalised, one.is_valid) for one in found_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("loaded in ZZXU 104217 9.", (Kind.CONTAINER, "ZZXU1042179", True)),
        ("B/L for ZZXU1042170", (Kind.CONTAINER, "ZZXU1042170", False)),
        ("AIR WAYBILL 000-4411 5360", (Kind.AWB, "000-44115360", False)),
        ("under 000-44115363 to SIN", (Kind.AWB, "000-44115363", True)),
        ("(LEI FICT00STRAITSVEL0307)", (Kind.LEI, "FICT00STRAITSVEL0307", True)),
        ("LEI: FICT00STRAITSVEL0308", (Kind.LEI, "FICT00STRAITSVEL0308", False)),
        ("to AE05 0000 0000 0000 0712 345 in USD", (Kind.IBAN, "AE050000000000000712345", True)),
        ("ITN X20241102000417", (Kind.ITN, "X20241102000417", True)),
        ("m/v Heron, IMO 9319466,", (Kind.IMO, "9319466", True)),
        ("UETR eb6305c9-1f7f-49de-aed0-16487c27b42d", (Kind.UETR, "eb6305c9-1f7f-49de-aed0-16487c27b42d", True)),
        ("bmc 00:1b:44:11:3a:b7", (Kind.MAC, "00:1b:44:11:3a:b7", True)),
        ("write to ops@jadewick.example.", (Kind.EMAIL, "ops@jadewick.example", True)),
        ("your order PO-3 of", (Kind.REFERENCE, "PO-3", None)),
        ('"SerialNumber": "HVS25B0020"', (Kind.SERIAL, "hvs25b0020", None)),
        ("S/N 1650000163002", (Kind.SERIAL, "1650000163002", None)),
    ],
)
def test_an_identifier_is_found_in_text(text: str, found: tuple[Kind, str, bool | None]):
    assert read(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "call 604-00001301 today",
        "order 00STRAITSVELDRANE0308 of nobody",
        "reference eb6305c9-1f7f-49de-aed0-16487c27b42d",
        "AE06 0000 0000 0000 0712 345",
        "serial 0000000000000",
        "serial numbers are listed below",
        "Serial: To Be Filled By O.E.M.",
        "the POLICE and 12 POs",
        '"Members@odata.count": 3',
        "",
    ],
)
def test_what_anything_could_look_like_is_left_out(text: str):
    assert read(text) == []


def test_a_stretch_that_speaks_of_serials_shows_them_below():
    text = "Module serial  Slot\n1650000163002 2 dead\n1650000163006 6 dead\nServer HVS25B0083, box ZZXU1042332"

    assert [one.normalised for one in found_in(text) if one.kind is Kind.SERIAL] == [
        "1650000163002",
        "1650000163006",
        "hvs25b0083",
    ]
    assert [one.kind for one in found_in("Goods 1650000163002 and HVS25B0083")] == []


def test_columns_say_what_their_cells_are():
    kinds = kinds_of_columns(["server", "slot", "gpu_serial", "part"])
    row = ["HVS25B0083", "2", "1650000163002", "PO-2"]

    assert kinds == [None, None, Kind.SERIAL, None]
    assert [(one.kind, one.normalised) for one in found_in_row(row, kinds=kinds)] == [
        (Kind.SERIAL, "1650000163002"),
        (Kind.REFERENCE, "PO-2"),
    ]


def test_a_cell_without_heading_is_text_and_a_placeholder_is_nothing():
    kinds = kinds_of_columns(["serial"])

    assert [one.normalised for one in found_in_row(["0000000000000", "ZZXU1042332"], kinds=kinds)] == ["ZZXU1042332"]
    assert list(found_in_row([""], kinds=kinds)) == []


def test_a_serial_has_digits():
    assert serial("numbers-are").key is None
    assert serial("HVS25B0083").key == "serial:hvs25b0083"


@given(st.text(max_size=200))
def test_any_text_is_read_without_failing_and_all_that_is_found_has_a_key(text: str):
    assert all(one.key for one in found_in(text))
