"""Keys under which things are found again, and the links that follow from equal keys."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.domain.catalogue import LinkKind
from entities.domain.grades import Confidence
from entities.domain.kinds import KINDS, UnknownProperty
from entities.domain.sightings import StatedValue, address_key, derive_links, possible_keys, sighting_keys
from tests.entities.domain.cast import X05_P3, X14, key

E03, E06, E07, E10, P3 = (key(number) for number in (3, 6, 7, 10, 23))


def stated(entity_id: UUID, property: str, *, value: str, kind: str = "Company", number: int = 0) -> StatedValue:
    citations = (X14,) if number % 2 == 0 else (X14, X05_P3)
    return StatedValue(
        entity_id=entity_id,
        kind=kind,
        statement_id=key(500 + number),
        property=property,
        value=value,
        citations=citations,
    )


@pytest.mark.parametrize(
    ("property", "value", "keys"),
    [
        ("phone", "+852 0000 0177", ("phone:+85200000177",)),
        ("email", "DPW@lantanhurst.example", ("email:dpw@lantanhurst.example", "domain:lantanhurst.example")),
        ("email", "dpw@gmail.com", ("email:dpw@gmail.com",)),
        ("email", "no address", ()),
        ("website", "https://www.Lantanhurst.example/about", ("domain:lantanhurst.example",)),
        ("website", "nothing", ()),
        ("iban", "AE050000000000000712345", ("iban:AE050000000000000712345",)),
        ("ipAddress", "192.0.2.7", ("ip:192.0.2.7",)),
        ("address", "Unit 14-C, Port Klang Free Zone", ("address:unit 14 c port klang free zone",)),
        ("address", "Hong Kong", ()),
        ("registrationNumber", "FICT-0642", ("company_number:HK:FICT0642",)),
        ("leiCode", "N/A", ()),
        ("notes", "+852 0000 0177", ()),
        ("incorporationDate", "2023-02-14", ()),
    ],
)
def test_a_value_is_found_again_under_its_keys(property: str, value: str, keys: tuple[str, ...]):
    assert sighting_keys("Company", property, value=value, jurisdiction="HK") == keys


def test_a_name_is_found_again_in_other_spellings():
    harbour = sighting_keys("Company", "name", value="Jadewick Harbour Trading (HK) Limited")
    same = sighting_keys("Company", "alias", value="JADEWICK HARBOUR TRADING (HK) LTD.")

    assert harbour
    assert all(one.startswith("name:") for one in harbour)
    assert set(harbour) & set(same)


def test_a_name_without_letters_is_not_found_again():
    assert sighting_keys("Company", "name", value="---") == ()


def test_an_unknown_property_is_refused():
    with pytest.raises(UnknownProperty):
        sighting_keys("Person", "imoNumber", value="9319466")


def test_slips_of_the_pen_are_only_possible():
    assert "awb:00044115363" in possible_keys("Document", "airWaybill", value="000-44115360")
    assert "awb:00044115363" not in sighting_keys("Document", "airWaybill", value="000-44115360")
    assert possible_keys("Document", "title", value="000-44115360") == ()


def test_an_address_needs_a_number_to_say_anything():
    assert address_key("Ｕｎｉｔ 14-C, Port Klang") == address_key("unit 14 c; PORT KLANG")
    assert address_key("Kuala Lumpur") == ""
    assert address_key("No. 1") == ""


def test_a_shared_telephone_number_links_two_companies():
    links = derive_links(
        [
            stated(E10, "phone", value="+852 0000 0177", number=1),
            stated(E06, "phone", value="+852-0000-0177", number=2),
            stated(E03, "phone", value="+65 0000 0141", number=3),
        ]
    )

    assert len(links) == 1
    assert (links[0].kind, links[0].source_id, links[0].target_id) == (LinkKind.SHARES_PHONE, E06, E10)
    assert links[0].key == "phone:+85200000177"
    assert links[0].statement_ids == (key(502), key(501))
    assert links[0].citations == (X14, X05_P3)
    assert links[0].confidence is Confidence.HIGH


def test_a_shared_domain_links_a_person_and_a_company():
    links = derive_links(
        [
            stated(P3, "email", value="dpw@lantanhurst.example", kind="Person", number=1),
            stated(E10, "website", value="https://lantanhurst.example", number=2),
        ]
    )

    assert [link.kind for link in links] == [LinkKind.SHARES_DOMAIN]


def test_each_pair_of_three_is_linked():
    links = derive_links(stated(one, "ipAddress", value="192.0.2.7") for one in (E03, E06, E07))

    assert [(link.source_id, link.target_id) for link in links] == [(E03, E06), (E03, E07), (E06, E07)]
    assert {link.kind for link in links} == {LinkKind.SHARES_IP}


def test_what_one_entity_repeats_and_what_is_no_contact_links_nothing():
    statements = [
        stated(E06, "phone", value="+852 0000 0177", number=1),
        stated(E06, "phone", value="+852 00000177", number=2),
        stated(E06, "leiCode", value="FICT00JADEWICKHK0642", number=3),
        stated(E07, "leiCode", value="FICT00JADEWICKHK0642", number=4),
    ]

    assert derive_links(statements) == ()


@given(kind=st.sampled_from(sorted(KINDS)), value=st.text(max_size=40), data=st.data())
def test_any_value_has_keys_or_none(kind: str, value: str, data: st.DataObject):
    asked = data.draw(st.sampled_from(KINDS[kind].properties))

    keys = sighting_keys(kind, asked.name, value=value)

    assert all(keys)
    assert len(set(keys)) == len(keys)
