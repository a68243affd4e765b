"""Exhibits of a told case: received with their files, walled, and handed from holder to holder."""

import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from accounts.domain.markings import Marking
from demo.acts import Act, id_of
from demo.cases import case_id
from demo.files import ExhibitFile, exhibit_files
from demo.people import person_id
from demo.scenarios.shapes import Case, CustodyChain, Exhibit, Part, Receipt
from evidence import services

SECOND = timedelta(seconds=1)


def exhibit_id(case: Case, number: str) -> UUID:
    """Id of a told exhibit or part."""
    return id_of(case.reference, "exhibit", number)


def received_at(case: Case) -> dict[str, datetime]:
    """When each part was taken in, by its number; what came before the case was opened is taken in then."""
    return {
        part.number: _taken_in_at(case, receipt)
        for exhibit in case.exhibits
        for receipt in exhibit.receipts
        for part in receipt.parts
    }


def acts(case: Case) -> Iterator[Act]:
    """Receipts, walls and custody."""
    files = {file.exhibit: file for file in exhibit_files(case=case.reference)}
    for exhibit in case.exhibits:
        for receipt in exhibit.receipts:
            for place, part in enumerate(receipt.parts):
                at = _taken_in_at(case, receipt) + place * SECOND
                yield _receipt(case, part, exhibit=exhibit, receipt=receipt, file=files[part.number], at=at)
                if receipt.wall:
                    yield _wall(case, part, receipt=receipt, at=at)
    for chain in case.custody:
        yield from _custody(case, chain)


def _receipt(case: Case, part: Part, *, exhibit: Exhibit, receipt: Receipt, file: ExhibitFile, at: datetime) -> Act:
    known = {one.number for one in case.parts}
    parent = part.number.split(".")[0]

    def receive() -> object:
        return services.receive_exhibit(
            case_id=case_id(case),
            file=io.BytesIO(file.make()),
            file_name=part.filename,
            title=part.title,
            source=receipt.source,
            acquired_at=receipt.acquired_at,
            acquired_by=receipt.acquired_by,
            acquired_zone=receipt.acquired_at.tzname() or "UTC",
            method=receipt.method,
            marking=Marking(exhibit.marking),
            releasability=exhibit.releasability,
            number=part.number,
            parent_id=exhibit_id(case, parent) if parent in known and parent != part.number else None,
            by=_taker(case, receipt),
            at=at,
            exhibit_id=exhibit_id(case, part.number),
        )

    return Act(at=at, run=receive)


def _taken_in_at(case: Case, receipt: Receipt) -> datetime:
    return max(receipt.received_at, case.opened_at + timedelta(minutes=5))


def _taker(case: Case, receipt: Receipt) -> UUID:
    takers = {member.person for member in case.team if member.role in {"lead", "analyst"}}
    return person_id(receipt.acquired_by if receipt.acquired_by in takers else case.opened_by)


def _wall(case: Case, part: Part, *, receipt: Receipt, at: datetime) -> Act:
    walled = partial(
        services.wall_exhibit,
        exhibit_id=exhibit_id(case, part.number),
        reader_ids=[person_id(name) for name in receipt.wall],
        reason="Material of a protected source",
        by=_taker(case, receipt),
        at=at,
    )
    return Act(at=at, run=walled)


def _custody(case: Case, chain: CustodyChain) -> Iterator[Act]:
    came_in = received_at(case)
    for number in chain.covers:
        for place, holding in enumerate(chain.holdings):
            at = max(came_in[number], holding.until or holding.since) + timedelta(minutes=1)
            recorded = partial(
                services.record_custody,
                exhibit_id=exhibit_id(case, number),
                holder=holding.holder,
                held_from=holding.since,
                held_until=holding.until,
                purpose=holding.purpose,
                is_acknowledged=holding.is_acknowledged,
                by=person_id(case.opened_by),
                at=at,
                entry_id=id_of(case.reference, "custody", number, str(place)),
            )
            yield Act(at=at, run=recorded)
