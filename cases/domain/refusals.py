"""What a case refuses, as sentences for the person who asks."""

from ledger.domain.errors import Refused


class CaseExists(Refused):
    """A case is opened once."""

    sentence = "This case is open already."


class ReferenceTaken(Refused):
    """A reference belongs to one case for ever."""

    sentence = "This reference belongs to another case."


class CaseNotOpen(Refused):
    """A closed case takes nothing new."""

    sentence = "The case is closed. Reopen it first."


class WrongStage(Refused):
    """The transition does not start in this stage."""

    sentence = "This is not possible in the present stage."


class AlreadyOnTeam(Refused):
    """A role is given once."""

    sentence = "This person has the role in this case already."


class NotOnTeam(Refused):
    """Only who is in can be taken out."""

    sentence = "This person does not have that place in this case."


class LastLead(Refused):
    """A case always has a lead who can see it."""

    sentence = "A case keeps at least one lead. Name another lead first."


class AlreadyRecused(Refused):
    """A conflict of interest stands."""

    sentence = "This person has declared a conflict of interest in this case."


class NotRecused(Refused):
    """There is no conflict of interest to end."""

    sentence = "This person has declared no conflict of interest."


class WalledAlready(Refused):
    """There is one wall."""

    sentence = "The case is walled already. Name or remove readers instead."


class NotWalled(Refused):
    """There is no wall."""

    sentence = "The case is not walled."


class BehindWall(Refused):
    """The person is named already."""

    sentence = "This person may read the walled case already."


class NotBehindWall(Refused):
    """Only who is named can be shut out."""

    sentence = "This person is not among the readers of the walled case."


class NotRaised(Refused):
    """The marking is not stricter."""

    sentence = "Choose a stricter marking. To lower one, make a proposal: three people decide."


class NotLower(Refused):
    """The marking is not less strict."""

    sentence = "Choose a less strict marking than the present one."


class UnderLegalHold(Refused):
    """A hold stops disposition and erasure."""

    sentence = "The case is under a legal hold."


class NoLegalHold(Refused):
    """There is no hold to lift."""

    sentence = "The case is not under a legal hold."


class UnknownItem(Refused):
    """The question, task, note or deadline does not exist in this case."""

    sentence = "There is no such item in this case."


class ItemExists(Refused):
    """A question, task, note or deadline is put on the agenda once."""

    sentence = "This item stands in the case already."


class ItemSettled(Refused):
    """Done, dropped, answered or withdrawn items stay as they are."""

    sentence = "This item is settled already."


class NotInForce(Refused):
    """Law is dated: a rule decides on events of its own time."""

    sentence = "This rule was not in force on that day."


class SameHands(Refused):
    """Four eyes: who prepares, who reviews and who releases are three people."""

    sentence = "Who prepares, who reviews and who releases must be three different people."


class NotInThisState(Refused):
    """The proposal does not await this."""

    sentence = "The proposal is not waiting for this step."


class ChangedSince(Refused):
    """An approval binds to what was seen."""

    sentence = "What this proposal is about has changed since. It is void; make a new one."
