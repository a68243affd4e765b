"""The parent believes nothing: reports and files of a hostile child are refused, and nothing of them stays."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from evidence.processing import runner
from evidence.processing.limits import Limits
from evidence.processing.results import Isolation, Outcome, Step, StepResult
from evidence.processing.wire import SegmentsDamaged, read_segments, storable

REPORT = {"outcome": "extracted", "reason": "Fine.", "facts": {}, "findings": [], "tools": {}}
SEGMENT = b'{"pin":{"page":1},"text":"words"}\n'


@pytest.fixture
def hostile_child(tmp_path, monkeypatch) -> Callable[[str], StepResult]:
    """Run a step whose child is the given code, with `out` and `report` at hand."""

    def run(code: str, *, isolation: Isolation = Isolation.RLIMITS) -> StepResult:
        start = (
            "import json, os, pathlib, sys\n"
            "out = pathlib.Path(json.load(sys.stdin)['out_dir'])\n"
            f"report = {REPORT!r}\n"
            "def leave(**changes): (out / 'report.json').write_text(json.dumps(report | changes))\n"
        )
        program = [str(runner.confinement.INTERPRETER), "-I", "-S", "-c", start + code]
        monkeypatch.setattr(runner, "child_program", lambda _: program)
        (tmp_path / "source").write_bytes(b"x")
        limits = Limits(produced_file_bytes=3_000_000)
        return runner.run_step(
            Step.TEXT, source=tmp_path / "source", out_dir=tmp_path / "out", limits=limits, isolation=isolation
        )

    return run


def test_an_honest_child_is_believed(hostile_child, tmp_path):
    result = hostile_child(f"leave(); (out / 'segments.jsonl').write_bytes({SEGMENT!r})")

    assert result.outcome is Outcome.EXTRACTED
    [file] = result.files
    assert (file.name, file.media_type, file.size_bytes) == ("segments.jsonl", "application/jsonl", len(SEGMENT))


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("pass", "without a report"),
        ("leave(outcome='approved')", "wrong shape"),
        ("leave(extra=1)", "wrong shape"),
        ("leave(reason='')", "wrong shape"),
        ("leave(findings=[['Not a code', 'x']])", "wrong shape"),
        ("leave(facts={'a': 'x' * 2_500_000})", "too large"),
        ("(out / 'report.json').write_text('[' * 100_000)", "wrong shape"),
        ("(out / 'report.json').symlink_to('/etc/hostname')", "without a report"),
        ("os.mkfifo(out / 'report.json')", "without a report"),
        ("leave(); (out / 'extra.sh').write_text('x')", "a name that no step produces"),
        ("leave(); (out / 'segments.jsonl').symlink_to('/etc/hostname')", "cannot be opened"),
        ("leave(); os.mkfifo(out / 'segments.jsonl')", "not an ordinary file"),
        ("leave(); (out / 'segments.jsonl').mkdir()", "not an ordinary file"),
        ("leave(); os.link(out.parent / 'source', out / 'segments.jsonl')", "not an ordinary file"),
        ('leave(); (out / \'segments.jsonl\').write_text(\'{"pin": {"page": 0}, "text": "x"}\')', "wrong shape"),
        ("leave(); (out / 'entries.jsonl').write_text('{}')", "wrong shape"),
        ("leave(); (out / 'thumb-240.png').write_text('<svg onload=x>')", "not the PNG"),
        ("leave(); [(out / f'page-{n:04d}.png').write_text('x') for n in range(100)]", "more files"),
        ("os.abort()", "gave up"),
        ("os.kill(os.getpid(), 9)", "too much memory"),
        ("os.kill(os.getpid(), 11)", "crashed on it"),
    ],
)
def test_a_hostile_child_ends_as_crashed_and_leaves_nothing(hostile_child, tmp_path, code, reason):
    result = hostile_child(code)

    assert result.outcome is Outcome.CRASHED
    assert reason in result.reason
    assert result.files == ()
    assert list((tmp_path / "out").iterdir()) == []


def test_facts_are_made_storable(hostile_child):
    result = hostile_child("leave(facts={'a\\x00b': ['c\\x00']}, reason='x\\x00')")

    assert (result.facts, result.reason) == ({"a\ufffdb": ["c\ufffd"]}, "x\ufffd")


def test_a_result_is_plain_enough_for_an_event(hostile_child):
    plain = msgspec.to_builtins(hostile_child("leave()"))

    assert plain["isolation"] == "rlimits only"
    assert plain["limits"]["memory_bytes"] == 1024**3


def test_endless_lines_are_refused_while_reading(tmp_path):
    path = tmp_path / "segments.jsonl"
    path.write_bytes(b"x" * 1_000_000)

    with pytest.raises(SegmentsDamaged):
        list(read_segments(path))


def test_deep_values_are_cut():
    value: object = "end"
    for _ in range(50):
        value = [value]

    assert "end" not in repr(storable(value))
    assert "…" in repr(storable(value))


def test_a_reader_that_fails_names_its_place_and_not_the_content(look_confined, monkeypatch):
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from evidence.processing import text, child\n"
        "text.run = lambda context: {}['secret content']\n"
        "child.main()"
    )
    monkeypatch.setattr(runner, "BOOT", code)

    seen = look_confined(Step.TEXT, b"words")

    assert seen.result.outcome is Outcome.CRASHED
    assert seen.result.reason == "The reader failed on the file (KeyError)."
    assert Path(seen.result.facts["crashed_at"].split(":")[0]).suffix == ".py"
