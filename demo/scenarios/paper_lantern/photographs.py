"""The 41 photographs of the maker's visit, and four of the officer's check: what stands on each."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from demo.scenarios.paper_lantern.units import OEM_VISIT, PSV, Answer, seen
from demo.scenarios.times import east

F1_POSITION, F2_POSITION = (1.50, 103.70), (3.00, 101.35)  # degrees north and east, rounded
CLOSE_UPS, RACKS, LABELS_A_RACK = 30, 5, 2
WITHOUT_EXIF = (37, 38)


@dataclass(frozen=True, kw_only=True)
class Photo:
    """One photograph; `labels` can be read on it."""

    number: int
    filename: str
    scene: str  # label, rack, crates, hall
    labels: tuple[str, ...]
    taken_at: datetime
    has_exif: bool


def _scenes() -> list[tuple[str, tuple[str, ...]]]:
    labels = [one.label for one in seen(OEM_VISIT)]
    close = [("label", (label,)) for label in labels[:CLOSE_UPS]]
    rest = labels[CLOSE_UPS:]
    racks = [("rack", tuple(rest[place : place + LABELS_A_RACK])) for place in range(0, len(rest), LABELS_A_RACK)]
    return [*close, *racks, *[("crates", ())] * 4, *[("hall", ())] * 2]


@cache
def oem_photos() -> tuple[Photo, ...]:
    """Taken on 16 July 2025 from 09:52 on, +08:00; two lost their EXIF on the way."""
    start = east(f"{OEM_VISIT} 09:52:10")
    return tuple(
        Photo(
            number=number,
            filename=f"IMG_{2200 + number}.jpg",
            scene=scene,
            labels=labels,
            taken_at=start + timedelta(minutes=7 * (number - 1), seconds=13 * number % 60),
            has_exif=number not in WITHOUT_EXIF,
        )
        for number, (scene, labels) in enumerate(_scenes(), start=1)
    )


@cache
def psv_photos() -> tuple[Photo, ...]:
    """Four labels whose machines answered with another identity, 10 September 2025."""
    start = east(f"{PSV} 14:05:00")
    labels = [one.label for one in seen(PSV) if one.answer_on(PSV) is Answer.MISMATCHED]
    return tuple(
        Photo(
            number=number,
            filename=f"psv-label-{number}.jpg",
            scene="label",
            labels=(label,),
            taken_at=start + timedelta(minutes=9 * number),
            has_exif=True,
        )
        for number, label in enumerate(labels[:4], start=1)
    )
