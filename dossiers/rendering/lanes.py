"""The chronology as lanes: one line for each kind of event over the time that the dossier spans."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dossiers.domain.document import ChronologyRow

LEFT, RIGHT, FIRST, STEP = 96.0, 655.0, 10.0, 17.0
MOST_LANES = 14
NO_KIND, OTHER_KINDS = "without a kind", "other kinds"
TICK_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1_200, 6_000, 12_000)
MOST_TICKS = 13


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One kind with the places of its events."""

    kind: str
    y: float
    dots: tuple[float, ...]

    @property
    def baseline(self) -> float:
        """Of the kind's name."""
        return self.y + 3


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A month or a year under the lanes."""

    x: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Lanes:
    """The whole picture; `undated` rows stand only in the table."""

    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    undated: int

    @property
    def foot(self) -> float:
        """Where the vertical lines end."""
        return self.height - 14

    @property
    def caption(self) -> float:
        """The baseline of the dates."""
        return self.height - 4


def lanes(rows: tuple[ChronologyRow, ...]) -> Lanes | None:
    """Lanes of the dated rows, or nothing when fewer than two days are known."""
    dated = [(row, day) for row in rows if (day := _day(row.utc))]
    days = sorted({day for _, day in dated})
    if len(days) < 2:
        return None
    scale = _Scale(first=days[0], last=days[-1])
    lane_of = _lane_names(row.kind for row, _ in dated)
    kinds = list(dict.fromkeys(lane_of.values()))
    return Lanes(
        height=FIRST + len(kinds) * STEP + 10,
        lanes=tuple(
            Lane(
                kind=kind,
                y=FIRST + index * STEP,
                dots=tuple(scale.x(day) for row, day in dated if lane_of[row.kind] == kind),
            )
            for index, kind in enumerate(kinds)
        ),
        ticks=scale.ticks(),
        undated=len(rows) - len(dated),
    )


def _lane_names(kinds: Iterable[str]) -> dict[str, str]:
    """The lane of each kind; when there are too many kinds, the later ones share the last lane."""
    seen = list(dict.fromkeys(kinds))
    own = seen if len(seen) <= MOST_LANES else seen[: MOST_LANES - 1]
    return {kind: (kind or NO_KIND) if kind in own else OTHER_KINDS for kind in seen}


def _day(utc: str) -> date | None:
    """The day of an ISO time cut at its precision; a year or a month counts from its first day."""
    full = utc[:10] + "-01-01"[len(utc[:10]) - 4 :] if len(utc) in {4, 7} else utc[:10]
    try:
        return date.fromisoformat(full)
    except ValueError:
        return None


@dataclass(frozen=True, kw_only=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        share = (day - self.first) / (self.last - self.first)
        return round(LEFT + 6 + share * (RIGHT - LEFT - 12), 1)

    def ticks(self) -> tuple[Tick, ...]:
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next((step for step in TICK_MONTHS if months / step <= MOST_TICKS), TICK_MONTHS[-1])
        starts = [self._month(offset) for offset in range(-self._index(0) % step, months + 1, step)]
        return tuple(Tick(x=self.x(day), text=self._text(day, step)) for day in starts if day >= self.first)

    def _index(self, offset: int) -> int:
        return self.first.year * 12 + self.first.month - 1 + offset

    def _month(self, offset: int) -> date:
        year, month = divmod(self._index(offset), 12)
        return date(year, month + 1, 1)

    @staticmethod
    def _text(day: date, step: int) -> str:
        return f"{day:%Y}" if step >= 12 else f"{day:%Y-%m}"
