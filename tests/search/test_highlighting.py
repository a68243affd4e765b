import pytest

from search.highlighting import fragments, marked_title
from search.meaning import meaning, probes
from search.parser import parse

PADDING = "filling words of no interest " * 100


def marks(text: str, query: str) -> list[str]:
    found = fragments(text, probes(meaning(parse(query).tree)))
    return [piece.split("</mark>")[0] for part in found for piece in part.split("<mark>")[1:]]


@pytest.mark.parametrize("around", ["", PADDING, "收货人发票，" * 400])
@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        (" paper lantern ", "lantern", ["lantern"]),
        (" paper lantern ", '"paper lantern"', ["paper lantern"]),
        (" paper lanterns ", "lant*", ["lanterns"]),
        (" paper lanten ", "lantern~", ["lanten"]),
        ("，翡烛港贸易，", "翡烛港", ["翡烛港"]),
        ("，翡烛\n港贸易，", "翡烛港", ["翡烛\n港"]),
        (" Ångström ", "angstrom", ["Ångström"]),
        (" tray ABC-1234 ", "abc1234", ["ABC-1234"]),
        (" Иванов ", "иванов", ["Иванов"]),
        (" قال محمد العلي ", "محمد", ["محمد"]),
    ],
)
def test_what_was_found_is_marked_in_short_and_long_texts(around, text, query, expected):
    assert marks(around + text + around, query) == expected


def test_a_text_without_the_words_shows_its_beginning():
    assert fragments("a < b " + PADDING, []) == (f"a &lt; b {PADDING}"[:163].strip() + " …",)
    assert fragments("  ", []) == ()


def test_no_more_than_two_fragments():
    assert len(fragments(f"lantern {PADDING}" * 5, probes(meaning(parse("lantern").tree)))) == 2


def test_a_title_marks_names_like_the_one_asked_for():
    assert marked_title("Jadewick Harbour", probes(meaning(parse("harbor").tree))) == "Jadewick <mark>Harbour</mark>"
