"""An audit is recorded with what it found."""

from ledger.domain.verification import LogVerified, Verification
from tests.people import ADA


def test_an_audit_is_recorded():
    verification = Verification(ADA)

    verification.record(upto=12, findings=1)

    assert verification.pending == [LogVerified(upto=12, findings=1)]
    assert verification.exists
