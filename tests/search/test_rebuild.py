"""An index kept up event by event, killed and fed in any order, holds what a new one holds."""

import random
from contextlib import suppress
from pathlib import Path

import pytest
from django.test import override_settings

from accounts.domain.markings import Marking
from cases import queries
from cases import services as cases
from dossiers import services as dossiers
from dossiers.domain.dossier import Terms
from entities import services as entities
from entities.domain.chronology import Happening
from entities.services import Saying
from evidence import services as evidence
from evidence.models import Segment
from ledger import consumers, store
from search.backends import fts5
from search.consumers import fill, put
from search.domain.documents import Scope
from search.engine import engine
from tests import builders
from tests.entities.world import a_link
from tests.evidence.builders import receive
from tests.people import ADA, BEN, NOON

pytestmark = pytest.mark.django_db

WORDS = ["lantern", "crates", "翡烛港贸易", "Иванов", "ABC-1234", "harbour"]
TERMS = {"recipient": "Court", "authority": "Act 1", "purpose": "Hearing", "marking": Marking.AMBER}


class Killed(Exception):
    """Stands for the end of the process in the middle of a batch."""


@pytest.fixture
def home(tmp_path):
    with override_settings(EVIDENCE_STORE=str(tmp_path / "evidence")):
        yield tmp_path


def index_in(folder: Path):
    return override_settings(SEARCH_URL=f"fts5://{folder}")


