"""Why a button is off: the same check that refuses the command says it on the page."""

from collections.abc import Callable

from ledger.domain.errors import DomainError


def reason_against(check: Callable[[], object]) -> str:
    """The sentence with which a check refuses, or nothing when it lets the person act."""
    try:
        check()
    except DomainError as refusal:
        return refusal.sentence
    return ""
