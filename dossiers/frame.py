"""What every page of a dossier shows: where it stands, who may do what, and why not."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from accounts import queries as accounts
from accounts.queries import person
from cases.domain.refusals import SameHands
from cases.frame import CasePage, case_page
from cases.permissions import Action
from dossiers import queries
from dossiers.compose import blocked_now
from dossiers.domain.dossier import OVER, State, label
from dossiers.domain.events import Edition
from dossiers.domain.refusals import NotRenderedYet
from dossiers.models import Dossier
from dossiers.permissions import get_readable_dossier

PATH = (State.REQUESTED, State.RENDERED, State.REVIEWED, State.APPROVED, State.RELEASED)
LABELS = ("Requested", "Made", "Reviewed", "Approved", "Released")


@dataclass(frozen=True, kw_only=True)
class DossierPage:
    """A reader in front of a dossier."""

    frame: CasePage
    row: Dossier

    def context(self, **more: Any) -> dict[str, Any]:
        """Context of the template."""
        people = [self.row.prepared_by, self.row.reviewed_by, self.row.approved_by]
        names = accounts.names(id for id in people if id)
        given = {"dossier": self.row, "label": self.label, "names": names, "back": self.url, "steps": self.steps()}
        return self.frame.context(**given, **more)

    @property
    def label(self) -> str:
        """What the dossier is called."""
        return label(self.frame.case.reference, number=self.row.number, version=self.row.dossier_version)

    @property
    def url(self) -> str:
        """Address of the dossier's page."""
        return reverse("dossiers:dossier", args=[self.row.id])

    def steps(self) -> list[dict[str, str]]:
        """The way of a dossier, as far as it has come."""
        state = State(self.row.state)
        here = PATH.index(state) if state in PATH else -1
        if state in {State.WITHDRAWN, State.SUPERSEDED}:
            here = len(PATH)
        states = ["done" if place < here else "current" if place == here else "ahead" for place in range(len(PATH))]
        return [{"label": name, "state": found} for name, found in zip(LABELS, states, strict=True)]

    def reasons(self) -> dict[str, str]:
        """Why each act is not possible for this person now; empty when it is."""
        may = self.frame.against
        hands = SameHands.sentence if self._is_one_of(self.row.prepared_by, self.row.reviewed_by) else ""
        return {
            "review": may(Action.REVIEW) or (SameHands.sentence if self._is_one_of(self.row.prepared_by) else ""),
            "approve": may(Action.RELEASE) or hands,
            "return": may(Action.REVIEW),
            "release": may(Action.RELEASE) or hands or self._reason_against_release(),
            "withdraw": may(Action.RELEASE),
            "prepare": may(Action.PREPARE_DOSSIER),
        }

    def can(self) -> dict[str, bool]:
        """Which acts the state awaits, whoever looks."""
        state = State(self.row.state)
        return {
            "review": state is State.RENDERED,
            "approve": state is State.REVIEWED,
            "return": state in {State.RENDERED, State.REVIEWED, State.APPROVED},
            "release": state in {State.APPROVED, State.RELEASED},
            "withdraw": state is State.RELEASED,
            "revise": state not in OVER,
            "cancel": state not in OVER,
            "next": state in {State.RELEASED, State.WITHDRAWN},
            "order": state is State.FAILED or (state is State.APPROVED and self.row.edition != Edition.FINAL.value),
        }

    def _is_one_of(self, *hands: UUID | None) -> bool:
        return self.frame.who.id in hands

    def _reason_against_release(self) -> str:
        if self.row.edition != Edition.FINAL.value:
            return NotRenderedYet.sentence
        blocked = blocked_now(self.row)
        return "; ".join(f"{number}: {reason}" for number, reason in blocked.items())


def dossier_page(request: HttpRequest, dossier_id: UUID) -> DossierPage:
    """The dossier for the reader of a request.

    Raises:
        NotFound: there is no such dossier for this person.
    """
    row = get_readable_dossier(person(UUID(str(request.user.pk))), dossier_id)
    frame = case_page(request, row.case_id, current="dossiers:list", action=Action.READ_DOSSIERS)
    return DossierPage(frame=frame, row=row)


def rows_for(frame: CasePage) -> list[Dossier]:
    """Dossiers of the case that the reader may read, now or as of the page's moment."""
    found = queries.dossiers(frame.case.id, upto=frame.upto)
    return [row for row in found if row.marking_rank <= frame.who.clearance.rank]
