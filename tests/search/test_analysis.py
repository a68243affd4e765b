from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import Token, identifier_key, identifiers, lookup, stream, terms, tokens, units

SIGNS = "abcXYZ019_.:;,'’-\"\n 翡烛港々ｱﾊﾟタひ한국йΣéßⅨא\u0301\u200d\u00adＡ１😀ไ"
TEXTS = st.one_of(st.text(SIGNS, max_size=30), st.text(max_size=30))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jadewick Harbour (HK)", ["jadewick", "harbour", "hk"]),
        ("it's 3.14 1,000 foo_bar foo:bar a.b x-y", ["it's", "3.14", "1,000", "foo_bar", "foo:bar", "a.b", "x", "y"]),
        ("it’s straße Ångström İstanbul Łukasz", ["it's", "strasse", "angstrom", "istanbul", "lukasz"]),
        ("Владимир Й ΣΑΣ", ["владимир", "й", "σασ"]),
        ("ＡＢＣ１２３", ["abc123"]),
        ("翡烛港", ["翡", "翡烛", "烛", "烛港", "港"]),
        ("翡 烛", ["翡", "烛"]),
        ("ABC翡烛x", ["abc", "翡", "翡烛", "烛", "x"]),
        ("ｱﾊﾟｰﾄ", ["ア", "アパ", "パ", "パー", "ー", "ート", "ト"]),
        ("한국어", ["한", "한국", "국", "국어", "어"]),
        ("ひらがな漢", ["ひ", "ひら", "ら", "らが", "が", "がな", "な", "な漢", "漢"]),
        ("שלום צה\"ל ג'", ["שלום", 'צה"ל', "ג'"]),
        ("محمد العلي ـ", ["محمد", "العلي", "ـ"]),
        ("ภาษาไทย", ["ภาษาไทย"]),
        ("... _ '' 😀", ["😀"]),
        ("x" * 300, ["x" * 255, "x" * 45]),
    ],
)
def test_the_chain_of_elasticsearch(text, expected):
    assert [token.term for token in tokens(text)] == expected


def test_tokens_carry_places_in_the_original_and_positions():
    assert tokens("Ås 翡烛") == [
        Token("as", 0, 2, 0, 1),
        Token("翡", 3, 4, 1, 1),
        Token("翡烛", 3, 5, 1, 2),
        Token("烛", 4, 5, 2, 1),
    ]


@given(TEXTS)
def test_the_quick_way_to_terms_agrees_with_the_slow_one(text):
    assert terms(text) == [unit.term for unit in units(text)]


@given(TEXTS)
def test_places_lie_in_the_text_and_rise(text):
    found = units(text)

    assert all(0 <= unit.start < unit.end <= len(text) for unit in found)
    assert all(one.start <= two.start for one, two in pairwise(found))


@given(st.lists(st.sampled_from(["翡", "烛", "港", "abc"]), max_size=8), st.integers(0, 7), st.integers(1, 4))
def test_a_stream_holds_the_lookup_of_exactly_the_runs_within(steps, at, length):
    run = steps[at : at + length]
    held, wanted = stream(steps), lookup(run)

    assert not run or _within(wanted, held)
    assert _within(lookup(["烛", "港", "烛"]), held) == _within(["烛", "港", "烛"], steps)


def _within(run: list[str], whole: list[str]) -> bool:
    return any(whole[at : at + len(run)] == run for at in range(len(whole) - len(run) + 1))


def test_identifiers_lose_their_separators_and_case():
    assert identifier_key("ABC-1234") == identifier_key("abc 1234") == identifier_key("ＡＢＣ/1234") == "abc1234"


def test_identifiers_are_seen_in_running_text():
    assert identifiers("Label ABC-1234, tray QX77Z9; AWB 000-44115363 in 2024, paid 12") == {
        "abc1234",
        "qx77z9",
        "00044115363",
    }
