from hypothesis import given
from hypothesis import strategies as st

from entities.domain.names import is_near
from search.edits import closest, neighbours


@given(st.text("abcяа", min_size=1, max_size=6), st.text("abcяа", min_size=1, max_size=6))
def test_neighbours_are_exactly_the_near_words_of_the_same_letters(one, other):
    if set(other) <= set(one):
        assert (other in neighbours(one)) == is_near(one, other)


def test_the_word_itself_comes_first_and_no_more_than_fifty():
    assert closest("b", ["c", "a", "b"]) == ["b", "a", "c"]
    assert len(closest("b", map(str, range(99)))) == 50
