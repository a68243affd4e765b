"""How a rendering ends when it may not or cannot go on: named, and with nothing left behind."""

import hashlib
import json
import socket

import pytest

from dossiers.domain.document import Document, ExhibitSheet, Name, Party
from dossiers.rendering import confinement
from dossiers.rendering.failures import AssetNotUsable, RenderCancelled, RenderFailed, RenderOverLimit
from dossiers.rendering.limits import Limits
from dossiers.rendering.render import render
from tests.dossiers.rendering.conftest import COVER, page_texts

pytestmark = pytest.mark.pdf

SMALL = Document(cover=COVER)
LONG = Document(
    cover=COVER,
    parties=tuple(
        Party(id=f"E{n}", kind="Company", names=(Name(text="Some Ltd."),), summary="word " * 900) for n in range(60)
    ),
)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def _pictured(content, tmp_path, *, claimed=None):
    digest = claimed or hashlib.sha256(content).hexdigest()
    path = tmp_path / "picture"
    path.write_bytes(content)
    sheet = ExhibitSheet(number="X-01", title="Picture", thumbnail_sha256=digest)
    return Document(cover=COVER, exhibits=(sheet,)), {digest: path}


def test_a_cancelled_rendering_leaves_nothing(tmp_path):
    seen = []

    with pytest.raises(RenderCancelled):
        render(
            LONG,
            {},
            out=tmp_path / "d.pdf",
            on_progress=seen.append,
            is_cancelled=lambda: any(progress.step == "Laying out the pages" for progress in seen),
        )

    assert list(tmp_path.iterdir()) == []
    assert max(progress.done for progress in seen) < 60


def test_a_rendering_that_takes_too_long_is_stopped(tmp_path):
    with pytest.raises(RenderOverLimit, match="longer than it may"):
        render(LONG, {}, out=tmp_path / "d.pdf", limits=Limits(wall_seconds=1.0))

    assert list(tmp_path.iterdir()) == []


def test_a_rendering_that_computes_too_long_is_stopped(tmp_path):
    with pytest.raises(RenderOverLimit, match="more than 1 seconds of computing"):
        render(LONG, {}, out=tmp_path / "d.pdf", limits=Limits(cpu_seconds=1))


def test_a_rendering_that_needs_too_much_memory_fails_with_a_sentence(tmp_path):
    with pytest.raises(RenderFailed, match="memory"):
        render(LONG, {}, out=tmp_path / "d.pdf", limits=Limits(memory_bytes=120_000_000))

    assert list(tmp_path.iterdir()) == []


def test_more_pages_than_a_volume_holds_are_refused(tmp_path):
    with pytest.raises(RenderOverLimit, match=r"has \d+ pages; at most 3"):
        render(SMALL, {}, out=tmp_path / "d.pdf", limits=Limits(pages=3))


def test_a_picture_that_was_not_handed_over_is_refused(tmp_path):
    document, _ = _pictured(PNG, tmp_path)

    with pytest.raises(AssetNotUsable, match="was not handed over"):
        render(document, {}, out=tmp_path / "d.pdf")


def test_a_picture_that_was_changed_is_refused(tmp_path):
    document, assets = _pictured(PNG, tmp_path, claimed="a" * 64)

    with pytest.raises(AssetNotUsable, match="not what its SHA-256 says"):
        render(document, assets, out=tmp_path / "d.pdf")


def test_a_picture_of_another_type_is_refused(tmp_path):
    document, assets = _pictured(b"<svg xmlns='http://www.w3.org/2000/svg'/>", tmp_path)

    with pytest.raises(AssetNotUsable, match="neither JPEG nor PNG"):
        render(document, assets, out=tmp_path / "d.pdf")


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [(Limits(asset_bytes=10), "more than 10 bytes"), (Limits(assets_bytes=10), "more than 10 bytes together")],
)
def test_a_picture_that_is_too_large_is_refused(tmp_path, limits, sentence):
    document, assets = _pictured(PNG, tmp_path)

    with pytest.raises(AssetNotUsable, match=sentence):
        render(document, assets, out=tmp_path / "d.pdf", limits=limits)


def test_a_broken_picture_fails_the_rendering(tmp_path):
    document, assets = _pictured(PNG, tmp_path)

    with pytest.raises(RenderFailed, match="could not be laid out cleanly"):
        render(document, assets, out=tmp_path / "d.pdf")

    assert not (tmp_path / "d.pdf").exists()


def test_a_document_that_is_there_is_replaced_only_by_a_finished_one(tmp_path):
    (tmp_path / "d.pdf").write_bytes(b"before")

    with pytest.raises(RenderOverLimit):
        render(SMALL, {}, out=tmp_path / "d.pdf", limits=Limits(pages=1))

    assert (tmp_path / "d.pdf").read_bytes() == b"before"


def test_an_empty_case_prints_every_block_as_not_provided(tmp_path):
    rendered = render(SMALL, {}, out=tmp_path / "d.pdf")

    text = " ".join(" ".join(page_texts(tmp_path / "d.pdf")).split())
    assert text.count("not provided") >= 30
    assert rendered.pages <= 6
    assert "24 Verification not provided" in text


PROBE = """
import json, os, pathlib, socket
facts = [sorted(os.environ), pathlib.Path("/app/config").exists(), pathlib.Path("/etc/passwd").exists()]
try:
    pathlib.Path("/app/dossiers/x").write_text("x")
except OSError:
    facts.append("read-only")
try:
    socket.create_connection(("127.0.0.1", %d), 1)
except OSError:
    facts.append("no network")
print(json.dumps({"failure": "RenderFailed", "sentence": json.dumps(facts)}))
"""


@pytest.mark.enable_socket
def test_the_child_has_no_network_no_settings_and_nothing_to_write_to(tmp_path, monkeypatch):
    assert confinement.has_walls(), "bubblewrap must work where the tests run"
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setattr(confinement, "BOOT", PROBE % server.getsockname()[1])

        with pytest.raises(RenderFailed) as failed:
            render(SMALL, {}, out=tmp_path / "d.pdf")

    environment, *facts = json.loads(failed.value.sentence)
    assert set(environment) <= {"PYTHONHASHSEED", "PWD", "LC_CTYPE"}
    assert facts == [False, False, "read-only", "no network"]


def test_without_walls_the_ceilings_still_hold_and_the_answer_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(confinement, "has_walls", lambda: False)
    monkeypatch.setattr("dossiers.rendering.render.has_walls", lambda: False)

    rendered = render(SMALL, {}, out=tmp_path / "d.pdf")

    assert not rendered.has_walls
    with pytest.raises(RenderOverLimit, match="more than 1 seconds of computing"):
        render(LONG, {}, out=tmp_path / "d.pdf", limits=Limits(cpu_seconds=1))


def test_a_child_that_says_nonsense_or_dies_is_a_failed_rendering(tmp_path, monkeypatch):
    for boot, sentence in (("print([1])", "no progress"), ("import os; os._exit(3)", "ended unexpectedly")):
        monkeypatch.setattr(confinement, "BOOT", boot)

        with pytest.raises(RenderFailed, match=sentence):
            render(SMALL, {}, out=tmp_path / "d.pdf")


def test_a_child_that_leaves_no_pdf_is_a_failed_rendering(tmp_path, monkeypatch):
    boot = "import json, sys; open(json.load(sys.stdin)['out'], 'w').write('x'); print('{\"pages\": 3}')"
    monkeypatch.setattr(confinement, "BOOT", boot)

    with pytest.raises(RenderFailed, match="not a PDF"):
        render(SMALL, {}, out=tmp_path / "d.pdf")
