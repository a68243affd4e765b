"""What every engine must do, held against the reference."""

import random
from contextlib import suppress
from dataclasses import replace

import pytest

from entities.domain.names import name_keys, name_near, name_parts, name_sound
from search.backends import SearchBackend
from search.domain.documents import FACETS, Doc, Found, Scope, Want
from search.paging import CursorNotKnown
from search.parser import parse
from tests.search import corpus

EVERYTHING = corpus.scopes()[0]
DOCS = corpus.documents()
QUERIES = corpus.queries()


def find(backend: SearchBackend, text: str, *, scope: Scope = EVERYTHING, **want) -> Found:
    return backend.search(parse(text).tree, scope, want=Want(**{"size": 500, "sort": "newest", **want}))


def roots(found: Found) -> list[str]:
    return [hit.root for hit in found.hits]


def doc(id: str, pos: int = 1, **fields) -> Doc:
    return Doc(
        **{
            "id": id,
            "pos": pos,
            "kind": "note",
            "case": "case-1",
            "seal": 1,
            "recorded": "2025-01-01T00:00:00Z",
            **fields,
        }
    )


def tree_of(text: str):
    return parse(text).tree


class Conformance:
    """The module of a subclass gives two fixtures: `backend`, empty, and `full`, with the corpus."""

    every = 1
    """Of the generated queries, which are asked."""

    @pytest.mark.slow
    @pytest.mark.parametrize("number", range(8))
    def test_ids_counts_and_facets_are_the_reference_s(self, full, oracle, number):
        scope = corpus.scopes()[number]
        for asked, text in enumerate(QUERIES[:: self.every]):
            want = Want(size=500, sort="newest", fragments=False, suggestion=asked % 8 == 0)
            expected = oracle.search(tree_of(text), scope, want=want)
            found = full.search(tree_of(text), scope, want=want)

            assert roots(found) == roots(expected), text
            assert (found.total, found.facets) == (expected.total, expected.facets), text
            assert found.suggestion == expected.suggestion, text

    @pytest.mark.slow
    def test_chosen_values_agree_with_the_reference(self, full, oracle):
        chance = random.Random(2)
        for text in QUERIES[::4]:
            chosen = {
                "kind": frozenset(chance.sample(corpus.KINDS, 3)),
                "tag": frozenset(chance.sample(corpus.TAGS, 1)),
            }
            want = Want(size=500, sort="oldest", chosen=chosen, fragments=False)
            expected = oracle.search(tree_of(text), EVERYTHING, want=want)
            found = full.search(tree_of(text), EVERYTHING, want=want)

            assert (roots(found), found.facets) == (roots(expected), expected.facets), text

    def test_nothing_outside_the_scope_is_ever_shown(self, full):
        chance = random.Random(3)
        by_id = {doc.id: doc for doc in DOCS}
        for _ in range(600):
            scope = any_scope(chance)
            found = full.search(tree_of(chance.choice(QUERIES)), scope, want=Want(fragments=False, suggestion=False))

            assert all(scope.admits(by_id[hit.id]) for hit in found.hits)
            assert all(line.key in scope.cases for line in found.facets.get("case", ()))

    def test_an_empty_scope_is_answered_with_nothing(self, full):
        found = find(full, "", scope=Scope(cases=frozenset(), seals=frozenset({1})))

        assert found == Found(position=len(DOCS))

    @pytest.mark.slow
    def test_strangers_get_the_same_bytes_with_and_without_a_walled_case(self, backend, full, oracle):
        strangers = [scope for scope in corpus.scopes() if not scope.walled]
        backend.apply([doc for doc in DOCS if not doc.is_walled], len(DOCS))
        for text in QUERIES[:: 3 * self.every]:
            for scope in strangers:
                want = Want(size=10, suggestion=len(text) % 4 == 0)
                assert backend.search(tree_of(text), scope, want=want) == full.search(
                    tree_of(text), scope, want=want
                ), text

    def test_a_later_position_wins_whatever_the_order(self, backend):
        backend.apply([doc("note:1", 7, title="new")], 7)
        applied = backend.apply([doc("note:1", 3, title="old"), doc("note:1", 7, title="other")], 7)

        assert (applied.written, applied.known) == (0, 2)
        assert roots(find(backend, "new")) == ["note:1"]
        assert roots(find(backend, "old OR other")) == []

    def test_a_change_forgets_the_old_words(self, backend):
        backend.apply([doc("note:1", 1, title="lantern", name_parts=("lantern",))], 1)
        backend.apply([doc("note:1", 2, title="paper")], 2)

        assert roots(find(backend, "lantern")) == []
        assert roots(find(backend, "paper")) == ["note:1"]

    def test_a_tombstone_stays_gone_when_the_past_is_replayed(self, backend):
        backend.apply([doc("note:1", 5, gone=True)], 5)
        backend.apply([doc("note:1", 4, title="lantern")], 5)

        assert roots(find(backend, "")) == []
        assert backend.fetch(["note:1"], EVERYTHING) == []

    @pytest.mark.slow
    def test_shuffled_overlapping_batches_end_in_the_same_index(self, backend, full):
        chance = random.Random(6)
        versions = DOCS + [replace(old, title="stale", pos=old.pos - 1000) for old in DOCS[::3]]
        batches = [chance.sample(versions, 90) for _ in range(8)] + [versions]
        chance.shuffle(batches)
        for batch in batches:
            backend.apply(batch, len(DOCS))

        for text in QUERIES[::5]:
            assert find(backend, text, fragments=False) == find(full, text, fragments=False)

    def test_a_case_that_gets_a_wall_leaves_the_common_table(self, backend):
        backend.apply([doc("note:1", 1, title="lantern")], 1)
        backend.apply([doc("note:1", 2, title="lantern", is_walled=True)], 2)

        assert roots(find(backend, "lantern", scope=replace(EVERYTHING, walled=frozenset()))) == []
        assert roots(find(backend, "lantern", scope=replace(EVERYTHING, walled=frozenset({"case-1"})))) == ["note:1"]

    def test_pages_follow_each_other_without_gap_or_repeat(self, full):
        for sort in ("best", "newest", "oldest"):
            seen, after = [], ""
            while True:
                found = find(full, "server OR 港 OR kind:exhibit", sort=sort, size=7, after=after)
                seen += roots(found)
                after = found.next
                if not after:
                    break

            assert len(seen) == len(set(seen)) == found.total
            assert seen == roots(find(full, "server OR 港 OR kind:exhibit", sort=sort))

    @pytest.mark.parametrize("cursor", ["x", "WyJiZXN0Il0", "WzFd", "é", '["best"]'])
    def test_a_cursor_of_another_search_is_refused(self, full, cursor):
        with pytest.raises(CursorNotKnown):
            find(full, "server", after=cursor)

    def test_pages_of_an_exhibit_are_one_hit_with_the_best_page_as_pin(self, backend):
        pages = [
            doc(f"exhibit:9a#{n}", n, root="exhibit:9a", kind="exhibit", body="lantern " * (n == 2) + "paper")
            for n in (1, 2, 3)
        ]
        backend.apply(pages, 3)

        assert [(hit.id, hit.root, hit.pin) for hit in find(backend, "lantern paper").hits] == [
            ("exhibit:9a#2", "exhibit:9a", "2")
        ]
        assert find(backend, "paper").hits[0].pin == "1"
        assert find(backend, "paper").total == 1
        assert find(backend, "paper").facets["kind"][0].count == 1

    def test_fragments_are_escaped_and_marked(self, backend):
        backend.apply(
            [
                doc(
                    "note:1",
                    title="<b>Lantern</b>",
                    body="x < y & <script>lantern</script> " + "pad " * 200 + "lantern",
                )
            ],
            1,
        )

        hit = find(backend, "lantern").hits[0]

        assert hit.title == "&lt;b&gt;<mark>Lantern</mark>&lt;/b&gt;"
        assert len(hit.fragments) == 2
        assert "&lt;script&gt;<mark>lantern</mark>&lt;/script&gt;" in hit.fragments[0]
        assert all("<" not in part.replace("<mark>", "").replace("</mark>", "") for part in hit.fragments)

    @pytest.mark.parametrize(
        "query", ["Jadewick Harbor", "jadwick", "Trading Harbour Jadewick Ltd", "name:harbor", "jadew*", "Jadewik~"]
    )
    def test_a_latin_name_is_found_by_its_near_spellings(self, backend, query):
        backend.apply(
            [_entity("entity:1", "Jadewick Harbour Trading (HK) Limited"), _entity("entity:2", "Larkfield Compute")], 1
        )

        assert roots(find(backend, query)) == ["entity:1"]

    @pytest.mark.parametrize(
        "query", ["翡烛港", "翡烛", "港", "贸易", "name:翡烛港", '"烛港贸易"', "翡烛港贸易有限公司"]
    )
    def test_a_chinese_name_is_found_by_one_two_and_more_characters(self, backend, query):
        backend.apply([_entity("entity:1", "翡烛港贸易（香港）有限公司"), _entity("entity:2", "青灯渡口科技")], 1)

        assert roots(find(backend, query)) == ["entity:1"]

    def test_a_chinese_word_is_found_across_the_line_breaks_of_a_page(self, backend):
        backend.apply([doc("note:1", body="收货人翡烛\n港贸易")], 1)

        assert roots(find(backend, "翡烛港")) == ["note:1"]
        assert roots(find(backend, "烛翡")) == []

    @pytest.mark.parametrize(
        ("query", "name"),
        [
            ("Vladimir Ivanov", "Владимир Иванов"),
            ("Владимир", "Vladimir Ivanov"),
            ("Sergei Popov", "Сергей Попов"),
            ("احمد", "أحمد حداد"),
            ("Mohamed", "Mohammed Al-Ali"),
            ("ООО Ромашка", "Ромашка"),
            ("Soren", "Søren Łukasz"),
            ("Lukasz", "Søren Łukasz"),
        ],
    )
    def test_names_are_found_across_scripts_and_spellings(self, backend, query, name):
        backend.apply([_entity("entity:1", name)], 1)

        assert roots(find(backend, query)) == ["entity:1"]

    @pytest.mark.parametrize(
        "query", ["ABC1234", "abc-1234", "ABC 1234", "id:abc1234", "serial:ABC-1234", "id:1234", '"ABC 1234"']
    )
    def test_an_identifier_is_found_however_it_is_written(self, backend, query):
        backend.apply(
            [doc("note:1", body="Label ABC-1234 seen", idents=("serial:ABC-1234",)), doc("note:2", body="else")], 1
        )

        assert roots(find(backend, query)) == ["note:1"]

    @pytest.mark.parametrize("query", ["awb:00044115363", "00044115363", "000-44115363", "15363", "id:5363"])
    def test_a_typed_identifier_is_found_whole_and_by_its_last_digits(self, backend, query):
        backend.apply([doc("note:1", idents=("awb:00044115363",))], 1)

        assert roots(find(backend, query)) == ["note:1"]

    def test_a_year_is_not_the_end_of_an_identifier(self, backend):
        backend.apply([doc("note:1", idents=("serial:XX882024",))], 1)

        assert roots(find(backend, "2024")) == []

    def test_a_minus_takes_words_exactly(self, backend):
        backend.apply([_entity("entity:1", "Jadewick Harbour"), _entity("entity:2", "Jadewick Harbor")], 1)

        assert roots(find(backend, "jadewick -harbor")) == ["entity:1"]

    def test_titles_and_exact_names_come_first(self, backend):
        backend.apply(
            [
                doc("note:1", body="harbour once among many other words"),
                doc("note:2", title="harbour", body="among many other words"),
                _entity("entity:3", "Harbour"),
                _entity("entity:4", "Harbor"),
                *[doc(f"note:{n}", body="filling") for n in range(10, 30)],
            ],
            1,
        )

        ranked = roots(find(backend, "harbour", sort="best"))

        assert ranked[0] == "entity:3"
        assert ranked.index("note:2") < ranked.index("note:1")

    def test_a_misspelt_word_brings_a_suggestion_from_readable_texts_only(self, backend):
        secret = doc("note:2", 2, body="serverr", case="case-2")
        backend.apply([doc("note:1", 1, body="the servers"), secret], 2)

        assert (
            find(backend, "serverz", scope=Scope(cases=frozenset({"case-1"}), seals=frozenset({1}))).suggestion
            == "servers"
        )
        assert find(backend, "serverx", scope=Scope(cases=frozenset({"case-3"}), seals=frozenset({1}))).suggestion == ""

    def test_the_answer_says_which_position_it_reflects(self, backend):
        assert find(backend, "").position == 0
        assert backend.apply([doc("note:1", 12)], 15).position == 15
        assert find(backend, "").position == backend.position() == 15

    def test_fetching_asks_the_scope(self, backend):
        backend.apply([doc("note:1", 1), doc("note:2", 2, seal=9)], 2)

        assert [found.id for found in backend.fetch(["note:2", "note:1", "none"], EVERYTHING)] == ["note:1"]

    def test_a_rebuilt_index_takes_over_and_keeps_what_came_meanwhile(self, backend):
        backend.apply([doc("note:1", 1, title="old")], 1)
        with backend.rebuild() as target:
            target.apply([doc("note:1", 1, title="fresh")], 1)
            backend.apply([doc("note:2", 2, title="late")], 2)
            assert roots(find(backend, "old")) == ["note:1"]

        assert roots(find(backend, "fresh OR late")) == ["note:2", "note:1"]
        assert roots(find(backend, "old")) == []
        assert backend.position() == 2

    def test_a_rebuild_that_fails_changes_nothing(self, backend):
        backend.apply([doc("note:1", 1, title="old")], 1)
        with suppress(ZeroDivisionError), backend.rebuild() as target:
            target.apply([doc("note:1", 2, title="fresh")], 2)
            raise ZeroDivisionError

        assert roots(find(backend, "old")) == ["note:1"]
        assert backend.position() == 1

    def test_halves_of_characters_and_odd_signs_do_no_harm(self, backend):
        backend.apply([doc("note:1", title="a\ud800b", body='x" OR y\x00 * ( ␀ ')], 1)

        assert roots(find(backend, "y")) == ["note:1"]
        assert find(backend, 'zzz" OR title : * NEAR(').total == 0

    def test_deep_and_wide_queries_are_answered(self, full, oracle):
        for text in [
            "(a OR -(" * 40 + "server",
            " OR ".join(["server", "港", "ship*"] * 30),
            "x" * 5000,
            "-(" * 12 + "a b" + ")" * 12,
        ]:
            assert roots(find(full, text)) == roots(find(oracle, text))

    def test_all_facets_are_there_and_ordered(self, full):
        facets = find(full, "").facets

        assert tuple(facets) == FACETS
        for lines in facets.values():
            assert list(lines) == sorted(lines, key=lambda line: (-line.count, line.key))


def _entity(id: str, name: str) -> Doc:
    return doc(
        id, kind="entity", title=name,
        name_parts=name_parts(name), name_keys=name_keys(name), name_near=name_near(name), name_sound=name_sound(name),
    )  # fmt: skip


def any_scope(chance: random.Random) -> Scope:
    cases = frozenset(chance.sample(corpus.CASES, chance.randint(0, 8)))
    walled = frozenset(chance.sample(sorted(corpus.WALLED), chance.randint(0, 2)))
    return Scope(cases=cases, seals=frozenset(chance.sample([1, 2, 3], chance.randint(0, 3))), walled=walled)
