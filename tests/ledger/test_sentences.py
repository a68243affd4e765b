"""Events are told in one line."""

import pytest

from ledger import store
from ledger.sentences import has_sentence, sentence, tell
from tests.ledger.history import count
from tests.ledger.tally import Cleared, Counted
from tests.people import ADA, NAMES


@sentence(Counted)
def counted(event: Counted, name_of) -> str:
    return f"counted {event.number} for {name_of(ADA)}"


@pytest.mark.django_db
def test_an_event_is_told_with_names():
    count(3)

    assert tell(next(store.read_all()), NAMES.__getitem__) == "counted 3 for Ada"


def test_an_event_is_told_in_one_way():
    with pytest.raises(ValueError, match=r"test\.counted has a sentence already"):
        sentence(Counted)(counted)

    assert (has_sentence(Counted), has_sentence(Cleared)) == (True, False)
