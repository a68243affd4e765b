"""Odd content: what could be read stays, and what was odd is a finding."""

import importlib
import io
import re
import sys

import msgspec
import pikepdf
import pytest
from PIL import Image, ImageFile

from evidence.processing import child, confinement, ocr, packages
from evidence.processing.context import ContentRefused, Context
from evidence.processing.limits import Limits
from evidence.processing.pictures.opening import TruncatedPicturesAreAccepted
from evidence.processing.readers import html, pdf, plain
from evidence.processing.results import Isolation, Outcome, Step
from evidence.processing.wire import Job, Report
from tests.evidence.processing import corpus


def test_a_page_in_a_declared_encoding_is_read_in_it(look):
    page = "<html><head><meta charset='koi8-r'></head><body><p>Груз отправлен</p></body></html>"

    assert "Груз отправлен" in look(Step.TEXT, page.encode("koi8-r")).text


def test_text_in_a_declared_encoding_is_read_in_it(look):
    content = "<?xml version='1.0' encoding='windows-1251'?>\n<!ENTITY x>\n<a>Груз</a>".encode("cp1251")

    seen = look(Step.TEXT, content)

    assert "Груз" in seen.text
    assert seen.result.facts["encoding"] == "windows-1251"


def test_an_unknown_declared_encoding_is_not_believed(look):
    content = b"<html><head><meta charset='rot13'></head><body><p>caf\xe9 cr\xe8me br\xfbl\xe9e</p></body></html>"

    seen = look(Step.TEXT, content)

    assert seen.result.outcome is Outcome.EXTRACTED
    assert "encoding_guessed" in seen.codes


def test_a_table_with_an_endless_cell_keeps_the_rows_before(look):
    content = b"a,b\n" * 30 + b'"' + b"x" * 200_000 + b'",1\n'

    seen = look(Step.TEXT, content)

    assert "a\tb" in seen.text
    assert "table_damaged" in seen.codes


def test_an_html_page_that_is_too_large_is_refused(look, monkeypatch):
    monkeypatch.setattr(html, "MAX_HTML_BYTES", 10)

    assert "html_too_large" in look(Step.TEXT, corpus.PAGE.encode()).codes


def test_tracked_deletions_in_a_document_are_read_and_found(look):
    body = "<w:p><w:r><w:t>kept</w:t><w:tab/></w:r><w:del><w:r><w:delText>struck</w:delText></w:r></w:del></w:p>"
    xml = f'<w:document xmlns:w="urn:w"><w:body>{body}</w:body></w:document>'

    seen = look(Step.TEXT, corpus.zipped({"word/document.xml": xml.encode(), "docProps/core.xml": b"<broken"}))

    assert seen.text == "kept\tstruck"
    assert {"tracked_changes", "properties_damaged"} <= seen.codes


def test_a_document_nested_too_deep_is_refused(look):
    content = corpus.zipped({"word/document.xml": corpus.nested_xml(150)})

    assert "xml_too_deep" in look(Step.TEXT, content).codes


def test_a_document_with_too_many_members_is_refused(look):
    seen = look(Step.TEXT, corpus.document(), limits=Limits(entries=2))

    assert "package_members" in seen.codes


def test_a_document_whose_members_need_a_password_is_encrypted(look):
    content = bytearray(corpus.zipped({"word/document.xml": b"<x/>"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert look(Step.TEXT, bytes(content)).result.outcome is Outcome.ENCRYPTED


@pytest.mark.parametrize("step", [Step.IDENTIFY, Step.TEXT])
def test_an_encrypted_office_container_is_named(look, step):
    content = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)

    seen = look(step, content)

    assert seen.result.facts["media_type"] == "application/x-ole-encrypted"
    assert seen.result.outcome is (Outcome.EXTRACTED if step is Step.IDENTIFY else Outcome.ENCRYPTED)


def test_a_damaged_workbook_is_refused(look):
    content = corpus.zipped({"xl/workbook.xml": b"<workbook"})

    assert "workbook_damaged" in look(Step.TEXT, content).codes


def test_a_mail_in_a_false_encoding_is_still_read(look):
    content = b"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=no-such\n\nsome words here\n"

    assert "some words here" in look(Step.TEXT, content).text


@pytest.mark.parametrize("kind", ["eml", "msg"])
def test_a_mail_that_is_too_large_is_refused(look, kind):
    content = corpus.mail().as_bytes() if kind == "eml" else corpus.outlook_message()

    assert "mail_too_large" in look(Step.TEXT, content, limits=Limits(mail_bytes=100)).codes


@pytest.mark.slow
def test_a_mail_of_a_thousand_levels_ends_in_a_named_state(look):
    head = b"From: a@b.example\nTo: c@d.example\n"
    content = head + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1000))

    seen = look(Step.TEXT, content)

    assert seen.result.outcome in {Outcome.REFUSED, Outcome.EXTRACTED}
    assert seen.codes & {"mail_too_deep", "parts_cap"}


