"""Blocks 5 and 10: parties with what is said of them, and the network of links."""

from dataclasses import dataclass

from dossiers.domain.document.front import Citation


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name in its own script; `language` is a BCP 47 tag ("zh-Hant"), empty when unknown."""

    text: str
    language: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Identifier:
    """A typed value with the result of its check: "passes", "check digit is 0, expected 3", "no check exists"."""

    kind: str
    value: str
    check: str = ""
    is_suspect: bool = False
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One attributed property value; `validity` is printed as given ("2024-03-01 to now")."""

    property: str
    value: str
    grade: str = ""  # "B2"
    said_by: str = ""
    validity: str = ""
    is_leading: bool = True
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Screening:
    """One list that a party was compared with; "no match" counts only with the list's date."""

    list_name: str
    list_date: str
    result: str


@dataclass(frozen=True, kw_only=True)
class Ownership:
    """A share held by or in the party at a date; `share` as printed ("60 %")."""

    owner: str
    owned: str
    share: str = ""
    as_of: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Party:
    """One entity of the case; the first of `names` heads its sheet."""

    id: str
    kind: str
    names: tuple[Name, ...]
    roles: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    statements: tuple[Statement, ...] = ()
    ownership: tuple[Ownership, ...] = ()
    screening: tuple[Screening, ...] = ()
    summary: str = ""
    notes_html: str = ""

    @property
    def name(self) -> str:
        """The name that heads the sheet, or the id of a party without one."""
        return self.names[0].text if self.names else self.id


@dataclass(frozen=True, kw_only=True)
class NetworkNode:
    """A thing of the link chart; `kind` chooses its shape ("person", "organisation", "place", "document")."""

    id: str
    kind: str
    label: str


@dataclass(frozen=True, kw_only=True)
class NetworkLink:
    """A relation between two nodes. `is_control` draws a solid line; a derived link was computed from equal values."""

    id: str
    kind: str
    source: str
    target: str
    detail: str = ""
    confidence: str = ""
    validity: str = ""
    is_derived: bool = False
    is_control: bool = False
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Network:
    """Block 10. Every end of a link is a node."""

    nodes: tuple[NetworkNode, ...] = ()
    links: tuple[NetworkLink, ...] = ()
