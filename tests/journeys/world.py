"""A small world with one of everything that has an address, made through services."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from PIL import Image

from accounts import saved_views
from accounts import services as accounts
from accounts.domain.actor import SYSTEM_ID
from cases import proposals
from cases import services as cases
from cases.domain.deadlines import Unit
from cases.domain.proposal import Subject
from cases.list_views import LIST
from cases.models import Case
from dossiers import queries as dossiers
from dossiers import services as dossier_services
from dossiers import store
from dossiers.domain.dossier import Dossier, Made
from dossiers.domain.events import Edition
from entities import services as entities
from entities.domain.chronology import Happening
from entities.domain.citations import Citation, Page
from entities.domain.grades import Confidence
from entities.services import Saying
from evidence import services as evidence
from ledger.unit_of_work import unit_of_work
from search import services as search
from tests import builders
from tests.dossiers.worlds import terms
from tests.evidence.builders import receive, work_off
from tests.people import ADA, BEN, NOON

TITLE, PARTY, OTHER, PICTURE = "Zephyrine Cargo", "Quillhaven Traders", "Ostrava Lamps", "Marigold photograph"
NAMES = (TITLE, PARTY, OTHER, PICTURE, "Zephyrine", "Quillhaven", "Ostrava", "Marigold")


@dataclass(frozen=True, kw_only=True)
class World:
    """Ids of what there is, by the names of the arguments in addresses."""

    case_id: UUID
    exhibit_id: UUID
    entity_id: UUID
    other_id: UUID
    statement_id: UUID
    link_id: UUID
    entry_id: UUID
    dossier_id: UUID
    job_id: UUID
    proposal_id: UUID
    search_id: UUID
    view_id: UUID
    question_id: UUID
    task_id: UUID
    note_id: UUID
    deadline_id: UUID
    custody_id: UUID
    token_id: str

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return Case.objects.get(pk=self.case_id)


def a_world() -> World:
    """Ada's case with its team; Cyd, Ida and Lou stand outside."""
    builders.people()
    case_id = builders.a_case()
    exhibit_id = _an_exhibit(case_id)
    ends = [_an_entity(case_id, name, exhibit_id=exhibit_id) for name in (PARTY, OTHER)]
    dossier_id = _a_dossier(case_id)
    return World(
        case_id=case_id,
        exhibit_id=exhibit_id,
        entity_id=ends[0][0],
        other_id=ends[1][0],
        statement_id=ends[0][1],
        link_id=_a_link(case_id, [entity_id for entity_id, _ in ends], exhibit_id=exhibit_id),
        entry_id=_an_entry(case_id),
        dossier_id=dossier_id,
        job_id=dossiers.dossier(dossier_id).job_id,
        proposal_id=_a_proposal(case_id),
        search_id=search.ask(text=PARTY, by=ADA, at=NOON),
        view_id=saved_views.keep_view(list_name=LIST, name="Mine", filters={}, sort="", density="", by=ADA, at=NOON),
        custody_id=_a_holding(exhibit_id),
        token_id=_a_token(),
        **_agenda(case_id),
    )


def _agenda(case_id: UUID) -> dict[str, UUID]:
    cases.describe_case(case_id=case_id, title=TITLE, summary=f"About {PARTY}.", by=ADA, at=NOON)
    doing = {"case_id": case_id, "by": ADA, "at": NOON}
    return {
        "question_id": cases.ask_question(text=f"Who owns {OTHER}?", **doing),
        "task_id": cases.add_task(title=f"Call {PARTY}", owner_id=ADA, **doing),
        "note_id": cases.write_note(html="<p>Seen.</p>", **doing),
        "deadline_id": cases.set_deadline(
            title="Narrative",
            kind="VSD narrative",
            legal_basis="A rule",
            counted_from=NOON.date(),
            amount=180,
            unit=Unit.DAYS,
            **doing,
        ),
    }


def _an_exhibit(case_id: UUID) -> UUID:
    """A picture whose pictures are drawn."""
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(picture, "PNG")
    received = receive(case_id, picture.getvalue(), file_name="marigold.png", title=PICTURE)
    work_off()
    return received.exhibit_id


def _a_holding(exhibit_id: UUID) -> UUID:
    return evidence.record_custody(
        exhibit_id=exhibit_id, holder="Fay", held_from=NOON, purpose="Safe keeping", by=ADA, at=NOON
    )


def _an_entity(case_id: UUID, name: str, *, exhibit_id: UUID) -> tuple[UUID, UUID]:
    """Ids of an entity and of the statement of its name."""
    said = Saying(property="name", value=name, citations=(Citation(exhibit_id=exhibit_id, pin=Page(number=1)),))
    entity_id = entities.create_entity(case_id=case_id, kind="Company", statements=[said], by=ADA, at=NOON)
    country = Saying(property="jurisdiction", value="SG")
    return entity_id, entities.make_statement(entity_id=entity_id, saying=country, by=ADA, at=NOON)


def _a_link(case_id: UUID, ends: list[UUID], *, exhibit_id: UUID) -> UUID:
    return entities.assert_link(
        case_id=case_id,
        kind="paid",
        source_id=ends[0],
        target_id=ends[1],
        confidence=Confidence.HIGH,
        citations=(Citation(exhibit_id=exhibit_id, pin=Page(number=1)),),
        by=BEN,
        at=NOON,
    )


def _an_entry(case_id: UUID) -> UUID:
    happening = Happening(date_text="2025-08-02 06:30", zone="Asia/Singapore", summary=f"{PARTY} ships")
    return entities.enter_chronology(case_id=case_id, happening=happening, by=BEN, at=NOON)


def _a_dossier(case_id: UUID) -> UUID:
    """A dossier whose file is there, though nothing was drawn."""
    dossier_id = dossier_services.request_dossier(terms(title=TITLE), case_id=case_id, by=ADA, at=NOON)
    with store.workplace() as folder:
        path = folder / "dossier.pdf"
        path.write_bytes(b"%PDF-1.7 in place of a dossier")
        digest = store.keep(path)
    made = Made(sha256=digest, size_bytes=30, pages=1, content_sha256="a" * 64, blocked={})
    with unit_of_work(actor_id=SYSTEM_ID, at=NOON) as work:
        work.load(Dossier, dossier_id).take(made, edition=Edition.DRAFT, job_id=dossiers.dossier(dossier_id).job_id)
    return dossier_id


def _a_proposal(case_id: UUID) -> UUID:
    return proposals.propose(
        case_id=case_id,
        subject=Subject.LOWER_CASE_MARKING,
        target_id=case_id,
        terms={"marking": "TLP:GREEN"},
        reason="The matter is public",
        by=ADA,
        at=NOON,
    )


def _a_token() -> str:
    token = accounts.make_token(
        person_id=ADA, name="mine", scopes=("cases:read",), lifetime=timedelta(days=1), by=ADA, at=timezone.now()
    )
    return token.id


@contextmanager
def taken_back() -> Iterator[None]:
    """Undo whatever the block writes to the database."""
    around = transaction.atomic()
    around._from_testcase = True  # as Django's own TestCase does, so that units may be durable inside
    with around:
        yield
        transaction.set_rollback(True)


@contextmanager
def in_a_world(home: Path) -> Iterator[World]:
    """A world whose files lie in a folder; it is taken back after the block."""
    with override_settings(HOME=home, EVIDENCE_STORE=str(home / "evidence")), taken_back():
        yield a_world()
