"""The main job in a real browser before real processes: from the door to the released PDF, also without script."""

import hashlib
import time
from uuid import UUID

import pytest

from demo.files.catalogue import MAKERS
from tests.journeys.reader import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.pdf, pytest.mark.slow, pytest.mark.enable_socket]

FILES = {
    "invoice.pdf": ("DH-2025-014", "X-01"),
    "release.eml": ("DH-2025-014", "X-02"),
    "returns.csv": ("HR-2025-022", "X-01"),
    "listing.jpg": ("PL-2025-001", "X-13.2"),
}
TEAM = {"Dee": "Reviewer", "Eve": "Approver", "Fay": "Approver"}
PATIENCE_SECONDS = 60


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Files of the demo on disk, as somebody has received them."""
    folder = tmp_path_factory.mktemp("received")
    for name, key in FILES.items():
        (folder / name).write_bytes(MAKERS[key]())
    return [folder / name for name in FILES]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_investigator_hands_over_a_dossier(site, windows, files, script):
    with signed_in(windows, "ada", script=script) as ada:
        open_case(ada, reference=f"MJ-2026-00{1 + script}")
        case = ada.page.url.removeprefix(site.base)
        take_in(ada, files)
        link(ada)
        search(ada)
        dossier = request(ada, case)
        draft = read(ada)

        act(windows, "dee", at=dossier, step="Agree as reviewer", script=script)
        act(windows, "eve", at=dossier, step="Approve", script=script)
        ada.open(dossier)
        wait_for(ada, "final edition")
        act(windows, "fay", at=dossier, step="Hand over a copy", script=script, method="courier")

        ada.open(dossier)
        assert ada.reads("Released")
        released = read(ada)

    assert released != draft
    assert sha256(released) == recorded(site, dossier)
    assert "content_blocked" not in site.log()
    assert "Traceback" not in site.log()


def open_case(ada, *, reference):
    """Open a case and call three people to it."""
    ada.open("/cases/")
    ada.press("Open a case")
    ada.say("Open the case", reference=reference, title="Diverted accelerators", summary="Cards leave for Türkiye.")
    ada.press("Team and protection")
    for name, role in TEAM.items():
        ada.press("Add")
        ada.say("Add to the team", person_id=name, role=role, reason="Needed for the dossier")
    ada.press("Overview")


def take_in(ada, files):
    """Upload several files at once, and see each reach its end."""
    ada.press("Evidence")
    evidence = ada.page.url.removeprefix(ada.visit.base)
    ada.press("Take in files")
    ada.fill(source="The customs office", acquired_at="2026-03-01T09:30")
    ada.page.set_input_files("input[type=file]", files)
    ada.page.get_by_role("button", name="Take in", exact=True).click()
    if not ada.with_script:
        ada.page.wait_for_selector(f"[data-upload-list] li:nth-child({len(files)})")
    ada.page.wait_for_load_state("networkidle")
    ada.open(evidence)
    wait_for(ada, f"X-0{len(files)}")
    wait_for(ada, "text: extracted", unlike="waiting")
    ada.press("X-01")
    assert ada.reads("Bozkaya Elektronik")


def link(ada):
    """Enter who paid whom, and cite the page that says so."""
    ada.press("Entities")
    for name in ("Duneholt Electronics FZE", "Bozkaya Elektronik"):
        ada.press("Add an entity")
        ada.say("Add an entity", kind="Company", name=name, citations="X-01 p.1")
        ada.press("Entities")
    ada.press("Assert a link")
    ada.press("paid")
    ends = {"source_id": "E02 Bozkaya Elektronik", "target_id": "E01 Duneholt Electronics FZE"}
    ada.say("Assert the link", **ends, citations="X-01 p.1")
    assert ada.reads("X-01 p.1")


def search(ada):
    """Find by a word what was taken in and what was drawn."""
    ada.open("/search/")
    ada.say("Search", query="Bozkaya")
    wait_for(ada, "X-01")
    ada.press("X-01 invoice.pdf")


def request(ada, case):
    """Ask for a dossier, and see it being made."""
    ada.open(case)
    ada.press("Dossiers")
    ada.press("Request a dossier")
    ada.say("Request the dossier", recipient="Markets desk", authority="Request MD/114", purpose="End-use check")
    dossier = ada.page.url
    wait_for(ada, "Download the PDF")
    return dossier.removeprefix(ada.visit.base)


def act(windows, name, *, at, step, script, **values):
    """Let somebody else do what is theirs on the dossier."""
    with signed_in(windows, name, script=script) as reader:
        reader.open(at)
        reader.press(step)
        reader.say(step, **values)


def wait_for(reader, text, *, unlike=""):
    """Look again until the work is done."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not reader.reads(text) or (unlike and reader.reads(unlike)):
        assert time.monotonic() < end, reader.page.locator("main").inner_text()
        time.sleep(0.5)
        reader.again()


def read(reader):
    """Download the PDF."""
    return reader.download("Download the PDF").read_bytes()


def recorded(site, dossier):
    """SHA-256 of the file that was handed over, as the record of the hand-over has it."""
    dossier_id = UUID(dossier.rstrip("/").rsplit("/", 1)[1]).hex
    ((digest,),) = site.ask(f"SELECT sha256 FROM dossiers_disclosure WHERE dossier_id = '{dossier_id}'")
    return digest


def sha256(content):
    return hashlib.sha256(content).hexdigest()
