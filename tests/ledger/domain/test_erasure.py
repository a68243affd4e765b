"""An executed order is an event."""

from ledger.domain.erasure import Erasure, ErasureExecuted
from tests.people import ADA, BEN

ORDER = {
    "position": 7,
    "field": "text",
    "reason": "Court order",
    "legal_basis": "GDPR Art. 17",
    "proposal_id": BEN,
}


def test_an_order_is_recorded_and_told_again():
    erasure = Erasure(ADA)

    erasure.execute(**ORDER)

    assert erasure.pending == [ErasureExecuted(**ORDER)]
    again = Erasure(ADA)
    again.fold(erasure.pending)
    assert (again.exists, again.version) == (True, 1)
