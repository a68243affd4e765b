"""From alerts' events to their read table."""

from uuid import UUID

from ledger.domain.events import Envelope
from ledger.projections import Rows, project
from search.domain import events as e
from search.models import Alert


def _alert_of(meta: Envelope) -> UUID:
    return UUID(meta.stream_id.removeprefix("alert-"))


@project(e.AlertRaised, into=Alert)
def alert_raised(event: e.AlertRaised, meta: Envelope, rows: Rows[Alert]) -> None:
    rows.insert(
        id=_alert_of(meta),
        search_id=event.search_id,
        owner_id=event.owner_id,
        thing=event.thing,
        case_id=event.case_id,
        raised_at=meta.recorded_at,
        seen_at=None,
    )


@project(e.AlertSeen, into=Alert)
def alert_seen(_event: e.AlertSeen, meta: Envelope, rows: Rows[Alert]) -> None:
    rows.update(_alert_of(meta), seen_at=meta.recorded_at)
