"""Exhibits in words: pins, durations, and custody with its breaks in order of time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any

from evidence.domain.custody import CustodyFinding, Kind
from evidence.models import CustodyEntry

SENTENCES = {
    Kind.GAP: "Gap: nobody held it",
    Kind.OVERLAP: "Overlap: two held it",
    Kind.UNACKNOWLEDGED: "Unacknowledged: the holder has not confirmed",
}


@dataclass(frozen=True, kw_only=True)
class CustodyRow:
    """An entry, or a break with its sentence."""

    entry: CustodyEntry | None = None
    finding: CustodyFinding | None = None
    words: str = ""


def custody_rows(entries: Iterable[CustodyEntry], found: Iterable[CustodyFinding]) -> list[CustodyRow]:
    """Entries in order of time, each break before the entry that it leads to or is about."""
    breaks = list(found)
    rows: list[CustodyRow] = []
    for entry in entries:
        here = [one for one in breaks if one.after.entry_id == entry.id]
        rows += [_broken(one) for one in here if one.kind is not Kind.UNACKNOWLEDGED]
        rows.append(CustodyRow(entry=entry))
        rows += [_broken(one) for one in here if one.kind is Kind.UNACKNOWLEDGED]
    return rows


def duration(span: timedelta) -> str:
    """63 h 25 min; seconds only below a minute."""
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    return " ".join(filter(None, parts)) or f"{seconds} s"


def pin_words(pin: dict[str, Any]) -> str:
    """Where in the file: page 3, sheet Units, rows 2 to 40."""
    rows = pin.get("rows")
    parts = [
        f"page {pin['page']}" if pin.get("page") else "",
        f"sheet {pin['sheet']}" if pin.get("sheet") else "",
        str(pin["part"]) if pin.get("part") else "",
        (f"row {rows[0]}" if rows[0] == rows[1] else f"rows {rows[0]} to {rows[1]}") if rows else "",
    ]
    return ", ".join(filter(None, parts)) or "whole file"


def _broken(one: CustodyFinding) -> CustodyRow:
    words = SENTENCES[one.kind]
    if one.kind is not Kind.UNACKNOWLEDGED and one.duration is not None:
        since, until = one.since.astimezone(UTC), one.until.astimezone(UTC) if one.until else None
        ends = f" to {until:%d %b %Y %H:%M} UTC" if until else ""
        words = f"{words} for {duration(one.duration)}, {since:%d %b %Y %H:%M} UTC{ends}"
    return CustodyRow(finding=one, words=words)


def record_rows(said: Mapping[str, Any], *, with_place: bool) -> list[tuple[str, str]]:
    """What a file says of itself as names and values; where it was made is left out unless it is wanted."""
    return [(name, value) for name, value in _flat(said) if with_place or "gps" not in name.lower()]


def _flat(value: Any, *, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _flat(item, name=f"{name} {key}".strip())
    elif isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value):
        for item in value:
            yield from _flat(item, name=name)
    else:
        yield name, ", ".join(map(str, value)) if isinstance(value, list) else str(value)
