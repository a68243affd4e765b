"""What a dossier refuses, as sentences for the person who asks."""

from collections.abc import Mapping

from cases.domain.refusals import SameHands
from ledger.domain.errors import Refused

__all__ = [
    "BlockedExhibits",
    "ContentChanged",
    "MarkedTooLow",
    "NotAwaited",
    "NotRenderedYet",
    "NotRequested",
    "SameHands",
]


class NotAwaited(Refused):
    """The dossier does not wait for this step."""

    sentence = "The dossier is not waiting for this step."


class NotRequested(Refused):
    """What was made is not what is wanted any more."""

    sentence = "The dossier was changed or cancelled while it was made."


class NotRenderedYet(Refused):
    """The final edition is still being made."""

    sentence = "The approved edition is not made yet. Wait until it is, or order it again."


class ContentChanged(Refused):
    """An approval binds to what was seen."""

    sentence = "The dossier has changed since you looked at it. Read the new content first."


class MarkedTooLow(Refused):
    """A whole is marked at least as its highest part."""

    sentence = "A dossier is marked at least as strictly as its case."


class BlockedExhibits(Refused):
    """Parts of the dossier may not leave the house; `reasons` by exhibit number."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        named = "; ".join(f"{number}: {reason}" for number, reason in sorted(self.reasons.items()))
        super().__init__(f"The dossier cannot be released. {named}. Leave it out, or settle the reason first.")
