"""Dated facts from statutes. An operator confirms them against the primary text; they change without code."""

from functools import cache
from pathlib import Path

import msgspec

from cases.domain.clocks import Clock

CLOCKS = Path(__file__).with_name("clocks.json")


@cache
def clocks() -> tuple[Clock, ...]:
    """Every version of every rule, in the order of the file."""
    return tuple(msgspec.json.decode(CLOCKS.read_bytes(), type=list[Clock]))
