"""A small deterministic corpus in five scripts, scopes over it, and generated queries."""

import random

from entities.domain.names import name_keys, name_near, name_parts, name_sound
from search.domain.documents import Doc, Scope

NAMES = [
    "Jadewick Harbour Trading (HK) Limited",
    "翡烛港贸易（香港）有限公司",
    "Владимир Иванов",
    "Vladimir Ivanov",
    "محمد العلي",
    "Mohammed Al-Ali",
    "Larkfield Compute Pte Ltd",
    "王小明",
    "Søren Łukasz",
    "ООО Ромашка",
]
WORDS = [
    "server",
    "rack",
    "pallet",
    "invoice",
    "harbor",
    "harbour",
    "freight",
    "accelerator",
    "declared",
    "counted",
    "shipment",
    "customs",
    "broker",
    "warehouse",
    "transfer",
    "payment",
    "consignee",
    "manifest",
    "seal",
    "router",
    "weight",
    "lantern",
    "paper",
    "candle",
    "it's",
    "don't",
    "3.14",
    "foo_bar",
    "GPU-H100",
    "straße",
    "Ångström",
    "naïve",
    "ship",
    "ships",
    "shipped",
    "lanterns",
    "Иванов",
    "договор",
    "груз",
    "склад",
    "сервер",
    "شحنة",
    "خادم",
    "عقد",
    "المستودع",
    "Αθήνα",
    "φορτίο",
]
CHINESE = "翡烛港贸易香港有限公司服务器出口申报提单发票货物仓库芯片加速卡深圳新加坡转运"
IDENTS = ["awb:00044115363", "serial:ABC-1234", "phone:+6561234567", "iban:DE89370400440532013000", "serial:QX77Z9"]
KINDS = ["case", "exhibit", "entity", "link", "note", "task", "claim", "dossier"]
CASES = [f"case-{number}" for number in range(8)]
WALLED = {"case-6", "case-7"}
AUTHORS = ["ada", "ben", "dee"]
TAGS = ["dual use", "urgent", "hk", "telemetry"]


def documents(count: int = 240, *, seed: int = 5, first: int = 1) -> list[Doc]:
    """Documents whose positions are `first`, `first + 1`, ...; every fifth thing is an exhibit of several pages."""
    chance = random.Random(seed)
    found: list[Doc] = []
    while len(found) < count:
        kind = chance.choice(KINDS)
        root = f"{kind}:{chance.randrange(10**9):09d}"
        case = chance.choice(CASES)
        recorded = f"{_day(chance)}T10:00:00Z"
        pages = chance.randint(2, 4) if kind == "exhibit" else 1
        for number in range(1, pages + 1):
            id = f"{root}#{number}" if pages > 1 else root
            found.append(
                document(chance, id=id, root=root, kind=kind, case=case, pos=first + len(found), recorded=recorded)
            )
    return found[:count]


def document(chance: random.Random, *, id: str, root: str, kind: str, case: str, pos: int, recorded: str) -> Doc:
    """One document with everything drawn by chance."""
    name = chance.choice(NAMES) if kind in {"entity", "link"} or chance.random() < 0.1 else ""
    return Doc(
        id=id, root=root, kind=kind, case=case, pos=pos,
        seal=chance.choice([1, 1, 1, 2, 3]),
        is_walled=case in WALLED,
        status=chance.choice(["open", "closed", ""]),
        author=chance.choice(AUTHORS),
        lang=chance.choice(["en", "zh", "ru", "ar"]),
        tags=tuple(chance.sample(TAGS, chance.choice([0, 0, 1, 2]))),
        happened=chance.choice(["", "2024", "2024-11", _day(chance)]),
        recorded=recorded,
        title=name or text(chance, 4),
        body=text(chance, chance.randint(3, 40)) + (f" ref {chance.choice(IDENTS)}" if chance.random() < 0.1 else ""),
        name_parts=name_parts(name), name_keys=name_keys(name), name_near=name_near(name), name_sound=name_sound(name),
        idents=tuple(chance.sample(IDENTS, chance.choice([0, 0, 0, 1]))),
    )  # fmt: skip


