"""The tree in the database says the same as a tree over all hashes in memory; heads extend each other."""

from datetime import timedelta

import pytest
from django.db import connection

from ledger import consumers, signing, tree
from ledger.domain import merkle
from ledger.models import ScopeRoot, StoredEvent, TreeHead, TreeNode
from tests.ledger.history import FIRST, SECOND, THIRD, count
from tests.ledger.keys import use_a_key
from tests.people import NOON

pytestmark = pytest.mark.django_db(transaction=True)
SMALL_STEP = 2


@pytest.fixture(autouse=True)
def log_key(settings, tmp_path, monkeypatch):
    """A key, the reader that keeps the tree, and subtrees of four instead of 256 leaves."""
    monkeypatch.setattr(tree, "STEP", SMALL_STEP)
    monkeypatch.setattr(tree, "WIDTH", 1 << SMALL_STEP)
    consumers.consumer(tree.NAME)(tree.grow.take)
    return use_a_key(settings, tmp_path)


def leaves() -> list[bytes]:
    return [bytes(hash) for hash in StoredEvent.objects.order_by("position").values_list("hash", flat=True)]


def grown(events: int) -> list[bytes]:
    """So many events over three streams and two scopes, taken by the reader."""
    places = [(FIRST, None), (SECOND, SECOND), (THIRD, SECOND)]
    for number in range(events):
        tally_id, scope_id = places[number % 3]
        count(number, tally_id=tally_id, scope_id=scope_id)
    consumers.catch_up(tree.NAME)
    return leaves()


@pytest.mark.parametrize("page", [1, 3, 200])
def test_every_root_is_that_of_the_tree_in_memory(monkeypatch, page):
    monkeypatch.setattr(consumers, "PAGE", page)
    hashes = grown(69)

    assert [tree.root(size) for size in range(70)] == [merkle.fold(hashes[:size]) for size in range(70)]
    assert TreeNode.objects.filter(level=2).count() == 17
    assert TreeNode.objects.filter(level=4).count() == 4
    assert TreeNode.objects.filter(level=6).count() == 1


def test_every_event_is_proved_in_a_sealed_head():
    hashes = grown(23)
    head = tree.seal(at=NOON)

    for index, leaf in enumerate(hashes):
        path = merkle.inclusion(tree.nodes(), index=index, size=head.size)
        assert merkle.includes(leaf, index=index, size=head.size, path=path, root=bytes(head.root))


def test_each_head_extends_every_earlier_one():
    for events in (5, 9, 1, 30):
        grown(events)
        tree.seal(at=NOON)
    sealed = list(TreeHead.objects.order_by("size"))

    assert [head.size for head in sealed] == [5, 14, 15, 45]
    for later in sealed:
        for earlier in sealed[: sealed.index(later)]:
            path = merkle.consistency(tree.nodes(), old=earlier.size, new=later.size)
            heads = {"old": earlier.size, "old_root": bytes(earlier.root), "new": later.size}
            assert merkle.extends(**heads, new_root=bytes(later.root), path=path)


def test_a_note_says_what_the_head_is():
    grown(4)
    head = tree.seal(at=NOON)

    read = signing.verified(head.note, keys=signing.public_keys())

    assert (read.size, read.root, read.scopes_root) == (4, bytes(head.root), bytes(head.scopes_root))


def test_nothing_new_is_sealed_once():
    assert tree.seal(at=NOON) is None
    grown(4)

    first = tree.seal(at=NOON)
    again = tree.seal(at=NOON + timedelta(hours=1))

    assert (first.size, again.sealed_at) == (4, NOON)


def test_what_the_reader_has_not_taken_is_not_sealed():
    grown(4)
    count(99)

    assert tree.seal(at=NOON).size == 4


def test_the_scopes_root_follows_from_the_ends_of_all_streams():
    grown(7)
    tree.seal(at=NOON)
    grown(3)
    head = tree.seal(at=NOON)

    streams = tree.streams_of(SECOND, size=10)
    own, nobodys = tree.root_of_streams(streams), tree.root_of_streams(tree.streams_of(None, size=10))

    assert [(name, version) for name, version, _ in streams] == [(f"tally-{SECOND}", 3), (f"tally-{THIRD}", 3)]
    assert bytes(head.scopes_root) == merkle.fold([tree.scope_leaf("", nobodys), tree.scope_leaf(str(SECOND), own)])
    assert bytes(ScopeRoot.objects.get(key=str(SECOND)).root) == own


def test_a_stream_that_is_kept_back_changes_the_scopes_root():
    grown(7)
    whole = tree.streams_of(SECOND, size=7)

    assert tree.root_of_streams(whole) != tree.root_of_streams(whole[:-1])
    assert tree.root_of_streams(whole) != tree.root_of_streams([(whole[0][0], 1, whole[0][2]), whole[1]])


def test_the_ends_of_streams_are_read_as_of_a_size():
    grown(9)

    assert [version for _, version, _ in tree.streams_of(SECOND, size=5)] == [2, 1]


def test_sealed_heads_are_read_from_a_size_on():
    for events in (2, 2, 2):
        grown(events)
        tree.seal(at=NOON)

    assert [head.size for head in tree.heads_after(2)] == [4, 6]


def test_a_proof_reads_few_rows(django_assert_max_num_queries):
    grown(69)

    with django_assert_max_num_queries(8):
        merkle.inclusion(tree.nodes(), index=30, size=69)


def test_a_reader_that_passed_over_an_event_makes_up_for_it():
    grown(3)
    count(3)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_checkpoint SET position = 4")

    hashes = grown(5)

    assert tree.root(9) == merkle.fold(hashes)
