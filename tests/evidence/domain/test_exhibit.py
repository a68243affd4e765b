"""What an exhibit refuses, and what it records."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from accounts.domain.markings import Marking
from cases.domain.events import CaseUnwalled
from evidence.domain import events as e
from evidence.domain import refusals as no
from evidence.domain.exhibit import Exhibit, FileFacts, Origin
from ledger.domain.errors import BadInput, DomainError
from tests.people import ADA, BEN, NOON

ID, OTHER = UUID(int=7, version=4), UUID(int=8, version=4)
SHA = "a" * 64
FILE = FileFacts(file_name="a.csv", safe_name="a.csv", size_bytes=3, sha256=SHA)
ORIGIN = {"title": "Entries", "source": "Agency", "acquired_at": NOON, "acquired_by": "Ben"}


def received(**more):
    exhibit = Exhibit(ID)
    values = {"number": "X-05", "parent_id": None, "file": FILE, "marking": Marking.AMBER}
    origin = Origin(**{**ORIGIN, **{name: more.pop(name) for name in list(more) if name not in values}})
    exhibit.receive(**{**values, **more}, origin=origin)
    return exhibit


def entry(exhibit, number=1, **more):
    values = {
        "holder": "Fay",
        "held_from": NOON,
        "held_until": None,
        "purpose": "safe keeping",
        "method": "",
        "seal": "",
        "is_acknowledged": False,
    }
    exhibit.record_custody(entry_id=UUID(int=number), **{**values, **more})


def finished(step="identify", next_steps=()):
    return e.StepFinished(
        step=step,
        outcome="extracted",
        reason="Read.",
        isolation="bubblewrap",
        media_type="text/csv",
        tools={},
        limits={},
        findings=(),
        next_steps=next_steps,
    )


@pytest.mark.parametrize("number", ["X05", "X-5", "Y-05", "X-05.1.2", "", "X-05\n"])
def test_a_malformed_number_is_refused(number):
    with pytest.raises(BadInput):
        received(number=number)


def test_a_declared_hash_that_agrees_is_no_quarantine():
    assert not received(declared_sha256=SHA.upper()).is_quarantined


def test_a_declared_hash_that_differs_puts_it_into_quarantine():
    assert received(declared_sha256="b" * 64).is_quarantined


def test_a_malformed_declared_hash_is_refused():
    with pytest.raises(BadInput):
        received(declared_sha256="abc")


def test_a_time_of_acquisition_without_zone_is_refused():
    with pytest.raises(BadInput):
        received(acquired_at=datetime(2026, 1, 1))


@pytest.mark.parametrize("field", ["title", "source", "acquired_by"])
def test_what_every_exhibit_needs_is_asked_for(field):
    with pytest.raises(BadInput) as refusal:
        received(**{field: "  "})

    assert refusal.value.field == field


REFUSED = [
    (no.ExhibitExists, lambda x: x.receive(number="X-06", parent_id=None, origin=Origin(**ORIGIN), file=FILE,
                                           marking=Marking.AMBER)),
    (no.StepNotWaiting, lambda x: x.finish_step(finished("text"))),
    (no.StepNotFinished, lambda x: x.retry_step(step="identify", limits={}, reason="Again")),
    (no.UnknownEntry, lambda x: x.acknowledge_custody(entry_id=OTHER, remark="")),
    (no.UnknownEntry, lambda x: x.end_custody(entry_id=OTHER, held_until=NOON)),
    (BadInput, lambda x: entry(x, held_until=NOON)),
    (BadInput, lambda x: entry(x, held_from=datetime(2026, 1, 1))),
    (BadInput, lambda x: entry(x, held_until=datetime(2026, 12, 1))),
    (BadInput, lambda x: x.describe(title=" ", description="")),
    (BadInput, lambda x: x.set_releasability(releasability="", reason="Asked")),
    (BadInput, lambda x: x.set_releasability(releasability="Anybody", reason=" ")),
    (BadInput, lambda x: entry(x, holder=" ")),
    (no.ExhibitNotRaised, lambda x: x.raise_marking(marking=Marking.AMBER, reason="Same")),
    (no.ExhibitNotLower, lambda x: x.lower_marking(marking=Marking.RED, proposal_id=OTHER, reason="Up")),
    (no.ExhibitNotWalled, lambda x: x.add_reader(person_id=BEN, reason="More")),
    (no.ExhibitNotWalled, lambda x: x.take_wall_down(proposal_id=OTHER, reason="Over")),
    (BadInput, lambda x: x.build_wall(reader_ids=[], reason="Nobody")),
    (BadInput, lambda x: x.download(reason="")),
    (BadInput, lambda x: x.supersede(successor_id=ID, reason="Itself")),
    (no.NoSuchIncident, lambda x: x.settle_incident(incident_id=OTHER, explanation="None")),
]  # fmt: skip


@pytest.mark.parametrize(("refusal", "act"), REFUSED)
def test_it_refuses_and_records_nothing(refusal, act):
    exhibit = received()
    before = list(exhibit.pending)

    with pytest.raises(refusal):
        act(exhibit)

    assert exhibit.pending == before


TWICE = [
    (no.EntryExists, entry),
    (no.ExhibitWalledAlready, lambda x: x.build_wall(reader_ids=[ADA], reason="Tip")),
    (no.SupersededAlready, lambda x: x.supersede(successor_id=OTHER, reason="Corrected")),
    (no.StepNotWaiting, lambda x: x.finish_step(finished())),
]


@pytest.mark.parametrize(("refusal", "act"), TWICE)
def test_it_does_once_what_can_be_done_once(refusal, act):
    exhibit = received()
    act(exhibit)

    with pytest.raises(refusal):
        act(exhibit)


def test_a_holding_ends_and_is_acknowledged_once():
    exhibit = received()
    entry(exhibit)
    exhibit.end_custody(entry_id=UUID(int=1), held_until=datetime(2026, 4, 1, tzinfo=UTC))
    exhibit.acknowledge_custody(entry_id=UUID(int=1), remark="Seal whole")

    with pytest.raises(no.HoldingEnded):
        exhibit.end_custody(entry_id=UUID(int=1), held_until=datetime(2026, 5, 1, tzinfo=UTC))
    with pytest.raises(no.AcknowledgedAlready):
        exhibit.acknowledge_custody(entry_id=UUID(int=1), remark="")


def test_a_reader_is_named_once():
    exhibit = received()
    exhibit.build_wall(reader_ids=[ADA], reason="Tip")

    with pytest.raises(no.ReaderNamed):
        exhibit.add_reader(person_id=ADA, reason="Again")


def test_one_more_reader_is_named_and_a_fallen_wall_names_them_all():
    exhibit = received()
    exhibit.build_wall(reader_ids=[BEN], reason="Tip")
    exhibit.add_reader(person_id=ADA, reason="Leads")
    exhibit.take_wall_down(proposal_id=OTHER, reason="Over")

    assert exhibit.pending[-1] == e.ExhibitUnwalled(
        reader_ids=tuple(sorted([ADA, BEN])), proposal_id=OTHER, reason="Over"
    )
    assert exhibit.readers is None


def test_a_failed_check_opens_an_incident_until_it_is_settled():
    exhibit = received()

    assert exhibit.check_fixity(found_sha256=SHA, incident_id=OTHER)
    assert not exhibit.check_fixity(found_sha256="", incident_id=OTHER)
    exhibit.settle_incident(incident_id=OTHER, explanation="Restored from the backup")

    assert exhibit.incidents == set()


def test_it_is_described_anew():
    exhibit = received()
    exhibit.describe(title=" Customs entries ", description="Two sheets")

    assert (exhibit.title, exhibit.description) == ("Customs entries", "Two sheets")
    assert exhibit.pending[-1] == e.ExhibitDescribed(title="Customs entries", description="Two sheets")


def test_who_may_be_given_it_is_set_with_a_reason():
    exhibit = received(releasability="Nobody")
    exhibit.set_releasability(releasability="Partner agency", reason="Consent of 3 March")

    assert exhibit.releasability == "Partner agency"
    assert exhibit.pending[-1] == e.ReleasabilitySet(releasability="Partner agency", reason="Consent of 3 March")


def test_a_finished_step_waits_again_with_other_limits():
    exhibit = received()
    exhibit.finish_step(finished(next_steps=("identify", "text")))
    exhibit.retry_step(step="identify", limits={"pages": 3}, reason="Only the cover")

    assert exhibit.steps == {"identify": False, "text": False}
    assert exhibit.limits == {"identify": {"pages": 3}}


def test_a_marking_is_raised_and_lowered():
    exhibit = received()
    exhibit.raise_marking(marking=Marking.RED, reason="Source")
    assert exhibit.marking is Marking.RED

    exhibit.lower_marking(marking=Marking.GREEN, proposal_id=OTHER, reason="Decided")
    assert exhibit.marking is Marking.GREEN


def test_reading_it_is_told():
    exhibit = received()
    exhibit.view()
    exhibit.download(reason=" To compare ")

    assert exhibit.pending[1:] == [e.ExhibitViewed(), e.OriginalDownloaded(reason="To compare")]


def test_an_event_of_another_family_is_never_folded_in_silence():
    foreign: Any = CaseUnwalled(proposal_id=OTHER, reason="Another stream")

    with pytest.raises(AssertionError):
        Exhibit(ID).fold([foreign])


def test_describing_it_the_same_again_records_nothing():
    exhibit = received()
    exhibit.describe(title="Entries", description="")

    assert len(exhibit.pending) == 1


NUMBERS = st.integers(1, 3)
TEXTS = st.sampled_from(["", " ", "Entries", "Customs entries", "x" * 500])
TIMES = st.sampled_from([NOON, NOON + timedelta(hours=1), NOON.replace(tzinfo=None), None])


class ExhibitMachine(RuleBasedStateMachine):
    """Any order of commands: a refusal records nothing, and a replay agrees with the live object."""

    def __init__(self):
        super().__init__()
        self.exhibit = received()

    def _try(self, act):
        before = list(self.exhibit.pending)
        try:
            act(self.exhibit)
        except DomainError:
            assert self.exhibit.pending == before

    @rule(step=st.sampled_from(["identify", "text"]), more=st.sampled_from([(), ("text",)]))
    def finish(self, step, more):
        self._try(lambda x: x.finish_step(finished(step, more)))

    @rule(step=st.sampled_from(["identify", "text"]), reason=TEXTS)
    def retry(self, step, reason):
        self._try(lambda x: x.retry_step(step=step, limits={"pages": 3}, reason=reason))

    @rule(number=NUMBERS, acknowledged=st.booleans(), since=TIMES.filter(bool), until=TIMES)
    def hold(self, number, acknowledged, since, until):
        self._try(lambda x: entry(x, number, is_acknowledged=acknowledged, held_from=since, held_until=until))

    @rule(number=NUMBERS, until=TIMES.filter(bool))
    def end(self, number, until):
        self._try(lambda x: x.end_custody(entry_id=UUID(int=number), held_until=until))

    @rule(number=NUMBERS)
    def acknowledge(self, number):
        self._try(lambda x: x.acknowledge_custody(entry_id=UUID(int=number), remark=""))

    @rule(title=TEXTS, description=TEXTS)
    def describe(self, title, description):
        self._try(lambda x: x.describe(title=title, description=description))

    @rule(text=TEXTS, reason=TEXTS)
    def release(self, text, reason):
        self._try(lambda x: x.set_releasability(releasability=text, reason=reason))

    @rule(successor=st.sampled_from([ID, OTHER]))
    def supersede(self, successor):
        self._try(lambda x: x.supersede(successor_id=successor, reason="Corrected"))

    @rule(marking=st.sampled_from(list(Marking)))
    def mark(self, marking):
        self._try(lambda x: x.raise_marking(marking=marking, reason="Source"))
        self._try(lambda x: x.lower_marking(marking=marking, proposal_id=OTHER, reason="Decided"))

    @rule(readers=st.sets(st.sampled_from([ADA, BEN])))
    def wall(self, readers):
        self._try(lambda x: x.build_wall(reader_ids=readers, reason="Tip"))

    @rule(person=st.sampled_from([ADA, BEN]))
    def name(self, person):
        self._try(lambda x: x.add_reader(person_id=person, reason="Needed"))

    @rule()
    def take_the_wall_down(self):
        self._try(lambda x: x.take_wall_down(proposal_id=OTHER, reason="Over"))

    @rule(reason=TEXTS)
    def read(self, reason):
        self._try(lambda x: x.view())
        self._try(lambda x: x.download(reason=reason))

    @rule(found=st.sampled_from([SHA, "", "b" * 64]), number=NUMBERS)
    def check(self, found, number):
        self._try(lambda x: x.check_fixity(found_sha256=found, incident_id=UUID(int=number)))

    @rule(number=NUMBERS, explanation=TEXTS)
    def settle(self, number, explanation):
        self._try(lambda x: x.settle_incident(incident_id=UUID(int=number), explanation=explanation))

    @invariant()
    def a_replay_agrees(self):
        replayed = Exhibit(ID)
        replayed.fold(self.exhibit.pending)
        hidden = {"pending", "pending_when", "version"}
        live, again = vars(self.exhibit), vars(replayed)
        assert {k: v for k, v in live.items() if k not in hidden} == {k: v for k, v in again.items() if k not in hidden}

    @invariant()
    def custody_is_only_of_entries(self):
        assert self.exhibit.ended | self.exhibit.acknowledged <= set(self.exhibit.custody)

    @invariant()
    def a_wall_always_names_somebody(self):
        assert self.exhibit.readers is None or self.exhibit.readers


TestExhibitMachine = ExhibitMachine.TestCase
TestExhibitMachine.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
