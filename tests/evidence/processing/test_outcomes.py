"""The table of end states: each file of the corpus, through a real child, ends in its named state."""

import pytest

from evidence.processing.limits import Limits
from evidence.processing.results import Outcome, Step
from evidence.processing.runner import strongest_isolation
from tests.evidence.processing import corpus

TEXT, IMAGES, ARCHIVE = Step.TEXT, Step.IMAGES, Step.ARCHIVE
JPEG = corpus.saved(corpus.picture(), format="JPEG")

TABLE = [
    ("zero bytes", Step.IDENTIFY, b"", Outcome.EMPTY, "no bytes"),
    ("zero bytes", TEXT, b"", Outcome.EMPTY, "no bytes"),
    ("blank text", TEXT, b" \n \n", Outcome.EMPTY, "no text"),
    ("unknown type", TEXT, corpus.NOISE, Outcome.REFUSED, "no reader"),
    ("pdf", TEXT, corpus.pdf("five words stand right here"), Outcome.EXTRACTED, "characters"),
    ("pdf", IMAGES, corpus.pdf("words"), Outcome.EXTRACTED, "3 pictures"),
    ("scanned pdf", TEXT, corpus.scanned_pdf("CONSIGNEE"), Outcome.EXTRACTED, "characters"),
    ("encrypted pdf", TEXT, corpus.encrypted_pdf(), Outcome.ENCRYPTED, "password"),
    ("encrypted pdf", IMAGES, corpus.encrypted_pdf(), Outcome.ENCRYPTED, "password"),
    ("docx", TEXT, corpus.document(), Outcome.EXTRACTED, "characters"),
    ("xlsx", TEXT, corpus.workbook(), Outcome.EXTRACTED, "characters"),
    ("eml", TEXT, corpus.mail().as_bytes(), Outcome.EXTRACTED, "characters"),
    ("msg", TEXT, corpus.outlook_message(), Outcome.EXTRACTED, "characters"),
    ("html", TEXT, corpus.PAGE.encode(), Outcome.EXTRACTED, "characters"),
    ("billion laughs", TEXT, corpus.billion_laughs(), Outcome.EXTRACTED, "characters"),
    ("200 levels", TEXT, corpus.nested_xml(200), Outcome.REFUSED, "deeper than 100"),
    ("heic", IMAGES, corpus.heic(), Outcome.EXTRACTED, "2 pictures"),
    ("cut jpeg", IMAGES, JPEG[: len(JPEG) // 2], Outcome.REFUSED, "cut short"),
    ("cut jpeg", TEXT, JPEG[: len(JPEG) // 2], Outcome.REFUSED, "cut short"),
    ("900 megapixels", IMAGES, corpus.png_that_claims(30_000, 30_000), Outcome.REFUSED, "pixels"),
    ("text as picture", IMAGES, b"words", Outcome.REFUSED, "nothing to draw"),
    ("zip", ARCHIVE, corpus.zipped({"a": b"a"}), Outcome.EXTRACTED, "1 entries"),
    ("empty zip", ARCHIVE, corpus.zipped({}), Outcome.EMPTY, "holds nothing"),
    ("flat bomb", ARCHIVE, corpus.flat_bomb(), Outcome.REFUSED, "100 times larger"),
    ("nested bomb", ARCHIVE, corpus.nested_bomb(), Outcome.REFUSED, "100 times larger"),
    ("encrypted zip", ARCHIVE, corpus.encrypted_zip(), Outcome.ENCRYPTED, "password"),
    ("sparse workbook", TEXT, corpus.sparse_workbook(), Outcome.CRASHED, "memory"),
]


@pytest.mark.server
@pytest.mark.parametrize(("label", "step", "content", "outcome", "words"), TABLE, ids=[f"{r[0]}-{r[1]}" for r in TABLE])
def test_each_file_ends_in_its_named_state(look_confined, label, step, content, outcome, words):
    seen = look_confined(step, content)

    assert (seen.result.outcome, words in seen.result.reason) == (outcome, True), (label, seen.result.reason)
    assert seen.result.isolation is strongest_isolation()
    assert seen.result.limits == Limits()


def test_one_file_passes_through_a_real_child(look_confined):
    seen = look_confined(Step.TEXT, b"some plain words", claimed_name="a.txt")

    assert (seen.result.outcome, seen.text) == (Outcome.EXTRACTED, "some plain words")
    assert "python" in seen.result.tools
