"""The files that the investigators of the demo received, made when they are asked for, always alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from demo.files.catalogue import MAKERS
from demo.scenarios import CASES


@dataclass(frozen=True, kw_only=True)
class ExhibitFile:
    """One file of an exhibit; `make` gives its bytes. `member_of` names the ZIP that holds the same bytes."""

    case: str
    exhibit: str
    filename: str
    make: Callable[[], bytes]
    member_of: str = ""


def exhibit_files(*, case: str = "") -> Iterator[ExhibitFile]:
    """Every file of every case, or of one case, in the order of the exhibits; nothing is made yet."""
    for told in CASES:
        if case not in {"", told.reference}:
            continue
        for part in told.parts:
            yield ExhibitFile(
                case=told.reference,
                exhibit=part.number,
                filename=part.filename,
                make=MAKERS[told.reference, part.number],
                member_of=part.member_of,
            )
