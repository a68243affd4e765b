"""The standing of a person: given these events, a command gives these events or a refusal."""

import pytest

from accounts.domain.actor import (
    AccountIsClosed,
    AccountIsOpen,
    Actor,
    HasRoleAlready,
    LacksRole,
    UnknownToken,
)
from accounts.domain.events import (
    ActorDisabled,
    ActorEnabled,
    ActorEvent,
    ClearanceSet,
    Role,
    RoleGranted,
    RoleRevoked,
    SignInReset,
    TokenMade,
    TokenRevoked,
)
from accounts.domain.markings import Marking
from ledger.domain.errors import BadInput
from tests.people import ADA

INVESTIGATES = RoleGranted(role=Role.INVESTIGATOR, reason="Hired")
CLEARED = ClearanceSet(marking=Marking.AMBER, reason="Vetted")
CLOSED = ActorDisabled(reason="Left")
OPENED = ActorEnabled(reason="Came back")
BOUNDS = {"cases": ("*",), "networks": ()}
TOKEN = TokenMade(token_id="t1", name="script", scopes=("cases:read",), expires_on="2026-09-01", **BOUNDS)
TOKEN_ENDED = TokenRevoked(token_id="t1", reason="Lost")

COMMANDS = {
    "grant": {"role": Role.AUDITOR, "reason": "Asked"},
    "set_clearance": {"marking": Marking.RED, "reason": "Asked"},
    "disable": {"reason": "Asked"},
    "reset_sign_in": {"reason": "Asked", "without_second_steps": False},
    "make_token": {"token_id": "t9", "name": "script", "scopes": ("cases:read",), "expires_on": "2026-09-01", **BOUNDS},
}


def given(*events: ActorEvent) -> Actor:
    actor = Actor(ADA)
    actor.fold(events)
    return actor


def refuses(refusal: type[Exception], actor: Actor, *, command: str, **values: object) -> None:
    with pytest.raises(refusal):
        getattr(actor, command)(**values)

    assert actor.pending == []


def test_somebody_new_has_no_rights():
    actor = given()

    assert (actor.roles, actor.clearance, actor.tokens) == (frozenset(), Marking.CLEAR, frozenset())
    assert not actor.is_disabled
    assert not actor.exists


def test_a_role_is_granted_with_its_reason():
    actor = given()

    actor.grant(role=Role.INVESTIGATOR, reason=" Hired ")

    assert actor.pending == [INVESTIGATES]
    assert actor.roles == {Role.INVESTIGATOR}


def test_a_role_is_granted_once():
    refuses(HasRoleAlready, given(INVESTIGATES), command="grant", role=Role.INVESTIGATOR, reason="Again")


def test_a_role_is_taken_back():
    actor = given(INVESTIGATES, RoleGranted(role=Role.AUDITOR, reason="Also"))

    actor.revoke(role=Role.INVESTIGATOR, reason="Moved")

    assert actor.pending == [RoleRevoked(role=Role.INVESTIGATOR, reason="Moved")]
    assert actor.roles == {Role.AUDITOR}


def test_a_role_that_is_not_held_is_not_taken_back():
    refuses(LacksRole, given(INVESTIGATES), command="revoke", role=Role.AUDITOR, reason="Moved")


def test_a_clearance_is_set():
    actor = given(INVESTIGATES)

    actor.set_clearance(marking=Marking.AMBER, reason="Vetted")

    assert actor.pending == [CLEARED]
    assert actor.clearance is Marking.AMBER


def test_the_same_clearance_again_is_no_news():
    actor = given(CLEARED)

    actor.set_clearance(marking=Marking.AMBER, reason="Vetted")

    assert actor.pending == []


def test_an_account_is_closed_and_opened_again():
    actor = given(INVESTIGATES)

    actor.disable(reason="Left")
    assert actor.is_disabled
    actor.enable(reason="Came back")

    assert actor.pending == [CLOSED, OPENED]
    assert not actor.is_disabled
    assert actor.roles == {Role.INVESTIGATOR}


def test_an_open_account_is_not_opened():
    refuses(AccountIsOpen, given(INVESTIGATES), command="enable", reason="Came back")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_account_gets_nothing_new(command):
    refuses(AccountIsClosed, given(INVESTIGATES, CLOSED), command=command, **COMMANDS[command])


def test_a_closed_account_still_loses_roles_and_tokens():
    actor = given(INVESTIGATES, TOKEN, CLOSED)

    actor.revoke(role=Role.INVESTIGATOR, reason="Left")
    actor.revoke_token(token_id="t1", reason="Lost")

    assert (actor.roles, actor.tokens) == (frozenset(), frozenset())


def test_a_new_password_is_noted():
    actor = given(INVESTIGATES)

    actor.reset_sign_in(reason="Lost the device", without_second_steps=True)

    assert actor.pending == [SignInReset(reason="Lost the device", without_second_steps=True)]
    assert actor.roles == {Role.INVESTIGATOR}


def test_a_token_is_noted_and_ended():
    actor = given()

    actor.make_token(token_id="t1", name="script", scopes=("cases:read",), expires_on="2026-09-01", **BOUNDS)
    assert actor.tokens == {"t1"}
    actor.revoke_token(token_id="t1", reason="Lost")

    assert actor.pending == [TOKEN, TOKEN_ENDED]
    assert actor.tokens == frozenset()


@pytest.mark.parametrize("events", [(), (TOKEN, TOKEN_ENDED)], ids=["never made", "ended before"])
def test_a_token_that_is_not_in_use_is_not_ended(events):
    refuses(UnknownToken, given(*events), command="revoke_token", token_id="t1", reason="Lost")


@pytest.mark.parametrize(
    ("events", "command", "values"),
    [
        ((), "grant", {"role": Role.AUDITOR}),
        ((INVESTIGATES,), "revoke", {"role": Role.INVESTIGATOR}),
        ((), "set_clearance", {"marking": Marking.RED}),
        ((), "disable", {}),
        ((CLOSED,), "enable", {}),
        ((TOKEN,), "revoke_token", {"token_id": "t1"}),
    ],
)
def test_a_decision_about_a_person_needs_a_reason(events, command, values):
    actor = given(*events)

    with pytest.raises(BadInput) as refused:
        getattr(actor, command)(**values, reason=" \n")

    assert refused.value.field == "reason"
    assert actor.pending == []
