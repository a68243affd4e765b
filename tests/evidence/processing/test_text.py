"""The text step on ordinary files: every kind is read and pinned to where the text stands."""

import pytest

from evidence.processing.limits import Limits
from evidence.processing.results import Outcome, Step
from evidence.processing.wire import Pin
from tests.evidence.processing import corpus


def test_a_pdf_is_read_page_by_page(look):
    seen = look(Step.TEXT, corpus.pdf("The first page holds enough words here", "The second page holds them too"))

    assert seen.result.outcome is Outcome.EXTRACTED
    assert [segment.pin for segment in seen.segments] == [Pin(page=1), Pin(page=2)]
    assert "first page" in seen.segments[0].text
    assert seen.result.facts["pages"] == 2
    assert set(seen.result.tools) >= {"python", "libmagic", "pypdfium2", "pdfium"}


def test_a_pdf_behind_three_hundred_newlines_is_still_a_pdf(look):
    content = b"\n" * 300 + corpus.pdf("A page with more than five words")

    named, seen = look(Step.IDENTIFY, content, name="a.pdf"), look(Step.TEXT, content)

    assert named.result.facts["media_type"] == "application/pdf"
    assert "sniffers_disagree" in named.codes
    assert "more than five words" in seen.text


def test_a_scanned_page_is_read_from_pixels_and_says_so(look):
    seen = look(Step.TEXT, corpus.scanned_pdf("CONSIGNEE KRETSOV"))

    assert seen.result.outcome is Outcome.EXTRACTED
    assert "KRETSOV" in seen.text
    assert all(segment.is_machine_reading and segment.by == "tesseract" for segment in seen.segments)
    assert "no_text_layer" in seen.codes
    assert "tesseract" in seen.result.tools


def test_a_docx_is_read_by_paragraph_with_its_properties(look):
    seen = look(Step.TEXT, corpus.document())

    assert seen.segments[0].pin == Pin(part="document", rows=(1, 4))
    assert "Paragraph 3 on the consignment\nIn a table" in seen.text
    assert seen.result.facts["document"]["creator"] == "Freight desk"


def test_an_xlsx_is_read_in_blocks_of_rows_and_hidden_sheets_are_found(look):
    seen = look(Step.TEXT, corpus.workbook())

    assert [segment.pin.rows for segment in seen.segments[:3]] == [(1, 100), (101, 200), (201, 250)]
    assert seen.segments[0].text.startswith("SN-0001\t1\tH100\n")
    assert seen.segments[-1].pin.sheet == "Real prices"
    assert "hidden_sheet" in seen.codes


def test_a_csv_is_read_by_record(look):
    seen = look(Step.TEXT, b'serial;note\n1;"two\nlines"\n2;one\n')

    assert seen.segments[0].pin == Pin(rows=(1, 3))
    assert seen.segments[0].text == "serial\tnote\n1\ttwo\nlines\n2\tone"


def test_a_long_csv_loses_no_row_between_sample_and_rest(look):
    seen = look(Step.TEXT, "".join(f"{number},x\n" for number in range(1, 60)).encode())

    assert seen.text == "\n".join(f"{number}\tx" for number in range(1, 60))


def test_prose_with_commas_is_no_table(look):
    seen = look(Step.TEXT, b"We met, as agreed, at noon.\nHe left early.\nNothing, really nothing, was signed.\n")

    assert seen.result.facts["media_type"] == "text/plain"
    assert seen.segments[0].pin == Pin(rows=(1, 3))


def test_an_old_encoding_is_guessed_and_named(look):
    text = "Příliš žluťoučký kůň úpěl ďábelské ódy. Dodávka čipů byla přesměrována přes Dubaj.\n" * 8

    seen = look(Step.TEXT, text.encode("cp1250"))

    assert "přesměrována" in seen.text
    assert "encoding_guessed" in seen.codes
    assert "charset-normalizer" in seen.result.tools


