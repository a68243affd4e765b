"""The 320 servers, one by one: labels, serials, what was seen of them, and how they stand on a day.

Which servers were seen is drawn once with a fixed seed within each shipment; the named ones are fixed. The
totals of the reconciliation are what the draw has to meet.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from random import Random

from demo.scenarios.paper_lantern.orders import GPUS_PER_SERVER, ORDERS

SEED = 20251031
OEM_VISIT, PSV = date(2025, 7, 16), date(2025, 9, 10)
LISTED_ON, RMA_ON = date(2025, 8, 21), date(2025, 10, 7)
ZERO_SERIAL = "0" * 13
ZERO_SERIALS = (("HVS25B0012", 3), ("HVS25B0040", 5), ("HVS25C0022", 1))
NOT_DECLARED = tuple(f"HVS25B{number:04}" for number in range(89, 97))
MISMATCHED_AT_PSV = (
    *(f"HVS25B{number:04}" for number in range(20, 26)),
    *(f"HVS25C{number:04}" for number in range(10, 13)),
)
MISMATCHED_AT_BOTH = ("HVS25B0020", "HVS25B0021")
ABROAD_WITHOUT_LABEL = ("HVS25B0026", "HVS25B0027", "HVS25C0013", "HVS25C0014")
ABROAD = (*MISMATCHED_AT_PSV, *ABROAD_WITHOUT_LABEL)
REPORTED_BEFORE_LEAVING = ("HVS25B0022", "HVS25B0023", "HVS25B0026", "HVS25C0010", "HVS25C0013")
LISTED, RETURNED = "HVS25B0071", "HVS25B0083"
RETURNED_SLOTS = (2, 6)


class Status(StrEnum):
    """How a server stands; exclusive, so that the counts sum to the lot."""

    CONFIRMED = "identity confirmed at F1"
    TELEMETRY_IN_COUNTRY = "telemetry, Malaysian ASN only"
    LABEL_ONLY = "label only or mismatched"
    TELEMETRY_ABROAD = "telemetry outside Malaysia"
    SIGHTED_ELSEWHERE = "sighted elsewhere only"
    NEVER_SIGHTED = "imported, never sighted"
    NOT_DECLARED = "not declared"


class Answer(StrEnum):
    """What the machine behind a label said of itself."""

    CONFIRMED = "confirmed"
    MISMATCHED = "mismatched"
    SILENT = "silent"


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """A label seen at F1 on a visit; `identity` is the serial that the controller reported."""

    on: date
    answer: Answer
    identity: str = ""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One server. `telemetry_from` is the day of its first check-in from Malaysia, if it made any."""

    number: int  # running number, 1 to 320
    label: str
    shipment: str
    sku: str
    is_declared: bool
    sightings: tuple[Sighting, ...]
    telemetry_from: date | None
    telemetry_until: date | None
    is_abroad: bool
    elsewhere_on: date | None

    @property
    def gpu_serials(self) -> tuple[str, ...]:
        """Serials of slots 1 to 8 as the ship list gives them, thirteen digits."""
        return tuple(gpu_serial(self.number, slot=slot, label=self.label) for slot in range(1, GPUS_PER_SERVER + 1))

    def answer_on(self, visit: date) -> Answer | None:
        """What its label led to on a visit, None when it was not seen."""
        return next((sighting.answer for sighting in self.sightings if sighting.on == visit), None)

    def status_on(self, day: date) -> Status:
        """How it stood by the end of a day, from what had occurred by then, whenever it was recorded."""
        answers = {sighting.answer for sighting in self.sightings if sighting.on <= day}
        ladder = (
            (not self.is_declared, Status.NOT_DECLARED),
            (Answer.CONFIRMED in answers, Status.CONFIRMED),
            (self.is_abroad and FIRST_ABROAD[self.label] <= day, Status.TELEMETRY_ABROAD),
            (self.telemetry_from is not None and self.telemetry_from <= day, Status.TELEMETRY_IN_COUNTRY),
            (bool(answers), Status.LABEL_ONLY),
            (self.elsewhere_on is not None and self.elsewhere_on <= day, Status.SIGHTED_ELSEWHERE),
        )
        return next((status for holds, status in ladder if holds), Status.NEVER_SIGHTED)


def gpu_serial(number: int, *, slot: int, label: str) -> str:
    """`1650`, the server's running number in six digits, the slot in three; zeros where the maker's list has them."""
    return ZERO_SERIAL if (label, slot) in ZERO_SERIALS else f"1650{number:06}{slot:03}"


