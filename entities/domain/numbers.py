"""Numbers that people call things by within a case: E07, P1, EUC-1, L15, L06.2, EV20."""

import re

from ledger.domain.errors import BadInput

_NUMBER = re.compile(r"[A-Z]{1,5}-?[0-9]{1,6}(\.[0-9]{1,3})?")


def checked_number(number: str) -> str:
    """The number as given.

    Raises:
        BadInput: it is not up to five capital letters , up to six digits and perhaps a part.
    """
    if not _NUMBER.fullmatch(number):
        raise BadInput("A number looks like E07, EUC-1, L15 or EV20.", field="number")
    return number
