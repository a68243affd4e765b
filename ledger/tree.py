"""The tree over the whole log (RFC 6962): a consumer keeps it, heads are sealed, proofs are read from it.

An event's hash is its leaf; leaf `n` belongs to position `n + 1`. Stored are the roots of full subtrees of 256,
65,536 and so on leaves; whatever lies between is computed from at most 256 stored hashes a time.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from ledger import canonical, consumers, signing
from ledger.domain import heads, merkle
from ledger.domain.events import Recorded
from ledger.models import Checkpoint, ScopeRoot, StoredEvent, TreeHead, TreeNode

NAME = "tree"
STEP = 8
WIDTH = 1 << STEP


@consumers.consumer(NAME)
def grow(page: Sequence[Recorded]) -> None:
    """Store the root of every full subtree up to the last of these events."""
    stored = TreeNode.objects.filter(level=STEP).count()
    for count in range(stored + 1, page[-1].meta.position // WIDTH + 1):
        _complete(count)


def _complete(count: int) -> None:
    """Store the root of the last of so many subtrees of 256 leaves, and of each larger one that it completes."""
    level = STEP
    while count:
        hashes = _below(level, count - 1)
        TreeNode.objects.create(level=level, index=count - 1, hash=merkle.fold(hashes))
        level, count = level + STEP, 0 if count % WIDTH else count // WIDTH


def _below(level: int, index: int) -> list[bytes]:
    """The 256 hashes, or the first of them that there are, under a stored node."""
    first = index * WIDTH
    return _leaves(first) if level == STEP else _nodes(level - STEP, first)


def _leaves(first: int) -> list[bytes]:
    rows = StoredEvent.objects.filter(position__range=(first + 1, first + WIDTH)).order_by("position")
    return [bytes(hash) for hash in rows.values_list("hash", flat=True)]


def _nodes(level: int, first: int) -> list[bytes]:
    rows = TreeNode.objects.filter(level=level, index__range=(first, first + WIDTH - 1)).order_by("index")
    return [bytes(hash) for hash in rows.values_list("hash", flat=True)]


def nodes() -> merkle.Nodes:
    """Perfect subtrees of the log, read as they are asked for and remembered."""
    below = lru_cache(maxsize=256)(_below)

    def node(level: int, index: int) -> bytes:
        stored = level - level % STEP
        width = 1 << (level - stored)
        tile, place = divmod(index * width, WIDTH)
        return merkle.fold(below(stored + STEP, tile)[place : place + width])

    return node


def root(size: int) -> bytes:
    """Root over the first events of the log."""
    return merkle.subtree(nodes(), first=0, end=size)


def scope_leaf(key: str, scope_root: bytes) -> bytes:
    """Leaf of a scope in the tree of scopes; what has no scope stands first, under an empty name."""
    return merkle.leaf_hash(canonical.canonical([key, scope_root.hex()]))


def streams_of(scope_id: UUID | None, *, size: int) -> list[tuple[str, int, bytes]]:
    """Name, version and hash of the last event of every stream of a scope, in order of name."""
    events = StoredEvent.objects.filter(scope_id=scope_id, position__lte=size)
    last = events.values("stream_id").annotate(last=Max("position")).values_list("last", flat=True)
    rows = StoredEvent.objects.filter(position__in=last).order_by("stream_id")
    return [(name, version, bytes(hash)) for name, version, hash in rows.values_list("stream_id", "version", "hash")]


def root_of_streams(streams: Sequence[tuple[str, int, bytes]]) -> bytes:
    """Root of a scope: one leaf for each stream, saying where it ends."""
    return merkle.fold(
        [merkle.leaf_hash(canonical.canonical([name, version, hash.hex()])) for name, version, hash in streams]
    )


def seal(*, at: datetime) -> TreeHead | None:
    """Sign a head over all that the consumer has taken; none while the log is empty, the last one when nothing is new.

    The keys must be announced before (`signing.announce_keys`).

    Raises:
        ImproperlyConfigured: a key cannot be read.
    """
    with transaction.atomic():
        size = Checkpoint.objects.select_for_update().filter(pk=NAME).values_list("position", flat=True).first() or 0
        last = TreeHead.objects.order_by("size").last()
        before = last.size if last else 0
        if size == before:
            return last
        _refresh_scopes(after=before, size=size)
        head = heads.TreeHead(
            origin=settings.LOG_ORIGIN, size=size, root=root(size), scopes_root=merkle.fold(scopes()[1])
        )
        roots = {"root": head.root, "scopes_root": head.scopes_root}
        return TreeHead.objects.create(size=size, note=signing.sign(head), sealed_at=at, **roots)


def _refresh_scopes(*, after: int, size: int) -> None:
    new = StoredEvent.objects.filter(position__gt=after, position__lte=size)
    for scope_id in new.values_list("scope_id", flat=True).distinct():
        found = root_of_streams(streams_of(scope_id, size=size))
        ScopeRoot.objects.update_or_create(key=str(scope_id or ""), defaults={"root": found, "size": size})


def scopes() -> tuple[list[str], list[bytes]]:
    """Names and leaves of the tree of scopes, as of the newest head."""
    rows = list(ScopeRoot.objects.order_by("key").values_list("key", "root"))
    return [key for key, _ in rows], [scope_leaf(key, bytes(found)) for key, found in rows]


def heads_after(size: int) -> Iterator[TreeHead]:
    """Sealed heads of more than so many events, smallest first."""
    yield from TreeHead.objects.filter(size__gt=size).order_by("size").iterator()


def sealed_at(position: int) -> datetime | None:
    """When an event was first covered by a signed head."""
    return TreeHead.objects.filter(size__gte=position).order_by("size").values_list("sealed_at", flat=True).first()
