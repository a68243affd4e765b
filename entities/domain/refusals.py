"""What entities, links and chronology entries refuse, as sentences for the person who asks."""

from uuid import UUID

from ledger.domain.errors import NotFound, Refused


class AlreadyThere(Refused):
    """A thing is made once."""

    sentence = "This is recorded already."


class OtherCase(Refused):
    """Entities belong to one case, and so does everything between them."""

    sentence = "Both entities must belong to this case. Look for the same party among the sightings instead."


class MergedAway(Refused):
    """A merged entity takes nothing new."""

    sentence = "This entity was merged into another. Change that one, or undo the merge first."

    def __init__(self, into_id: UUID) -> None:
        self.into_id = into_id
        super().__init__()


class SelfMerge(Refused):
    """Nothing is merged with itself."""

    sentence = "An entity cannot be merged with itself."


class SelfMatch(Refused):
    """Nothing is compared with itself."""

    sentence = "An entity cannot be compared with itself."


class NotMerged(Refused):
    """There is no merge to undo."""

    sentence = "This entity is not merged into another, so there is nothing to undo."


class NotMergedHere(Refused):
    """The merge to undo was made with another entity."""

    sentence = "The two entities are not merged with each other."


class UnknownStatement(NotFound):
    """The entity has no such statement."""

    sentence = "The entity has no such statement."


class StatementWithdrawnAlready(Refused):
    """What was withdrawn stays withdrawn."""

    sentence = "This statement is withdrawn. Make it anew if it is to stand again."


class StatementsDoNotFit(Refused):
    """Statements of the old kind have no place in the new one."""

    def __init__(self, *, kind: str, properties: tuple[str, ...]) -> None:
        super().__init__(f"{kind} has no place for: {', '.join(properties)}. Withdraw those statements first.")


class SelfLink(Refused):
    """A link has two ends."""

    sentence = "A link needs two different entities."


class DerivedOnly(Refused):
    """Shared identifiers are found, not asserted."""

    sentence = "That two entities share an identifier follows from their statements. State the identifier for both."


class LinkWithdrawnAlready(Refused):
    """A withdrawn link takes nothing but its restoration."""

    sentence = "This link is withdrawn. Restore it first."


class LinkStands(Refused):
    """There is nothing to restore."""

    sentence = "This link is not withdrawn."


class CitedAlready(Refused):
    """A citation is given once."""

    sentence = "This place of this exhibit is cited here already."


class EntryWithdrawnAlready(Refused):
    """A withdrawn entry stays as it was."""

    sentence = "This entry is withdrawn. Enter it anew if it is to stand again."


class NumberTaken(Refused):
    """A number belongs to one thing of a case for ever."""

    sentence = "This number belongs to something else in this case."
