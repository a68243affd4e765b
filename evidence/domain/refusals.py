"""What an exhibit refuses, as sentences for the person who asks."""

from ledger.domain.errors import Refused


class ExhibitExists(Refused):
    """An exhibit is received once."""

    sentence = "This exhibit was received already."


class AlreadyReceived(Refused):
    """The case holds a file with the same bytes."""

    sentence = "The case holds this file already."


class NumberTaken(Refused):
    """A number belongs to one exhibit of the case for ever."""

    sentence = "This number belongs to another exhibit of the case."


class StepNotWaiting(Refused):
    """Only a step that waits can end."""

    sentence = "This step does not wait to be taken."


class StepNotFinished(Refused):
    """Only a step that came to its end can be ordered again."""

    sentence = "This step has not come to its end yet."


class UnknownEntry(Refused):
    """The exhibit has no such custody entry."""

    sentence = "There is no such entry in this exhibit's custody."


class EntryExists(Refused):
    """A custody entry is recorded once."""

    sentence = "This custody entry is recorded already."


class HoldingEnded(Refused):
    """A holding ends once."""

    sentence = "This holding has ended already."


class AcknowledgedAlready(Refused):
    """A holding is acknowledged once."""

    sentence = "This holding is acknowledged already."


class ExhibitNotRaised(Refused):
    """The marking is not stricter."""

    sentence = "Choose a stricter marking. To lower one, make a proposal: three people decide."


class ExhibitNotLower(Refused):
    """The marking is not less strict."""

    sentence = "Choose a less strict marking than the present one."


class ExhibitWalledAlready(Refused):
    """There is one wall."""

    sentence = "The exhibit is walled already. Name more readers instead."


class ExhibitNotWalled(Refused):
    """There is no wall."""

    sentence = "The exhibit is not walled."


class ReaderNamed(Refused):
    """The person is named already."""

    sentence = "This person may read the walled exhibit already."


class SupersededAlready(Refused):
    """An exhibit has one successor."""

    sentence = "Another exhibit has taken this one's place already."


class NoSuchIncident(Refused):
    """There is no open incident of this id."""

    sentence = "There is no such open incident."
