"""Power drawn at Veldrane Ridge DC-2 by the tenant, every quarter of an hour, in kW."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from demo.scenarios.times import east

SEED = 740
CONTRACTED_KW, MEAN_KW = 2000, Decimal(740)
STARTS, DAYS, A_DAY = east("2025-06-01 00:00"), 92, 96
STEP = timedelta(minutes=15)
CRATES_LEFT_ON = 62  # days after the start: 2 August 2025


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Mean power of the quarter of an hour that begins at `at`."""

    at: datetime
    kw: Decimal


@cache
def readings() -> tuple[Reading, ...]:
    """1 June to 31 August 2025; their mean is exactly 740.0 kW."""
    draw = Random(SEED)  # the same curve every time is the point
    tenths = [round(10 * _shape(place, noise=draw.uniform(-14, 14))) for place in range(DAYS * A_DAY)]
    short = int(MEAN_KW * 10) * len(tenths) - sum(tenths)
    each, more = divmod(short, len(tenths))
    return tuple(
        Reading(at=STARTS + place * STEP, kw=Decimal(value + each + (place < more)) / 10)
        for place, value in enumerate(tenths)
    )


def _shape(place: int, *, noise: float) -> float:
    """A daily wave on a base that falls a little after the crates have left."""
    day, quarter = divmod(place, A_DAY)
    base = 752 if day < CRATES_LEFT_ON else 715
    return base + 46 * math.sin(2 * math.pi * (quarter - 36) / A_DAY) + noise