def test_escaped_letters_in_json_are_shown_as_letters(look):
    seen = look(Step.TEXT, b'{"name": "\\u534e\\u4e3a", "note": "a\\u0000b", "half": "\\ud800"}')

    assert "华为" in seen.text
    assert {"text_nul", "text_surrogates"} <= seen.codes


def test_xml_names_what_its_values_mean(look):
    seen = look(Step.TEXT, b"<?xml version='1.0'?>\n<d>\n<consignee id='7'>Kretsov &amp; Co</consignee>\n</d>")

    assert seen.text == "consignee: id=7 Kretsov & Co"
    assert seen.segments[0].pin == Pin(rows=(3, 3))


def test_html_gives_title_text_and_links_and_runs_nothing(look):
    seen = look(Step.TEXT, corpus.PAGE.encode())

    assert [segment.pin.part for segment in seen.segments] == ["title", None, "links"]
    assert "Offer 17" in seen.text
    assert "https://shop.example/b200" in seen.text
    assert "steal" not in seen.text
    assert "html_script" in seen.codes


def test_an_eml_gives_headers_bodies_and_its_attachments(look):
    seen = look(Step.TEXT, corpus.mail().as_bytes())

    assert seen.segments[0].pin == Pin(part="headers")
    assert "交货" in seen.result.facts["headers"]["subject"]
    assert "relabel the crates" in seen.text
    [attachment] = seen.result.facts["attachments"]
    assert attachment["name"] == "../invoice.pdf"
    assert len(attachment["sha256"]) == 64
    assert "attachment_name_path" in seen.codes


def test_messages_inside_messages_are_read_to_the_depth_allowed(look):
    message = corpus.mail()
    for level in range(4):
        outer = corpus.mail()
        outer.replace_header("Subject", f"level {level}")
        outer.add_attachment(message)
        message = outer

    seen = look(Step.TEXT, message.as_bytes())

    assert seen.result.outcome is Outcome.EXTRACTED
    assert "mail_depth" in seen.codes


def test_a_msg_gives_its_subject_and_body(look):
    seen = look(Step.TEXT, corpus.outlook_message())

    assert seen.result.outcome is Outcome.EXTRACTED, seen.result.reason
    assert "Change of consignee" in seen.text
    assert "The consignee changes today." in seen.text
    assert "extract-msg" in seen.result.tools


def test_a_photograph_tells_its_place_as_a_fact(look):
    seen = look(Step.TEXT, corpus.photograph_with_place())

    picture = seen.result.facts["picture"]
    assert seen.result.outcome is Outcome.EXTRACTED
    assert picture["exif"]["Make"] == "Maker"
    assert (picture["gps"]["latitude"], picture["gps"]["longitude"]) == (1.29, 103.85)
    assert "gps_present" in seen.codes


@pytest.mark.parametrize(
    ("limits", "content", "code"),
    [
        (Limits(characters=100), b"word " * 200, "characters_cap"),
        (Limits(pages=1), corpus.pdf("one two three four five six", "seven"), "pages_cap"),
        (Limits(cells=10), b"a,b\n" * 30, "cells_cap"),
        (Limits(parts=2), corpus.mail().as_bytes(), "parts_cap"),
    ],
)
def test_a_ceiling_cuts_the_text_short_and_is_found(look, limits, content, code):
    seen = look(Step.TEXT, content, limits=limits)

    assert seen.result.outcome is Outcome.EXTRACTED
    assert code in seen.codes
    assert seen.result.facts["is_complete"] is False
    assert seen.result.limits == limits


def test_long_text_is_cut_into_segments_of_sixteen_kilobytes(look):
    seen = look(Step.TEXT, ("长" * 20_000).encode())

    assert len(seen.segments) > 3
    assert max(len(segment.text.encode()) for segment in seen.segments) <= 16 * 1024
    assert "".join(segment.text for segment in seen.segments) == "长" * 20_000
