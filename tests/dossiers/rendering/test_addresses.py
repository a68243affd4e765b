"""No address but that of a handed-over picture is ever reached, whatever the HTML says."""

import json
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

pytestmark = pytest.mark.pdf

HOME = Path(__file__).resolve().parents[3]
SCRIPT = """
import json, sys
from pathlib import Path
from dossiers.rendering.failures import RenderFailed
from dossiers.rendering.pdf import write_pdf

out, answers = Path(sys.argv[1]), []
for body in json.load(sys.stdin):
    html = f'<!doctype html><html lang="en"><head><title>t</title></head><body>{body}</body></html>'
    try:
        write_pdf(html, assets={}, out=out, most_pages=5)
        answers.append("written")
    except RenderFailed as failed:
        answers.append(type(failed).__name__)
print(json.dumps([answers, out.exists()]))
"""


@pytest.fixture
def listener():
    """An address that counts who connects."""
    hits, server = [], socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    done = threading.Event()

    def count():
        while not done.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            hits.append(connection)
            connection.close()

    thread = threading.Thread(target=count)
    thread.start()
    yield f"127.0.0.1:{server.getsockname()[1]}", hits
    done.set()
    thread.join()
    server.close()


def _answers(bodies, out):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(out)],
        input=json.dumps(bodies),
        capture_output=True,
        text=True,
        cwd=HOME,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.enable_socket
def test_every_forbidden_address_ends_the_rendering_and_nothing_is_fetched(listener, tmp_path):
    address, hits = listener
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    bomb = "data:image/png;base64," + "A" * 100_000
    bodies = [
        f'<img alt="x" src="http://{address}/a.png">',
        f'<img alt="x" src="//{address}/a.png">',
        f'<img alt="x" src="ftp://{address}/a.png">',
        f'<img alt="x" src="file://{secret}">',
        f'<img alt="x" src="{bomb}">',
        '<img alt="x" src="asset:0000">',
        '<img alt="x" src="ASSET:0000">',
        f'<style>@import url("http://{address}/a.css");</style>',
        '<style>@import "file:///etc/hostname";</style>',
        f'<style>p {{ background: url("http://{address}/b.png") }}</style><p>x</p>',
        f'<style>@font-face {{ font-family: A; src: url("http://{address}/f") }} p {{ font: 9pt A }}</style><p>x</p>',
        f'<link rel="stylesheet" href="http://{address}/c.css"><p>x</p>',
        f'<link rel="attachment" href="file://{secret}"><p>x</p>',
        f'<a rel="attachment" href="http://{address}/d.txt">x</a>',
        f'<object data="http://{address}/o.svg" type="image/svg+xml">x</object>',
        f'<embed src="http://{address}/o.svg" type="image/svg+xml">',
        f'<svg width="9" height="9"><title>t</title><image href="http://{address}/e.png" width="9" height="9"/></svg>',
        f'<ul style="list-style-image: url(http://{address}/l.png)"><li>x</li></ul>',
    ]

    answers, exists = _answers(bodies, tmp_path / "out.pdf")

    allowed = {"AddressRefused", "RenderFailed"}
    assert {body: answer for body, answer in zip(bodies, answers, strict=True) if answer not in allowed} == {}
    assert not exists
    assert hits == []


@pytest.mark.enable_socket
def test_a_part_of_another_drawing_is_left_out_without_asking_for_it(listener, tmp_path):
    address, hits = listener
    drawing = f'<svg width="9" height="9"><title>t</title><use href="http://{address}/e.svg#a"/></svg>'

    answers, _ = _answers([drawing], tmp_path / "out.pdf")

    assert answers == ["written"]
    assert hits == []


def test_a_plain_text_is_written(tmp_path):
    answers, exists = _answers(["<p>x</p>"], tmp_path / "out.pdf")

    assert answers == ["written"]
    assert exists


def test_what_weasyprint_warns_of_ends_the_rendering(tmp_path):
    answers, exists = _answers(['<p style="colour: red">x</p>', '<p style="width: 1fr">x</p>'], tmp_path / "out.pdf")

    assert answers == ["RenderFailed", "RenderFailed"]
    assert not exists


def test_more_pages_than_allowed_and_too_deep_a_text_end_the_rendering(tmp_path):
    six_pages = '<p style="break-after: page">x</p>' * 6
    deep = "<blockquote>" * 900 + "x" + "</blockquote>" * 900

    answers, exists = _answers([six_pages, deep], tmp_path / "out.pdf")

    assert answers == ["RenderOverLimit", "RenderOverLimit"]
    assert not exists
