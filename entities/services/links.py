"""Commands about links."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID, uuid4

from cases.permissions import Action
from entities import queries
from entities.domain.citations import Citation
from entities.domain.grades import Confidence
from entities.domain.link import Link
from entities.domain.validity import PartialDate
from entities.models import Link as LinkRow
from entities.services.working import end_of, free_number, working


def assert_link(
    *,
    case_id: UUID,
    kind: str,
    source_id: UUID,
    target_id: UUID,
    confidence: Confidence,
    valid_from: PartialDate | None = None,
    valid_to: PartialDate | None = None,
    properties: Mapping[str, str] | None = None,
    citations: tuple[Citation, ...] = (),
    remark: str = "",
    number: str = "",
    by: UUID,
    at: datetime,
    link_id: UUID | None = None,
) -> UUID:
    """Hold that two entities of a case are related; without a citation the link is marked as uncited.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, NumberTaken, NotCitable, and what `Link.assert_between` raises.
    """
    link_id = link_id or uuid4()
    with working(case_id, by=by, at=at, citations=citations) as work:
        work.create(Link, link_id, scope_id=case_id).assert_between(
            case_id=case_id,
            number=free_number(LinkRow, case_id, wanted=number, prefix="L"),
            kind=kind,
            source=end_of(source_id, by=by, case_id=case_id),
            target=end_of(target_id, by=by, case_id=case_id),
            confidence=confidence,
            valid_from=valid_from,
            valid_to=valid_to,
            properties=properties,
            citations=citations,
            remark=remark,
        )
    return link_id


def correct_link(
    *,
    link_id: UUID,
    confidence: Confidence,
    valid_from: PartialDate | None,
    valid_to: PartialDate | None,
    properties: Mapping[str, str],
    remark: str,
    reason: str,
    by: UUID,
    at: datetime,
    expected_version: int | None = None,
) -> None:
    """Give the changeable values of a link anew; its review is taken away.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, LinkWithdrawnAlready, EndsBeforeStart, BadInput, WrongExpectedVersion.
    """
    with _link(link_id, by=by, at=at, expected_version=expected_version) as link:
        link.correct(
            confidence=confidence,
            valid_from=valid_from,
            valid_to=valid_to,
            properties=properties,
            remark=remark,
            reason=reason,
        )


def cite_link(*, link_id: UUID, citation: Citation, by: UUID, at: datetime) -> None:
    """Name one more place on which a link rests.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, NotCitable, CitedAlready, LinkWithdrawnAlready.
    """
    with _link(link_id, by=by, at=at, citations=(citation,)) as link:
        link.cite(citation=citation)


def review_link(*, link_id: UUID, remark: str = "", by: UUID, at: datetime) -> None:
    """Agree with a link as it stands.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, LinkWithdrawnAlready, BadInput.
    """
    with _link(link_id, by=by, at=at, action=Action.REVIEW) as link:
        link.review(remark=remark)


def withdraw_link(*, link_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Let a link stand no longer; it is never deleted.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, LinkWithdrawnAlready, BadInput.
    """
    with _link(link_id, by=by, at=at) as link:
        link.withdraw(reason=reason)


def restore_link(*, link_id: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Let a withdrawn link stand again.

    Raises:
        NotFound, NotPermitted, CaseNotOpen, LinkStands, BadInput.
    """
    with _link(link_id, by=by, at=at) as link:
        link.restore(reason=reason)


@contextmanager
def _link(
    link_id: UUID,
    *,
    by: UUID,
    at: datetime,
    citations: Iterable[Citation] = (),
    action: Action = Action.CONTRIBUTE,
    expected_version: int | None = None,
) -> Iterator[Link]:
    with working(queries.link(link_id).case_id, by=by, at=at, citations=citations, action=action) as work:
        yield work.load(Link, link_id, expected_version=expected_version)
