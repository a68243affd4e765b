"""A field is erased by an approved order, and everything still proves."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from cases import queries, services
from ledger import store
from ledger.audit import audit
from ledger.domain.erasure import ErasedAlready, FieldNotErasable
from ledger.domain.errors import NotFound
from ledger.erasure import erase_field
from ledger.models import StoredEvent
from ledger.projections import compare, projected_models
from ledger.sentences import tell
from ledger.unit_of_work import unit_of_work
from tests import builders
from tests.people import ADA, BEN, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id():
    builders.people(ADA, BEN)
    case_id = builders.a_case(with_team=False)
    services.ask_question(case_id=case_id, text="Who is Mr Example?", by=ADA, at=NOON)
    return case_id


def erase(case_id, *, position, field):
    with unit_of_work(actor_id=ADA, at=NOON) as work:
        erase_field(
            work,
            position=position,
            field=field,
            reason="Court order",
            legal_basis="GDPR Art. 17",
            proposal_id=uuid4(),
            scope_id=case_id,
        )


def test_the_value_is_gone_and_every_hash_still_holds(case_id):
    position = store.head_position()

    erase(case_id, position=position, field="text")

    order = store.read_page(after=position, limit=1)[0]
    assert tell(order, str) == "erased the field text of an event under GDPR Art. 17: Court order"
    assert "Example" not in str(StoredEvent.objects.get(position=position).data)
    assert [question.text for question in queries.questions(case_id)] == ["[erased]"]
    assert list(audit(with_projections=True)) == []
    assert [found for found in map(compare, projected_models()) if not found.is_empty] == []


def test_a_field_is_erased_once(case_id):
    position = store.head_position()
    erase(case_id, position=position, field="text")

    with pytest.raises(ErasedAlready):
        erase(case_id, position=position, field="text")


def test_only_text_is_erased(case_id):
    with pytest.raises(FieldNotErasable):
        erase(case_id, position=store.head_position(), field="question_id")


def test_another_cases_event_is_not_found(case_id):
    with pytest.raises(NotFound):
        erase(uuid4(), position=store.head_position(), field="text")


def test_no_other_update_passes_the_trigger(case_id):
    position = store.head_position()
    erase(case_id, position=position, field="text")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        StoredEvent.objects.filter(position=position).update(actor_id=BEN)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        StoredEvent.objects.filter(position=1).update(data={})


def test_an_audit_finds_a_value_put_back(case_id):
    position = store.head_position()
    erase(case_id, position=position, field="text")
    StoredEvent.objects.filter(position=position).update(data={"text": "forged"}, salts={"text": "00" * 16})

    assert [finding.where for finding in audit()] == [f"event {position}"]
