"""What was stored under older versions still says the same."""

from accounts.domain.events import TokenMade
from ledger.codec import decode


def test_a_token_of_the_first_version_reaches_every_case_that_is_not_walled_from_anywhere():
    first = {"token_id": "t1", "name": "script", "scopes": ["cases:read"], "expires_on": "2026-09-01"}

    assert decode("actor.token_made", 1, first) == TokenMade(
        **first | {"scopes": ("cases:read",)}, cases=("*",), networks=()
    )