def _day(chance: random.Random) -> str:
    return f"2025-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def text(chance: random.Random, words: int) -> str:
    """Words and runs of Chinese, with markup that must not survive."""
    pieces = [chinese(chance) if chance.random() < 0.2 else chance.choice(WORDS) for _ in range(words)]
    return " ".join(pieces) + chance.choice(["", ".", " <b>&", "\n翡烛\n港"])


def chinese(chance: random.Random) -> str:
    """Two to eight characters of real words."""
    at = chance.randrange(len(CHINESE) - 8)
    return CHINESE[at : at + chance.randint(2, 8)]


def scopes() -> list[Scope]:
    """Eight readers: everything, no walls, one case, one seal, a wall not named, nothing in several ways."""
    everything = frozenset(CASES)
    return [
        Scope(cases=everything, seals=frozenset({1, 2, 3}), walled=frozenset(WALLED)),
        Scope(cases=everything - WALLED, seals=frozenset({1, 2, 3})),
        Scope(cases=frozenset({"case-1"}), seals=frozenset({1, 2, 3})),
        Scope(cases=everything, seals=frozenset({2}), walled=frozenset({"case-6"})),
        Scope(cases=frozenset({"case-0", "case-2", "case-7"}), seals=frozenset({1, 3}), walled=frozenset({"case-7"})),
        Scope(cases=everything, seals=frozenset({1})),
        Scope(cases=frozenset(), seals=frozenset({1, 2, 3})),
        Scope(cases=everything, seals=frozenset()),
    ]


def queries(count: int = 420, *, seed: int = 9) -> list[str]:
    """Texts that use the whole language, mistakes included."""
    chance = random.Random(seed)
    return [_query(chance, depth=2) for _ in range(count)]


def _query(chance: random.Random, *, depth: int) -> str:
    parts = [_leaf(chance) for _ in range(chance.choice([1, 1, 2, 2, 3]))]
    if depth and chance.random() < 0.3:
        parts.append(f"({_query(chance, depth=depth - 1)})")
    if chance.random() < 0.25:
        parts.append(f"-{_leaf(chance)}")
    return chance.choice([" ", " ", " ", " OR "]).join(parts)


def _leaf(chance: random.Random) -> str:
    word = chance.choice(WORDS)
    return chance.choice([_plain, _plain, _plain, _shaped, _valued])(chance, word)


def _plain(chance: random.Random, word: str) -> str:
    name = chance.choice(NAMES)
    cut = chance.randrange(1, len(word))
    return chance.choice(
        [
            word,
            word,
            chinese(chance),
            chinese(chance)[:1],
            chinese(chance)[:2],
            name,
            name.split()[0],
            word[:cut] + word[cut + 1 :],
            "ABC1234",
            "abc 1234",
            "15363",
            "awb:00044115363",
            "harbr",
            "Jadewick Harbor",
            "翡烛港",
        ]
    )


def _shaped(chance: random.Random, word: str) -> str:
    name = chance.choice(NAMES)
    return chance.choice(
        [
            f'"{word} {chance.choice(WORDS)}"',
            f"{word[:4]}*",
            f"{word}~",
            f'"{chinese(chance)}"',
            f"name:{name.split()[-1]}",
            f'name:"{name}"',
            "id:ABC-1234",
            "id:ABC*",
            "id:5363",
            f"name:{name[:4]}*",
            f"name:{name.split()[0]}~",
            f"{word[:3]}~",
        ]
    )


def _valued(chance: random.Random, word: str) -> str:
    return chance.choice(
        [
            f"kind:{chance.choice(KINDS)}",
            f"kind:{','.join(chance.sample(KINDS, 3))}",
            f"case:{chance.choice(CASES)}",
            f"author:{chance.choice(AUTHORS)}",
            'tag:"dual use"',
            "tag:urgent,hk",
            "marking:amber",
            f'"{word}',
            f"after:2025-0{chance.randint(1, 9)}",
            "before:2025-06-15",
            "after:2024",
            "before:2025",
        ]
    )
