"""Links: the catalogue, what can be said with them, corrections, withdrawal, and every refusal."""

import pytest

from entities.domain import link_events as e
from entities.domain.catalogue import ASSERTABLE, CATALOGUE, Chain, LinkKind, UnknownLinkKind, assertable
from entities.domain.grades import Confidence
from entities.domain.link import Link, LinkEnd
from entities.domain.link_properties import FORMS, LinkProperty, checked_properties
from entities.domain.refusals import (
    AlreadyThere,
    CitedAlready,
    DerivedOnly,
    LinkStands,
    LinkWithdrawnAlready,
    OtherCase,
    SelfLink,
)
from entities.domain.validity import EndsBeforeStart, partial_date
from ledger.domain.errors import BadInput, DomainError
from tests.entities.domain.cast import CASE, OTHER_CASE, X05_P3, X14, key
from tests.replay import replayed, state

E02, E03 = LinkEnd(entity_id=key(2), case_id=CASE), LinkEnd(entity_id=key(3), case_id=CASE)
STRANGER = LinkEnd(entity_id=key(9), case_id=OTHER_CASE)
SALE = {
    "case_id": CASE,
    "number": "L02",
    "kind": "sold_to",
    "source": E02,
    "target": E03,
    "confidence": Confidence.HIGH,
    "valid_from": partial_date("2024-09", field="valid_from"),
    "valid_to": partial_date("2025-04", field="valid_to"),
    "properties": {"amount": "122800000.00", "currency": "USD", "quantity": "320", "unit": "servers"},
    "citations": (X14,),
    "remark": "Four orders.",
}
CORRECTION = {
    "confidence": Confidence.MODERATE,
    "valid_from": None,
    "valid_to": None,
    "properties": {},
    "remark": "",
    "reason": "The orders are copies.",
}


def sale(**changed: object) -> Link:
    live = Link(key(50))
    live.assert_between(**SALE | changed)
    return live


def refuses(refusal: type[DomainError], live: Link, *, call: str, **values: object) -> None:
    before, events = state(live).copy(), list(live.pending)

    with pytest.raises(refusal):
        getattr(live, call)(**values)

    assert live.pending == events
    assert state(live) == before


def test_every_kind_reads_in_both_directions():
    assert set(CATALOGUE) == set(LinkKind)
    for line in CATALOGUE.values():
        assert line.forward
        assert line.backward
        assert line.reads_alike is (line.forward == line.backward)
    assert CATALOGUE[LinkKind.OWNS].backward == "owned by"


def test_chains_of_ownership_and_of_shipment_are_known():
    owning = {kind for kind, line in CATALOGUE.items() if line.chain is Chain.OWNERSHIP}
    moving = {kind for kind, line in CATALOGUE.items() if line.chain is Chain.SHIPMENT}

    assert owning == {LinkKind.OWNS, LinkKind.CONTROLS}
    assert {LinkKind.SOLD_TO, LinkKind.SHIPPED_TO, LinkKind.CONSIGNED_TO, LinkKind.FORWARDED_BY} <= moving


def test_only_shared_identifiers_are_derived():
    derived = {kind for kind, line in CATALOGUE.items() if line.is_derived}

    assert {kind.value.partition("_")[0] for kind in derived} == {"shares"}
    assert len(derived) == 5
    assert len(ASSERTABLE) == len(LinkKind) - 5


@pytest.mark.parametrize("kind", [kind for kind, line in CATALOGUE.items() if line.is_derived])
def test_what_follows_from_statements_is_not_asserted(kind: LinkKind):
    with pytest.raises(DerivedOnly):
        assertable(kind)


def test_a_link_keeps_what_it_says():
    live = sale()

    assert (live.kind, live.source_id, live.target_id, live.number) == (LinkKind.SOLD_TO, key(2), key(3), "L02")
    assert live.properties == {"amount": "122800000.00", "currency": "USD", "quantity": "320", "unit": "servers"}
    assert (str(live.valid_from), str(live.valid_to), live.confidence) == ("2024-09", "2025-04", Confidence.HIGH)
    assert (live.citations, live.is_uncited, live.remark) == ((X14,), False, "Four orders.")
    assert state(replayed(live)) == state(live)


def test_a_link_without_citation_is_marked():
    assert sale(citations=()).is_uncited


def test_a_link_is_asserted_once():
    refuses(AlreadyThere, sale(), call="assert_between", **SALE)


