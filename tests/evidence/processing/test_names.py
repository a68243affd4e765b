"""Claimed names are shown harmless and judged, never refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.processing.names import MAX_FILE_NAME_BYTES, NO_NAME, as_claimed, safe_name


def codes(name: str) -> list[str]:
    return [finding.code for finding in safe_name(name).findings]


def test_an_ordinary_name_stays_as_it_is():
    name = safe_name("Packing list 交货 (2).pdf")

    assert name.display == name.file_name == "Packing list 交货 (2).pdf"
    assert name.findings == ()


def test_a_name_that_climbs_is_shown_and_found_but_not_used():
    name = safe_name("../../x")

    assert name.display == "../../x"
    assert name.file_name == "x"
    assert [finding.code for finding in name.findings] == ["name_path"]


def test_a_right_to_left_override_is_made_visible():
    name = safe_name("invoice\u202efdp.exe")

    assert name.display == "invoice<U+202E>fdp.exe"
    assert name.file_name == "invoice_fdp.exe"
    assert codes("invoice\u202efdp.exe") == ["name_bidi"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a\nb.txt", "name_control"),
        ("a\x00b.txt", "name_control"),
        ("a\ud800b.txt", "name_control"),
        ("zero\u200bwidth.txt", "name_invisible"),
        ("C:\\Users\\x.txt", "name_path"),
        ("/etc/passwd", "name_path"),
        ("x" * 300, "name_too_long"),
        ("", "name_empty"),
    ],
)
def test_what_is_odd_about_a_name_is_found(name, code):
    assert code in codes(name)


def test_a_shortened_name_keeps_its_ending():
    name = safe_name("长" * 200 + ".pdf")

    assert name.file_name.endswith(".pdf")
    assert len(name.file_name.encode()) <= MAX_FILE_NAME_BYTES


@given(st.text(alphabet=st.characters(), max_size=400))
def test_no_name_yields_a_path_a_control_or_nothing(text):
    name = safe_name(text)

    assert name.file_name not in {"", ".", ".."}
    assert not set(name.file_name) & set("/\\\x00\n\u202e")
    assert not set(name.display) & set("\x00\n\u202e")
    assert len(name.file_name.encode()) <= MAX_FILE_NAME_BYTES


@given(st.text(alphabet=st.characters(), max_size=40).filter(lambda text: "<U+" not in text))
def test_a_claim_can_be_had_back_from_what_is_shown(text):
    shown = safe_name(text).display

    assert as_claimed(shown) == ("" if shown == NO_NAME else text)
