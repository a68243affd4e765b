"""Blocks 21 to 24: certification, distribution, glossary, verification."""

from datetime import datetime
from uuid import UUID

from dossiers import queries
from dossiers.compose.source import Source, moment, names_of
from dossiers.domain.document import Certification, DisclosureRow, GlossaryTerm, Signatory, Verification
from dossiers.domain.events import Edition

STATEMENT = (
    "Who prepared, who reviewed and who approved this dossier are three people. "
    "The approval binds to the SHA-256 of the content; any change voids it."
)
TERMS = (
    ("content SHA-256", "Hash over everything that a reviewer reads; the approval binds to it."),
    ("exhibit", "A file taken in as evidence, numbered for life (X-05), with hash and custody."),
    ("grade", "Letter for the reliability of the source, digit for the credibility of the item; F and 6 mean unknown."),
    ("marking", "Label of the Traffic Light Protocol 2.0, which says to whom a document may be passed on."),
    ("pin", "The place in an exhibit where a sentence can be checked: page, row or region."),
    ("position", "Number of an event in the log; the dossier shows the case as it stood at one."),
)
STEPS = (
    "Compute the SHA-256 of this file, for example with sha256sum.",
    "Compare it with the SHA-256 that came with the file on its own way.",
    "Compute the SHA-256 of each exhibit that was handed over, and compare it with the exhibit's sheet.",
)


def certification(source: Source) -> Certification:
    """Block 21; a draft names its preparer only."""
    order = source.order
    names = names_of([order.prepared_by, order.reviewed_by, order.approved_by])
    signed: list[tuple[str, UUID | None, datetime | None]] = [("preparer", order.prepared_by, order.requested_at)]
    if source.edition is Edition.FINAL:
        signed += [
            ("reviewer", order.reviewed_by, order.reviewed_at),
            ("approver", order.approved_by, order.approved_at),
        ]
    return Certification(
        statement=STATEMENT,
        signatories=tuple(
            Signatory(role=role, name=names.get(person, ""), signed_at=moment(at), method="signed in to Interdict")
            for role, person, at in signed
        ),
    )


def disclosures(source: Source) -> tuple[DisclosureRow, ...]:
    """Block 22: copies of this dossier's versions that were handed over before the position."""
    versions = [row.id for row in queries.versions(source.order)]
    return tuple(
        DisclosureRow(
            copy=row.copy,
            recipient=row.recipient,
            organisation=row.organisation,
            purpose=row.purpose,
            authority=row.authority,
            date=moment(row.released_at),
            method=row.method,
            receipt=row.receipt,
        )
        for row in queries.disclosures(source.case_id, dossier_ids=versions, upto=source.upto)
    )


def glossary() -> tuple[GlossaryTerm, ...]:
    """Block 23."""
    return tuple(GlossaryTerm(term=term, meaning=meaning) for term, meaning in TERMS)


def verification(source: Source) -> Verification:
    """Block 24: how far the log reached, and how to check the file without the installation."""
    return Verification(log_size=f"{source.upto:,}", steps=STEPS)
