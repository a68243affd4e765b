"""One attributed value of one property."""

import re
from dataclasses import dataclass
from uuid import UUID

from entities.domain.citations import Citation
from entities.domain.events import StatementMade
from entities.domain.grades import Grade
from entities.domain.validity import PartialDate
from ledger.domain.errors import BadInput

_LANGUAGE = re.compile(r"([a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3})?")
_SCRIPT = re.compile(r"([A-Z][a-z]{3})?")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A value with who says so, where it stands, how it is graded and when it held."""

    statement_id: UUID
    property: str
    value: str
    language: str
    script: str
    citations: tuple[Citation, ...]
    grade: Grade
    valid_from: PartialDate | None
    valid_to: PartialDate | None
    said_by: str
    is_withdrawn: bool = False


def statement_of(made: StatementMade) -> Statement:
    """The statement as it stood when it was made."""
    return Statement(
        statement_id=made.statement_id,
        property=made.property,
        value=made.value,
        language=made.language,
        script=made.script,
        citations=made.citations,
        grade=Grade(reliability=made.reliability, credibility=made.credibility),
        valid_from=made.valid_from,
        valid_to=made.valid_to,
        said_by=made.said_by,
    )


def check_writing(*, language: str, script: str) -> None:
    """Refuse tags that no programme could read.

    Raises:
        BadInput: no BCP 47 language or no ISO 15924 script.
    """
    if not _LANGUAGE.fullmatch(language):
        raise BadInput("Give the language by its tag, such as zh or en-GB, or leave it empty.", field="language")
    if not _SCRIPT.fullmatch(script):
        raise BadInput("Give the script by its four letters, such as Hans or Latn, or leave it empty.", field="script")
