"""Admiralty grades and confidence."""

from uuid import UUID

import pytest

from entities.domain.citations import Citation, Page
from entities.domain.grades import UNGRADED, Confidence, Credibility, Grade, OneOriginOnly, Reliability, check_origins

X01, X05 = Citation(exhibit_id=UUID(int=1)), Citation(exhibit_id=UUID(int=5))
X01_PAGE = Citation(exhibit_id=UUID(int=1), pin=Page(number=2))


def test_nobody_has_judged_yet():
    assert str(UNGRADED) == "F6"
    assert UNGRADED.reliability.meaning == "reliability cannot be judged"
    assert UNGRADED.credibility.meaning == "truth cannot be judged"


def test_every_letter_and_digit_has_a_meaning():
    assert len({letter.meaning for letter in Reliability}) == 6
    assert len({digit.meaning for digit in Credibility}) == 6
    assert str(Grade(reliability=Reliability.B, credibility=Credibility.POSSIBLE)) == "B3"


def test_confidence_is_ordered():
    assert sorted(Confidence, key=lambda one: one.rank) == [Confidence.LOW, Confidence.MODERATE, Confidence.HIGH]


@pytest.mark.parametrize("citations", [(), (X01,), (X01, X01_PAGE)])
def test_one_exhibit_confirms_nothing(citations: tuple[Citation, ...]):
    with pytest.raises(OneOriginOnly):
        check_origins(Credibility.CONFIRMED, citations)


def test_two_exhibits_may_confirm():
    check_origins(Credibility.CONFIRMED, (X01, X05))
    check_origins(Credibility.PROBABLE, ())
