"""Which values the events of entities, links and the chronology set."""

from typing import Any

from entities.domain import entry_events as n
from entities.domain import events as e
from entities.domain import link_events as k
from entities.domain.kinds import KINDS
from ledger.changes import sets


@sets(e.EntityCreated)
def created(event: e.EntityCreated) -> dict[str, Any]:
    return {"kind": KINDS[event.kind].label, "description": ""}


@sets(e.EntityDescribed)
def described(event: e.EntityDescribed) -> dict[str, Any]:
    return {"description": event.description}


@sets(e.KindChanged)
def kind_changed(event: e.KindChanged) -> dict[str, Any]:
    return {"kind": KINDS[event.kind].label}


@sets(e.StatementMade, item="statement_id")
def stated(event: e.StatementMade) -> dict[str, Any]:
    return {"grade": f"{event.reliability}{event.credibility}", "state": "stands"}


@sets(e.StatementGraded, item="statement_id")
def graded(event: e.StatementGraded) -> dict[str, Any]:
    return {"grade": f"{event.reliability}{event.credibility}"}


@sets(e.StatementWithdrawn, item="statement_id")
def statement_withdrawn(_: e.StatementWithdrawn) -> dict[str, Any]:
    return {"state": "withdrawn"}


@sets(k.LinkAsserted, k.LinkCorrected)
def linked(event: k.LinkAsserted | k.LinkCorrected) -> dict[str, Any]:
    return {
        "confidence": event.confidence,
        "from": event.valid_from,
        "to": event.valid_to,
        "details": ", ".join(f"{name} {value}" for name, value in sorted(event.properties.items())),
        "remark": event.remark,
        **({"state": "stands"} if isinstance(event, k.LinkAsserted) else {}),
    }


@sets(k.LinkWithdrawn, k.LinkRestored)
def link_state(event: k.LinkWithdrawn | k.LinkRestored) -> dict[str, Any]:
    return {"state": "withdrawn" if isinstance(event, k.LinkWithdrawn) else "stands"}


@sets(n.EntryEntered, n.EntryCorrected)
def entered(event: n.EntryEntered | n.EntryCorrected) -> dict[str, Any]:
    return {
        "date as written": event.date_text,
        "zone": event.zone,
        "precision": event.precision,
        "instant": event.utc,
        "summary": event.summary,
        "parties": event.party_ids,
        "cites": tuple(citation.exhibit_id for citation in event.citations),
        **({"state": "stands"} if isinstance(event, n.EntryEntered) else {}),
    }


@sets(n.EntryWithdrawn)
def entry_withdrawn(_: n.EntryWithdrawn) -> dict[str, Any]:
    return {"state": "withdrawn"}
