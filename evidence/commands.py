"""The commands of an exhibit's page as a table: label, form, service, right. One view serves them all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.domain.markings import Marking
from cases.permissions import Action
from evidence import forms, proposals, services


@dataclass(frozen=True, kw_only=True)
class CommandPage:
    """One command: `item` names the argument that takes the id in the address, if any."""

    label: str
    form: type[forms.ExhibitForm]
    run: Callable[..., Any]
    done: str | Callable[[Any], str]
    action: Action
    item: str = ""
    help: str = ""


ENUMS: dict[str, Callable[[Any], Any]] = {"marking": Marking}
WAITS = "The proposal waits for a second person; it stands on the page of the team."
THREE = "You propose, a reviewer agrees, an approver carries it out: three different people."
_KEEP, _MANAGE = Action.KEEP_EVIDENCE, Action.MANAGE


def told_of_fixity(agrees: object) -> str:
    """What a check has shown."""
    return "The stored file has its SHA-256." if agrees else "The stored file is not what was received: see incidents."


COMMANDS: dict[str, CommandPage] = {
    "describe": CommandPage(
        label="Describe the exhibit",
        form=forms.DescribeForm,
        run=services.describe_exhibit,
        done="The exhibit is described anew.",
        action=Action.TAKE_EVIDENCE,
    ),
    "releasability": CommandPage(
        label="Set the releasability",
        form=forms.ReleasabilityForm,
        run=services.set_releasability,
        done="The releasability is set.",
        action=_MANAGE,
    ),
    "raise-marking": CommandPage(
        label="Raise the marking",
        form=forms.MarkingForm,
        run=services.raise_marking,
        done="The marking is raised.",
        action=_MANAGE,
        help="To lower it again takes three people.",
    ),
    "propose-lower-marking": CommandPage(
        label="Propose a less strict marking",
        form=forms.MarkingForm,
        run=proposals.propose_lower_marking,
        done=WAITS,
        action=Action.PROPOSE,
        help=THREE,
    ),
    "propose-unwall": CommandPage(
        label="Propose to take the wall down",
        form=forms.ReasonForm,
        run=proposals.propose_unwall,
        done=WAITS,
        action=Action.PROPOSE,
        help=THREE,
    ),
    "wall": CommandPage(
        label="Wall the exhibit",
        form=forms.WallForm,
        run=services.wall_exhibit,
        done="Only the named readers see the exhibit now.",
        action=_MANAGE,
        help="Everybody else of the team gets “not found”. Name yourself to go on reading it.",
    ),
    "add-reader": CommandPage(
        label="Name one more reader",
        form=forms.ReaderForm,
        run=services.add_reader,
        done="The person may read the exhibit.",
        action=_MANAGE,
    ),
    "custody": CommandPage(
        label="Record custody",
        form=forms.CustodyForm,
        run=services.record_custody,
        done="The holding is recorded.",
        action=_KEEP,
    ),
    "end-custody": CommandPage(
        label="End a holding",
        form=forms.EndCustodyForm,
        run=services.end_custody,
        done="The holding has ended.",
        action=_KEEP,
        item="entry_id",
    ),
    "acknowledge": CommandPage(
        label="Acknowledge custody",
        form=forms.RemarkForm,
        run=services.acknowledge_custody,
        done="The holding is acknowledged.",
        action=_KEEP,
        item="entry_id",
    ),
    "fixity": CommandPage(
        label="Check the stored file",
        form=forms.ExhibitForm,
        run=services.check_fixity,
        done=told_of_fixity,
        action=_KEEP,
        help="The stored bytes are hashed again and compared with the SHA-256 of the receipt.",
    ),
    "settle": CommandPage(
        label="Settle an incident",
        form=forms.ExplanationForm,
        run=services.settle_incident,
        done="The incident is settled.",
        action=_KEEP,
        item="incident_id",
    ),
}
