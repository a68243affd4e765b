"""The commands of a person's page as a table: label, form, service. One view serves them all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from accounts import services
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from accounts.forms import ClearanceForm, GrantForm, PersonForm, ResetForm, RevokeForm, SessionsForm
from accounts.queries import Overview
from pages.forms import CommandForm

TYPES: Mapping[str, Callable[[str], Any]] = {"role": Role, "marking": Marking}


@dataclass(frozen=True, kw_only=True)
class PersonCommand:
    """One command: `offered` says in which state of the account its button shows."""

    label: str
    form: type[CommandForm]
    run: Callable[..., Any]
    done: str
    offered: Callable[[Overview], bool] = lambda person: not person.is_closed
    help: str = ""
    kind: str = ""


COMMANDS: Mapping[str, PersonCommand] = {
    "grant-role": PersonCommand(
        label="Give a role", form=GrantForm, run=services.grant_role, done="The role is given."
    ),
    "revoke-role": PersonCommand(
        label="Take a role",
        form=RevokeForm,
        run=services.revoke_role,
        done="The role is taken.",
        offered=lambda person: bool(person.roles),
    ),
    "clearance": PersonCommand(
        label="Set the clearance",
        form=ClearanceForm,
        run=services.set_clearance,
        done="The clearance is set.",
        help="Cases and exhibits with a stricter marking are not there for the person, from this moment.",
    ),
    "end-sessions": PersonCommand(
        label="End all sessions",
        form=SessionsForm,
        run=services.end_sessions,
        done="The person is signed out everywhere.",
        offered=lambda person: bool(person.sessions),
        help="Signs the person out everywhere; forms that are not sent are lost to them. They can sign in again.",
    ),
    "reset-sign-in": PersonCommand(
        label="Hand out a new password",
        form=ResetForm,
        run=services.reset_sign_in,
        done="",
        help="For somebody who cannot sign in any more. Make sure first that it is the person who asks. "
        "The password is shown once; all sessions end.",
    ),
    "disable": PersonCommand(
        label="Close the account",
        form=PersonForm,
        run=services.disable_account,
        done="The account is closed; its sessions and tokens have ended.",
        help="No sign-in, no token, no right from this moment. What the person did stays in every history.",
        kind="danger",
    ),
    "enable": PersonCommand(
        label="Open the account again",
        form=PersonForm,
        run=services.enable_account,
        done="The account is open again.",
        offered=lambda person: person.is_closed,
    ),
}


def typed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a form as the service takes them."""
    return {name: TYPES[name](value) if name in TYPES else value for name, value in values.items()}