def test_a_msg_with_html_only_and_an_attachment_is_read(look):
    seen = look(Step.TEXT, corpus.outlook_message_with_attachment())

    assert "The consignee changes on Friday." in seen.text
    assert [listed["name"] for listed in seen.result.facts["attachments"]] == ["<U+202E>fdp.exe"]


def test_a_scan_is_not_read_when_the_time_for_it_is_used_up(look):
    seen = look(Step.TEXT, corpus.scanned_pdf("CONSIGNEE"), limits=Limits(ocr_seconds=0))

    assert seen.result.outcome is Outcome.EMPTY
    assert {"ocr_cap", "no_text_layer"} <= seen.codes


def test_without_tesseract_that_is_a_finding(look, monkeypatch):
    monkeypatch.setattr(ocr, "PROGRAM_FOLDERS", "/nowhere")

    seen = look(Step.TEXT, corpus.scanned_pdf("CONSIGNEE"))

    assert (seen.result.outcome, "ocr_absent" in seen.codes) == (Outcome.EMPTY, True)


def test_a_picture_that_takes_too_long_to_read_is_left_out(look, monkeypatch):
    monkeypatch.setattr(ocr, "PAGE_SECONDS", 0.001)

    assert "ocr_slow" in look(Step.TEXT, corpus.saved(corpus.lettering("WORDS"), format="PNG")).codes


def test_without_pdftotext_pdfium_alone_is_heard(look, monkeypatch):
    monkeypatch.setattr(pdf, "PDFTOTEXT", "/nowhere/pdftotext")

    assert look(Step.TEXT, corpus.pdf("few words")).text == "few words"


def test_a_damaged_page_is_left_out_and_found(look):
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(corpus.pdf("five words on page one", "five words on page two"))) as document:
        document.Root.Pages.Kids[1] = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Nothing))
        document.save(target)

    for step in (Step.TEXT, Step.IMAGES):
        seen = look(step, target.getvalue())
        assert seen.result.outcome is Outcome.EXTRACTED
        assert "page_damaged" in seen.codes or seen.result.facts["pages"] == 1


@pytest.mark.slow
def test_a_page_of_enormous_size_is_drawn_smaller(look):
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(corpus.pdf("poster"))) as document:
        document.pages[0].MediaBox = [0, 0, 14_000, 14_000]
        document.save(target)

    seen = look(Step.IMAGES, target.getvalue())

    with Image.open(seen.folder / "page-0001.png") as page:
        assert page.width * page.height <= 26_000_000


def test_each_frame_of_a_tiff_is_a_page(look):
    seen = look(Step.IMAGES, corpus.tiff_of(3))

    assert seen.names == ["page-0001.png", "page-0002.png", "page-0003.png", "thumb-240.png", "thumb-960.png"]


def test_a_moving_picture_shows_its_first_frame(look):
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    content = corpus.saved(frames[0], format="GIF", save_all=True, append_images=frames[1:])

    seen = look(Step.IMAGES, content)

    assert seen.names == ["thumb-240.png", "thumb-960.png"]
    assert "animation" in seen.codes


def test_a_damaged_colour_profile_is_a_finding(look):
    content = corpus.saved(corpus.picture(), format="JPEG", icc_profile=b"no profile")

    seen = look(Step.IMAGES, content)

    assert (seen.result.outcome, "colour_profile_damaged" in seen.codes) == (Outcome.EXTRACTED, True)


def test_a_picture_that_is_none_is_refused(look):
    assert "picture_unknown" in look(Step.IMAGES, b"GIF89a" + b"\xff" * 50).codes


