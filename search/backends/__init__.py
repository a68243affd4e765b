"""The seam: what every search engine does for us."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from search.domain.documents import Applied, Doc, Found, Scope, Want
from search.domain.query import Node


class SearchBackend(Protocol):
    """One index of documents, fed by a reader of the log and asked through a scope."""

    def apply(self, puts: Sequence[Doc], upto: int) -> Applied:
        """Write whole documents; of two with the same id the one of the higher position stays, whatever the order.

        `upto` is the position of the log that the batch completes. The reader's bookmark is `position`, nothing else:
        after a rebuild it may be lower than what the reader remembers.
        """

    def position(self) -> int:
        """The position of the log that the index reflects."""

    def search(self, query: Node, scope: Scope, *, want: Want) -> Found:
        """What the scope admits of what the query asks for.

        Raises:
            CursorNotKnown: `want.after` was not made by this search.
        """

    def fetch(self, ids: Sequence[str], scope: Scope) -> list[Doc]:
        """The documents of these ids that the scope admits, in the order asked for."""

    def parts(self, root: str) -> list[str]:
        """Ids of all documents of a thing that are there; asked by the feeder, which needs no scope."""

    @property
    def is_outdated(self) -> bool:
        """Whether the index was analysed by other rules than today's: it answers, but has to be made anew."""

    def rebuild(self) -> AbstractContextManager["SearchBackend"]:
        """A new empty index to fill; it takes the place of this one on clean exit, and is dropped on an exception."""
