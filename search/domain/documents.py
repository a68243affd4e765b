"""What is searched, by whom, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Facet: TypeAlias = Literal["kind", "case", "author", "tag", "lang", "status", "month"]
Sort: TypeAlias = Literal["best", "newest", "oldest"]

FACETS: tuple[Facet, ...] = ("kind", "case", "author", "tag", "lang", "status", "month")
KINDS = ("case", "note", "task", "question", "exhibit", "entity", "link", "entry", "dossier")
LARGEST_TOTAL = 10_000
LARGEST_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """One searchable thing, or one page of an exhibit, as it stood at the position `pos` of the log.

    `id` is `kind:uuid`, for a part of an exhibit `exhibit:uuid#12`; `root` is the thing itself and is what results are
    collapsed by. `seal` numbers one distinct combination of marking and compartments. `is_walled` says that the case is
    walled, so that its words are kept in a table of their own. A `gone` document is a tombstone.
    `happened` is YYYY, YYYY-MM or YYYY-MM-DD or empty; `recorded` is an ISO time in UTC.
    The `name_*` fields come from `entities.domain.names`; `idents` are typed (`awb:00044115363`).
    """

    id: str
    pos: int
    kind: str = ""
    case: str = ""
    root: str = ""
    seal: int = 0
    is_walled: bool = False
    gone: bool = False
    status: str = ""
    author: str = ""
    lang: str = ""
    tags: tuple[str, ...] = ()
    happened: str = ""
    recorded: str = ""
    title: str = ""
    body: str = ""
    name_parts: tuple[str, ...] = ()
    name_keys: tuple[str, ...] = ()
    name_near: tuple[str, ...] = ()
    name_sound: tuple[str, ...] = ()
    idents: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """What results are collapsed by."""
        return self.root or self.id

    @property
    def pin(self) -> str:
        """The page, row block or segment within the root, or nothing."""
        return self.id.partition("#")[2]

    @property
    def when(self) -> str:
        """The day it happened or, where that is unknown, was recorded."""
        return self.happened or self.recorded[:10]

    @property
    def month(self) -> str:
        """YYYY-MM, or less where less is known."""
        return self.when[:7]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What one reader may see: cases they may open, seals they may read, and which of those cases are walled.

    Always required; an empty one answers nothing. A walled case is read only when it is in `cases` and in `walled`.
    """

    cases: frozenset[str]
    seals: frozenset[int]
    walled: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all can be seen."""
        return not (self.cases and self.seals)

    def admits(self, doc: Doc) -> bool:
        """Whether the reader may see the document."""
        is_known = not doc.is_walled or doc.case in self.walled
        return is_known and doc.case in self.cases and doc.seal in self.seals and not doc.gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Want:
    """How much of the answer is wanted: hits after a cursor, their order, lists to count, values chosen in them."""

    size: int = 20
    after: str = ""
    sort: Sort = "best"
    facets: tuple[Facet, ...] = FACETS
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    fragments: bool = True
    suggestion: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found, with its best page. `title` and `fragments` are safe HTML with <mark>."""

    id: str
    root: str
    pin: str
    kind: str
    case: str
    score: float
    title: str
    fragments: tuple[str, ...] = ()
    author: str = ""
    status: str = ""
    lang: str = ""
    happened: str = ""
    recorded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    """One line of a facet."""

    key: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One answer. `total` counts things, not pages, up to LARGEST_TOTAL; `next` is the cursor of the following page.

    `position` is the position of the log that the answer reflects; `suggestion` is a query that does find something.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_total_capped: bool = False
    facets: Mapping[Facet, tuple[FacetCount, ...]] = field(default_factory=dict)
    next: str = ""
    position: int = 0
    suggestion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What a batch did: documents written, documents already known at this position or later, position reached."""

    written: int
    known: int
    position: int
