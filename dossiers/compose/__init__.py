"""From the log to the value of a dossier: the case as it stood at a position, block by block.

Nothing here writes. The same order gives the same document for as long as its events stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from accounts.domain.markings import Marking
from cases import queries as cases
from dossiers.compose import back, entities, exhibits, front, gaps
from dossiers.compose.source import Source
from dossiers.domain.content import content_sha256
from dossiers.domain.document import Document, index_entries
from dossiers.domain.events import Edition
from dossiers.models import Dossier
from dossiers.rendering.estimate import estimate_pages, estimate_seconds
from ledger import store as ledger

THE_CASE = "The case"


@dataclass(frozen=True, kw_only=True)
class Composition:
    """A dossier ready to print: its value, the files of its pictures by SHA-256, and what stands against release."""

    document: Document
    assets: Mapping[str, Path]
    blocked: dict[str, str]

    @property
    def content_sha256(self) -> str:
        """Lowercase hex of what a reviewer reads and an approver approves."""
        return self.document.cover.content_sha256


def compose(order: Dossier, *, edition: Edition = Edition.DRAFT) -> Composition:
    """The dossier of an order at the order's position."""
    source = Source(order=order, case=cases.case(order.case_id, upto=order.position), edition=edition)
    found = exhibits.chosen(order, upto=source.upto)
    document = _document(source, found)
    cover = replace(document.cover, content_sha256=content_sha256(document))
    return Composition(
        document=replace(document, cover=cover), assets=exhibits.assets(found), blocked=_blocked(order, found)
    )


def estimate(case_id: UUID) -> tuple[int, float]:
    """Pages and seconds that a dossier on the case would have and take now."""
    now = Dossier(
        id=case_id,
        case_id=case_id,
        number=1,
        dossier_version=1,
        marking=Marking.RED.value,
        position=ledger.head_position(),
        requested_at=timezone.now(),
    )
    pages = estimate_pages(compose(now).document)
    return pages, estimate_seconds(pages)


def blocked_now(order: Dossier) -> dict[str, str]:
    """What stands against the release today: reasons by exhibit number, or of the case as a whole.

    What was printed at the order's position is held to today's markings and consents; what was withheld then
    without the preparer's word still blocks.
    """
    then = exhibits.chosen(order, upto=order.position)
    today = exhibits.chosen(order, upto=None)
    printed = {row.number for row in then.printed}
    since = {number: reason for number, reason in today.blocked.items() if number in printed}
    walled = printed - {row.number for row in today.printed} - since.keys() - set(order.left_out)
    return {
        **_of_case(order),
        **then.blocked,
        **since,
        **dict.fromkeys(walled, "it was walled since"),
    }


def _blocked(order: Dossier, found: exhibits.Chosen) -> dict[str, str]:
    return {**_of_case(order), **found.blocked}


def _of_case(order: Dossier) -> dict[str, str]:
    marking = Marking(cases.case(order.case_id).marking)
    if marking.rank <= Marking(order.marking).rank:
        return {}
    return {THE_CASE: f"its marking {marking.value} is above the dossier's {order.marking}"}


def _document(source: Source, found: exhibits.Chosen) -> Document:
    record = entities.read(source, found)
    parties, sheets = entities.parties(record), exhibits.sheets(found)
    return Document(
        cover=front.cover(source),
        handling=front.handling(source),
        summary=front.summary(source),
        scope=front.scope(source),
        parties=parties,
        chronology=entities.chronology(record),
        network=entities.network(record),
        gaps=gaps.gaps(source),
        exhibits=sheets,
        custody=exhibits.custody(source, found),
        sources=exhibits.sources(found),
        redactions=exhibits.redactions(found),
        certification=back.certification(source),
        disclosures=back.disclosures(source),
        glossary=back.glossary(),
        verification=back.verification(source),
        index=index_entries(parties=parties, exhibits=sheets),
    )
