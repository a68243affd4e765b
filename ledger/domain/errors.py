"""The tree of refusals and failures.

DomainError                    a true sentence for the person who reads it
├── Refused                    the state or a rule does not allow the command (409)
│   └── (each app's own: CaseNotOpen, ...)
├── NotPermitted               the person may see the thing but not do this (403)
├── NotFound                   absent, or not for this person: the same answer (404)
├── BadInput                   the command's values are wrong in shape or range (400, 422)
└── WrongExpectedVersion       somebody else changed the thing first (409, 412)

LogDamaged                     the stored log contradicts itself: an operator must look
"""

from uuid import UUID


class DomainError(Exception):
    """A command that was not carried out, with a sentence fit for the person who reads it."""

    sentence = "This cannot be done."

    def __init__(self, sentence: str | None = None) -> None:
        self.sentence = sentence or type(self).sentence
        super().__init__(self.sentence)


class Refused(DomainError):
    """The state of the thing does not allow the command."""


class NotPermitted(DomainError):
    """The person may see the thing but not do this to it."""

    sentence = "Your role does not allow this."


class NotFound(DomainError):
    """Absent, or not for this person; the two are never told apart."""

    sentence = "There is nothing here that you may see."


class BadInput(DomainError):
    """A value is wrong in shape or range; `field` names the command's argument."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        self.field = field
        super().__init__(sentence)


class WrongExpectedVersion(DomainError):
    """Somebody else changed the stream first; `current` is its version now."""

    sentence = "Somebody else changed this in the meantime. Look at the new state and try again."

    def __init__(self, *, stream_id: str, expected: int, current: int) -> None:
        self.stream_id, self.expected, self.current = stream_id, expected, current
        super().__init__()


class ReusedCommand(DomainError):
    """The command id was used before for another request."""

    sentence = "This request key was used before for a different request. Use a new key."

    def __init__(self, command_id: UUID) -> None:
        self.command_id = command_id
        super().__init__()


class LogDamaged(Exception):
    """The stored log contradicts itself; nothing is guessed, an operator must run the audit."""
