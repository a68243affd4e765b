"""A seeded corpus of the usual mix: a fifth Chinese, names in four scripts, identifiers, lengths as in real cases.

Prose is a chain of the words of Python's own documentation topics; Chinese from 5,000 words of 650 characters, the
more frequent ones as much more as in a language. A thing in six is an exhibit, of 2.3 pages: a third of the documents.
"""

import pydoc_data.topics
import random
import re
from collections.abc import Iterator
from typing import Any

from entities.domain.names import name_keys, name_near, name_parts, name_sound
from search.domain.documents import Doc

KINDS = {"exhibit": 15.5, "note": 25, "entity": 20, "claim": 8, "link": 5, "task": 5, "case": 2}
LENGTHS = {"exhibit": (5.7, 0.8), "note": (4.2, 0.6), "entity": (3.0, 0.5)}
GIVEN = [
    "James",
    "Mary",
    "José",
    "Zoë",
    "Søren",
    "Łukasz",
    "Владимир",
    "Сергей",
    "Ольга",
    "Юрий",
    "محمد",
    "أحمد",
    "خالد",
    "Ada",
    "Fatima",
    "Elena",
]
FAMILY = [
    "Smith",
    "Müller",
    "Nuñez",
    "O'Brien",
    "Иванов",
    "Петров",
    "Кузнецов",
    "العلي",
    "القحطاني",
    "Harbour",
    "Lantern",
    "Tan",
    "Lim",
]
SURNAMES, CALLED = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉"
TRADE = "收货人发票提单报关出口申报服务器加速卡芯片深圳香港新加坡转运仓库付款合同数量重量原产地最终用户证明，。"
CHARACTERS = TRADE + "".join(chr(0x4E00 + 9 * number) for number in range(600))


def _vocabulary() -> list[str]:
    chance = random.Random(1)
    return ["".join(chance.choices(CHARACTERS, k=chance.choice([1, 2, 2, 2, 3]))) for _ in range(5_000)]


CHINESE = _vocabulary()
FREQUENCIES = [1 / (rank + 3) for rank in range(len(CHINESE))]


def documents(count: int, *, seed: int = 7) -> Iterator[Doc]:
    """`count` documents in 400 cases under four seals; exhibits are groups of up to five pages."""
    chance = random.Random(seed)
    words = re.findall(r"[A-Za-z][A-Za-z'-]*[.,;?!]?", "\n".join(pydoc_data.topics.topics.values()))
    weights = [1 / (number + 3) for number in range(400)]
    root, pages = "", 0
    for pos in range(1, count + 1):
        kind = "exhibit" if pages else chance.choices(list(KINDS), weights=list(KINDS.values()))[0]
        if not pages:
            root, case, seal = (
                f"{kind}:{pos:06d}",
                chance.choices(range(400), weights=weights)[0],
                chance.choices([1, 2, 3, 4], [6, 3, 1, 0.3])[0],
            )
            pages = chance.choice([1, 1, 2, 5]) if kind == "exhibit" else 1
        id = f"{root}#{pages}" if kind == "exhibit" else root
        pages -= 1
        given = {"id": id, "root": root, "kind": kind, "case": f"case-{case:04d}", "seal": seal, "pos": pos}
        yield _document(chance, words, given=given)


def _document(chance: random.Random, words: list[str], *, given: dict[str, Any]) -> Doc:
    kind = given["kind"]
    mean, spread = LENGTHS.get(kind, (3.6, 0.5))
    length = max(4, min(4000, int(chance.lognormvariate(mean, spread))))
    is_chinese = chance.random() < 0.2
    body = _chinese(chance, length) if is_chinese else _prose(chance, words, length=length)
    name = _name(chance)
    named = name if kind in {"entity", "link"} else ""
    ident = f"{chance.choice('ABKLMT')}{chance.choice('CDXYZ')}-{chance.randint(100, 9999)}-{chance.choice('QWERT')}"
    return Doc(
        **given,
        author=f"u{chance.randint(1, 60):02d}",
        lang="zh" if is_chinese else "en",
        status=chance.choice(["open", "closed"]),
        happened=f"{chance.randint(2019, 2026)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
        recorded=f"2026-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}T{chance.randint(0, 23):02d}:00:00Z",
        title=named or (_chinese(chance, 8) if is_chinese else _prose(chance, words, length=6)),
        body=f"{body} {name} ref {ident}" if chance.random() < 0.5 else body,
        name_parts=name_parts(named), name_keys=name_keys(named),
        name_near=name_near(named), name_sound=name_sound(named),
        idents=(f"serial:{ident}",) if chance.random() < 0.1 else (),
    )  # fmt: skip


def _prose(chance: random.Random, words: list[str], *, length: int) -> str:
    at = chance.randrange(len(words))
    pieces = []
    while len(pieces) < length:
        at = chance.randrange(len(words)) if chance.random() < 0.15 else (at + 1) % len(words)
        pieces.append(words[at])
    return " ".join(pieces)


def _chinese(chance: random.Random, length: int) -> str:
    pieces: list[str] = []
    while sum(map(len, pieces)) < 2 * length:
        pieces += chance.choices(CHINESE, weights=FREQUENCIES, k=8)
    return "".join(pieces)


def _name(chance: random.Random) -> str:
    if chance.random() < 0.35:
        return chance.choice(SURNAMES) + "".join(chance.choices(CALLED, k=chance.choice([1, 2])))
    return f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}{chance.randint(1, 400) if chance.random() < 0.1 else ''}"