@pytest.mark.parametrize(
    ("refusal", "changed"),
    [
        (UnknownLinkKind, {"kind": "smuggled_to"}),
        (DerivedOnly, {"kind": "shares_phone"}),
        (SelfLink, {"target": E02}),
        (OtherCase, {"target": STRANGER}),
        (OtherCase, {"source": STRANGER}),
        (OtherCase, {"case_id": OTHER_CASE}),
        (EndsBeforeStart, {"valid_to": partial_date("2024-08", field="valid_to")}),
        (BadInput, {"number": "second"}),
        (BadInput, {"remark": "x" * 4001}),
        (BadInput, {"properties": {"share_percent": "51"}}),
        (BadInput, {"properties": {"amount": "122.8m", "currency": "USD"}}),
        (BadInput, {"properties": {"amount": "122800000"}}),
        (BadInput, {"properties": {"quantity": "320"}}),
    ],
)
def test_a_link_is_refused_for_what_is_wrong_with_it(refusal: type[DomainError], changed: dict[str, object]):
    refuses(refusal, Link(key(50)), call="assert_between", **SALE | changed)


def test_a_share_is_at_most_the_whole():
    allowed = CATALOGUE[LinkKind.OWNS].properties

    assert checked_properties({"share_percent": "100", "role": " "}, allowed=allowed) == {"share_percent": "100"}
    with pytest.raises(BadInput):
        checked_properties({"share_percent": "100.1"}, allowed=allowed)


def test_a_kind_without_properties_takes_none():
    with pytest.raises(BadInput, match="It has: none"):
        checked_properties({"role": "director"}, allowed=())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("hs_code", "8473.30"),
        ("hs_code", "847330"),
        ("packages", "72"),
        ("weight_kg", "13700"),
        ("incoterm", "EXW Los Angeles"),
    ],
)
def test_figures_of_a_shipment_have_their_shapes(name: str, value: str):
    assert checked_properties({name: value}, allowed=CATALOGUE[LinkKind.SHIPPED_TO].properties) == {name: value}


def test_every_property_has_a_form_and_every_shape_an_example():
    assert set(FORMS) == set(LinkProperty)
    assert all(form.example for form in FORMS.values() if form.shape)


def test_a_correction_gives_new_values_and_takes_the_review_away():
    live = sale()
    live.review(remark="Figures agree.")
    assert live.is_reviewed

    live.correct(**CORRECTION)

    assert (live.confidence, live.valid_from, live.properties, live.remark) == (Confidence.MODERATE, None, {}, "")
    assert not live.is_reviewed
    assert (live.kind, live.citations) == (LinkKind.SOLD_TO, (X14,))
    assert state(replayed(live)) == state(live)


def test_a_correction_of_nothing_is_not_recorded():
    live = sale()
    same = {name: SALE[name] for name in ("confidence", "valid_from", "valid_to", "properties", "remark")}
    live.correct(**same, reason="Nothing.")

    assert len(live.pending) == 1


def test_a_correction_is_refused_for_what_is_wrong_with_it():
    live = sale()

    refuses(BadInput, live, call="correct", **CORRECTION | {"reason": ""})
    refuses(BadInput, live, call="correct", **CORRECTION | {"properties": {"share_percent": "51"}})
    backwards = {"valid_from": SALE["valid_to"], "valid_to": SALE["valid_from"]}
    refuses(EndsBeforeStart, live, call="correct", **CORRECTION | backwards)


def test_a_citation_is_added_once():
    live = sale()
    live.cite(citation=X05_P3)

    assert live.citations == (X14, X05_P3)
    refuses(CitedAlready, live, call="cite", citation=X05_P3)


def test_a_withdrawn_link_takes_nothing_but_its_restoration():
    live = sale()
    live.withdraw(reason="Another company.")

    assert live.pending[-1] == e.LinkWithdrawn(reason="Another company.")
    refuses(LinkWithdrawnAlready, live, call="withdraw", reason="Again.")
    refuses(LinkWithdrawnAlready, live, call="correct", **CORRECTION)
    refuses(LinkWithdrawnAlready, live, call="cite", citation=X05_P3)
    refuses(LinkWithdrawnAlready, live, call="review")
    refuses(BadInput, live, call="restore", reason="")

    live.restore(reason="It was the company after all.")
    assert not live.is_withdrawn


def test_what_stands_cannot_be_restored():
    live = sale()

    refuses(LinkStands, live, call="restore", reason="To be sure.")
    refuses(BadInput, live, call="withdraw", reason=" ")


def test_an_event_of_another_family_is_a_programming_error():
    with pytest.raises(AssertionError):
        sale()._apply(object())
