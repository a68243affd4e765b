"""The figures of the scenario, as the data hold them."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.domain.events import Role
from accounts.domain.markings import Marking, highest
from cases.domain.clocks import in_force
from cases.domain.deadlines import Unit, due_on
from cases.domain.roles import CaseRole
from cases.domain.stages import TRANSITIONS, Stage
from cases.reference import clocks
from demo.scenarios import ACCESS, CASES, DISCLOSURE, DUNEHOLT, FLORIST, PAPER_LANTERN, PEOPLE, RMA_RING
from demo.scenarios.custody import gaps, overlaps, unacknowledged
from demo.scenarios.paper_lantern import case as main
from demo.scenarios.paper_lantern import orders, reconciliation
from demo.scenarios.paper_lantern.claims import CLAIMS, MATRIX, inconsistencies
from demo.scenarios.paper_lantern.metering import readings
from demo.scenarios.smaller.rma_ring import RETURNS, SHARED_SERIALS
from entities.domain.catalogue import CATALOGUE, LinkKind
from entities.domain.citations import parse_pin, pin_text
from entities.domain.grades import Confidence, Credibility, Reliability
from entities.domain.identifier_kinds import IdentifierKind
from entities.domain.identifiers import check
from entities.domain.kinds import property_of
from entities.domain.link_properties import checked_properties
from entities.domain.validity import check_order, holds_on, partial_date
from entities.domain.values import checked_value


def entity(key):
    return next(one for one in PAPER_LANTERN.entities if one.key == key)


def chain_of(exhibit, place=0):
    return [one for one in PAPER_LANTERN.custody if one.exhibit == exhibit][place]


def neighbours(key, *, on=None, least="low", derived=True):
    ranks = [one.value for one in Confidence]
    for one in PAPER_LANTERN.links:
        strong = ranks.index(one.confidence) >= ranks.index(least) and (derived or not one.is_derived)
        valid = on is None or holds_on(
            on,
            valid_from=partial_date(one.valid_from, field="f"),
            valid_to=partial_date(one.valid_to, field="t"),
        )
        if strong and valid and key in {one.source, one.target}:
            yield one.target if key == one.source else one.source


def hops(start, *, end=None, **how):
    reached, edge, count = {start: 0}, [start], 0
    while edge:
        count += 1
        edge = [found for key in edge for found in neighbours(key, **how) if found not in reached]
        reached |= dict.fromkeys(edge, count)
    return reached.get(end) if end else reached


# People and rights


def test_twelve_people_sign_in_and_each_has_a_line_in_the_table():
    assert " ".join(one.name for one in PEOPLE) == "Ada Ben Cyd Dee Eve Fay Gil Hal Ida Jon Kim Lou"
    assert {one.person for one in ACCESS} == {one.name for one in PEOPLE}


def test_roles_clearances_and_teams_are_known_to_the_product():
    assert all(role in list(Role) for one in PEOPLE for role in one.roles)
    assert all(one.clearance in list(Marking) for one in PEOPLE)
    assert all(member.role in list(CaseRole) for told in CASES for member in told.team)


def test_preparer_reviewer_and_approver_are_three_people():
    holders = {
        role: {one.person for one in PAPER_LANTERN.team if one.role == role}
        for role in ("lead", "reviewer", "approver")
    }

    assert len(set.union(*holders.values())) == 3


def test_whoever_stands_behind_the_wall_is_cleared_for_it():
    clearance = {one.name: Marking(one.clearance) for one in PEOPLE}
    walls = {
        part.number: one.wall
        for told in PAPER_LANTERN.exhibits
        for one in told.receipts
        for part in one.parts
        if one.wall
    }

    assert {number: set(wall) for number, wall in walls.items()} == {
        "X-11.1": {"Ada", "Ben", "Dee", "Eve", "Gil", "Jon"},
        **{f"X-11.{part}": {"Ada", "Ben", "Dee", "Eve", "Gil"} for part in (2, 3, 4)},
    }
    assert all(clearance[name] is Marking.RED for wall in walls.values() for name in wall)


# The case


@pytest.mark.parametrize("told", CASES, ids=lambda told: told.reference)
def test_a_case_moves_as_the_lifecycle_allows(told):
    stage = Stage.INTAKE
    for move in told.moves:
        way = TRANSITIONS[move.transition]
        assert stage in way.sources
        assert move.reason
        assert bool(move.legal_basis) == bool(way.needs)
        stage = way.to

    assert stage is (Stage.DOSSIER_REVIEW if told is PAPER_LANTERN else Stage.PRELIMINARY)


def test_the_main_case_is_marked_amber_and_computes_to_red_because_of_one_exhibit():
    markings = {one.number: Marking(one.marking) for one in PAPER_LANTERN.exhibits}

    assert (PAPER_LANTERN.reference, PAPER_LANTERN.opened_at.date()) == ("PL-2025-001", date(2025, 6, 23))
    assert (PAPER_LANTERN.marking, PAPER_LANTERN.priority.priority) == (Marking.AMBER, 1)
    assert highest(markings.values()) == main.COMPUTED_MARKING == Marking.RED
    assert [number for number, marking in markings.items() if marking is Marking.RED] == ["X-11"]
    assert {number for number, marking in markings.items() if marking is Marking.CLEAR} == {"X-01", "X-13", "X-14"}


def test_the_bottom_line_keeps_likelihood_and_confidence_apart():
    assert "likely" in main.BOTTOM_LINE
    assert "confidence" not in main.BOTTOM_LINE
    assert main.CONFIDENCE == "Confidence is moderate."


def test_every_deadline_is_the_sum_of_its_rule():
    terms = [one for told in CASES for one in told.deadlines]

    assert all(due_on(one.counted_from, amount=one.amount, unit=Unit(one.unit)) == one.due_on for one in terms)


def test_a_deadline_by_a_rule_is_what_the_rule_makes_of_it():
    by_rule = [one for told in CASES for one in told.deadlines if one.rule]

    assert len(by_rule) == 3
    for one in by_rule:
        clock = in_force(clocks(), key=one.rule, began=one.counted_from)
        assert (clock.kind, clock.legal_basis) == (one.kind, one.legal_basis)
        assert (clock.amount, clock.unit) == (one.amount, Unit(one.unit))
        assert clock.ends_on(one.counted_from) == one.due_on


def test_the_two_clocks_end_as_told():
    due = {one.kind: one.due_on for told in CASES for one in told.deadlines}

    assert due["vsd_narrative"] == date(2026, 5, 17)
    assert due["vsd_narrative"].strftime("%A") == "Sunday"
    assert due["limitation"] == date(2030, 8, 2)


# Parties and links


def test_eighteen_records_are_sixteen_parties_and_two_certificates():
    kinds = Counter(one.kind for one in PAPER_LANTERN.entities)

    assert kinds == {"Company": 9, "Organization": 1, "Person": 4, "Facility": 2, "Document": 2}
    assert "SRC7" not in {one.key for one in PAPER_LANTERN.entities}


@pytest.mark.parametrize(
    ("key", "property", "value"),
    [
        ("E01", "leiCode", "FICT00HALVARDSRV0128"),
        ("E03", "leiCode", "FICT00STRAITSVEL0307"),
        ("E03", "incorporationDate", "2023-02-14"),
        ("E03", "phone", "+65 0000 0141"),
        ("E06", "leiCode", "FICT00JADEWICKHK0642"),
        ("E06", "phone", "+852 0000 0177"),
        ("E06", "email", "ops@jadewick.example"),
        ("E06", "name", "翡烛港贸易（香港）有限公司"),
        ("E07", "iban", "AE050000000000000712345"),
        ("E08", "name", "青阑微认知实验室"),
        ("E09", "name", "鸣垅集团控股有限公司"),
        ("E10", "phone", "+852 0000 0177"),
        ("P3", "email", "dpw@lantanhurst.example"),
        ("F1", "contractedKw", "2000"),
        ("F1", "coordinates", "1.50 N 103.70 E"),
        ("F2", "coordinates", "3.00 N 101.35 E"),
        ("EUC-1", "date", "2024-10-28"),
        ("EUC-2", "date", "2025-01-22"),
    ],
)
def test_what_is_told_of_a_party_is_stated(key, property, value):
    assert value in entity(key).values(property)


@pytest.mark.parametrize("told", CASES, ids=lambda told: told.reference)
def test_statements_fit_the_product(told):
    parts = {part.number for part in told.parts}
    for one in told.entities:
        for said in one.statements:
            assert checked_value(property_of(one.kind, said.property), said.value) == said.value
            assert (said.reliability in list(Reliability), said.credibility in list(Credibility)) == (True, True)
            assert said.credibility != "1"
            assert {cite.exhibit for cite in said.citations} <= parts


@pytest.mark.parametrize("told", CASES, ids=lambda told: told.reference)
def test_links_fit_the_product(told):
    keys, parts = {one.key for one in told.entities}, {part.number for part in told.parts}
    for one in told.links:
        spec = CATALOGUE[LinkKind(one.kind)]
        times = [partial_date(text, field="time") for text in (one.valid_from, one.valid_to)]
        check_order(*times)
        assert {one.source, one.target} <= keys
        assert spec.is_derived == one.is_derived
        assert checked_properties(dict(one.properties), allowed=spec.properties) == dict(one.properties)
        assert one.confidence in list(Confidence)
        assert one.citations
        assert {cite.exhibit for cite in one.citations} <= parts


@pytest.mark.parametrize("told", CASES, ids=lambda told: told.reference)
def test_every_pin_is_read_by_the_product(told):
    cited = [cite for one in told.entities for said in one.statements for cite in said.citations]
    cited += [cite for one in told.links for cite in one.citations]
    cited += [cite for one in told.chronology for cite in one.citations]
    cited += [one.citation for one in told.identifiers]

    assert all(pin_text(parse_pin(cite.pin)) == cite.pin for cite in cited)


def test_twenty_links_make_23_records_of_which_one_is_derived():
    numbers = Counter(one.number for one in PAPER_LANTERN.links)

    assert len(PAPER_LANTERN.links) == 23
    assert [one.number for one in PAPER_LANTERN.links if one.is_derived] == ["L16"]
    assert set(numbers) == {f"L{place:02}" for place in range(1, 21)}
    assert {number for number, count in numbers.items() if count == 2} == {"L06", "L07", "L11"}


def test_links_have_the_confidence_and_the_exhibits_told():
    conf = {one.number: one.confidence for one in PAPER_LANTERN.links}
    cites = {one.number: {cite.exhibit for cite in one.citations} for one in PAPER_LANTERN.links}

    assert {number for number, value in conf.items() if value == "low"} == {"L05", "L18", "L20"}
    assert {number for number, value in conf.items() if value == "moderate"} == {"L04", "L13", "L19"}
    assert (cites["L05"], cites["L17"], cites["L19"]) == ({"X-11.4"}, {"X-08.9"}, {"X-11.2"})
    assert " ".join(next(iter(found))[:4] for _, found in sorted(cites.items())) == (
        "X-06 X-02 X-14 X-14 X-11 X-14 X-14 X-10 X-10 X-10 X-03 X-05 X-11 X-12 X-05 X-14 X-08 X-01 X-11 X-11"
    )


def test_no_supported_path_leads_from_the_maker_to_the_laboratory():
    assert hops("E01", end="E08", least="moderate") is None
    assert hops("E01", end="E08", least="low") == 4
    assert hops("E01", end="E08", least="low", derived=False) == 5


def test_within_two_hops_of_the_listed_party():
    def near(on, **how):
        return {key for key, count in hops("E09", on=on, **how).items() if 0 < count <= 2}

    assert near(date(2025, 10, 15)) == {"E10", "E08", "E03", "P3", "E06"}
    assert near(date(2024, 1, 15)) == {"E08"}
    assert near(date(2025, 10, 15), least="moderate") == set()


def test_ownership_is_51_60_and_100_percent():
    shares = {
        (one.source, one.target): dict(one.properties)["share_percent"]
        for one in PAPER_LANTERN.links
        if one.kind == "owns"
    }

    assert shares == {("E09", "E10"): "51", ("E10", "E03"): "60", ("E03", "E04"): "100"}
    assert Decimal(51) * 60 / 100 == Decimal("30.6")


# Identifiers


def test_check_digits_pass_but_for_the_two_traps():
    wrong = {}
    for one in PAPER_LANTERN.identifiers:
        found = check(IdentifierKind(one.kind), one.value)
        if found.is_valid is False:
            wrong[one.value] = found.expected
        assert found.expected == one.expected

    assert wrong == {"000-44115360": "3", "ZZXU1042170": "9"}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("lei", "FICT00HALVARDSRV0128"),
        ("lei", "FICT00STRAITSVEL0307"),
        ("lei", "FICT00JADEWICKHK0642"),
        ("iban", "AE050000000000000712345"),
    ],
)
def test_the_identifiers_of_parties_pass(kind, value):
    assert check(IdentifierKind(kind), value).is_valid


def test_the_right_neighbours_of_the_traps_are_in_the_case():
    values = {one.value for one in PAPER_LANTERN.identifiers}

    assert {"000-44102715", "000-44108982", "000-44115363", "000-44122046"} <= values
    assert {"ZZXU1042179", "ZZXU1042332", "X20241102000417"} <= values


# Exhibits and custody


def test_fourteen_exhibits_came_in_when_told():
    received = {
        f"{one.number}.{place}": receipt.received_at.date().isoformat()
        for one in PAPER_LANTERN.exhibits
        for place, receipt in enumerate(one.receipts)
    }

    assert [one.number for one in PAPER_LANTERN.exhibits] == [f"X-{number:02}" for number in range(1, 15)]
    assert received == {
        "X-01.0": "2025-12-10",
        "X-01.1": "2025-12-12",
        "X-02.0": "2025-06-30",
        "X-03.0": "2025-06-30",
        "X-04.0": "2025-07-02",
        "X-05.0": "2025-08-12",
        "X-06.0": "2025-06-24",
        "X-07.0": "2025-07-18",
        "X-08.0": "2025-09-13",
        "X-08.1": "2025-10-09",
        "X-09.0": "2025-10-21",
        "X-10.0": "2025-10-15",
        "X-10.1": "2025-10-28",
        "X-11.0": "2025-06-19",
        "X-11.1": "2025-08-04",
        "X-12.0": "2025-09-03",
        "X-13.0": "2025-08-22",
        "X-14.0": "2025-06-26",
    }


def test_exactly_two_exhibits_block_release():
    assert [one.number for one in PAPER_LANTERN.exhibits if one.blocks_release] == ["X-05", "X-11"]


@pytest.mark.parametrize("told", CASES, ids=lambda told: told.reference)
def test_every_part_has_its_own_number_and_stands_in_one_chain(told):
    numbers = [part.number for part in told.parts]
    covered = [number for one in told.custody for number in one.covers]

    assert len(set(numbers)) == len(numbers)
    assert sorted(covered) == sorted(numbers)


def test_custody_shows_one_gap_one_overlap_one_unacknowledged_transfer_and_nothing_else():
    chains = PAPER_LANTERN.custody

    assert [(one.exhibit, gap) for one in chains for gap in gaps(one)] == [("X-08", timedelta(hours=63, minutes=25))]
    assert [(one.exhibit, both) for one in chains for both in overlaps(one)] == [
        ("X-13", timedelta(hours=4, minutes=30))
    ]
    assert [(one.exhibit, held.holder) for one in chains for held in unacknowledged(one)] == [
        ("X-05", "Sworn translator")
    ]


def test_custody_across_two_zones_only_looks_like_a_gap():
    maker, fay = chain_of("X-09").holdings

    assert (maker.until.isoformat(), fay.since.isoformat()) == (
        "2025-10-20T09:30:00-07:00",
        "2025-10-21T00:30:00+08:00",
    )
    assert maker.until == fay.since


def test_every_chain_ends_with_the_custodian_and_an_acknowledgement():
    ends = [one.holdings[-1] for told in CASES for one in told.custody]

    assert {(one.holder, one.until, one.is_acknowledged) for one in ends} == {("Fay", None, True)}


# Chronology


def test_the_chronology_runs_from_ev01_to_ev29():
    entries = {one.number: one for told in (PAPER_LANTERN, DISCLOSURE) for one in told.chronology}
    days = [one.date_text[:10] for _, one in sorted(entries.items())]

    assert sorted(entries) == [f"EV{place:02}" for place in range(1, 30)]
    assert days == sorted(days)
    assert [number for number, one in sorted(entries.items()) if one.is_reference] == ["EV17", "EV28"]
    assert [number for number, one in sorted(entries.items()) if not one.citations] == ["EV16", "EV17", "EV28", "EV29"]
    assert entries["EV14"].date_text > entries["EV13"].date_text == "2025-05-30"


def test_the_restricted_case_is_named_nowhere_in_the_main_one():
    told = repr((PAPER_LANTERN.summary, PAPER_LANTERN.chronology, PAPER_LANTERN.entities, PAPER_LANTERN.links))

    assert "NV-2025-003" not in told
    assert "EV25" in {one.number for one in DISCLOSURE.chronology}


# Money and goods


def test_orders_are_invoiced_at_122_800_000():
    assert [(one.shipment, one.servers, one.amount_usd) for one in orders.ORDERS] == [
        ("SH1", 80, 23_200_000),
        ("SH2", 96, 39_840_000),
        ("SH3", 80, 33_200_000),
        ("SH4", 64, 26_560_000),
    ]
    assert (orders.SERVERS, orders.GPUS, orders.INVOICED_USD) == (320, 2560, 122_800_000)
    assert sum(one.amount_usd for one in orders.ORDERS[1:]) == 99_600_000


def test_payments_sum_as_told():
    assert {key: orders.paid_usd(key) for key in ("E03", "E06", "E07", "")} == {
        "E03": 31_400_000,
        "E06": 78_900_000,
        "E07": 12_500_000,
        "": 122_800_000,
    }
    assert Counter(one.payer for one in orders.PAYMENTS) == {"E06": 6, "E03": 3, "E07": 2}


def test_three_quarters_came_from_payers_who_are_no_party():
    strangers = [one for one in orders.PAYMENTS if not one.payer_is_party]
    paid = sum(one.amount_usd for one in strangers)

    assert (len(strangers), paid) == (8, 91_400_000)
    assert orders.percent(paid, orders.INVOICED_USD) == Decimal("74.4")
    assert orders.percent(paid, 99_600_000) == Decimal("91.8")


def test_links_of_payment_carry_the_sums_of_the_advices():
    for one in (one for one in PAPER_LANTERN.links if one.kind == "paid"):
        advices = [payment for payment in orders.PAYMENTS if payment.payer == one.source]
        told = dict(one.properties)
        assert (int(told["amount"]), int(told["payments"])) == (orders.paid_usd(one.source), len(advices))
        assert {cite.exhibit for cite in one.citations} == {payment.exhibit for payment in advices}
        assert (one.valid_from, one.valid_to) == (str(advices[0].value_on), str(advices[-1].value_on))


def test_the_reconciliation_gives_each_basis_its_quantity():
    assert [(one.quantity, one.variance.split(":")[0]) for one in reconciliation.RECONCILIATION[:5]] == [
        (320, "0"),
        (312, "-8"),
        (320, "contradicts X-05"),
        (236, "-76 vs 312"),
        (148, "-88 vs July"),
    ]
    assert [one.declared for one in orders.SHIPMENTS] == [80, 88, 80, 64]
    assert (reconciliation.UNEXPLAINED, reconciliation.EXPORTED_PACKAGES) == (16, 72)


def test_the_hall_cannot_feed_all_servers():
    assert reconciliation.NEEDED_KW == 4248
    assert "4.25 MW" in reconciliation.RECONCILIATION[5].variance
    assert sum(one.kw for one in readings()) / len(readings()) == 740
    assert max(one.kw for one in readings()) < 2000


def test_a_package_of_the_export_weighs_190_kg():
    assert str(reconciliation.KG_PER_PACKAGE) == "190.3"
    assert (orders.B200.packed_kg, orders.BARE_CHASSIS_KG) == (190, 35)


# Claims


def test_the_matrix_ranks_the_hypotheses_as_told():
    assert (len(CLAIMS), len(MATRIX)) == (10, 9)
    assert inconsistencies() == (0, 1, 7, 5)
    assert inconsistencies(without="CL1")[:2] == (0, 0)


def test_claims_have_their_grades_and_origins():
    told = {one.number: one for one in CLAIMS}

    assert [told[f"CL{n}"].grade for n in range(1, 11)] == ["E3", "D4", "D5", "B3", "C2", "", "A2", "C3", "E4", "D3"]
    assert (told["CL1"].origins, told["CL5"].origins) == (1, 2)


# Smaller cases


def test_the_smaller_cases_share_what_was_told():
    def stated(told):
        return {said.value for one in told.entities for said in one.statements}

    assert "AE050000000000000712345" in stated(DUNEHOLT) & stated(PAPER_LANTERN)
    assert any(value.endswith("@lantanhurst.example") for value in stated(DUNEHOLT))
    assert {"ZZXU1042332", *SHARED_SERIALS, "ops@jadewick.example"} <= stated(RMA_RING)
    assert {entity(key).name for key in ("E02", "E03", "E05")} | {f"PO-{n}" for n in range(1, 5)} <= stated(DISCLOSURE)
    assert len(RETURNS) == 14


def test_the_florist_shares_nothing():
    mine = {said.value for one in PAPER_LANTERN.entities for said in one.statements}

    assert not mine & {said.value for one in FLORIST.entities for said in one.statements}
    assert FLORIST.entities[0].name == "Jadewick Harbor Trading Ltd"


def test_only_counsel_reads_the_restricted_case():
    assert [told.reference for told in CASES if told.is_restricted] == ["NV-2025-003"]
    assert {one.person for one in DISCLOSURE.team} == {"Hal"}


def test_ada_ben_dee_and_hal_read_the_other_smaller_cases():
    for told in (DUNEHOLT, RMA_RING, FLORIST):
        assert {one.person for one in told.team} == {"Ada", "Ben", "Dee", "Hal"}
