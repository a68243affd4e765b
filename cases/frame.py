"""What every page of a case shows around its content; rooms above build on it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from accounts.queries import Person, person
from cases import queries
from cases.as_of import AsOf, as_of
from cases.domain.stages import PATH
from cases.models import Case
from cases.permissions import Action, Relation, get_readable_case, reason_against, relation
from cases.tabs import tabs_of


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """A reader in front of a case, now or as of a past moment."""

    case: Case
    who: Person
    standing: Relation
    past: AsOf | None
    current: str

    @property
    def upto(self) -> int | None:
        """Position for queries; None means now."""
        return self.past.upto if self.past else None

    def context(self, **more: Any) -> dict[str, Any]:
        """Context of the template: case, tabs, handling, as-of bar and reasons against acts."""
        return {
            "case": self.case,
            "tabs": tabs_of(self.case, self.who, current=self.current, standing=self.standing, past=self.past),
            "name": "Parts of the case",
            "handling": {"marking": self.case.marking, "is_walled": self.case.is_walled, "readers": self._readers()},
            "as_of": self.past,
            "against": {action.name.lower(): self.against(action) for action in Action},
            **more,
        }

    def against(self, action: Action) -> str:
        """Why this person may not do this here; empty when they may."""
        return reason_against(self.who, action, self.case, standing=self.standing)

    def _readers(self) -> int | None:
        return len(queries.wall_readers(self.case.id)) if self.case.is_walled else None


def case_page(request: HttpRequest, case_id: UUID, *, current: str, action: Action = Action.READ) -> CasePage:
    """The case for the reader of a request; today's rights decide, whatever moment is shown.

    Raises:
        NotFound: there is no such case for this person.
        BadInput: `as_of` names no moment of the case.
    """
    who = person(UUID(str(request.user.pk)))
    case = get_readable_case(who, case_id, action)
    past = as_of(request, case_id)
    shown = queries.case(case_id, upto=past.upto) if past else case
    return CasePage(case=shown, who=who, standing=relation(who, case_id), past=past, current=current)


def steps(stage: str) -> list[dict[str, str]]:
    """The lifecycle as steps; on hold and reopened stand outside of it."""
    names = [step.value for step in PATH]
    here = names.index(stage) if stage in names else -1
    states = ["done" if place < here else "current" if place == here else "ahead" for place in range(len(names))]
    return [
        {"label": name.replace("_", " ").capitalize(), "state": state}
        for name, state in zip(names, states, strict=True)
    ]
