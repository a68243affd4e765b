"""What every block is composed from: one case at one position, for one preparer's eyes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import escape
from uuid import UUID

from accounts import queries as accounts
from cases.queries import Case
from dossiers.domain.events import Edition
from dossiers.models import Dossier


@dataclass(frozen=True, kw_only=True)
class Source:
    """A dossier's order and the case as it stood at its position."""

    order: Dossier
    case: Case
    edition: Edition

    @property
    def case_id(self) -> UUID:
        """The case."""
        return self.order.case_id

    @property
    def upto(self) -> int:
        """Position of the log at which the case is read."""
        return self.order.position


def names_of(ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """Names of people; nobody has none."""
    listed = list(ids)
    known = accounts.names(id for id in listed if id)
    return {id: known.get(id, "") if id else "" for id in listed}


def moment(at: datetime | None) -> str:
    """A time as the dossier prints it, to the minute in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC") if at else ""


def day(on: date | None) -> str:
    """A day as the dossier prints it."""
    return on.isoformat() if on else ""


def spoken(code: str) -> str:
    """A code of the program as words."""
    return code.replace("_", " ")


def paragraphs(text: str) -> str:
    """Plain text as escaped HTML: an empty line parts paragraphs, a line break stays one."""
    parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in parts if part)
