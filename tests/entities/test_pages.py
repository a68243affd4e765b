"""Pages of this room: what they show, what they do, who finds them."""

import pytest
from django.urls import reverse

from entities import queries
from tests.entities import world
from tests.people import ADA

pytestmark = pytest.mark.django_db


def page(client, name, *args, **query):
    return client.get(reverse(f"entities:{name}", args=args), query).content.decode()


def test_an_entity_is_added_linked_and_listed(case_id, sign_in):
    client = sign_in(ADA)
    maker = world.an_entity(case_id, "Halvardsen Server Works Inc.")

    answer = client.post(
        reverse("entities:create", args=[case_id]),
        {"kind": "Company", "name": "Northquill", "jurisdiction": "US", "citations": "X-14 p.3"}
        | {"reliability": "A", "credibility": "2"},
        follow=True,
    )
    made = next(row for row in queries.entities(case_id) if row.name == "Northquill")
    client.post(
        reverse("entities:create_link", args=[case_id]) + "?kind=sold_to",
        {"source_id": maker, "target_id": made.id, "confidence": "high", "citations": "X-14 p.4"}
        | {"quantity": "320", "unit": "servers", "valid_from": "2024-09"},
    )

    assert answer.status_code == 200
    assert "A2" in answer.content.decode()
    assert "X-14 p.3" in answer.content.decode()
    assert made.number == "E02"
    assert "Northquill" in page(client, "list", case_id)
    assert "sold to" in page(client, "entity", case_id, made.id)
    assert "X-14 p.4" in page(client, "links", case_id)
