"""What happened to a dossier, in words."""

from dossiers.domain import events as e
from ledger.sentences import NameOf, sentence


@sentence(e.DossierRequested)
def dossier_requested(event: e.DossierRequested, _: NameOf) -> str:
    return (
        f"requested dossier {event.number} (version {event.version}) “{event.title}” at {event.marking.value} "
        f"for {event.recipient}: {event.purpose}"
    )


@sentence(e.DossierRevised)
def dossier_revised(event: e.DossierRevised, _: NameOf) -> str:
    return f"revised the dossier “{event.title}” for {event.recipient}: {event.reason}"


@sentence(e.RenderOrdered)
def render_ordered(event: e.RenderOrdered, _: NameOf) -> str:
    return f"had the {event.edition.value} of a dossier made"


@sentence(e.DossierRendered)
def dossier_rendered(event: e.DossierRendered, _: NameOf) -> str:
    blocked = f"; {len(event.blocked)} parts stand against its release" if event.blocked else ""
    return f"made the {event.edition.value} of a dossier, {event.pages} pages, SHA-256 {event.sha256[:8]}{blocked}"


@sentence(e.RenderingFailed)
def rendering_failed(event: e.RenderingFailed, _: NameOf) -> str:
    return f"could not make a dossier: {event.reason}"


@sentence(e.DossierCompared)
def dossier_compared(event: e.DossierCompared, _: NameOf) -> str:
    return f"rendered a dossier once more from the record: {'the same' if event.is_equal else 'other'} bytes"


@sentence(e.DossierCancelled)
def dossier_cancelled(event: e.DossierCancelled, _: NameOf) -> str:
    return f"cancelled a dossier: {event.reason}"


@sentence(e.DossierReviewed)
def dossier_reviewed(event: e.DossierReviewed, _: NameOf) -> str:
    return f"agreed to a dossier as reviewer{': ' + event.remark if event.remark else ''}"


@sentence(e.DossierReturned)
def dossier_returned(event: e.DossierReturned, _: NameOf) -> str:
    return f"returned a dossier to its preparer: {event.reason}"


@sentence(e.DossierApproved)
def dossier_approved(event: e.DossierApproved, _: NameOf) -> str:
    return (
        f"approved a dossier with the content {event.content_sha256[:8]}{': ' + event.remark if event.remark else ''}"
    )


@sentence(e.DossierReleased)
def dossier_released(event: e.DossierReleased, _: NameOf) -> str:
    to = ", ".join(filter(None, (event.recipient, event.organisation)))
    return f"handed a dossier over to {to} by {event.method}, SHA-256 {event.sha256[:8]}"


@sentence(e.DossierWithdrawn)
def dossier_withdrawn(event: e.DossierWithdrawn, _: NameOf) -> str:
    return f"withdrew a released dossier: {event.reason}"


@sentence(e.DossierSuperseded)
def dossier_superseded(_: e.DossierSuperseded, __: NameOf) -> str:
    return "replaced a released dossier by a later version"
