"""A dossier with exhibits, custody, parties, links and chronology, drawn as a real PDF."""

import io
import subprocess

import pytest
from PIL import Image

from dossiers import queries, store
from entities import services as entities
from entities.domain.chronology import Happening
from entities.domain.grades import Confidence
from tests.dossiers import worlds
from tests.dossiers.test_compose import a_company, cited
from tests.evidence.builders import receive, work_off
from tests.people import ADA, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.pdf]


@pytest.fixture(autouse=True)
def a_store(settings, tmp_path):
    settings.EVIDENCE_STORE = str(tmp_path / "evidence")


def a_photograph() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(out, "JPEG")
    return out.getvalue()


def a_case_with_everything():
    case_id = worlds.a_case()
    photo = receive(case_id, a_photograph(), file_name="rack.jpg", title="Rack 7").exhibit_id
    seller, buyer = (a_company(case_id, name, exhibit_id=photo) for name in ("Halvardsen", "Northquill 北羽"))
    given = {"case_id": case_id, "by": ADA, "at": NOON}
    entities.assert_link(
        kind="owns",
        source_id=seller,
        target_id=buyer,
        confidence=Confidence.HIGH,
        citations=cited(photo),
        **given,
    )
    happening = Happening(date_text="2025-08-02", zone="UTC", summary="72 packages leave", citations=cited(photo))
    entities.enter_chronology(happening=happening, **given)
    return case_id


def text_of(sha256: str) -> list[str]:
    """Text of each page, without blanks."""
    told = subprocess.run(["pdftotext", "-layout", store.path_of(sha256), "-"], capture_output=True, check=True)
    return ["".join(page.split()) for page in told.stdout.decode().split("\f")[:-1]]


def test_everything_of_the_case_stands_in_the_pdf_and_the_marking_on_every_page():
    case_id = a_case_with_everything()
    work_off()

    row = queries.dossier(worlds.made(case_id))

    pages = text_of(row.sha256)
    assert len(pages) == row.pages
    assert all(page.count("TLP:AMBER") >= 2 for page in pages)
    whole = "".join(pages)
    for wanted in ("Halvardsen", "北羽", "72packagesleave", "Rack7", "Wherearethe170servers?", "notprovided"):
        assert wanted in whole
