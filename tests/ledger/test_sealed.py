"""Heads that were kept elsewhere catch whoever rewrites the whole log; stored heads catch less."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from ledger import canonical, consumers, protection, signing, store, tree
from ledger.audit import audit
from ledger.models import ScopeRoot, StoredEvent, TreeHead, TreeNode
from tests.ledger.history import FIRST, SECOND, count, triggers_down
from tests.ledger.keys import use_a_key
from tests.people import ADA, NOON

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def log_key(settings, tmp_path):
    """A key, announced, and a sealed log of seven events."""
    consumers.consumer(tree.NAME)(tree.grow.take)
    made = use_a_key(settings, tmp_path)
    signing.announce_keys(by=ADA, at=NOON)
    count(1, 2, 3, scope_id=FIRST)
    sealed()
    count(4, tally_id=SECOND)
    count(5, 6, scope_id=FIRST)
    sealed()
    return made


def sealed() -> TreeHead:
    consumers.catch_up(tree.NAME)
    return tree.seal(at=NOON)


def found(**options: object) -> list[tuple[str, str]]:
    return [(finding.where, finding.what) for finding in audit(**options)]


def rewrite(position: int, **data: object) -> None:
    """As the owner of the database would: another fact, and every hash of its stream made anew."""
    with triggers_down():
        changed = StoredEvent.objects.get(position=position)
        changed.data = {**changed.data, **data}
        changed.save()
        previous = canonical.NO_HASH
        for row in StoredEvent.objects.filter(stream_id=changed.stream_id).order_by("version"):
            committed = canonical.commitments(row.data, row.salts)
            row.hash = previous = canonical.event_hash(store.header(row), committed, previous)
            row.save()


def seal_anew() -> None:
    """Throw the tree away and seal the same sizes again."""
    sizes = [head.size for head in TreeHead.objects.order_by("size")]
    for model in (TreeHead, TreeNode, ScopeRoot):
        with triggers_down():
            model.objects.all().delete()
    for size in sizes:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE ledger_checkpoint SET position = %s WHERE name = 'tree'", [size])
        tree.seal(at=NOON)


def test_a_sealed_log_holds():
    assert found(notes=[head.note for head in TreeHead.objects.all()]) == []


def test_a_rewritten_log_is_not_what_was_sealed():
    rewrite(3, number=9)

    assert [where for where, _ in found()] == ["head of 4 events", "head of 7 events"]


def test_a_log_rewritten_and_sealed_anew_is_caught_by_any_head_kept_elsewhere():
    kept = [head.note for head in TreeHead.objects.order_by("size")]
    rewrite(3, number=9)
    seal_anew()

    assert found() == []
    for note in kept:
        assert [what for _, what in found(notes=[note])] == ["The log's first events are not those that were sealed."]


def test_a_head_kept_elsewhere_catches_a_cut_tail():
    kept = TreeHead.objects.get(size=7).note
    with triggers_down():
        StoredEvent.objects.filter(position__gt=4).delete()
        TreeHead.objects.filter(size__gt=4).delete()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_loghead SET position = 4")

    assert found() == []
    assert found(notes=[kept]) == [("head of 7 events", "The log ends at event 4.")]


def test_a_head_of_another_key_is_named(settings, tmp_path):
    use_a_key(settings, tmp_path)
    forged = signing.sign(signing.verified(TreeHead.objects.get(size=4).note, keys=signing.known_keys()))

    assert found(notes=[forged]) == [("given head 1", "None of the known keys signed this head.")]


def test_a_changed_row_of_a_head_is_named():
    with triggers_down():
        TreeHead.objects.filter(size=4).update(root=bytes(32))

    assert found() == [("head of 4 events", "Its columns are not what its note says.")]


def test_heads_of_a_former_key_still_verify(settings, tmp_path):
    use_a_key(settings, tmp_path)
    signing.announce_keys(by=ADA, at=NOON)
    signing.announce_keys(by=ADA, at=NOON)
    sealed()

    assert found() == []
    assert len(signing.known_keys()) == 2


def test_heads_and_keys_are_printed_and_compared_by_commands(tmp_path):
    heads, keys = StringIO(), StringIO()
    call_command("tree_heads", after=4, stdout=heads)
    call_command("tree_heads", keys=True, stdout=keys)
    (tmp_path / "head.txt").write_text(heads.getvalue())

    call_command("audit", head=[tmp_path / "head.txt"], stdout=StringIO())

    assert heads.getvalue() == TreeHead.objects.get(size=7).note + "\n"
    assert keys.getvalue().strip() == str(signing.public_keys()[0])
    rewrite(3, number=9)
    with pytest.raises(SystemExit):
        call_command("audit", head=[tmp_path / "head.txt"], stderr=StringIO())
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("audit", head=[tmp_path / "none.txt"])


@pytest.mark.parametrize("sql", ["UPDATE ledger_treehead SET size = 8 WHERE size = 4", "DELETE FROM ledger_treehead"])
def test_sealed_heads_stay_as_they_are(settings, sql):
    settings.LEDGER_ALLOWS_FLUSH = False
    protection.install(connection, allow_flush=False)
    try:
        with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
            cursor.execute(sql)
    finally:
        protection.remove(connection)
        protection.install(connection, allow_flush=True)


def test_a_key_is_made_once_for_its_owner_alone(settings, tmp_path):
    settings.LOG_KEYS = [str(tmp_path / "new" / "log.pem")]
    first, second = StringIO(), StringIO()

    call_command("make_log_key", stdout=first)
    call_command("make_log_key", stdout=second)

    assert second.getvalue().endswith(first.getvalue())
    assert (tmp_path / "new" / "log.pem").stat().st_mode & 0o777 == 0o600
