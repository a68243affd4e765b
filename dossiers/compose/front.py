"""Blocks 1 to 4: cover, handling notice, summary, scope."""

from accounts.domain.markings import Marking
from dossiers.compose.gaps import open_questions
from dossiers.compose.source import Source, moment, names_of, paragraphs, spoken
from dossiers.domain.document import Cover, Handling, Scope, Summary, Versioned
from dossiers.domain.events import Edition
from ledger import store

NOTICES = {
    Marking.CLEAR: "There is no limit on disclosure.",
    Marking.GREEN: "For the recipient's community; not for public channels.",
    Marking.AMBER: "For the recipient's organisation and its clients who need it to act. Do not publish or pass on.",
    Marking.AMBER_STRICT: "For the named recipient's organisation only. Do not publish or pass on.",
    Marking.RED: "For the named recipient in person only. Do not pass on in any form.",
}


def cover(source: Source) -> Cover:
    """Block 1; approver and date of issue stand in the final edition only."""
    order, is_final = source.order, source.edition is Edition.FINAL
    names = names_of([order.prepared_by, order.approved_by])
    return Cover(
        case_reference=source.case.reference,
        title=order.title,
        subtitle="" if order.title == source.case.title else source.case.title,
        dossier_id=f"D-{order.number}",
        version=order.dossier_version,
        state="" if is_final else "Draft, not approved",
        as_of_position=source.upto,
        as_of=moment(store.time_at(source.upto)),
        issued=moment(order.approved_at) if is_final else "",
        author=names.get(order.prepared_by, ""),
        approver=names.get(order.approved_by, "") if is_final else "",
        recipient=", ".join(filter(None, (order.recipient, order.organisation))),
        authority=order.authority,
        marking=order.marking,
        copy=order.copy,
    )


def handling(source: Source) -> Handling:
    """Block 2."""
    return Handling(notice=NOTICES[Marking(source.order.marking)], caveats=(f"Purpose: {source.order.purpose}",))


def summary(source: Source) -> Summary:
    """Block 3; without words of the preparer's, the summary of the case stands."""
    return Summary(
        bottom_line=source.order.bottom_line,
        body_html=paragraphs(source.order.summary or source.case.summary),
        not_known=open_questions(source),
    )


def scope(source: Source) -> Scope:
    """Block 4."""
    case = source.case
    return Scope(
        legal_basis=case.legal_basis,
        period=f"Opened {moment(case.opened_at)}; stage {spoken(case.stage)}",
        tools=(Versioned(name="Interdict", purpose="case record and this dossier"),),
    )
