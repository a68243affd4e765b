"""Whether the log still is what its sealed heads, and heads kept elsewhere, say it was."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledger import signing
from ledger.domain.heads import NotANote, PublicKey, TreeHead
from ledger.domain.merkle import Frontier
from ledger.models import TreeHead as Row


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that does not hold; `where` is a position, a table or a head."""

    where: str
    what: str


class Expected:
    """Every head that the log must agree with, read once and compared while somebody walks the log."""

    def __init__(self, notes: Sequence[str]) -> None:
        self._heads: dict[int, list[TreeHead]] = defaultdict(list)
        self._findings = [*self._read_stored(), *self._read_given(notes)]

    def findings(self) -> Iterator[Finding]:
        """Heads that nobody we know has signed."""
        yield from self._findings

    def at(self, tree: Frontier) -> Iterator[Finding]:
        """Heads of just as many events as the tree has now that say something else."""
        for head in self._heads.pop(tree.size, []):
            if head.root != tree.root:
                yield Finding(where=_name(head), what="The log's first events are not those that were sealed.")

    def beyond(self, last: int) -> Iterator[Finding]:
        """Heads of more events than there are."""
        for size in sorted(self._heads):
            if size > last:
                yield Finding(where=f"head of {size} events", what=f"The log ends at event {last}.")

    def _read_stored(self) -> Iterator[Finding]:
        keys = signing.known_keys()
        for row in Row.objects.order_by("size").iterator():
            yield from self._take(row.note, keys, where=f"head of {row.size} events", columns=row)

    def _read_given(self, notes: Sequence[str]) -> Iterator[Finding]:
        keys = signing.known_keys() if notes else []
        for number, note in enumerate(notes, 1):
            yield from self._take(note, keys, where=f"given head {number}")

    def _take(
        self, note: str, keys: Sequence[PublicKey], *, where: str, columns: Row | None = None
    ) -> Iterator[Finding]:
        try:
            head = signing.verified(note, keys=keys)
        except NotANote as refusal:
            yield Finding(where=where, what=str(refusal))
            return
        if columns and (columns.size, bytes(columns.root), bytes(columns.scopes_root)) != (
            head.size,
            head.root,
            head.scopes_root,
        ):
            yield Finding(where=where, what="Its columns are not what its note says.")
        self._heads[head.size].append(head)


def _name(head: TreeHead) -> str:
    return f"head of {head.size} events"
