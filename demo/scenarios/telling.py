"""Short forms for telling a case: one line for each statement and link."""

from demo.scenarios.shapes import Entity, Link, Statement, cites


def said(property: str, value: str, *, cite: str, grade: str = "B2", since: str = "", until: str = "") -> Statement:
    """A statement; `cite` is like `X-14.3 p.1`, `grade` a letter and a digit."""
    return Statement(
        property=property,
        value=value,
        citations=cites(cite),
        reliability=grade[0],
        credibility=grade[1],
        valid_from=since,
        valid_to=until,
    )


def entity(key: str, kind: str, *statements: Statement) -> Entity:
    """An entity with what is stated of it."""
    return Entity(key=key, kind=kind, statements=statements)


def link(
    number: str,
    ends: str,
    *,
    kind: str,
    conf: str,
    cite: str,
    since: str = "",
    until: str = "",
    properties: dict[str, str] | None = None,
    is_derived: bool = False,
) -> Link:
    """A link; `ends` is `E01 E02`, from source to target."""
    source, target = ends.split()
    return Link(
        number=number,
        kind=kind,
        source=source,
        target=target,
        confidence=conf,
        citations=cites(cite),
        valid_from=since,
        valid_to=until,
        properties=tuple(sorted((properties or {}).items())),
        is_derived=is_derived,
    )
