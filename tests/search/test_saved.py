import pytest

from search.domain.documents import Scope, Want
from search.meaning import meaning
from search.parser import parse
from search.saved import Saved, SavedSearches, anchors
from tests.search import corpus
from tests.search.conformance import DOCS, QUERIES, doc

ALL, NARROW = corpus.scopes()[0], corpus.scopes()[4]


def saved(id: str, text: str, *, owner: str = "ada") -> Saved:
    return Saved(id=id, owner=owner, tree=parse(text).tree)


def ids(searches: SavedSearches, found, *, scopes=None) -> list[str]:
    return [search.id for search in searches.matching(found, (scopes or {"ada": ALL}).get)]


@pytest.mark.parametrize("scope", [ALL, NARROW])
def test_alerts_agree_with_the_reference(oracle, scope):
    searches = SavedSearches(saved(str(n), text) for n, text in enumerate(QUERIES[:200]))
    expected = {
        str(n): {hit.root for hit in oracle.search(parse(text).tree, scope, want=Want(size=500, fragments=False)).hits}
        for n, text in enumerate(QUERIES[:200])
    }

    found: dict[str, set[str]] = {id: set() for id in expected}
    for each in DOCS:
        for search in searches.matching(each, {"ada": scope}.get):
            found[search.id].add(each.root)

    assert found == expected


def test_a_search_whose_owner_may_not_see_the_document_stays_silent():
    searches = SavedSearches(
        [saved("1", "lantern", owner="ada"), saved("2", "lantern", owner="cyd"), saved("3", "lantern", owner="ben")]
    )
    scopes = {"ada": ALL, "cyd": Scope(cases=frozenset(), seals=frozenset())}

    assert ids(searches, doc("note:1", title="lantern"), scopes=scopes) == ["1"]


def test_a_tombstone_raises_no_alert():
    assert ids(SavedSearches([saved("1", "")]), doc("note:1", gone=True)) == []


def test_a_search_can_be_replaced_and_removed():
    searches = SavedSearches([saved("1", "lantern")])
    searches.add(saved("1", "paper"))

    assert ids(searches, doc("note:1", title="lantern")) == []
    assert ids(searches, doc("note:1", title="paper")) == ["1"]

    searches.remove("1")
    searches.remove("never known")

    assert len(searches) == 0
    assert ids(searches, doc("note:1", title="paper")) == []


@pytest.mark.parametrize("text", ["lantern", '"paper lantern"', "lantern kind:note", "a OR b", "翡烛港", "id:ABC-1234"])
def test_searches_with_a_whole_word_are_filed_under_words(text):
    assert anchors(meaning(parse(text).tree))


@pytest.mark.parametrize("text", ["lant*", "lantern~", "-lantern", "kind:note", "lantern OR kind:note"])
def test_searches_without_one_are_always_tested(text):
    assert anchors(meaning(parse(text).tree)) is None