FIRST_ABROAD = {
    label: date(2025, 8, day) for label, day in zip(ABROAD, (5, 5, 9, 12, 7, 14, 8, 11, 16, 6, 19, 10, 13), strict=True)
}
LEFT_TELEMETRY = date(2025, 7, 18)  # last check-in from Malaysia of those that later report from abroad
OTHER_IDENTITIES = {label: f"HVS23K{101 + place:04}" for place, label in enumerate(MISMATCHED_AT_PSV)}


@dataclass(frozen=True, kw_only=True)
class Quota:
    """How many servers of one shipment are drawn into each group; named ones come on top.

    `oem`, `both` and `psv` are where the label was seen; `late` reported first after 31 July.
    """

    confirmed_oem: int
    confirmed_both: int
    confirmed_psv: int
    unseen_telemetry: int
    unseen_late: int
    silent_oem_telemetry: int
    silent_both_telemetry: int
    silent_psv_telemetry: int
    mismatched_oem: int
    silent_oem: int
    silent_psv: int


def _quota(counts: str) -> Quota:
    return Quota(**dict(zip(Quota.__dataclass_fields__, map(int, counts.split()), strict=True)))


# confirmed (OEM, both, PSV) | telemetry without label (early, late) | silent with telemetry (OEM, both, PSV)
# | mismatched (OEM) | silent without telemetry (OEM, PSV)
QUOTAS = {
    "SH1": _quota("4 3 9  30 4  4 3 4  0 2 1"),
    "SH2": _quota("2 1 3  12 2  1 2 1  2 2 1"),
    "SH3": _quota("1 1 3  12 2  1 0 2  1 2 1"),
    "SH4": _quota("1 1 1  7 1   1 1 1  1 1 0"),
}
WITHOUT_TELEMETRY = 3  # of the confirmed: two seen by the maker alone, one by the officer alone
LATE_SEEN_BY_PSV = {Answer.CONFIRMED: 3, Answer.SILENT: 2}
TELEMETRY_STARTS = {
    "SH1": date(2025, 1, 20),
    "SH2": date(2025, 4, 10),
    "SH3": date(2025, 5, 5),
    "SH4": date(2025, 6, 12),
}
TELEMETRY_ENDS, LATE_START = date(2025, 10, 14), date(2025, 8, 3)


@dataclass
class _Draft:
    sightings: list[Sighting] = field(default_factory=list)
    telemetry: str = ""  # "early" or "late"


@cache
def units() -> tuple[Unit, ...]:
    """All servers in the order of their running numbers."""
    drafts = _drafts()
    found, number = [], 0
    for order in ORDERS:
        for place in range(1, order.servers + 1):
            number += 1
            label = f"{order.label_prefix}{place:04}"
            draft = drafts.get(label, _Draft())
            start, end = _telemetry_days(label, shipment=order.shipment, telemetry=draft.telemetry)
            found.append(
                Unit(
                    number=number,
                    label=label,
                    shipment=order.shipment,
                    sku=order.model.sku,
                    is_declared=label not in NOT_DECLARED,
                    sightings=tuple(sorted(draft.sightings, key=lambda sighting: sighting.on)),
                    telemetry_from=start,
                    telemetry_until=end,
                    is_abroad=label in ABROAD,
                    elsewhere_on={LISTED: LISTED_ON, RETURNED: RMA_ON}.get(label),
                )
            )
    return tuple(found)


def unit(label: str) -> Unit:
    """The server with that label."""
    return next(one for one in units() if one.label == label)


def counts_on(day: date, *, shipment: str = "") -> dict[Status, int]:
    """Servers by status at the end of a day, of all shipments or of one."""
    chosen = [one.status_on(day) for one in units() if shipment in {"", one.shipment}]
    return {status: chosen.count(status) for status in Status}


def seen(visit: date) -> tuple[Unit, ...]:
    """Servers whose label was read on a visit."""
    return tuple(one for one in units() if one.answer_on(visit))


def identity_on(one: Unit, visit: date) -> str:
    """The serial that the controller reported on a visit; empty when it was silent or not seen."""
    return next((sighting.identity for sighting in one.sightings if sighting.on == visit), "")


def declared_labels(shipment: str) -> tuple[str, ...]:
    """Servers that the Malaysian entry of a shipment lists."""
    return tuple(one.label for one in units() if one.shipment == shipment and one.is_declared)


def _drafts() -> dict[str, _Draft]:
    drafts = {label: _named_mismatch(label) for label in MISMATCHED_AT_PSV}
    drafts |= {label: _Draft(telemetry="left") for label in ABROAD_WITHOUT_LABEL}
    draw = Random(SEED)  # the same servers every time is the point
    for order in ORDERS:
        free = _free_labels(order.label_prefix, servers=order.servers)
        draw.shuffle(free)
        drafts |= _drawn(QUOTAS[order.shipment], free=iter(free))
    _leave_three_without_telemetry(drafts)
    _delay_some(drafts)
    return drafts


