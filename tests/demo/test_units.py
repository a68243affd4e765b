"""The generated servers meet every total of the reconciliation, at both dates."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from math import asin, cos, radians, sin, sqrt

import pytest

from demo.scenarios.paper_lantern import reconciliation as sums
from demo.scenarios.paper_lantern.orders import ORDERS
from demo.scenarios.paper_lantern.telemetry import (
    HONG_KONG,
    MALAYSIA,
    POSITIONS,
    checkins,
    last_before_first_abroad,
    serials_by_asn,
)
from demo.scenarios.paper_lantern.units import (
    ABROAD,
    OEM_VISIT,
    PSV,
    ZERO_SERIAL,
    Answer,
    Status,
    counts_on,
    identity_on,
    seen,
    unit,
    units,
)

BY_SHIPMENT = {
    "": (30, 91, 14, 13, 2, 162, 8),
    "SH1": (16, 45, 3, 0, 0, 16, 0),
    "SH2": (6, 18, 5, 8, 2, 49, 8),
    "SH3": (5, 17, 4, 5, 0, 49, 0),
    "SH4": (3, 11, 2, 0, 0, 48, 0),
}
MISMATCHED = {f"HVS25B{n:04}" for n in range(20, 26)} | {f"HVS25C{n:04}" for n in range(10, 13)}


@pytest.mark.parametrize("shipment", BY_SHIPMENT)
def test_the_servers_of_a_shipment_stand_as_told_on_31_october(shipment):
    assert tuple(counts_on(date(2025, 10, 31), shipment=shipment).values()) == BY_SHIPMENT[shipment]


def test_the_servers_stand_as_told_on_31_july():
    assert tuple(counts_on(date(2025, 7, 31)).values()) == (14, 97, 13, 0, 0, 188, 8)


@pytest.mark.parametrize("day", [sums.AS_OF, sums.EARLIER])
def test_statuses_are_exclusive_and_sum_to_the_lot(day):
    assert sum(counts_on(day).values()) == 320


def test_there_are_320_servers_and_2560_gpus_of_2557_distinct_serials():
    serials = [serial for one in units() for serial in one.gpu_serials]

    assert len(units()) == len({one.label for one in units()}) == 320
    assert len(serials) == 2560
    assert len(set(serials) - {ZERO_SERIAL}) == 2557
    assert serials.count(ZERO_SERIAL) == 3


def test_the_three_zero_serials_are_where_they_were_told():
    zeros = {
        (one.label, slot) for one in units() for slot, serial in enumerate(one.gpu_serials, 1) if serial == ZERO_SERIAL
    }

    assert zeros == {("HVS25B0012", 3), ("HVS25B0040", 5), ("HVS25C0022", 1)}


def test_labels_and_serials_are_numbered_as_told():
    spans = {order.shipment: [one.label for one in units() if one.shipment == order.shipment] for order in ORDERS}

    assert {key: (labels[0], labels[-1]) for key, labels in spans.items()} == {
        "SH1": ("HVS24A0001", "HVS24A0080"),
        "SH2": ("HVS25B0001", "HVS25B0096"),
        "SH3": ("HVS25C0001", "HVS25C0080"),
        "SH4": ("HVS25D0001", "HVS25D0064"),
    }
    assert [unit("HVS25B0083").gpu_serials[slot - 1] for slot in (2, 6)] == ["1650000163002", "1650000163006"]


@pytest.mark.parametrize(
    ("visit", "counts"), [(OEM_VISIT, (40, 14, 6, 20)), (PSV, (48, 22, 9, 17))], ids=["maker", "officer"]
)
def test_labels_seen_on_a_visit_answer_as_told(visit, counts):
    answers = Counter(one.answer_on(visit) for one in seen(visit))

    assert (len(seen(visit)), *(answers[one] for one in Answer)) == counts


def test_fourteen_labels_were_seen_on_both_visits_with_the_same_answer():
    both = [one for one in seen(OEM_VISIT) if one in seen(PSV)]

    assert Counter((one.answer_on(OEM_VISIT), one.answer_on(PSV)) for one in both) == {
        (Answer.CONFIRMED, Answer.CONFIRMED): 6,
        (Answer.MISMATCHED, Answer.MISMATCHED): 2,
        (Answer.SILENT, Answer.SILENT): 6,
    }
    assert {one.label for one in both if one.answer_on(PSV) is Answer.MISMATCHED} == {"HVS25B0020", "HVS25B0021"}


def test_the_nine_mismatches_of_the_officer_are_the_named_ones_and_report_from_abroad():
    found = {one.label for one in seen(PSV) if one.answer_on(PSV) is Answer.MISMATCHED}

    assert found == MISMATCHED
    assert all(unit(label).status_on(sums.AS_OF) is Status.TELEMETRY_ABROAD for label in found)
    assert set(ABROAD) - found == {"HVS25B0026", "HVS25B0027", "HVS25C0013", "HVS25C0014"}


def test_other_identities_are_on_no_ship_list_and_each_used_once():
    others = {identity_on(one, visit): one.label for visit in (OEM_VISIT, PSV) for one in seen(visit)}
    foreign = {identity for identity, label in others.items() if identity and identity != label}

    assert len(foreign) == 13
    assert not foreign & {one.label for one in units()}


def test_the_four_mismatches_of_the_maker_alone_have_no_telemetry():
    alone = [one for one in seen(OEM_VISIT) if one.answer_on(OEM_VISIT) is Answer.MISMATCHED and one not in seen(PSV)]

    assert len(alone) == 4
    assert all(one.telemetry_from is None and not one.is_abroad for one in alone)


def test_the_31_silent_labels_split_into_21_with_telemetry_and_10_without():
    silent = [one for one in units() if Answer.SILENT in {one.answer_on(OEM_VISIT), one.answer_on(PSV)}]

    assert Counter(one.telemetry_from is not None for one in silent) == {True: 21, False: 10}


def test_malaysian_telemetry_adds_up_at_the_end():
    reporting = [one for one in units() if one.telemetry_from and not one.is_abroad]
    confirmed = [one for one in reporting if one.status_on(sums.AS_OF) is Status.CONFIRMED]
    labelled = [one for one in reporting if one.sightings and one not in confirmed]

    assert (len(reporting), len(confirmed), len(labelled)) == (118, 27, 21)
    assert len(reporting) - len(confirmed) - len(labelled) == 70


def test_malaysian_telemetry_adds_up_on_31_july():
    by_then = [one for one in units() if one.telemetry_from and one.telemetry_from <= sums.EARLIER]
    silent = [one for one in by_then if one.answer_on(OEM_VISIT) is Answer.SILENT]

    assert len(by_then) == 109
    assert len([one for one in by_then if one.status_on(sums.EARLIER) is Status.CONFIRMED]) == 12
    assert len([one for one in by_then if one.is_abroad]) == 5
    assert not {"HVS25B0020", "HVS25B0021"} & {one.label for one in by_then}
    assert len(silent) == 13


def test_13_of_31_july_are_7_silent_and_6_mismatched():
    chosen = [one for one in units() if one.status_on(sums.EARLIER) is Status.LABEL_ONLY]

    assert Counter(one.answer_on(OEM_VISIT) for one in chosen) == {Answer.SILENT: 7, Answer.MISMATCHED: 6}


def test_the_cross_checks_of_the_labels_hold():
    labels = {one.label for visit in (OEM_VISIT, PSV) for one in seen(visit)}
    mismatched = {one.label for one in units() if Answer.MISMATCHED in {one.answer_on(OEM_VISIT), one.answer_on(PSV)}}

    assert len(labels) == 40 + 48 - 14 == 74 == 30 + 21 + 9 + 14
    assert len(mismatched) == 6 + 9 - 2 == 13 == 9 + 4


def test_170_servers_have_no_sighting():
    counts = counts_on(sums.AS_OF)

    assert counts[Status.NEVER_SIGHTED] + counts[Status.NOT_DECLARED] == 170


def test_the_eight_undeclared_are_the_last_of_sh2():
    assert [one.label for one in units() if not one.is_declared] == [f"HVS25B{n:04}" for n in range(89, 97)]


def test_listing_and_rma_are_the_two_sighted_elsewhere():
    found = {one.label for one in units() if one.status_on(sums.AS_OF) is Status.SIGHTED_ELSEWHERE}

    assert found == {"HVS25B0071", "HVS25B0083"}


def test_there_are_9412_checkins_from_131_machines():
    by_asn = serials_by_asn()

    assert len(checkins()) == 9412
    assert len(by_asn[MALAYSIA] - by_asn[HONG_KONG]) == 118
    assert by_asn[HONG_KONG] == set(ABROAD)
    assert len(by_asn[MALAYSIA] | by_asn[HONG_KONG]) == 131
    assert list(checkins()) == sorted(checkins(), key=lambda row: row.at)


def test_the_first_checkin_from_abroad_is_of_5_august():
    first = min(row.at for row in checkins() if row.asn == HONG_KONG)

    assert first.date() == (first + timedelta(hours=8)).date() == date(2025, 8, 5)


def test_checkins_agree_with_the_days_told_of_the_units():
    rows = [row for row in checkins() if row.asn == MALAYSIA]
    early = {row.serial for row in rows if row.at < datetime(2025, 7, 31, 16, tzinfo=UTC)}

    assert {one.label for one in units() if one.telemetry_from} == {row.serial for row in rows}
    assert len(early) == 109


def test_no_server_of_sh4_reports_before_its_release():
    assert min(row.at.date() for row in checkins() if row.serial.startswith("HVS25D")) > date(2025, 6, 3)


def test_addresses_are_of_the_ranges_for_documentation():
    assert {row.ip.rsplit(".", 1)[0] for row in checkins()} == {"192.0.2", "203.0.113"}
    assert {row.asn for row in checkins()} == {64500, 64505}


def test_exactly_nine_servers_are_in_two_places_within_14_days():
    window = timedelta(days=14)
    places = [
        (one.label, sighting.on, row.at.date())
        for one in units()
        for sighting in one.sightings
        for row in checkins()
        if row.serial == one.label and row.asn == HONG_KONG and abs(row.at.date() - sighting.on) <= window
    ]

    assert {label for label, _, _ in places} == MISMATCHED
    assert {on for _, on, _ in places} == {PSV}
    assert all(gap > window for gap in last_before_first_abroad().values())


def test_the_two_places_are_about_2580_km_apart():
    south, north = POSITIONS[MALAYSIA], POSITIONS[HONG_KONG]
    (a, b), (c, d) = (tuple(map(radians, place)) for place in (south, north))
    km = 2 * 6371 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))

    assert round(km, -1) == 2580
