"""A case with something to print, and a dossier on its way; jobs run in this process."""

from uuid import UUID

from accounts.domain.actor import SYSTEM_ID
from accounts.domain.markings import Marking
from cases import services as cases
from dossiers import queries, services
from dossiers.domain.dossier import Dossier, Made, Terms
from dossiers.domain.events import Edition
from jobs import claims, registry
from jobs.run import Run
from ledger.unit_of_work import unit_of_work
from tests import builders
from tests.people import ADA, DEE, EVE, NOON


def terms(**changes: object) -> Terms:
    """Terms of a dossier for the regulator."""
    given = {
        "title": "Paper lantern",
        "recipient": "Markets desk",
        "organisation": "The regulator",
        "authority": "Request MD/114",
        "purpose": "To decide on an end-use check",
        "marking": Marking.AMBER,
        "bottom_line": "It is likely that some servers moved onward.",
    }
    return Terms(**{**given, **changes})


def a_case() -> UUID:
    """Ada's case with a summary, a question, a task and the whole team."""
    builders.people()
    case_id = builders.a_case()
    cases.describe_case(case_id=case_id, title="Paper lantern", summary="Two words.\n\nMore.", by=ADA, at=NOON)
    cases.ask_question(case_id=case_id, text="Where are the 170 servers?", by=ADA, at=NOON)
    cases.add_task(case_id=case_id, title="Call the forwarder", owner_id=ADA, by=ADA, at=NOON)
    return case_id


def requested(case_id: UUID, **changes: object) -> UUID:
    """A dossier that was asked for."""
    return services.request_dossier(terms(**changes), case_id=case_id, by=ADA, at=NOON)


def work_off(dossier_id: UUID) -> None:
    """Let the job of a dossier run here."""
    work_off_job(queries.dossier(dossier_id).job_id)


def work_off_job(job_id: UUID) -> None:
    """Let a job run here, without the heartbeat that would need a connection of its own."""
    claimed = claims.claim(job_id)
    if claimed:
        registry.handler_of(claimed.kind)(Run(claimed))


def made(case_id: UUID, **changes: object) -> UUID:
    """A dossier whose draft is made."""
    dossier_id = requested(case_id, **changes)
    work_off(dossier_id)
    return dossier_id


def content(dossier_id: UUID) -> str:
    """What a reviewer has read."""
    return queries.dossier(dossier_id).content_sha256


def approved(case_id: UUID, **changes: object) -> UUID:
    """A dossier that Dee reviewed and Eve approved, with its final edition."""
    dossier_id = made(case_id, **changes)
    services.review_dossier(dossier_id=dossier_id, content_sha256=content(dossier_id), by=DEE, at=NOON)
    services.approve_dossier(dossier_id=dossier_id, content_sha256=content(dossier_id), by=EVE, at=NOON)
    work_off(dossier_id)
    return dossier_id


def released(case_id: UUID, **changes: object) -> UUID:
    """A dossier of which Eve has handed over a copy."""
    dossier_id = approved(case_id, **changes)
    services.release_dossier(dossier_id=dossier_id, recipient="Markets desk", method="courier", by=EVE, at=NOON)
    return dossier_id


def as_if_made(dossier_id: UUID, *, blocked: dict[str, str] | None = None) -> None:
    """Record a PDF without drawing it, for what only asks where a dossier stands."""
    row = queries.dossier(dossier_id)
    edition = Edition.FINAL if row.state == "approved" else Edition.DRAFT
    pdf = Made(sha256="f" * 64, size_bytes=9, pages=5, content_sha256="a" * 64, blocked=blocked or {})
    with unit_of_work(actor_id=SYSTEM_ID, at=NOON) as work:
        work.load(Dossier, dossier_id).take(pdf, edition=edition, job_id=row.job_id)
