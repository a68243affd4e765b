"""Which values the events of an exhibit set."""

from typing import Any

from evidence.domain import events as e
from ledger.changes import sets


@sets(e.ExhibitReceived)
def received(event: e.ExhibitReceived) -> dict[str, Any]:
    return {
        "title": event.title,
        "description": "",
        "marking": event.marking,
        "releasability": event.releasability,
        "wall": "none",
    }


@sets(e.ExhibitDescribed)
def described(event: e.ExhibitDescribed) -> dict[str, Any]:
    return {"title": event.title, "description": event.description}


@sets(e.ReleasabilitySet)
def released(event: e.ReleasabilitySet) -> dict[str, Any]:
    return {"releasability": event.releasability}


@sets(e.ExhibitMarkingRaised, e.ExhibitMarkingLowered)
def marked(event: e.ExhibitMarkingRaised | e.ExhibitMarkingLowered) -> dict[str, Any]:
    return {"marking": event.marking}


@sets(e.ExhibitWalled, e.ExhibitUnwalled)
def walled(event: e.ExhibitWalled | e.ExhibitUnwalled) -> dict[str, Any]:
    return {"wall": "stands" if isinstance(event, e.ExhibitWalled) else "none"}


@sets(e.CustodyRecorded, item="entry_id")
def held(event: e.CustodyRecorded) -> dict[str, Any]:
    return {"held until": event.held_until, "acknowledged": event.is_acknowledged}


@sets(e.CustodyEnded, item="entry_id")
def holding_ended(event: e.CustodyEnded) -> dict[str, Any]:
    return {"held until": event.held_until}


@sets(e.CustodyAcknowledged, item="entry_id")
def acknowledged(_: e.CustodyAcknowledged) -> dict[str, Any]:
    return {"acknowledged": True}
