"""Merkle trees as in RFC 6962 and RFC 9162 over ready leaf hashes: roots and proofs, and their checks.

A tree is read through `Nodes`: the hash of the perfect subtree of `2 ** level` leaves that starts at leaf
`index * 2 ** level`. Where these hashes come from, a list or a table, is the caller's business.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from hashlib import sha256

Nodes = Callable[[int, int], bytes]
EMPTY = sha256(b"").digest()


class ProofDoesNotFit(ValueError):
    """The proof has too few or too many hashes for this tree."""


def leaf_hash(data: bytes) -> bytes:
    """Hash of a leaf's content."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of the node over two others."""
    return sha256(b"\x01" + left + right).digest()


def nodes_of(leaves: Sequence[bytes]) -> Nodes:
    """Perfect subtrees over leaf hashes in a list."""
    return lambda level, index: _perfect(leaves, level=level, index=index)


def fold(leaves: Sequence[bytes]) -> bytes:
    """Root over leaf hashes in a list."""
    return subtree(nodes_of(leaves), first=0, end=len(leaves))


def subtree(nodes: Nodes, *, first: int, end: int) -> bytes:
    """Root over the leaves from `first` up to `end`, as they stand in a larger tree."""
    size = end - first
    if size == 0:
        return EMPTY
    if size & (size - 1) == 0 and first % size == 0:
        return nodes(size.bit_length() - 1, first // size)
    middle = first + split(size)
    return node_hash(subtree(nodes, first=first, end=middle), subtree(nodes, first=middle, end=end))


def split(size: int) -> int:
    """The largest power of two below the size: how many leaves stand left of the root."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion(nodes: Nodes, *, index: int, size: int) -> list[bytes]:
    """Audit path of a leaf, nearest first (RFC 6962, 2.1.1)."""
    path, first, end = [], 0, size
    while end - first > 1:
        middle = first + split(end - first)
        if index < middle:
            path.append(subtree(nodes, first=middle, end=end))
            end = middle
        else:
            path.append(subtree(nodes, first=first, end=middle))
            first = middle
    return path[::-1]


def consistency(nodes: Nodes, *, old: int, new: int) -> list[bytes]:
    """Proof that the tree of `old` leaves is the beginning of the one of `new` (RFC 6962, 2.1.2)."""
    if old in {0, new}:
        return []
    path, first, end = [], 0, new
    while end != old:
        middle = first + split(end - first)
        if old <= middle:
            path.append(subtree(nodes, first=middle, end=end))
            end = middle
        else:
            path.append(subtree(nodes, first=first, end=middle))
            first = middle
    return [*([subtree(nodes, first=first, end=end)] if first else []), *path[::-1]]


def multiproof(nodes: Nodes, *, indexes: Sequence[int], size: int) -> list[bytes]:
    """Hashes of the largest subtrees without any of the leaves, from left to right."""
    wanted = sorted(set(indexes))

    def walk(first: int, end: int) -> list[bytes]:
        if not _any_between(wanted, first=first, end=end):
            return [subtree(nodes, first=first, end=end)]
        if end - first == 1:
            return []
        middle = first + split(end - first)
        return [*walk(first, middle), *walk(middle, end)]

    return walk(0, size) if size else []


def root_of(leaves: Mapping[int, bytes], *, size: int, proof: Sequence[bytes]) -> bytes:
    """Root that leaves by index and a multiproof lead to.

    Raises:
        ProofDoesNotFit: hashes are missing or left over, or a leaf lies outside.
    """
    rest, wanted = iter(proof), sorted(leaves)

    def walk(first: int, end: int) -> bytes:
        if not _any_between(wanted, first=first, end=end):
            return next(rest)
        if end - first == 1:
            return leaves[first]
        middle = first + split(end - first)
        return node_hash(walk(first, middle), walk(middle, end))

    try:
        root = walk(0, size) if size else EMPTY
    except StopIteration as missing:
        raise ProofDoesNotFit("The proof ends too early.") from missing
    if next(rest, None) is not None or (wanted and not 0 <= wanted[0] <= wanted[-1] < size):
        raise ProofDoesNotFit("The proof is for another tree.")
    return root


class Frontier:
    """A tree that only grows: keeps the roots of its perfect subtrees, largest first, and forgets the rest."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def append(self, leaf: bytes) -> None:
        """Take one more leaf."""
        below, self.size = self.size, self.size + 1
        while below & 1:
            leaf, below = node_hash(self._peaks.pop(), leaf), below >> 1
        self._peaks.append(leaf)

    @property
    def root(self) -> bytes:
        """Root over all leaves so far."""
        return reduce(lambda right, left: node_hash(left, right), reversed(self._peaks)) if self._peaks else EMPTY


def includes(leaf: bytes, *, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """True when the audit path leads from the leaf to the root (RFC 9162, 2.1.3.2)."""
    sides = list(_sides(index, size - 1)) if 0 <= index < size else None
    if sides is None or len(sides) != len(path):
        return False
    for is_left, hash in zip(sides, path, strict=True):
        leaf = node_hash(hash, leaf) if is_left else node_hash(leaf, hash)
    return leaf == root


def extends(*, old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """True when the path proves that the old tree is the beginning of the new one (RFC 9162, 2.1.4.2)."""
    if old == new:
        return not path and old_root == new_root
    if old == 0:
        return not path and old_root == EMPTY
    return old < new and (old_root, new_root) == _roots_by(path, old=old, new=new, old_root=old_root)


def _roots_by(path: Sequence[bytes], *, old: int, new: int, old_root: bytes) -> tuple[bytes, bytes] | None:
    """Both roots that a consistency proof leads to; none when it has too few or too many hashes."""
    is_perfect, place, last = old & (old - 1) == 0, old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    first, *rest = [old_root, *path] if is_perfect else path or [b""]
    sides = list(_sides(place, last))
    if len(sides) != len(rest):
        return None
    was = now = first
    for is_left, hash in zip(sides, rest, strict=True):
        was, now = (node_hash(hash, was), node_hash(hash, now)) if is_left else (was, node_hash(now, hash))
    return was, now


def _sides(place: int, last: int) -> Iterator[bool]:
    """For each hash of a path, nearest first: whether it stands left of what is known."""
    while last:
        is_left = bool(place & 1) or place == last
        yield is_left
        while is_left and place and not place & 1:
            place, last = place >> 1, last >> 1
        place, last = place >> 1, last >> 1


def _perfect(leaves: Sequence[bytes], *, level: int, index: int) -> bytes:
    if level == 0:
        return leaves[index]
    halves = (_perfect(leaves, level=level - 1, index=2 * index + side) for side in (0, 1))
    return node_hash(*halves)


def _any_between(ordered: Sequence[int], *, first: int, end: int) -> bool:
    place = bisect_left(ordered, first)
    return place < len(ordered) and ordered[place] < end
