"""What happened to a case, in words."""

from cases.domain import events as e
from cases.domain import proposal as p
from cases.domain.stages import TRANSITIONS
from ledger.sentences import NameOf, sentence


def plain(value: str) -> str:
    """A code of the program as words: `dossier_review` reads "dossier review"."""
    return value.replace("_", " ")


@sentence(e.CaseOpened)
def case_opened(event: e.CaseOpened, name_of: NameOf) -> str:
    lead = name_of(event.lead_id)
    return f"opened the case {event.reference} “{event.title}” at {event.marking.value} with {lead} as lead"


@sentence(e.CaseDescribed)
def case_described(event: e.CaseDescribed, _: NameOf) -> str:
    return f"described the case anew as “{event.title}”"


@sentence(e.CaseMoved)
def case_moved(event: e.CaseMoved, _: NameOf) -> str:
    label = TRANSITIONS[event.transition].label.lower() if event.transition in TRANSITIONS else event.transition
    extras = [plain(event.outcome.value) if event.outcome else "", event.authority or "", event.legal_basis or ""]
    given = ", ".join(filter(None, extras))
    return f"moved the case to {plain(event.to.value)} ({label}{': ' + given if given else ''}): {event.reason}"


@sentence(e.PrioritySet)
def priority_set(event: e.PrioritySet, _: NameOf) -> str:
    return f"set priority {event.priority}: {event.reason}"


@sentence(e.MemberAdded)
def member_added(event: e.MemberAdded, name_of: NameOf) -> str:
    return f"added {name_of(event.person_id)} as {plain(event.role.value)}: {event.reason}"


@sentence(e.MemberRemoved)
def member_removed(event: e.MemberRemoved, name_of: NameOf) -> str:
    return f"removed {name_of(event.person_id)} as {plain(event.role.value)}: {event.reason}"


@sentence(e.PersonRecused)
def person_recused(event: e.PersonRecused, name_of: NameOf) -> str:
    return f"recorded a conflict of interest of {name_of(event.person_id)}: {event.reason}"


@sentence(e.RecusalEnded)
def recusal_ended(event: e.RecusalEnded, name_of: NameOf) -> str:
    return f"ended the conflict of interest of {name_of(event.person_id)}: {event.reason}"


@sentence(e.CaseWalled)
def case_walled(event: e.CaseWalled, name_of: NameOf) -> str:
    return f"walled the case for {', '.join(map(name_of, event.reader_ids))} only: {event.reason}"


@sentence(e.WallReaderAdded)
def wall_reader_added(event: e.WallReaderAdded, name_of: NameOf) -> str:
    return f"let {name_of(event.person_id)} through the wall: {event.reason}"


@sentence(e.WallReaderRemoved)
def wall_reader_removed(event: e.WallReaderRemoved, name_of: NameOf) -> str:
    return f"shut {name_of(event.person_id)} out of the walled case: {event.reason}"


@sentence(e.CaseUnwalled)
def case_unwalled(event: e.CaseUnwalled, _: NameOf) -> str:
    return f"took the wall down: {event.reason}"


@sentence(e.MarkingRaised)
def marking_raised(event: e.MarkingRaised, _: NameOf) -> str:
    return f"raised the marking to {event.marking.value}: {event.reason}"


@sentence(e.MarkingLowered)
def marking_lowered(event: e.MarkingLowered, _: NameOf) -> str:
    return f"lowered the marking to {event.marking.value}: {event.reason}"


@sentence(e.LegalHoldOrdered)
def legal_hold_ordered(event: e.LegalHoldOrdered, _: NameOf) -> str:
    return f"put the case under a legal hold of {event.authority}: {event.reason}"


@sentence(e.LegalHoldLifted)
def legal_hold_lifted(event: e.LegalHoldLifted, _: NameOf) -> str:
    return f"lifted the legal hold: {event.reason}"


@sentence(e.QuestionAsked)
def question_asked(event: e.QuestionAsked, _: NameOf) -> str:
    return f"asked “{event.text}”"


@sentence(e.QuestionAnswered)
def question_answered(event: e.QuestionAnswered, _: NameOf) -> str:
    return f"answered a key question: {event.answer}"


@sentence(e.QuestionWithdrawn)
def question_withdrawn(event: e.QuestionWithdrawn, _: NameOf) -> str:
    return f"withdrew a key question: {event.reason}"


@sentence(e.TaskAdded)
def task_added(event: e.TaskAdded, name_of: NameOf) -> str:
    return f"planned “{event.title}”{_assigned(event, name_of)}"


@sentence(e.TaskChanged)
def task_changed(event: e.TaskChanged, name_of: NameOf) -> str:
    return f"changed a task to “{event.title}”{_assigned(event, name_of)}"


@sentence(e.TaskDone)
def task_done(event: e.TaskDone, _: NameOf) -> str:
    return f"finished a task{': ' + event.proof if event.proof else ''}"


@sentence(e.TaskDropped)
def task_dropped(event: e.TaskDropped, _: NameOf) -> str:
    return f"dropped a task: {event.reason}"


@sentence(e.NoteWritten)
def note_written(_: e.NoteWritten, __: NameOf) -> str:
    return "wrote a note"


@sentence(e.NoteRevised)
def note_revised(_: e.NoteRevised, __: NameOf) -> str:
    return "revised a note"


@sentence(e.NoteWithdrawn)
def note_withdrawn(event: e.NoteWithdrawn, _: NameOf) -> str:
    return f"withdrew a note: {event.reason}"


@sentence(e.DeadlineSet)
def deadline_set(event: e.DeadlineSet, _: NameOf) -> str:
    return f"noted the deadline “{event.title}” on {event.due_on:%d %b %Y} ({event.legal_basis})"


@sentence(e.DeadlineMet)
def deadline_met(event: e.DeadlineMet, _: NameOf) -> str:
    return f"met a deadline: {event.proof}"


@sentence(e.DeadlineDropped)
def deadline_dropped(event: e.DeadlineDropped, _: NameOf) -> str:
    return f"dropped a deadline: {event.reason}"


@sentence(p.ProposalMade)
def proposal_made(event: p.ProposalMade, _: NameOf) -> str:
    terms = ", ".join(f"{plain(name)} {value}" for name, value in event.terms.items())
    return f"proposed to {plain(event.subject.value)}{' (' + terms + ')' if terms else ''}: {event.reason}"


@sentence(p.ProposalReviewed)
def proposal_reviewed(event: p.ProposalReviewed, _: NameOf) -> str:
    return f"agreed to a proposal as second person{': ' + event.remark if event.remark else ''}"


@sentence(p.ProposalRejected)
def proposal_rejected(event: p.ProposalRejected, _: NameOf) -> str:
    return f"rejected a proposal: {event.reason}"


@sentence(p.ProposalCarriedOut)
def proposal_carried_out(_: p.ProposalCarriedOut, __: NameOf) -> str:
    return "carried out a proposal as third person"


def _assigned(event: e.TaskAdded | e.TaskChanged, name_of: NameOf) -> str:
    owner = f" for {name_of(event.owner_id)}" if event.owner_id else ""
    return owner + (f" until {event.due_on:%d %b %Y}" if event.due_on else "")
