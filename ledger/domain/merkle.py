"""Merkle trees as in RFC 6962 and RFC 9162 over ready leaf hashes: roots and proofs, and their checks.

A tree is read through `Nodes`: the hash of the perfect subtree of `2 ** level` leaves that starts at leaf
`index * 2 ** level`. Where these hashes come from, a list or a table, is the caller's business.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
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


def fold(leaves: Sequence[bytes]) -> bytes:
    """Root over leaf hashes in a list."""
    return subtree(lambda level, index: _perfect(leaves, level, index), first=0, end=len(leaves))


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
        if not _any_between(wanted, first, end):
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
        if not _any_between(wanted, first, end):
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
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for hash in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(hash, found)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, hash)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def extends(*, old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """True when the path proves that the old tree is the beginning of the new one (RFC 9162, 2.1.4.2)."""
    if old == new:
        return not path and old_root == new_root
    if old == 0:
        return not path and old_root == EMPTY
    if old > new or not path:
        return False
    hashes = [old_root, *path] if old & (old - 1) == 0 else list(path)
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    was = now = hashes[0]
    for hash in hashes[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            was, now = node_hash(hash, was), node_hash(hash, now)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            now = node_hash(now, hash)
        place, last = place >> 1, last >> 1
    return last == 0 and was == old_root and now == new_root


def _perfect(leaves: Sequence[bytes], level: int, index: int) -> bytes:
    if level == 0:
        return leaves[index]
    return node_hash(_perfect(leaves, level - 1, 2 * index), _perfect(leaves, level - 1, 2 * index + 1))


def _any_between(ordered: Sequence[int], first: int, end: int) -> bool:
    place = bisect_left(ordered, first)
    return place < len(ordered) and ordered[place] < end
