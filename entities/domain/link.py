"""One dated, cited relation of two entities, as somebody asserts it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never
from uuid import UUID

from cases.domain.text import optional, required
from entities.domain import link_events as e
from entities.domain.catalogue import CATALOGUE, LinkKind, LinkSpec, assertable
from entities.domain.citations import Citation, without_repeats
from entities.domain.grades import Confidence
from entities.domain.link_properties import checked_properties
from entities.domain.numbers import checked_number
from entities.domain.refusals import (
    AlreadyThere,
    CitedAlready,
    LinkStands,
    LinkWithdrawnAlready,
    OtherCase,
    SelfLink,
)
from entities.domain.validity import PartialDate, check_order
from ledger.domain.aggregate import Aggregate

MAX_REMARK = 4_000


@dataclass(frozen=True, kw_only=True)
class LinkEnd:
    """An entity and the case that it belongs to."""

    entity_id: UUID
    case_id: UUID


class Link(Aggregate[e.LinkEvent]):
    """Decides on one relation. Who asserted and who reviewed it is in the envelopes of its events."""

    stream_family = "link"

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.case_id: UUID | None = None
        self.number = self.remark = ""
        self.kind = LinkKind.ASSOCIATED_WITH
        self.source_id = self.target_id = id
        self.confidence = Confidence.LOW
        self.valid_from: PartialDate | None = None
        self.valid_to: PartialDate | None = None
        self.properties: dict[str, str] = {}
        self.citations: tuple[Citation, ...] = ()
        self.is_withdrawn = self.is_reviewed = False

    @property
    def is_uncited(self) -> bool:
        """True when no exhibit is named for it; pages and dossiers mark such a link."""
        return not self.citations

    @property
    def spec(self) -> LinkSpec:
        """The line of the catalogue."""
        return CATALOGUE[self.kind]

    def assert_between(
        self,
        *,
        case_id: UUID,
        number: str,
        kind: str,
        source: LinkEnd,
        target: LinkEnd,
        confidence: Confidence,
        valid_from: PartialDate | None = None,
        valid_to: PartialDate | None = None,
        properties: Mapping[str, str] | None = None,
        citations: tuple[Citation, ...] = (),
        remark: str = "",
    ) -> None:
        """Hold that source and target are related in this way.

        Raises:
            AlreadyThere, UnknownLinkKind, DerivedOnly, SelfLink, OtherCase, EndsBeforeStart, BadInput (a property).
        """
        if self.exists:
            raise AlreadyThere
        spec = assertable(kind)
        _check_ends(source, target, case_id=case_id)
        check_order(valid_from, valid_to)
        self._record(
            e.LinkAsserted(
                case_id=case_id,
                number=checked_number(number),
                kind=spec.kind,
                source_id=source.entity_id,
                target_id=target.entity_id,
                confidence=confidence,
                valid_from=valid_from,
                valid_to=valid_to,
                properties=checked_properties(properties or {}, allowed=spec.properties),
                citations=without_repeats(citations),
                remark=optional(remark, field="remark", longest=MAX_REMARK),
            )
        )

    def correct(
        self,
        *,
        confidence: Confidence,
        valid_from: PartialDate | None,
        valid_to: PartialDate | None,
        properties: Mapping[str, str],
        remark: str,
        reason: str,
    ) -> None:
        """Give all changeable values anew; a correction takes the review away.

        Kind and ends never change: a link between others is another link.
        """
        self._require_standing()
        check_order(valid_from, valid_to)
        new = e.LinkCorrected(
            confidence=confidence,
            valid_from=valid_from,
            valid_to=valid_to,
            properties=checked_properties(properties, allowed=self.spec.properties),
            remark=optional(remark, field="remark", longest=MAX_REMARK),
            reason=required(reason, field="reason"),
        )
        if self._differs_from(new):
            self._record(new)

    def cite(self, *, citation: Citation) -> None:
        """Name one more place on which the link rests."""
        self._require_standing()
        if citation in self.citations:
            raise CitedAlready
        self._record(e.LinkCited(citation=citation))

    def review(self, *, remark: str = "") -> None:
        """Agree with the link as it stands."""
        self._require_standing()
        self._record(e.LinkReviewed(remark=optional(remark, field="remark", longest=MAX_REMARK)))

    def withdraw(self, *, reason: str) -> None:
        """Let the link stand no longer; it is never deleted."""
        self._require_standing()
        self._record(e.LinkWithdrawn(reason=required(reason, field="reason")))

    def restore(self, *, reason: str) -> None:
        """Let a withdrawn link stand again."""
        if not self.is_withdrawn:
            raise LinkStands
        self._record(e.LinkRestored(reason=required(reason, field="reason")))

    def _require_standing(self) -> None:
        if self.is_withdrawn:
            raise LinkWithdrawnAlready

    def _differs_from(self, new: e.LinkCorrected) -> bool:
        now = (self.confidence, self.valid_from, self.valid_to, self.properties, self.remark)
        return now != (new.confidence, new.valid_from, new.valid_to, new.properties, new.remark)

    def _apply(self, event: e.LinkEvent) -> None:
        match event:
            case e.LinkAsserted():
                self.case_id, self.number, self.kind = event.case_id, event.number, event.kind
                self.source_id, self.target_id, self.citations = event.source_id, event.target_id, event.citations
                self._take_values(event)
            case e.LinkCorrected():
                self._take_values(event)
                self.is_reviewed = False
            case e.LinkCited(citation=citation):
                self.citations = (*self.citations, citation)
            case e.LinkReviewed():
                self.is_reviewed = True
            case e.LinkWithdrawn():
                self.is_withdrawn = True
            case e.LinkRestored():
                self.is_withdrawn = False
            case _:
                assert_never(event)

    def _take_values(self, event: e.LinkAsserted | e.LinkCorrected) -> None:
        self.confidence, self.remark, self.properties = event.confidence, event.remark, event.properties
        self.valid_from, self.valid_to = event.valid_from, event.valid_to


def _check_ends(source: LinkEnd, target: LinkEnd, *, case_id: UUID) -> None:
    if source.entity_id == target.entity_id:
        raise SelfLink
    if {source.case_id, target.case_id} != {case_id}:
        raise OtherCase
