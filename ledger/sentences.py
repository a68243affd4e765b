"""What each event says to a reader: one line, in words, with names for ids."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from ledger.domain.erasure import ErasureExecuted
from ledger.domain.events import Event, Recorded
from ledger.domain.keys import KeyAnnounced
from ledger.domain.verification import LogVerified

NameOf = Callable[[UUID | None], str]
Sentence = Callable[[Any, NameOf], str]

_sentences: dict[type[Event], Sentence] = {}


def sentence(event: type[Event]) -> Callable[[Sentence], Sentence]:
    """Register the sentence of an event.

    Raises:
        ValueError: the event has one already.
    """

    def register(function: Sentence) -> Sentence:
        if event in _sentences:
            raise ValueError(f"{event.event_type} has a sentence already.")
        _sentences[event] = function
        return function

    return register


def has_sentence(event: type[Event]) -> bool:
    """True when the event can be told."""
    return event in _sentences


def tell(recorded: Recorded, name_of: NameOf) -> str:
    """The sentence of a recorded event, without its subject and time: "closed the case: unfounded"."""
    return _sentences[type(recorded.event)](recorded.event, name_of)


@sentence(ErasureExecuted)
def erasure_executed(event: ErasureExecuted, _: NameOf) -> str:
    return f"erased the field {event.field} of an event under {event.legal_basis}: {event.reason}"


@sentence(LogVerified)
def log_verified(event: LogVerified, _: NameOf) -> str:
    found = "everything holds" if not event.findings else f"{event.findings} things do not hold"
    return f"verified the log to event {event.upto}: {found}"


@sentence(KeyAnnounced)
def key_announced(event: KeyAnnounced, _: NameOf) -> str:
    return f"announced the public key {event.key.split('+')[1]}, which signs heads of the log"
