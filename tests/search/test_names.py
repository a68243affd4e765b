"""How many of the names that people ask for, in other spellings and scripts, are among the first twenty."""

import random

import pytest

from entities.domain.names import name_keys, name_near, name_parts, name_sound
from search.backends.fts5 import Fts5Backend
from tests.search.conformance import EVERYTHING, doc, find

pytestmark = pytest.mark.slow

SYLLABLES = ["kes", "trel", "wick", "dun", "holt", "jade", "har", "bour", "lan", "tan", "hurst", "ming", "feld", "vel"]
ENDS = ["Trading Ltd", "Logistics Sdn. Bhd.", "GmbH", "Electronics FZE", "Holdings", "Pte. Ltd."]
CHARACTERS = "翡烛港青阑微鸣垅集团科技贸易电子海云山川金龙华信远通达盛宏泰康瑞丰永安吉祥明德"
TWINS = [
    ("Владимир Иванов", "Vladimir Ivanov"),
    ("Сергей Петров", "Sergei Petrov"),
    ("Ольга Кузнецова", "Olga Kuznetsova"),
    ("Юрий Щербаков", "Yuri Shcherbakov"),
    ("Наталья Соколова", "Natalya Sokolova"),
    ("Дмитрий Попов", "Dmitry Popov"),
    ("Алексей Морозов", "Aleksei Morozov"),
    ("Татьяна Волкова", "Tatiana Volkova"),
    ("Михаил Зайцев", "Mikhail Zaitsev"),
    ("Евгений Павлов", "Evgeny Pavlov"),
    ("Андрей Семёнов", "Andrei Semyonov"),
    ("Ирина Голубева", "Irina Golubeva"),
    ("Николай Виноградов", "Nikolai Vinogradov"),
    ("Екатерина Белова", "Ekaterina Belova"),
    ("Константин Комаров", "Konstantin Komarov"),
    ("Павел Орлов", "Pavel Orlov"),
    ("Григорий Киселёв", "Grigory Kiselev"),
    ("Максим Макаров", "Maxim Makarov"),
    ("Людмила Андреева", "Lyudmila Andreeva"),
    ("Фёдор Ковалёв", "Fedor Kovalev"),
]


def latin(chance: random.Random) -> str:
    words = ["".join(chance.sample(SYLLABLES, 2)).capitalize() for _ in range(2)]
    return " ".join([*words, chance.choice(ENDS)])


def chinese(chance: random.Random) -> str:
    return "".join(chance.sample(CHARACTERS, 4)) + "有限公司"


def one_edit(name: str, chance: random.Random) -> str:
    """A letter left out, doubled, changed or swapped with its neighbour, in the first word."""
    first, rest = name.split(" ", 1)
    at = chance.randrange(1, len(first) - 1)
    edited = chance.choice(
        [
            first[:at] + first[at + 1 :],
            first[:at] + first[at] + first[at:],
            first[:at] + chance.choice("aeiours") + first[at + 1 :],
            first[:at] + first[at + 1] + first[at] + first[at + 2 :],
        ]
    )
    return f"{edited} {rest}"


@pytest.fixture(scope="module")
def names():
    chance = random.Random(12)
    found = {*(latin(chance) for _ in range(500)), *(chinese(chance) for _ in range(300)), *(one for one, _ in TWINS)}
    return sorted(found)


@pytest.fixture(scope="module")
def full(names, tmp_path_factory):
    backend = Fts5Backend(tmp_path_factory.mktemp("names"))
    backend.apply([entity(number, name) for number, name in enumerate(names)], len(names))
    yield backend
    backend.close()


def entity(number: int, name: str):
    return doc(
        f"entity:{number}",
        number + 1,
        kind="entity",
        title=f"E{number} {name}",
        body=name,
        name_parts=name_parts(name),
        name_keys=name_keys(name),
        name_near=name_near(name),
        name_sound=name_sound(name),
    )


def recall(backend, names, *, asked: dict[str, str]) -> float:
    """Share of the queries whose name is among the first twenty."""
    hits = 0
    for query, name in asked.items():
        found = find(backend, query, scope=EVERYTHING, size=20, sort="best", fragments=False, facets=())
        hits += any(hit.root == f"entity:{names.index(name)}" for hit in found.hits)
    return hits / len(asked)


def test_exact_names_are_all_found(full, names):
    assert recall(full, names, asked={name: name for name in random.Random(1).sample(names, 120)}) == 1.0


def test_two_and_three_characters_of_a_chinese_name_find_it(full, names):
    chance = random.Random(2)
    whole = [name for name in names if name.endswith("有限公司")]
    asked = {
        name[at : at + length]: name for name in chance.sample(whole, 60) for at, length in ((0, 2), (0, 3), (1, 3))
    }

    assert recall(full, names, asked=asked) == 1.0


def test_one_wrong_letter_is_forgiven(full, names):
    chance = random.Random(3)
    spelled = [name for name in names if name.isascii()]

    assert recall(full, names, asked={one_edit(name, chance): name for name in chance.sample(spelled, 150)}) >= 0.98


def test_cyrillic_and_latin_spellings_find_each_other(full, names):
    assert recall(full, names, asked={latin: cyrillic for cyrillic, latin in TWINS}) >= 0.95