def _named_mismatch(label: str) -> _Draft:
    visits = (OEM_VISIT, PSV) if label in MISMATCHED_AT_BOTH else (PSV,)
    found = [Sighting(on=visit, answer=Answer.MISMATCHED, identity=OTHER_IDENTITIES[label]) for visit in visits]
    return _Draft(sightings=found, telemetry="left")


def _free_labels(prefix: str, *, servers: int) -> list[str]:
    fixed = {*ABROAD, *NOT_DECLARED, LISTED, RETURNED, *(label for label, _ in ZERO_SERIALS)}
    return [label for place in range(1, servers + 1) if (label := f"{prefix}{place:04}") not in fixed]


_VISITS = {"oem": (OEM_VISIT,), "both": (OEM_VISIT, PSV), "psv": (PSV,), "unseen": ()}
# group of the quota: where seen, what it answered, whether and when it reported
_GROUPS = {
    "confirmed_oem": ("oem", Answer.CONFIRMED, "early"),
    "confirmed_both": ("both", Answer.CONFIRMED, "early"),
    "confirmed_psv": ("psv", Answer.CONFIRMED, "early"),
    "unseen_telemetry": ("unseen", Answer.SILENT, "early"),
    "unseen_late": ("unseen", Answer.SILENT, "late"),
    "silent_oem_telemetry": ("oem", Answer.SILENT, "early"),
    "silent_both_telemetry": ("both", Answer.SILENT, "early"),
    "silent_psv_telemetry": ("psv", Answer.SILENT, "early"),
    "mismatched_oem": ("oem", Answer.MISMATCHED, ""),
    "silent_oem": ("oem", Answer.SILENT, ""),
    "silent_psv": ("psv", Answer.SILENT, ""),
}


def _drawn(quota: Quota, *, free: Iterator[str]) -> dict[str, _Draft]:
    drafts = {}
    for group, (where, answer, telemetry) in _GROUPS.items():
        for _ in range(getattr(quota, group)):
            label = next(free)
            identity = {Answer.CONFIRMED: label, Answer.MISMATCHED: _foreign(label)}.get(answer, "")
            found = [Sighting(on=visit, answer=answer, identity=identity) for visit in _VISITS[where]]
            drafts[label] = _Draft(sightings=found, telemetry=telemetry)
    return drafts


def _foreign(label: str) -> str:
    """A serial of an older series that was never on the ship list, told apart by the label's letter and number."""
    return f"HVS23K{'ABCD'.index(label[5]) + 2}{label[-3:]}"


def _leave_three_without_telemetry(drafts: dict[str, _Draft]) -> None:
    by_maker = _confirmed_by(drafts, (OEM_VISIT,))[: WITHOUT_TELEMETRY - 1]
    by_officer = _confirmed_by(drafts, (PSV,))[:1]
    for label in (*by_maker, *by_officer):
        drafts[label].telemetry = ""


def _delay_some(drafts: dict[str, _Draft]) -> None:
    for answer, count in LATE_SEEN_BY_PSV.items():
        able = _answered(drafts, answer, visits=(PSV,))
        for label in [label for label in able if drafts[label].telemetry == "early"][:count]:
            drafts[label].telemetry = "late"


def _confirmed_by(drafts: dict[str, _Draft], visits: tuple[date, ...]) -> list[str]:
    return _answered(drafts, Answer.CONFIRMED, visits=visits)


def _answered(drafts: dict[str, _Draft], answer: Answer, *, visits: tuple[date, ...]) -> list[str]:
    return [
        label
        for label, draft in sorted(drafts.items())
        if tuple(sighting.on for sighting in draft.sightings) == visits and draft.sightings[0].answer is answer
    ]


def _telemetry_days(label: str, *, shipment: str, telemetry: str) -> tuple[date | None, date | None]:
    start = TELEMETRY_STARTS[shipment]
    offset = int(label[-4:]) % 24
    match telemetry:
        case "early":
            return date.fromordinal(start.toordinal() + offset), TELEMETRY_ENDS
        case "late":
            return date.fromordinal(LATE_START.toordinal() + offset // 3), TELEMETRY_ENDS
        case "left" if label in REPORTED_BEFORE_LEAVING:
            return date.fromordinal(start.toordinal() + offset), LEFT_TELEMETRY
        case _:
            return None, None
