"""What a recipient needs to check a scope of the log alone: its events, and the proof that ties them to a signed head.

Fields that are kept from the recipient stand as their commitments. docs/bundle.md tells the format.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from ledger import canonical, consumers, signing, store, tree
from ledger.codec import is_erased
from ledger.domain import merkle
from ledger.domain.keys import KeyRing
from ledger.models import StoredEvent, TreeHead

FORMAT, PROGRAM = "interdict/1", Path(__file__).with_name("verify.py")
KEYS = KeyRing.stream_of(signing.KEY_RING)


class NothingToProve(LookupError):
    """The sealed log has no event of the case, or its keys were never announced."""


@dataclass(frozen=True, kw_only=True)
class Proof:
    """`proof.json`: a signed head, and the hashes that lead to its two roots from a scope's events."""

    head: TreeHead
    hashes: tuple[bytes, ...]
    index: int
    scopes: int
    path: tuple[bytes, ...]

    def as_json(self) -> dict[str, Any]:
        """Bytes as lowercase hex, the note as it was signed."""
        return {
            "note": self.head.note,
            "hashes": [hash.hex() for hash in self.hashes],
            "scope": {"index": self.index, "size": self.scopes, "path": [hash.hex() for hash in self.path]},
        }


def write(scope_id: UUID, *, folder: Path, withheld: Collection[str] = (), at: datetime) -> int:
    """Write a case's record into a folder, with the program that checks it; answers the size of the proved head.

    `withheld` names fields that the recipient does not get: `exhibit.received.source`.

    Raises:
        ImproperlyConfigured: a key cannot be read.
        NothingToProve: the sealed log has no event of the case, or its keys were never announced.
    """
    if not signing.known_keys():
        raise NothingToProve("The log's keys are not announced yet: let a worker seal the log once.")
    consumers.catch_up(tree.NAME)
    proof = prove(scope_id, at=at)
    with (folder / "events.jsonl").open("wb") as target:
        target.writelines(lines(scope_id, size=proof.head.size, withheld=withheld))
    (folder / "proof.json").write_bytes(canonical.canonical(proof.as_json()))
    (folder / "manifest.json").write_bytes(canonical.canonical({"bundle": FORMAT, "case": str(scope_id)}))
    copyfile(PROGRAM, folder / PROGRAM.name)
    return proof.head.size


def prove(scope_id: UUID, *, at: datetime) -> Proof:
    """Seal the log as far as its reader is, and prove a scope in that head.

    Raises:
        ImproperlyConfigured: a key cannot be read.
        NothingToProve: the sealed log has no event of the scope.
    """
    with transaction.atomic():
        head = tree.seal(at=at)
        keys, leaves = tree.scopes()
        if head is None or str(scope_id) not in keys:
            raise NothingToProve(f"The sealed log has nothing of {scope_id}.")
        index = keys.index(str(scope_id))
        path = merkle.multiproof(merkle.nodes_of(leaves), indexes=[index], size=len(leaves))
    positions = _rows(scope_id, head.size).values_list("position", flat=True)
    hashes = merkle.multiproof(tree.nodes(), indexes=[position - 1 for position in positions], size=head.size)
    return Proof(head=head, hashes=tuple(hashes), index=index, scopes=len(leaves), path=tuple(path))


def lines(scope_id: UUID, *, size: int, withheld: Collection[str]) -> Iterator[bytes]:
    """`events.jsonl`: a canonical line for each event of the scope, and of the log's keys, among the first `size`."""
    for row in _rows(scope_id, size).iterator(chunk_size=store.PAGE):
        yield canonical.canonical(_line(row, withheld)) + b"\n"


def _rows(scope_id: UUID, size: int) -> QuerySet[StoredEvent]:
    mine = Q(scope_id=scope_id) | Q(stream_id=KEYS)
    return StoredEvent.objects.filter(mine, position__lte=size).order_by("position")


def _line(row: StoredEvent, withheld: Collection[str]) -> dict[str, Any]:
    committed = canonical.commitments(row.data, row.salts)
    fields = {
        name: committed[name] if is_erased(value) or f"{row.type}.{name}" in withheld else [row.salts[name], value]
        for name, value in row.data.items()
    }
    return {"position": row.position, "header": store.header(row), "fields": fields}