class World:
    """A case to which something happens by chance; every step goes through a service."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        builders.people()
        self.case_id = builders.a_case()
        self.notes: list = []
        self.entities = [self.an_entity() for _ in range(2)]
        self.exhibits = [receive(self.case_id, word.encode(), by=ADA).exhibit_id for word in WORDS[:2]]
        self.steps = [
            self.note, self.withdraw_note, self.task, self.question, self.entity, self.rename, self.link, self.entry,
            self.read_again, self.dossier, self.describe,
        ]  # fmt: skip

    def words(self) -> str:
        return " ".join(self.chance.choices(WORDS, k=3))

    def happen(self) -> None:
        self.chance.choice(self.steps)()

    def note(self) -> None:
        html = f"<p>{self.words()}</p>"
        self.notes.append(cases.write_note(case_id=self.case_id, html=html, by=BEN, at=NOON))

    def withdraw_note(self) -> None:
        if self.notes:
            note_id = self.notes.pop()
            cases.withdraw_note(case_id=self.case_id, note_id=note_id, reason="Wrong", by=BEN, at=NOON)

    def task(self) -> None:
        cases.add_task(case_id=self.case_id, title=self.words(), by=ADA, at=NOON)

    def question(self) -> None:
        cases.ask_question(case_id=self.case_id, text=self.words(), by=ADA, at=NOON)

    def an_entity(self):
        name = [Saying(property="name", value=self.words())]
        return entities.create_entity(case_id=self.case_id, kind="Company", statements=name, by=ADA, at=NOON)

    def entity(self) -> None:
        self.entities.append(self.an_entity())

    def rename(self) -> None:
        """Links speak of the entity by its name, so they change too."""
        entity_id, name = self.chance.choice(self.entities), Saying(property="name", value=self.words())
        statement_id = entities.make_statement(entity_id=entity_id, saying=name, by=ADA, at=NOON)
        entities.prefer_statement(entity_id=entity_id, statement_id=statement_id, by=ADA, at=NOON)

    def link(self) -> None:
        a_link(self.case_id, self.chance.sample(self.entities, 2), citations=())

    def entry(self) -> None:
        happening = Happening(date_text="2025-08-02", zone="UTC", summary=self.words())
        entities.enter_chronology(case_id=self.case_id, happening=happening, by=BEN, at=NOON)

    def read_again(self) -> None:
        """A step that is run again gives other segments, more or fewer."""
        exhibit_id = self.chance.choice(self.exhibits)
        Segment.objects.filter(exhibit_id=exhibit_id).delete()
        Segment.objects.bulk_create(
            Segment(exhibit_id=exhibit_id, ordinal=number, pin={"page": number}, text=self.words())
            for number in range(1, self.chance.randint(1, 5))
        )
        evidence.describe_exhibit(exhibit_id=exhibit_id, title=self.words(), by=ADA, at=NOON)

    def dossier(self) -> None:
        dossiers.request_dossier(Terms(title=self.words(), **TERMS), case_id=self.case_id, by=ADA, at=NOON)

    def describe(self) -> None:
        cases.describe_case(case_id=self.case_id, title=self.words(), summary=self.words(), by=ADA, at=NOON)


def catch_up_with_kills(chance: random.Random, monkeypatch) -> None:
    """Read on, now and then dying in the middle of a batch."""
    whole = fts5.Writer.write

    def dies(writer, docs):
        whole(writer, docs[: len(docs) // 2])
        raise Killed

    if chance.random() < 0.4:
        with monkeypatch.context() as patched, suppress(Killed):
            patched.setattr(fts5.Writer, "write", dies)
            consumers.catch_up("search")
    if chance.random() < 0.4:
        consumers.catch_up("search")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("end", ["nothing", "wall", "wall an exhibit", "marking"])
def test_incremental_replayed_and_rebuilt_indexes_are_equal(home, monkeypatch, seed, end):
    chance = random.Random(f"{seed} {end}")
    with index_in(home / "incremental"):
        world = World(chance)
        for _ in range(14):
            world.happen()
            catch_up_with_kills(chance, monkeypatch)
        finish(world, end)
        consumers.catch_up("search")
        incremental = engine().digest()
    with index_in(home / "rebuilt"):
        fill()
        rebuilt = engine().digest()
    with index_in(home / "replayed"):
        log = store.read_page(after=0, limit=1_000)
        starts = [chance.randrange(len(log)) for _ in range(6)]
        batches = [log[start : start + 40] for start in starts] + [log]
        chance.shuffle(batches)
        for batch in batches:
            put(batch)
        replayed = engine().digest()

    assert incremental == rebuilt
    assert replayed == rebuilt


def finish(world: World, end: str) -> None:
    match end:
        case "wall":
            cases.wall_case(case_id=world.case_id, reader_ids=[ADA], reason="Informant", by=ADA, at=NOON)
        case "wall an exhibit":
            evidence.wall_exhibit(exhibit_id=world.exhibits[0], reader_ids=[ADA], reason="Source", by=ADA, at=NOON)
        case "marking":
            cases.raise_marking(case_id=world.case_id, marking=Marking.RED, reason="Source", by=ADA, at=NOON)


def test_segments_that_a_second_reading_did_not_give_are_gone(home):
    with index_in(home / "search"):
        builders.people()
        exhibit_id = receive(builders.a_case(), b"lantern", by=ADA).exhibit_id
        for count in (3, 1):
            Segment.objects.filter(exhibit_id=exhibit_id).delete()
            Segment.objects.bulk_create(
                Segment(exhibit_id=exhibit_id, ordinal=number, pin={"page": number}, text="crates")
                for number in range(1, count + 1)
            )
            evidence.describe_exhibit(exhibit_id=exhibit_id, title=f"Reading {count}", by=ADA, at=NOON)
            consumers.catch_up("search")

        root = f"exhibit:{exhibit_id}"
        assert engine().parts(root) == [root, f"{root}#1"]


def test_an_index_that_was_lost_is_made_anew_by_the_next_event(home):
    with index_in(home / "first"):
        builders.people()
        case_id = builders.a_case()
        cases.write_note(case_id=case_id, html="<p>crates</p>", by=ADA, at=NOON)
        consumers.catch_up("search")
    with index_in(home / "second"):
        cases.add_task(case_id=case_id, title="Ask", by=ADA, at=NOON)
        consumers.catch_up("search")
        everything = Scope(cases=frozenset({f"{case_id}#case", f"{case_id}#records"}), seals=frozenset(range(5)))

        note_id = queries.notes(case_id)[0].id
        assert [doc.body for doc in engine().fetch([f"note:{note_id}"], everything)] == ["crates"]
