"""The text step on hostile files: each ends in its named state."""

import pytest

from evidence.processing.limits import Limits
from evidence.processing.results import Isolation, Outcome, Step
from tests.evidence.processing import corpus


@pytest.mark.parametrize("step", [Step.TEXT, Step.IMAGES, Step.ARCHIVE])
def test_a_file_without_bytes_is_empty(look, step):
    assert look(step, b"").result.outcome is Outcome.EMPTY


def test_an_encrypted_pdf_is_named_so(look):
    seen = look(Step.TEXT, corpus.encrypted_pdf())

    assert seen.result.outcome is Outcome.ENCRYPTED
    assert seen.result.reason == "The PDF is encrypted and cannot be read without its password."


def test_half_a_pdf_ends_in_a_named_state(look):
    whole = corpus.pdf("five words stand on this page")

    assert look(Step.TEXT, whole[:200]).result.outcome is Outcome.REFUSED


def test_two_hundred_levels_of_xml_are_refused(look):
    seen = look(Step.TEXT, corpus.nested_xml(200))

    assert seen.result.outcome is Outcome.REFUSED
    assert "xml_too_deep" in seen.codes


def test_a_retry_may_name_other_limits(look):
    seen = look(Step.TEXT, corpus.nested_xml(200), limits=Limits(xml_depth=250))

    assert seen.result.outcome is Outcome.EXTRACTED
    assert seen.result.limits.xml_depth == 250


def test_a_billion_laughs_stay_as_they_are_written(look):
    seen = look(Step.TEXT, corpus.billion_laughs())

    assert "xml_entities" in seen.codes
    assert "&lol9;" in seen.text
    assert seen.text.count("lol") < 200


def test_xml_that_is_not_well_formed_keeps_what_was_read(look):
    seen = look(Step.TEXT, b"<?xml version='1.0'?><a><b>kept</b><c>")

    assert "kept" in seen.text
    assert "xml_damaged" in seen.codes


def test_nul_in_text_is_replaced_and_found(look):
    seen = look(Step.TEXT, b"serial\x00number of the unit in question\n")

    assert seen.text == "serial\ufffdnumber of the unit in question"
    assert "text_nul" in seen.codes


def test_a_bomb_in_a_workbook_is_refused_before_its_library_sees_it(look):
    members = {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": bytes(40 * corpus.MIB)}

    seen = look(Step.TEXT, corpus.zipped(members))

    assert seen.result.outcome is Outcome.REFUSED
    assert "unpack_ratio" in seen.codes


def test_a_document_that_is_no_document_is_refused(look):
    seen = look(Step.TEXT, corpus.zipped({"word/document.xml": b"not xml"}))

    assert seen.result.outcome is Outcome.EMPTY
    assert "part_damaged" in seen.codes


def test_a_damaged_outlook_message_is_refused(look):
    seen = look(Step.TEXT, corpus.outlook_message()[:1600])

    assert seen.result.outcome is Outcome.REFUSED


@pytest.mark.slow
def test_a_file_that_needs_too_much_memory_is_refused_with_a_reason(look_confined):
    seen = look_confined(Step.TEXT, b"<html>" + b"<p>x" * 3_000_000, limits=Limits(memory_bytes=200 * corpus.MIB))

    assert seen.result.outcome in {Outcome.REFUSED, Outcome.CRASHED}
    assert "memory" in seen.result.reason
    assert seen.names == []


def test_an_unknown_type_has_no_reader(look):
    seen = look(Step.TEXT, corpus.NOISE)

    assert (seen.result.outcome, seen.result.reason) == (
        Outcome.REFUSED,
        "There is no reader for application/octet-stream.",
    )


def test_without_bubblewrap_the_same_answer_names_the_weaker_isolation(look_confined):
    seen = look_confined(Step.TEXT, b"plain words", isolation=Isolation.RLIMITS)

    assert seen.text == "plain words"
    assert seen.result.isolation is Isolation.RLIMITS
