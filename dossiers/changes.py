"""Which values the events of a dossier set."""

from typing import Any

from dossiers.domain import events as e
from ledger.changes import sets


@sets(e.DossierRequested, e.DossierRevised)
def terms(event: e.DossierRequested | e.DossierRevised) -> dict[str, Any]:
    return {
        "title": event.title,
        "recipient": event.recipient,
        "organisation": event.organisation,
        "authority": event.authority,
        "purpose": event.purpose,
        "marking": event.marking,
        "copy": event.copy,
        "bottom line": event.bottom_line,
        "summary": event.summary,
        "left out": event.left_out,
        "prepared by": event.prepared_by,
    }
