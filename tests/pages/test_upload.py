"""Files are sent in hashed chunks, each with its own fate, and a break loses nothing."""

import pytest

from tests.pages import tus
from tests.pages.browser import Windows, served

pytestmark = pytest.mark.browser
CHUNK_BYTES = 8 * 1024 * 1024
LARGE = b"0123456789abcdef" * (CHUNK_BYTES // 16) + b"the rest"


@pytest.fixture
def windows(gallery, browser, socket_enabled):
    tus.uploads.clear()
    with served() as address:
        yield Windows(browser=browser, base=address)


def take_in(visit, **files):
    payload = [
        {"name": name.replace("_", "."), "mimeType": "application/octet-stream", "buffer": body}
        for name, body in files.items()
    ]
    visit.page.set_input_files("input[type=file]", payload)
    visit.page.click("text=Take in")


def test_a_file_of_two_chunks_arrives_whole(windows):
    with windows.open("/gallery/") as visit:
        take_in(visit, large_bin=LARGE)
        visit.page.wait_for_selector(".upload-list >> text=Taken in")

        assert bytes(tus.uploads[0].body) == LARGE
        assert visit.complaints == []


def test_each_file_has_its_own_fate(windows):
    with windows.open("/gallery/") as visit:
        take_in(visit, one_txt=b"1", empty_txt=b"", bad_exe=b"MZ", two_txt=b"2")
        visit.page.wait_for_selector("li:has-text('two.txt') >> text=Taken in")

        assert visit.page.is_visible("li:has-text('one.txt') >> text=Taken in")
        assert visit.page.is_visible("li:has-text('empty.txt') >> text=This file is empty; nothing was taken in.")
        assert visit.page.is_visible("li:has-text('bad.exe') >> text=Programs are not taken in here.")


def test_a_break_is_told_and_the_next_try_goes_on_where_it_stopped(windows):
    with windows.open("/gallery/") as visit:
        take_in(visit, fragile_bin=LARGE)
        visit.page.wait_for_selector("text=Interrupted; nothing that was sent is lost")
        visit.page.click("text=Try again")
        visit.page.wait_for_selector(".upload-list >> text=Taken in")

        assert len(tus.uploads) == 1
        assert bytes(tus.uploads[0].body) == LARGE


def test_a_reload_does_not_lose_what_was_sent(windows, tmp_path):
    # A file on disk keeps its date of change, by which it is known again.
    file = tmp_path / "fragile.bin"
    file.write_bytes(LARGE)
    with windows.open("/gallery/") as visit:
        visit.page.set_input_files("input[type=file]", file)
        visit.page.click("text=Take in")
        visit.page.wait_for_selector("text=Interrupted; nothing that was sent is lost")
        visit.page.reload()
        visit.page.set_input_files("input[type=file]", file)
        visit.page.click("text=Take in")
        visit.page.wait_for_selector(".upload-list >> text=Taken in")

        assert len(tus.uploads) == 1
        assert bytes(tus.uploads[0].body) == LARGE


def test_what_is_kept_in_the_browser_names_no_file(windows):
    with windows.open("/gallery/") as visit:
        take_in(visit, fragile_bin=LARGE)
        visit.page.wait_for_selector("text=Interrupted; nothing that was sent is lost")

        assert "fragile" not in visit.page.evaluate("JSON.stringify(sessionStorage)")
        assert visit.page.evaluate("localStorage.length") == 0
