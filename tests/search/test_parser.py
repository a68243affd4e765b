import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.domain.query import And, Fuzzy, In, Not, Or, Phrase, Prefix, Range, Term, leaves, rewritten
from search.parser import parse

SIGNS = ['"', "(", ")", " ", " OR ", " AND ", "NOT ", "-", "*", "~", ":", ",", "“", "（", "\x00", "\u202e"]
FIELD_NAMES = ["name:", "kind:", "case:", "before:", "after:", "id:", "tag:", "foo:"]
WORDS = ["2025-03", "harbor", "翡烛港", "Иванов", "محمد", "ABC-1234", "it's"]
PIECES = st.sampled_from([*SIGNS, *FIELD_NAMES, *WORDS])
QUERIES = st.one_of(st.lists(PIECES, max_size=14).map("".join), st.text(max_size=60))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("jadewick harbor", And((Term("jadewick"), Term("harbor")))),
        ('"jadewick harbor"', Phrase("jadewick harbor")),
        ("a b OR c", Or((And((Term("a"), Term("b"))), Term("c")))),
        ("a (b OR c)", And((Term("a"), Or((Term("b"), Term("c")))))),
        ("a -b", And((Term("a"), Not(Term("b"))))),
        ("a NOT b", And((Term("a"), Not(Term("b"))))),
        ("-(a b)", Not(And((Term("a"), Term("b"))))),
        ("jade* harbr~", And((Prefix("jade"), Fuzzy("harbr")))),
        ("kind:exhibit,note", In("kind", ("exhibit", "note"))),
        ('tag:"dual use"', In("tag", ("dual use",))),
        ("kind:(exhibit OR note)", Or((In("kind", ("exhibit",)), In("kind", ("note",))))),
        ("name:harbor id:ABC-1234", And((Term("harbor", "name"), Term("ABC-1234", "id")))),
        ('name:"jadewick harbour"', Phrase("jadewick harbour", "name")),
        ("after:2025-01 before:2025-03-14", And((Range(since="2025-01"), Range(until="2025-03-14")))),
        ("NAME:harbor", Term("harbor", "name")),
        ("awb:00044115363", Term("awb:00044115363")),
        ("（翡烛港 OR “香港”）", Or((Term("翡烛港"), Phrase("香港")))),
        ("e-mail", Term("e-mail")),
    ],
)
def test_the_language_is_read(text, tree):
    parsed = parse(text)

    assert parsed.tree == tree
    assert parsed.notes == ()


@pytest.mark.parametrize(
    ("text", "understood", "note"),
    [
        ('"jadewick harbor', '"jadewick harbor"', "A quote was closed for you."),
        ("(a OR b", "a OR b", "A bracket was closed for you."),
        ("a) b", "a b", "A closing bracket without an opening one was left out."),
        ("a OR", "a", "An OR without words on both sides was left out."),
        ("ab*", "ab", "“ab*” was read as a whole word: a beginning needs 3 letters."),
        ("a ()", "a", "Empty brackets were left out."),
        ("a !!!", "a", "“!!!” was left out: it holds no letter or digit."),
        ("a kind:", "a", "“kind:” without a value was left out."),
        ("a before:soon", "a", "“before:soon” was left out: a date looks like 2025-03-14, 2025-03 or 2025."),
        ("a NOT", "a", "A minus without a word was left out."),
        ("x " * 2500, None, "The query was cut after 4,000 characters."),
        ("w " * 70, " ".join(["w"] * 64), "Only the first 64 words and conditions were used."),
        ("(" * 30 + "a" + ")" * 30, "a", "Brackets more than 12 deep were left out."),
    ],
)
def test_what_cannot_be_read_is_repaired_and_said(text, understood, note):
    parsed = parse(text)

    assert note in parsed.notes
    assert understood is None or parsed.as_understood == understood


def test_an_empty_query_asks_for_everything():
    assert parse("  ").as_understood == ""


@given(QUERIES)
@settings(max_examples=600, deadline=None)
@example("name:-a")
@example('"a"b"c')
@example("-((a))-")
def test_any_text_parses_and_its_canonical_text_is_the_same_tree(text):
    parsed = parse(text)
    again = parse(parsed.as_understood)

    assert again.tree == parsed.tree
    assert again.notes == ()
    assert again.as_understood == parsed.as_understood


@given(QUERIES)
def test_no_query_has_more_leaves_than_allowed(text):
    assert len(leaves(parse(text * 9).tree)) <= 64


def test_leaves_can_be_rewritten():
    tree = rewritten(parse("a -case:PL-1").tree, lambda leaf: In("case", ("7",)) if isinstance(leaf, In) else leaf)

    assert tree == And((Term("a"), Not(In("case", ("7",)))))
