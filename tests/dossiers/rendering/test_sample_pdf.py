"""What anyone can check on a finished dossier with ordinary tools."""

import hashlib
import re

import pikepdf
import pytest

from dossiers.rendering.chapters import TITLES, chapters
from dossiers.rendering.contents import contents
from dossiers.rendering.estimate import estimate_pages
from dossiers.rendering.render import render
from tests.dossiers.rendering.conftest import said

pytestmark = pytest.mark.pdf


def test_the_file_is_what_the_answer_says(made):
    content = made.pdf.read_bytes()

    assert made.rendered.sha256 == hashlib.sha256(content).hexdigest()
    assert made.rendered.size_bytes == len(content)
    assert made.rendered.pages == len(made.pages)
    assert made.rendered.warnings == ()


def test_the_marking_stands_at_head_and_foot_of_every_page(made):
    counts = [re.sub(r"\s", "", page).count("TLP:AMBER") for page in made.pages]

    assert all(count >= 2 for count in counts), counts


def test_the_state_and_the_copy_stand_on_every_page_after_the_cover(made):
    flat = [re.sub(r"\s+", " ", page) for page in made.pages]

    assert all("Draft, not approved" in page for page in flat)
    assert all("Copy 3 of 7, Markets desk of the regulator" in page for page in flat[1:])


def test_each_line_of_the_contents_names_the_page_where_its_heading_stands(made):
    flat = [re.sub(r"\s+", " ", page) for page in made.pages]
    words = " ".join(re.sub(r"\s+", " ", said("pdftotext", "-f", "2", "-l", "3", made.pdf, "-")).split())

    for entry in contents(made.document):
        number = re.search(re.escape(entry.text) + r"[ .…]*?(\d+)\b", words)
        assert number, entry.text
        assert entry.text in flat[int(number[1]) - 1], entry.text


def test_every_block_has_a_heading_in_order(made):
    text = re.sub(r"\s+", " ", " ".join(made.pages[2:]))
    places = [text.find(f"{chapter.number} {chapter.title}") for chapter in chapters(made.document)[1:]]

    assert len(TITLES) == 23
    assert -1 not in places
    assert places == sorted(places)


def test_the_file_says_that_it_is_tagged_and_in_which_language(made):
    facts = said("pdfinfo", made.pdf)

    assert re.search(r"Tagged:\s+yes", facts)
    assert re.search(r"Title:\s+PL-2025-001 PAPER LANTERN, dossier D-1 version 1", facts)
    assert re.search(r"JavaScript:\s+no", facts)
    assert "CreationDate" not in facts
    with pikepdf.open(made.pdf) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()


def test_bookmarks_name_all_chapters_and_sheets(made):
    with pikepdf.open(made.pdf) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        parties = next(item for item in outline.root if item.title.endswith("Parties"))

    assert titles[0] == "Contents"
    assert titles[-1] == "Index"
    assert len(titles) == 25
    assert len(parties.children) == 14


def test_qpdf_finds_no_error(made):
    assert "No syntax or stream encoding errors found" in said("qpdf", "--check", made.pdf)


def test_every_font_is_embedded_with_its_characters(made):
    lines = said("pdffonts", made.pdf).splitlines()[2:]

    assert lines
    assert all(line.split()[-5] == "yes" and line.split()[-3] == "yes" for line in lines), lines
    assert not [line for line in lines if "DejaVu" in line]


def test_every_picture_has_words_for_those_who_cannot_see_it(made):
    with pikepdf.open(made.pdf) as pdf:
        figures = [item for item in pdf.objects if _is_figure(item)]

    assert len(figures) >= 8  # four photographs, two codes, the chart, the lanes
    assert all(str(figure.get("/Alt", "")) for figure in figures)


def _is_figure(item) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name.Figure


def test_nothing_is_attached_and_no_link_leaves_the_file(made):
    with pikepdf.open(made.pdf) as pdf:
        actions = [link for page in pdf.pages for link in page.get("/Annots", ()) if "/A" in link]

        assert not pdf.attachments
        assert actions == []


def test_a_digest_is_printed_whole_in_two_lines(made):
    digest = made.document.exhibits[0].sha256
    groups = [digest[start : start + 8] for start in range(0, 64, 8)]
    text = "\n".join(made.pages)

    assert " ".join(groups[:4]) in text
    assert " ".join(groups[4:]) in text


def test_custody_shows_gap_overlap_and_unacknowledged_transfer_as_rows(made):
    text = re.sub(r"\s+", " ", " ".join(made.pages))

    assert "Gap: 63 h 25 min without a holder" in text
    assert "Overlap: 4 h 30 min with two holders" in text
    assert "Unacknowledged: the transfer of 2025-08-13" in text


def test_names_in_other_scripts_are_text(made):
    text = " ".join(made.pages)

    assert "翡烛港贸易（香港）有限公司" in text
    assert "青阑微认知实验室" in text


def test_progress_is_told_in_words_and_reaches_the_last_page(made):
    steps = [step.step for step in made.progress]

    assert steps[0] == "Starting"
    assert {"Composing the text", "Laying out the pages", "Writing the PDF"} <= set(steps)
    assert max(step.done for step in made.progress) == made.rendered.pages


def test_the_estimate_is_within_a_fifth(made):
    assert abs(estimate_pages(made.document) - made.rendered.pages) <= made.rendered.pages / 5


def test_another_process_with_another_hash_seed_makes_the_same_bytes(made, tmp_path, monkeypatch):
    monkeypatch.setattr("dossiers.rendering.confinement.HASH_SEED", "4711")

    again = render(made.document, made.assets, out=tmp_path / "again.pdf")

    assert again.sha256 == made.rendered.sha256
