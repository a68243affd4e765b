"""Entries of the chronology: entered, corrected, withdrawn, ordered."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from entities.domain import entry_events as e
from entities.domain.chronology import ChronologyEntry, Happening, in_order
from entities.domain.dates import UnreadableDate
from entities.domain.refusals import AlreadyThere, EntryWithdrawnAlready, OtherCase
from entities.domain.resolving import TimeFlag
from entities.domain.zones import UnknownZone, ZoneMissing
from ledger.domain.errors import BadInput, DomainError
from ledger.domain.when import Precision, When
from tests.entities.domain.cast import CASE, OTHER_CASE, X05_P3, X14, key
from tests.replay import replayed, state

REPACKING = Happening(
    date_text="2025-07-29 02:14",
    zone="Asia/Kuala_Lumpur",
    summary="Photo of repacking at F2",
    parties=((key(1), CASE), (key(2), CASE), (key(1), CASE)),
    citations=(X14, X14),
)
AT_NIGHT = datetime(2025, 7, 28, 18, 14, tzinfo=UTC)


def entered(happening: Happening = REPACKING) -> ChronologyEntry:
    live = ChronologyEntry(key(60))
    live.enter(case_id=CASE, number="EV19", happening=happening)
    return live


def refuses(refusal: type[DomainError], live: ChronologyEntry, *, call: str, **values: object) -> None:
    before, events = state(live).copy(), list(live.pending)

    with pytest.raises(refusal):
        getattr(live, call)(**values)

    assert live.pending == events
    assert state(live) == before


def test_an_entry_keeps_its_date_as_written_and_as_an_instant():
    live = entered()

    assert (live.date_text, live.zone, live.utc) == ("2025-07-29 02:14", "Asia/Kuala_Lumpur", AT_NIGHT)
    assert (live.precision, live.flags) == (Precision.MINUTE, ())
    assert (live.party_ids, live.citations) == ((key(1), key(2)), (X14,))
    assert live.pending_when == [When(at=AT_NIGHT, precision=Precision.MINUTE)]
    assert state(replayed(live)) == state(live)


def test_an_entry_without_citation_is_accepted():
    assert entered(replace(REPACKING, citations=())).citations == ()


def test_a_doubtful_time_is_kept_with_both_instants():
    live = entered(replace(REPACKING, date_text="2025-11-02 01:30", zone="America/New_York"))

    assert live.flags == (TimeFlag.AMBIGUOUS,)
    assert isinstance(live.pending[0], e.EntryEntered)
    assert len(live.pending[0].candidates) == 2
    assert state(replayed(live)) == state(live)


def test_an_entry_is_entered_once():
    refuses(AlreadyThere, entered(), call="enter", case_id=CASE, number="EV19", happening=REPACKING)


WRONG = [
    (ZoneMissing, {"zone": ""}),
    (UnknownZone, {"zone": "Mars/Olympus"}),
    (UnreadableDate, {"date_text": "29/07/2025"}),
    (UnreadableDate, {"date_text": "2025-07", "precision": Precision.DAY}),
    (BadInput, {"date_text": " "}),
    (BadInput, {"date_text": "2025" + " " * 60 + "x"}),
    (BadInput, {"zone": "x" * 61}),
    (BadInput, {"summary": ""}),
    (BadInput, {"summary": "x" * 2001}),
    (OtherCase, {"parties": ((key(1), CASE), (key(2), OTHER_CASE))}),
]


@pytest.mark.parametrize(("refusal", "changed"), WRONG)
def test_an_entry_is_refused_for_what_is_wrong_with_it(refusal: type[DomainError], changed: dict[str, object]):
    wrong = replace(REPACKING, **changed)

    refuses(refusal, ChronologyEntry(key(61)), call="enter", case_id=CASE, number="EV19", happening=wrong)
    refuses(refusal, entered(), call="correct", happening=wrong, reason="Typed wrongly.")


def test_an_entry_needs_a_number():
    refuses(BadInput, ChronologyEntry(key(61)), call="enter", case_id=CASE, number="nineteen", happening=REPACKING)


def test_a_correction_gives_all_values_anew():
    live = entered()
    live.correct(
        happening=Happening(date_text="July 2025", zone="+08:00", summary="Repacking", citations=(X05_P3,)),
        reason="The clock of the camera was wrong.",
    )

    assert (live.precision, live.summary, live.party_ids, live.citations) == (
        Precision.MONTH,
        "Repacking",
        (),
        (X05_P3,),
    )
    assert live.number == "EV19"
    assert live.pending_when[-1] == When(at=datetime(2025, 6, 30, 16, tzinfo=UTC), precision=Precision.MONTH)
    assert state(replayed(live)) == state(live)
    refuses(BadInput, live, call="correct", happening=REPACKING, reason="")


def test_a_withdrawn_entry_stays_as_it_was():
    live = entered()
    refuses(BadInput, live, call="withdraw", reason="")
    live.withdraw(reason="Another place.")

    assert live.pending[-1] == e.EntryWithdrawn(reason="Another place.")
    assert state(replayed(live)) == state(live)
    refuses(EntryWithdrawnAlready, live, call="withdraw", reason="Again.")
    refuses(EntryWithdrawnAlready, live, call="correct", happening=REPACKING, reason="Again.")


def test_an_event_of_another_family_is_a_programming_error():
    with pytest.raises(AssertionError):
        entered()._apply(object())


@dataclass(frozen=True, kw_only=True)
class Row:
    number: str
    utc: datetime
    precision: Precision = Precision.DAY


def test_a_chronology_is_ordered_by_instant_then_vagueness_then_number():
    first = datetime(2025, 3, 1, tzinfo=UTC)
    rows = [
        Row(number="EV04", utc=first),
        Row(number="EV03", utc=first),
        Row(number="EV05", utc=first, precision=Precision.MONTH),
        Row(number="EV06", utc=datetime(2024, 9, 3, tzinfo=UTC)),
    ]

    assert [row.number for row in in_order(rows)] == ["EV06", "EV05", "EV03", "EV04"]
