"""Where things stand in a drawing of links. Graphviz gets numbers and box sizes, never a name.

All lengths are points; the origin is the top left corner.
"""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

Point = tuple[float, float]

PRLIMIT = "/usr/bin/prlimit"
ENGINES = {"sfdp": "/usr/bin/sfdp", "dot": "/usr/bin/dot"}
POINTS_PER_INCH = 72
MOST_NODES = 2_000
MOST_EDGES = 10_000


class LayoutFailed(Exception):
    """No positions; the sentence says why, and the reader still has the table of the same links."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, kw_only=True)
class Box:
    """The room that one node needs, label included."""

    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class LayoutLimits:
    """What one call of Graphviz may use."""

    seconds: int = 10
    memory_bytes: int = 512 * 1024 * 1024


STANDARD_LIMITS = LayoutLimits()


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Centres of the nodes, and for each edge a curve: a start and then three points for each Bezier piece."""

    width: float
    height: float
    positions: tuple[Point, ...]
    paths: tuple[tuple[Point, ...], ...]


NOTHING = Layout(width=0.0, height=0.0, positions=(), paths=())


def layout(
    nodes: Sequence[Box],
    edges: Sequence[tuple[int, int]],
    *,
    engine: Literal["sfdp", "dot"] = "sfdp",
    aspect: float | None = None,
    limits: LayoutLimits = STANDARD_LIMITS,
) -> Layout:
    """Place boxes so that few overlap; the same input gives the same places.

    Edges name their ends by index. `aspect` asks for height / width of the whole.

    Raises:
        LayoutFailed: too many nodes or edges, or Graphviz is missing, too slow or too large.
    """
    if not nodes:
        return NOTHING
    if len(nodes) > MOST_NODES or len(edges) > MOST_EDGES:
        raise LayoutFailed(f"At most {MOST_NODES:,} things and {MOST_EDGES:,} links can be drawn.")
    drawn = _graphviz(_question(nodes, edges, aspect=aspect), engine=engine, limits=limits)
    return _answer(drawn, nodes=len(nodes), edges=len(edges))


def _question(nodes: Sequence[Box], edges: Sequence[tuple[int, int]], *, aspect: float | None) -> str:
    shape = f"ratio={aspect:.3f};" if aspect else ""
    lines = [
        f"graph{{start=1;overlap=prism;overlap_scaling=-1.6;splines=true;rankdir=LR;nodesep=0.3;ranksep=0.7;sep=0.15;{shape}",
        'node[shape=box,fixedsize=true,label=""];',
        *(
            f"n{number}[width={box.width / POINTS_PER_INCH:.3f},height={box.height / POINTS_PER_INCH:.3f}];"
            for number, box in enumerate(nodes)
        ),
        *(f"n{tail}--n{head}[id=e{number}];" for number, (tail, head) in enumerate(edges)),
        "}",
    ]
    return "\n".join(lines)


def _graphviz(question: str, *, engine: str, limits: LayoutLimits) -> dict[str, Any]:
    ceilings = [f"--as={limits.memory_bytes}", f"--cpu={limits.seconds}", "--core=0", "--fsize=0", "--"]
    try:
        done = subprocess.run(
            [PRLIMIT, *ceilings, ENGINES[engine], "-Tjson0"],
            input=question.encode("ascii"),
            capture_output=True,
            timeout=limits.seconds,
            env={},
            cwd="/",
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise LayoutFailed(f"Placing the links took longer than {limits.seconds} seconds.") from None
    except FileNotFoundError:
        raise LayoutFailed("Graphviz is not installed.") from None
    except subprocess.CalledProcessError as stopped:
        raise LayoutFailed(f"Graphviz ended with code {stopped.returncode}.") from stopped
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _answer(drawn: dict[str, Any], *, nodes: int, edges: int) -> Layout:
    left, bottom, right, top = map(float, drawn["bb"].split(","))

    def place(pair: str) -> Point:
        x, y = map(float, pair.split(","))
        return round(x - left, 2), round(top - y, 2)

    centres = {item["name"]: place(item["pos"]) for item in drawn["objects"]}
    curves = {item["id"]: tuple(map(place, _pairs(item["pos"]))) for item in drawn.get("edges", ())}
    return Layout(
        width=round(right - left, 2),
        height=round(top - bottom, 2),
        positions=tuple(centres[f"n{number}"] for number in range(nodes)),
        paths=tuple(curves[f"e{number}"] for number in range(edges)),
    )


def _pairs(curve: str) -> list[str]:
    """The points of the first piece; `s,x,y` and `e,x,y` would be arrow heads."""
    return [word for word in curve.split(";", maxsplit=1)[0].split() if word[0] not in "se"]
