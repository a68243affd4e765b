"""People, cases and what stands in them, many at once: one unit of work for a few hundred things."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

from accounts import services as accounts
from accounts.domain.actor import SYSTEM_ID
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from cases.domain.agenda import Agenda
from cases.domain.case import Case
from cases.domain.deadlines import Unit
from entities.domain.entity import Entity
from evidence.domain.exhibit import Exhibit, FileFacts, Origin
from ledger.domain.when import Precision
from ledger.unit_of_work import Work, unit_of_work

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def a_person(name: str) -> UUID:
    """An investigator who may see everything."""
    return accounts.open_account(
        username=name.lower(),
        name=name,
        password=None,
        roles=[Role.INVESTIGATOR],
        clearance=Marking.RED,
        by=SYSTEM_ID,
        at=NOON,
        user_id=uuid4(),
    )


def some_cases(by: UUID, *, letters: str, numbers: Iterator[int], times: int) -> UUID:
    """Some cases that a person leads; the last one's id."""
    case_id = uuid4()
    with unit_of_work(actor_id=by, at=NOON) as work:
        for _ in range(times):
            case_id = uuid4()
            work.create(Case, case_id, scope_id=case_id).open(
                reference=f"{letters}-2025-{next(numbers):05}",
                title="Paper lantern",
                summary="",
                marking=Marking.AMBER,
                lead_id=by,
            )
    return case_id


def fill_case(case_id: UUID, *, by: UUID, first: int, times: int) -> None:
    """Of everything as many more: question, task, note, deadline, exhibit, entity."""
    with unit_of_work(actor_id=by, at=NOON) as work:
        agenda = work.load(Agenda, case_id)
        for number in range(first + 1, first + times + 1):
            agenda.ask(question_id=uuid4(), text=f"Who was number {number}?")
            agenda.add_task(task_id=uuid4(), title=f"Call number {number}", owner_id=by, due_on=NOON.date())
            agenda.write_note(note_id=uuid4(), html=f"<p>Seen {number} times</p>")
            agenda.set_deadline(
                deadline_id=uuid4(),
                kind="internal",
                title=f"Reply {number}",
                legal_basis="House rule",
                counted_from=NOON.date(),
                amount=14,
                unit=Unit.DAYS,
            )
            _exhibit(work, case_id, number=number)
            _entity(work, case_id, number=number)


def _exhibit(work: Work, case_id: UUID, *, number: int) -> None:
    work.create(Exhibit, uuid4(), scope_id=case_id).receive(
        number=f"X-{number:02}",
        parent_id=None,
        file=FileFacts(file_name="a.csv", safe_name="a.csv", size_bytes=3, sha256=f"{number:064x}"),
        marking=Marking.AMBER,
        origin=Origin(
            title=f"Entries {number}",
            source="Agency",
            acquired_at=NOON,
            acquired_by="Ben",
            acquired_precision=Precision.DAY,
            acquired_zone="UTC",
        ),
    )


def _entity(work: Work, case_id: UUID, *, number: int) -> None:
    entity = work.create(Entity, uuid4(), scope_id=case_id)
    entity.create(case_id=case_id, number=f"E{number:02}", kind="Company")
    entity.make_statement(statement_id=uuid4(), property="name", value=f"Harbour Trading {number}")
