"""What an investigator wants to see for a query over the demo: judged by hand, before looking at the order.

3 is the thing asked for, 2 a document about it, 1 one that only speaks of it. A thing is named by the first letters of
its case's reference and its number; what is not named is worth nothing. Exhibits are judged by title and origin.
"""

from collections.abc import Sequence
from math import log2
from pathlib import Path

LABELS = Path(__file__).with_suffix(".txt")


def labels() -> dict[str, dict[str, int]]:
    """Query to thing to worth."""
    lines = [line.split("|") for line in LABELS.read_text("utf-8").splitlines()]
    judged = {query.strip(): [one.strip().rsplit(" ", 1) for one in things.split(", ")] for query, things in lines}
    return {query: {thing: int(worth) for thing, worth in things} for query, things in judged.items()}


def ndcg(worths: Sequence[int], ideal: Sequence[int], *, at: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002), gain 2^worth - 1."""

    def gain(found: Sequence[int]) -> float:
        return sum((2**worth - 1) / log2(place + 2) for place, worth in enumerate(found[:at]))

    return gain(worths) / gain(sorted(ideal, reverse=True))
