"""Text that a command cannot do without."""

import pytest

from cases.domain.text import LONGEST, optional, required
from ledger.domain.errors import BadInput


def test_text_loses_the_blanks_at_its_ends():
    assert required("  Seen twice \n", field="reason") == "Seen twice"
    assert optional("   ", field="reason") == ""


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_what_is_required_is_not_blank(text):
    with pytest.raises(BadInput, match=r"^Give the legal basis\.$") as refused:
        required(text, field="legal_basis")

    assert refused.value.field == "legal_basis"


def test_a_text_is_as_long_as_it_may_be():
    assert optional("x" * LONGEST, field="proof") == "x" * LONGEST

    with pytest.raises(BadInput, match=r"^The proof has 4,001 characters; at most 4,000 fit\.$"):
        optional("x" * (LONGEST + 1), field="proof")


@pytest.mark.parametrize("sign", ["\x00", "\ud800"])
def test_what_no_log_can_carry_is_refused(sign):
    with pytest.raises(BadInput, match=r"^The proof holds a character that cannot be stored\.$"):
        optional(f"a{sign}b", field="proof")