def test_a_process_that_accepts_half_pictures_is_not_trusted(look, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    with pytest.raises(TruncatedPicturesAreAccepted):
        look(Step.IMAGES, corpus.cmyk_jpeg())


def test_links_and_devices_in_a_tar_are_named(look):
    seen = look(Step.ARCHIVE, corpus.tar_with_specials())

    assert [(entry.name, entry.kind) for entry in seen.entries] == [("way", "link"), ("pipe", "other"), ("d", "folder")]
    assert "entry_link" in seen.codes


def test_what_is_no_archive_is_not_unpacked(look):
    assert "nothing to unpack" in look(Step.ARCHIVE, b"words").result.reason


def test_the_child_reads_its_job_and_leaves_a_report(tmp_path, monkeypatch):
    (tmp_path / "source").write_bytes(b"words")
    places = {"source": str(tmp_path / "source"), "out_dir": str(tmp_path), "tmp_dir": str(tmp_path)}
    job = msgspec.json.encode(Job(step="text", claimed_name="", limits={"pages": 3}, **places))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(job)))
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    child.main()

    report = msgspec.json.decode((tmp_path / "report.json").read_bytes(), type=Report)
    assert report.outcome == "extracted"


@pytest.mark.parametrize(("failure", "outcome"), [(MemoryError, Outcome.REFUSED), (ZeroDivisionError, Outcome.CRASHED)])
def test_a_failure_in_a_reader_is_reported_by_its_kind(tmp_path, failure, outcome):
    context = Context(source=tmp_path, out_dir=tmp_path, tmp_dir=tmp_path, limits=Limits(memory_bytes=2**50))

    child._report_crash(context, kind=failure, trace=None)

    report = msgspec.json.decode((tmp_path / "report.json").read_bytes(), type=Report)
    assert report.outcome == outcome.value


def test_a_failure_is_placed_in_the_reader_it_came_from(tmp_path):
    (tmp_path / "source").write_bytes(b"words")
    context = Context(source=tmp_path, out_dir=tmp_path, tmp_dir=tmp_path, limits=Limits(memory_bytes=2**50))
    try:
        importlib.import_module("evidence.processing.text").run(context)
    except OSError as problem:
        child._report_crash(context, kind=type(problem), trace=problem.__traceback__)

    report = msgspec.json.decode((tmp_path / "report.json").read_bytes(), type=Report)
    assert re.fullmatch(r"\w+\.py:\d+", report.facts["crashed_at"])


def test_a_reader_that_runs_out_of_memory_refuses(look, monkeypatch):
    def run_out(_: Context) -> None:
        raise MemoryError

    monkeypatch.setattr(plain, "read", lambda context, segments: run_out(context))

    assert look(Step.TEXT, b"words").result.reason == child.OUT_OF_MEMORY


def test_facts_that_are_too_many_are_left_out_and_found(tmp_path):
    context = Context(source=tmp_path, out_dir=tmp_path, tmp_dir=tmp_path, limits=Limits())
    context.facts["names"] = ["x" * 1000] * 3000

    child._leave(context, outcome=Outcome.EXTRACTED, reason="Read.")

    report = msgspec.json.decode((tmp_path / "report.json").read_bytes(), type=Report)
    assert (report.facts, [code for code, _ in report.findings]) == ({}, ["facts_cap"])


def test_a_document_with_a_part_that_is_damaged_is_refused(look):
    content = bytearray(corpus.zipped({"word/document.xml": b"<w/>" * 500}))
    start = content.index(b"word/document.xml") + len("word/document.xml")
    content[start : start + 12] = b"\xff" * 12

    assert "package_damaged" in look(Step.TEXT, bytes(content)).codes


def test_half_a_document_is_refused(tmp_path):
    content = corpus.document()
    (tmp_path / "source").write_bytes(content[: len(content) // 2])
    context = Context(source=tmp_path / "source", out_dir=tmp_path, tmp_dir=tmp_path, limits=Limits())

    with pytest.raises(ContentRefused, match="damaged"):
        packages.open_package(context)


def test_a_tesseract_that_fails_is_a_finding_and_the_rest_stays(look, monkeypatch, tmp_path):
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\n[ $# -gt 1 ] && exit 3\necho tesseract 5.0\n")
    program.chmod(0o755)
    monkeypatch.setattr(ocr, "PROGRAM_FOLDERS", str(tmp_path))

    seen = look(Step.TEXT, corpus.scanned_pdf("CONSIGNEE"))

    assert "ocr_failed" in seen.codes
    assert seen.result.tools["tesseract"] == "5.0 (eng)"


def test_a_picture_is_not_read_when_there_is_no_time_for_it(look):
    seen = look(Step.TEXT, corpus.saved(corpus.lettering("WORDS"), format="PNG"), limits=Limits(ocr_seconds=0))

    assert "ocr_cap" in seen.codes


def test_a_machine_without_bubblewrap_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(confinement, "BUBBLEWRAP", tmp_path / "bwrap")

    assert confinement.strongest_isolation.__wrapped__() is Isolation.RLIMITS
