import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.domain.names import (
    is_near,
    latinised,
    name_key,
    name_keys,
    name_near,
    name_parts,
    name_sound,
    names_match,
    shortened,
)

WORDS = st.text(alphabet="abcdeаб", min_size=1, max_size=7)


@pytest.mark.parametrize(
    "name",
    [
        "Jadewick Harbour Trading (HK) Limited",
        "JADEWICK HARBOUR TRADING LTD",
        "Jadewick Harbour Trading Pte. Ltd.",
        "Jadewick Harbour Trading Sdn Bhd",
        "Jadewick Harbour Trading GmbH",
        "Jadewick Harbour Trading FZE",
        "Jadewick Harbour Trading A.Ş.",
        "ООО Jadewick Harbour Trading",
        "Trading Harbour Jadewick Co., Ltd",
    ],
)
def test_a_key_does_not_depend_on_order_and_legal_form(name):
    assert name_key(name) == "harbour jadewick trading"


def test_a_chinese_key_drops_the_form_and_the_place_that_belongs_to_it():
    assert name_key("翡烛港贸易（香港）有限公司") == "翡烛港贸易"
    assert name_key("翡烛港贸易有限公司") == "翡烛港贸易"


def test_a_legal_form_is_one_part():
    assert name_parts("Jadewick Pte Ltd") == ("jadewick", "ltd")
    assert name_parts("Jadewick Private Limited") == ("jadewick", "ltd")
    assert name_parts("翡烛有限公司") == ("翡烛", "ltd")
    assert "llc" in name_parts("ООО Ромашка")


def test_a_name_that_is_only_a_form_keeps_it():
    assert name_key("Limited") == "ltd"
    assert name_key("As") == "as"


def test_short_words_inside_a_name_are_no_forms():
    assert name_parts("As Good Company Ab Ovo") == ("as", "good", "company", "ab", "ovo")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Jadewick Harbor", "Jadewick Harbour Trading (HK) Limited"),
        ("翡烛港", "翡烛港贸易（香港）有限公司"),
        ("Vladimir Ivanov", "Владимир Иванов"),
        ("Сергей Попов", "Popov, Sergei"),
        ("محمد", "مُحَمَّــد العلي"),
        ("أحمد", "احمد"),
        ("Müller", "Mueller"),
        ("O'Brien", "OBrien"),
        ("Mohamed", "Mohammad Al-Ali"),
        ("Αθήνα", "Athina"),
    ],
)
def test_names_that_people_would_call_the_same_match(query, name):
    assert names_match(query, name)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Jadewick Harbor", "Jadewick Lantern Trading"),
        ("翡烛港", "翡烛贸易港"),
        ("Ltd", "Jadewick GmbH"),
        ("", "Jadewick"),
    ],
)
def test_names_of_others_do_not_match(query, name):
    assert not names_match(query, name)


def test_cyrillic_and_greek_have_latin_twins():
    assert name_parts("Владимир") == ("владимир", "vladimir")
    assert name_keys("Иванов Владимир") == ("владимир иванов", "ivanov vladimir")
    assert latinised("Αθήνα".lower()).startswith("ath")


def test_short_i_and_io_fold_as_readers_expect():
    assert name_parts("Андрей")[0] == "андрей"
    assert name_parts("Королёв")[0] == "королев"


def test_look_alike_letters_of_another_alphabet_are_unmasked():
    assert "jadewick" in name_parts("Jаdеwiсk")


def test_chinese_and_arabic_are_folded_but_not_transliterated():
    assert name_parts("ＡＢＣ　翡烛") == ("abc", "翡烛")
    assert name_parts("一百") == name_parts("壹百")
    assert all(not part.isascii() for part in name_parts("محمد العلي"))
    assert name_parts("١٢٣") == ("123",)


def test_near_spellings_leave_out_one_letter_of_long_parts_only():
    assert name_near("Anna Li") == ("anna", "nna", "ana", "ann")


def test_sounds_are_for_latin_parts_and_their_twins():
    assert name_sound("Kuznetsov Ltd") == name_sound("Kouznetsoff")
    assert name_sound("Кузнецов") == name_sound("Kuznetsov")
    assert name_sound("翡烛港") == ()


@given(WORDS, st.integers(0, 6), st.sampled_from("abз"))
def test_one_edit_is_near_and_shares_a_shortened_spelling(word, at, letter):
    for edited in (word[:at] + letter + word[at:], word[:at] + word[at + 1 :], word[:at] + letter + word[at + 1 :]):
        assert is_near(word, edited)
        assert is_near(edited, word)
        assert {word, *shortened(word)} & {edited, *shortened(edited)}


@given(st.text(max_size=40))
def test_any_text_has_parts_and_keys(text):
    assert all(name_parts(text))
    assert all(name_keys(text))
    name_near(text)
    name_sound(text)


@given(st.lists(st.sampled_from(["jadewick", "harbour", "иван", "翡烛港", "ltd"]), min_size=1, max_size=5))
def test_a_key_is_stable(words):
    assert name_key(name_key(" ".join(words))) == name_key(" ".join(words))


def test_a_chinese_legal_form_is_left_out_before_and_behind_the_name():
    assert name_key("有限公司翡烛港") == name_key("翡烛港有限公司") == "翡烛港"
