"""The stored log read and checked by other means than the product's own code: plain rows, json and hashlib."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ledger.models import LogHead, StoredEvent

NOTHING = bytes(32)
LARGEST = 2**53 - 1


def rows() -> list[StoredEvent]:
    """Every event in order of position."""
    return list(StoredEvent.objects.order_by("position"))


def positions_are_dense() -> Iterator[str]:
    """I1, as far as one look can tell."""
    found = [row.position for row in rows()]
    head = LogHead.objects.first()
    if found != list(range(1, (head.position if head else 0) + 1)):
        yield f"positions {found[:50]} under the head {head and head.position}"


def versions_are_dense() -> Iterator[str]:
    """I2."""
    streams: dict[str, list[int]] = defaultdict(list)
    for row in rows():
        streams[row.stream_id].append(row.version)
    yield from (f"{stream}: {found}" for stream, found in streams.items() if found != list(range(1, len(found) + 1)))


def hashes_recompute() -> Iterator[str]:
    """I5: every leaf follows from its row and from the leaf before it in its stream."""
    last: dict[str, bytes] = defaultdict(lambda: NOTHING)
    for row in rows():
        if leaf(row, last[row.stream_id]) != bytes(row.hash):
            yield f"event {row.position}"
        last[row.stream_id] = bytes(row.hash)


def salts_are_fresh() -> Iterator[str]:
    """I5: sixteen bytes for each field that is not erased, none of them used twice."""
    salts = [salt for row in rows() for salt in row.salts.values()]
    yield from (f"salt {salt}" for salt in salts if len(bytes.fromhex(salt)) != 16)
    if len(set(salts)) != len(salts):
        yield "a salt was used twice"
    for row in rows():
        if set(row.salts) != {name for name, value in row.data.items() if not is_erased(value)}:
            yield f"event {row.position} has salts {sorted(row.salts)}"


def times_never_fall() -> Iterator[str]:
    """I6."""
    found = [row.recorded_at for row in rows()] + [head.recorded_at for head in LogHead.objects.all()]
    if found != sorted(found):
        yield f"times {found}"


def payloads_keep_the_profile() -> Iterator[str]:
    """I10."""
    for row in rows():
        yield from (f"event {row.position}: {bad}" for bad in off_profile(row.data))


def off_profile(value: Any) -> Iterator[str]:
    """Every part of a value that hashes differently somewhere."""
    if isinstance(value, dict):
        yield from (f"key {key!r}" for key in value if not key.isascii())
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from off_profile(item)
    is_text = isinstance(value, str) and "\x00" not in value and not re.search("[\ud800-\udfff]", value)
    is_number = isinstance(value, int) and abs(value) <= LARGEST
    if not (value is None or is_text or is_number or isinstance(value, dict | list)):
        yield f"{type(value).__name__} {value!r}"


def leaf(row: StoredEvent, previous: bytes) -> bytes:
    """SHA-256(0x00 || envelope), written down anew from the specification."""
    envelope = {
        **{name: text_or_none(getattr(row, name)) for name in ("scope_id", "causation_id")},
        **{name: str(getattr(row, name)) for name in ("id", "actor_id", "command_id", "correlation_id")},
        **{name: getattr(row, name) for name in ("stream_id", "version", "type", "schema_version")},
        "occurred_at": instant(row.occurred_at),
        "occurred_precision": row.occurred_precision,
        "recorded_at": instant(row.recorded_at),
        "previous": previous.hex(),
        "fields": {name: committed(row, name) for name in row.data},
    }
    return hashlib.sha256(b"\x00" + canonical(envelope)).digest()


def committed(row: StoredEvent, name: str) -> str:
    """SHA-256(0x02 || salt || [name, value]), or what stands in place of an erased value."""
    value = row.data[name]
    if is_erased(value):
        return str(value["$erased"])
    return hashlib.sha256(b"\x02" + bytes.fromhex(row.salts[name]) + canonical([name, value])).hexdigest()


def is_erased(value: Any) -> bool:
    return isinstance(value, dict) and list(value) == ["$erased"]


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def instant(value: datetime) -> str:
    return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def text_or_none(value: Any) -> str | None:
    return None if value is None else str(value)


def standings() -> dict[str, tuple[list[str], str, bool]]:
    """I8 told by hand: roles, clearance and whether closed, of everybody in the log."""
    found: dict[str, tuple[list[str], str, bool]] = defaultdict(lambda: ([], "TLP:CLEAR", False))
    for row in rows():
        roles, clearance, is_closed = found[row.stream_id] if row.stream_id.startswith("actor-") else ([], "", False)
        match row.type:
            case "actor.role_granted":
                roles = sorted({*roles, row.data["role"]})
            case "actor.role_revoked":
                roles = [role for role in roles if role != row.data["role"]]
            case "actor.clearance_set":
                clearance = row.data["marking"]
            case "actor.disabled" | "actor.enabled":
                is_closed = row.type == "actor.disabled"
            case _:
                continue
        found[row.stream_id] = (roles, clearance, is_closed)
    return dict(found)


ALWAYS = (
    positions_are_dense,
    versions_are_dense,
    hashes_recompute,
    salts_are_fresh,
    times_never_fall,
    payloads_keep_the_profile,
)


def expect_none(*checks: Any) -> None:
    """Fail with everything that does not hold."""
    found = [f"{check.__name__}: {violation}" for check in checks for violation in check()]
    assert found == []
