"""Types by content: every voice is kept and a disagreement is a finding."""

import pytest

from evidence.processing.media_types import DOCX, EML, MSG, PDF, UNKNOWN, XLSX
from evidence.processing.results import Outcome, Step
from evidence.processing.sniffing import media_type_of, sniff
from tests.evidence.processing import corpus


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (corpus.pdf("words"), PDF),
        (corpus.document(), DOCX),
        (corpus.workbook(), XLSX),
        (corpus.mail().as_bytes(), EML),
        (corpus.outlook_message(), MSG),
        (corpus.PAGE.encode(), "text/html"),
        (corpus.nested_xml(3), "text/xml"),
        (b'{"a": [1, 2]}', "application/json"),
        (b"a,b\n1,2\n", "text/csv"),
        (b"with \x00 one NUL in forty characters of text", "text/plain"),
        (("长" * 500).encode(), "text/plain"),
        ("utf-16 text\n".encode("utf-16"), "text/plain"),
        (corpus.heic(), "image/heic"),
        (corpus.cmyk_jpeg(), "image/jpeg"),
        (corpus.tiff_of(2), "image/tiff"),
        (corpus.zipped({"a.txt": b"a"}), "application/zip"),
        (corpus.tarred({"a.txt": b"a"}, mode="w"), "application/x-tar"),
        (corpus.tarred({"a.txt": b"a"}), "application/gzip"),
        (corpus.NOISE, UNKNOWN),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_type_is_decided_by_content(tmp_path, content, media_type):
    assert media_type_of(corpus.write(tmp_path, "f", content=content)) == media_type


def test_a_name_that_contradicts_the_content_is_a_finding(look):
    seen = look(Step.IDENTIFY, corpus.pdf("words"), name="../../holiday\u202e.jpg")

    assert seen.result.outcome is Outcome.EXTRACTED
    assert {"type_not_as_named", "name_path", "name_bidi"} <= seen.codes
    assert seen.result.facts["name"]["display"] == "../../holiday<U+202E>.jpg"
    assert seen.result.facts["steps"] == ["text", "images"]
    assert set(seen.result.facts["voices"]) == {"libmagic", "libmagic_words", "puremagic", "claimed"}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (corpus.cmyk_jpeg(), "press.jpg"),
        (corpus.pdf("words"), "a.PDF"),
        (b"a,b\n1,2\n", "a.csv"),
        (b"words", "notes.txt"),
    ],
)
def test_a_right_name_gives_no_finding(look, content, name):
    assert look(Step.IDENTIFY, content, name=name).codes == set()


def test_a_workbook_named_as_a_document_is_a_finding(look):
    assert "type_not_as_named" in look(Step.IDENTIFY, corpus.workbook(), name="list.docx").codes


def test_a_picture_that_is_also_an_archive_is_a_finding(tmp_path):
    polyglot = corpus.cmyk_jpeg() + corpus.zipped({"hidden.txt": b"x"})

    voices = sniff(corpus.write(tmp_path, "f", content=polyglot))

    assert (voices.decided, voices.also) == ("image/jpeg", ("application/zip",))


def test_a_picture_that_is_also_a_page_is_a_finding(tmp_path):
    polyglot = b"GIF89a/*<script>alert(1)</script>" + bytes(50)

    assert sniff(corpus.write(tmp_path, "f", content=polyglot)).also == ("text/html",)


def test_an_empty_file_is_identified_as_empty(look):
    seen = look(Step.IDENTIFY, b"", name="nothing.pdf")

    assert (seen.result.outcome, seen.result.reason) == (Outcome.EMPTY, "The file has no bytes.")
