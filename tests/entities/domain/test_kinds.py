"""The table of kinds and properties, and the shapes of values."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.domain.identifier_kinds import IdentifierKind
from entities.domain.kinds import KINDS, PropertyType, UnknownKind, UnknownProperty, kind_of, property_of
from entities.domain.values import checked_value, coordinates_of
from ledger.domain.errors import BadInput


def test_every_kind_has_a_name_and_no_property_twice():
    for kind in KINDS.values():
        assert kind.property_names[0] == "name"
        assert len(set(kind.property_names)) == len(kind.property_names)


def test_identifiers_say_their_kind_and_nothing_else_does():
    for kind in KINDS.values():
        for one in kind.properties:
            assert (one.identifier_kind is not None) == (one.type is PropertyType.IDENTIFIER), one


def test_our_own_kinds_are_told_from_those_of_followthemoney():
    own = {kind.name for kind in KINDS.values() if not kind.is_followthemoney}

    assert own == {"Facility", "EndUserStatement", "Shipment"}


def test_a_property_is_found():
    assert property_of("Company", "leiCode").identifier_kind is IdentifierKind.LEI
    assert kind_of("Facility").label == "Facility"


def test_an_unknown_kind_is_refused():
    with pytest.raises(UnknownKind) as refusal:
        property_of("Smuggler", "name")

    assert "Company" in refusal.value.sentence


def test_an_unknown_property_is_refused():
    with pytest.raises(UnknownProperty) as refusal:
        property_of("Person", "imoNumber")

    assert "birthDate" in refusal.value.sentence


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("Company", "incorporationDate", "2023-02"),
        ("Company", "country", "SG"),
        ("Facility", "contractedKw", "2000"),
        ("Payment", "amount", "USD 41000000.00"),
        ("Facility", "coordinates", "1.50 N 103.70 E"),
        ("Facility", "operator", "00000000-0000-4000-8000-000000000001"),
        ("Company", "leiCode", "not an LEI at all"),
        ("Company", "name", "翡烛港贸易（香港）有限公司"),
    ],
)
def test_a_value_of_the_right_shape_is_kept_as_written(kind: str, name: str, value: str):
    assert checked_value(property_of(kind, name), f" {value} ") == value


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("Company", "incorporationDate", "14 February"),
        ("Company", "country", "Singapore"),
        ("Facility", "contractedKw", "2 MW"),
        ("Payment", "amount", "41.0m"),
        ("Facility", "coordinates", "Johor"),
        ("Facility", "coordinates", "91 N 10 E"),
        ("Facility", "operator", "E03"),
        ("Company", "name", " "),
        ("Company", "name", "x" * 4001),
        ("Company", "name", "nul\x00"),
    ],
)
def test_a_value_of_the_wrong_shape_is_refused(kind: str, name: str, value: str):
    with pytest.raises(BadInput):
        checked_value(property_of(kind, name), value)


def test_coordinates_are_signed_by_hemisphere():
    assert coordinates_of("1.50 N 103.70 E") == (Decimal("1.50"), Decimal("103.70"))
    assert coordinates_of("1.50 S 103.70 W") == (Decimal("-1.50"), Decimal("-103.70"))
    assert coordinates_of("-1.5, 103.7") == (Decimal("-1.5"), Decimal("103.7"))


@given(kind=st.sampled_from(sorted(KINDS)), text=st.text(max_size=50), data=st.data())
def test_any_value_is_kept_or_refused(kind: str, text: str, data: st.DataObject):
    asked = data.draw(st.sampled_from(KINDS[kind].properties))
    with suppress(BadInput):
        assert checked_value(asked, text) == text.strip()
