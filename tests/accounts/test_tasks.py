"""What the installation does by itself: verify the log, seal it."""

import pytest
from django.utils import timezone

from jobs.execution import run_next
from jobs.models import Job, State
from jobs.sweeper import sweep
from ledger import audit, consumers, signing, tree
from ledger.models import TreeHead
from tests import builders
from tests.ledger.keys import use_a_key

pytestmark = pytest.mark.django_db(transaction=True)


def worked_off() -> dict[str, str]:
    """State of every job by kind, after what is due was done."""
    sweep(at=timezone.now())
    while run_next(["fast", "ingest"]):
        pass
    return dict(Job.objects.values_list("kind", "state"))


def test_the_log_is_sealed_and_verified(settings, tmp_path):
    use_a_key(settings, tmp_path)
    builders.people()
    consumers.catch_up(tree.NAME)
    taken = consumers.position(tree.NAME)

    done = worked_off()

    assert (done["log.seal"], done["log.verify"]) == (State.DONE, State.DONE)
    assert TreeHead.objects.get().size == taken
    assert audit.last_verified().findings == 0
    assert len(signing.known_keys()) == 1


def test_without_a_key_nothing_is_sealed_and_the_job_says_why(settings, tmp_path):
    settings.LOG_KEYS = [str(tmp_path / "none.pem")]
    builders.people()
    consumers.catch_up(tree.NAME)

    worked_off()

    assert "none.pem" in Job.objects.get(kind="log.seal").error
    assert not TreeHead.objects.exists()
