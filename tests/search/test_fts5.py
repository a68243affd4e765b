import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from search.backends.fts5 import Fts5Backend, RebuildUnderWay
from search.backends.fts5_files import IndexFile
from search.domain.documents import Want
from tests.search.conformance import DOCS, EVERYTHING, QUERIES, Conformance, any_scope, find, tree_of

READER = """
import sys, threading
from pathlib import Path
from search.backends.fts5 import Fts5Backend
from tests.search.conformance import find

backend, expected = Fts5Backend(Path(sys.argv[1])), int(sys.argv[2])
stopped = threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), stopped.set()), daemon=True).start()
searches = failures = 0
print("ready", flush=True)
while not stopped.is_set() or not searches:
    searches += 1
    failures += find(backend, "", fragments=False).total != expected
print(searches, failures)
"""

WRITER = """
import sys
from pathlib import Path
from search.backends.fts5 import Fts5Backend
from tests.search.conformance import doc

backend = Fts5Backend(Path(sys.argv[1]))
for n in range(20):
    backend.apply([doc(f"note:{sys.argv[2]}-{n}", title="lantern")], n)
"""


REPLAYER = """
import random, sys
from dataclasses import replace
from pathlib import Path
from search.backends.fts5 import Fts5Backend
from tests.search.conformance import DOCS

chance, backend = random.Random(int(sys.argv[2])), Fts5Backend(Path(sys.argv[1]))
versions = DOCS + [replace(old, title="stale", pos=old.pos - 1000) for old in DOCS[::3]]
print("ready", flush=True)
while True:
    backend.apply(chance.sample(versions, 90), len(DOCS))
    print("applied", flush=True)
"""


@pytest.fixture
def backend(tmp_path):
    backend = Fts5Backend(tmp_path / "search")
    yield backend
    backend.close()


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    backend = Fts5Backend(tmp_path_factory.mktemp("search"))
    backend.apply(DOCS, len(DOCS))
    yield backend
    backend.close()


class TestFts5(Conformance):
    @pytest.mark.slow
    def test_nothing_outside_ten_thousand_scopes_is_shown(self, full):
        chance = random.Random(4)
        by_id = {doc.id: doc for doc in DOCS}
        for _ in range(10_000):
            scope = any_scope(chance)
            found = full.search(tree_of(chance.choice(QUERIES)), scope, want=Want(fragments=False, suggestion=False))

            assert all(scope.admits(by_id[hit.id]) for hit in found.hits)
            assert all(line.key in scope.cases for line in found.facets.get("case", ()))

    def test_two_indexes_of_the_same_documents_have_one_digest(self, backend, full):
        chance = random.Random(8)
        stale = [replace(old, title="stale", pos=old.pos - 1000) for old in DOCS[::2]]
        batches = [chance.sample(DOCS + stale, 100) for _ in range(6)] + [DOCS + stale]
        chance.shuffle(batches)
        for batch in batches:
            backend.apply(batch, len(DOCS))

        assert backend.digest() == full.digest()

    def test_other_processes_search_on_while_the_index_is_rebuilt_and_written(self, tmp_path):
        folder = tmp_path / "shared"
        backend = Fts5Backend(folder)
        backend.apply(DOCS[:60], 60)
        expected = find(backend, "").total
        reader = subprocess.Popen(
            [sys.executable, "-c", READER, str(folder), str(expected)],
            stdout=subprocess.PIPE,
            stdin=subprocess.PIPE,
            text=True,
        )
        assert reader.stdout.readline() == "ready\n"
        for _ in range(4):
            with backend.rebuild() as target:
                target.apply(DOCS[:60], 60)
        out, _ = reader.communicate("stop\n", timeout=60)
        backend.close()

        searches, failures = map(int, out.split())
        assert searches > 0
        assert failures == 0

    def test_threads_share_one_backend(self, full):
        def ask(text):
            return find(full, text, fragments=False)

        texts = QUERIES[:40]
        with ThreadPoolExecutor(4) as threads:
            assert list(threads.map(ask, texts)) == [ask(text) for text in texts]

    def test_writers_of_several_processes_wait_for_each_other(self, tmp_path):
        folder = tmp_path / "shared"
        backend = Fts5Backend(folder)
        writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(n)]) for n in range(2)]

        assert [writer.wait(60) for writer in writers] == [0, 0]
        assert find(backend, "lantern", scope=EVERYTHING).total == 40
        backend.close()

    def test_a_file_of_other_analysis_rules_answers_and_says_so(self, backend, monkeypatch):
        backend.apply(DOCS[:5], 5)
        assert not backend.is_outdated

        monkeypatch.setattr("search.backends.fts5.ANALYSIS_VERSION", 99)

        assert backend.is_outdated
        assert find(backend, "").total > 0

    def test_a_target_cannot_be_rebuilt_itself(self, backend):
        with backend.rebuild() as target, pytest.raises(RebuildUnderWay), target.rebuild():
            pass

    def test_a_killed_rebuild_leaves_no_files_behind_the_next_one(self, tmp_path):
        backend = Fts5Backend(tmp_path)
        IndexFile.create(tmp_path / "index-1-orphan.db").close()
        with backend.rebuild() as target:
            target.apply(DOCS[:5], 5)
        backend.close()

        assert len(list(tmp_path.glob("index-*.db"))) == 1

    @pytest.mark.slow
    @pytest.mark.server
    def test_a_feeder_that_is_killed_again_and_again_ends_in_the_same_index(self, tmp_path, full):
        folder = tmp_path / "shared"
        for seed in range(3):
            feeder = subprocess.Popen(
                [sys.executable, "-c", REPLAYER, str(folder), str(seed)], stdout=subprocess.PIPE, text=True
            )
            for _ in range(2 + seed):
                feeder.stdout.readline()
            time.sleep(0.01 * seed)
            feeder.kill()
            feeder.wait(60)
            feeder.stdout.close()
        backend = Fts5Backend(folder)
        for batch in (DOCS[100:], DOCS[:150], DOCS):
            backend.apply(batch, len(DOCS))

        assert backend.digest() == full.digest()
        backend.close()
