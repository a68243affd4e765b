"""The timeline: days of places, density, lanes, pages, past moments, and what ten thousand entries cost."""

import re
import time
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from entities import services
from entities.models import Entry
from ledger import store
from tests import builders
from tests.entities import world
from tests.people import ADA, BEN, CYD, NOON

pytestmark = pytest.mark.django_db


def page(client, case_id, **query):
    return client.get(reverse("entities:timeline", args=[case_id]), query).content.decode()


def rows(shown):
    return re.findall(r'<p><a href="[^"]+">([^<]+)</a></p>', shown)


@pytest.fixture
def told(case_id):
    """Two entries, a payment and the exhibits of the case."""
    world.an_entry(case_id, "2025-08-02", zone="+08:00", summary="Export of 72 packages")
    world.an_entry(case_id, "2024-03", zone="UTC", summary="Talks begin")
    ends = world.an_entity(case_id, "Jadewick"), world.an_entity(case_id, "Northquill")
    world.a_link(case_id, ends, valid_from=world.day("2025-02-06"))
    return case_id


def test_a_day_is_shown_as_the_day_of_its_place(told, sign_in):
    client = sign_in(ADA)

    assert '<time datetime="2025-08-02">2 Aug 2025</time>' in page(client, told)
    chronology = client.get(reverse("entities:chronology", args=[told])).content.decode()
    assert '<time datetime="2025-08-02">2 Aug 2025</time>' in chronology
    assert '<time datetime="2024-03">March 2024</time>' in chronology


def test_it_is_in_the_order_in_which_it_happened_or_was_recorded(told, sign_in):
    client = sign_in(ADA)

    happened = [row.split(":")[0] for row in rows(page(client, told))]
    assert happened[:3] == ["EV02", "L01", "EV01"]
    recorded = [row.split(":")[0] for row in rows(page(client, told, order="recorded"))]
    assert recorded[:3] == ["EV01", "EV02", "L01"]


def test_a_bar_narrows_the_page_to_what_it_counts(told, sign_in):
    client = sign_in(ADA)
    shown = page(client, told)

    (url,) = re.findall(r'<li><a href="(\?[^"]+)" title="August 2025: 1">', shown)
    narrowed = client.get(reverse("entities:timeline", args=[told]) + url.replace("&amp;", "&")).content.decode()

    assert rows(narrowed) == ["EV01: Export of 72 packages"]
    assert 'value="2025-08"' in narrowed


def test_a_lane_is_chosen_and_left_again_with_counts(told, sign_in):
    client = sign_in(BEN)

    shown = page(client, told)
    assert 'Trade and shipments <span class="count">1</span>' in shown
    assert 'Chronology <span class="count">2</span>' in shown
    chosen = page(client, told, lane="shipments")
    assert rows(chosen) == ["L01: Jadewick paid Northquill"]
    assert 'aria-current="true">Trade and shipments' in chosen
    assert 'Chronology <span class="count">2</span>' in chosen


def test_an_address_that_asks_for_nothing_known_shows_all(told, sign_in):
    shown = page(sign_in(ADA), told, lane="x", since="soon", until="0001", order="x", page="-1")

    assert len(rows(shown)) == 6


def test_a_page_of_the_past_keeps_its_moment_in_every_link(told, sign_in):
    then = store.count_of_scope(told)
    world.an_entry(told, "2026-01-01", zone="UTC", summary="Later")

    shown = page(sign_in(ADA), told, as_of=then, lane="chronology")

    assert rows(shown) == ["EV02: Talks begin", "EV01: Export of 72 packages"]
    assert "Enter what happened" not in shown
    links = re.findall(r'href="(\?[^"]*)"', shown[shown.index("<main") :])
    assert links
    assert all(f"as_of={then}" in link for link in links)
    assert f'name="as_of" value="{then}"' in shown


def test_what_one_may_not_read_is_not_on_it(told, sign_in):
    assert "X-16" not in page(sign_in(BEN), told)
    assert sign_in(CYD).get(reverse("entities:timeline", args=[told])).status_code == 404


def test_withdrawn_things_are_not_on_it(told, sign_in):
    for row in Entry.objects.filter(case_id=told):
        services.withdraw_entry(entry_id=row.id, reason="Wrong", by=ADA, at=NOON)

    assert not [row for row in rows(page(sign_in(ADA), told)) if row.startswith("EV")]


def many(case_id, count):
    """Entries as rows, for pages only: the log knows nothing of them."""
    Entry.objects.bulk_create(
        (
            Entry(
                id=UUID(int=10_000 + number, version=4),
                case_id=case_id,
                number=f"EV{number}",
                date_text="2025-01-01",
                zone="+08:00",
                precision="day",
                utc=NOON + timedelta(hours=7 * number),
                summary=f"Thing {number}",
                entered_by=ADA,
                entered_at=NOON + timedelta(seconds=number),
                version=1,
            )
            for number in range(count)
        ),
        batch_size=1000,
    )


def test_it_is_paged_and_every_page_has_its_own(told, sign_in):
    many(told, 120)
    client = sign_in(ADA)

    pages = [rows(page(client, told, page=number)) for number in (1, 2, 3)]

    assert [len(one) for one in pages] == [50, 50, 26]
    assert len({row for one in pages for row in one}) == 126
    assert len(rows(page(client, told, page=99))) == 26
    assert "page=3" in page(client, told, page=2, lane="chronology")
    assert "page=" not in page(client, told, since="2030")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["timeline", "chronology"])
def test_ten_thousand_entries_cost_no_query_more_and_little_time(told, sign_in, django_assert_max_num_queries, name):
    client = sign_in(ADA)
    address = reverse(f"entities:{name}", args=[told])
    client.get(address)
    many(told, 10_000)

    start = time.process_time()
    with django_assert_max_num_queries(24):
        shown = client.get(address, {"page": 100}).content.decode()
    assert time.process_time() - start < 3
    assert shown.count("Thing ") == 50


def test_the_chronology_is_paged_with_its_withdrawn_entries(told, sign_in):
    many(told, 60)
    then = store.count_of_scope(told)
    client = sign_in(ADA)
    address = reverse("entities:chronology", args=[told])

    assert "page=2" in client.get(address).content.decode()
    past = client.get(address, {"as_of": then}).content.decode()
    assert "Talks begin" in past
    assert "page=2" not in past


def test_an_empty_case_says_so(case_id, sign_in):
    empty = builders.a_case(reference="DH-2025-014")

    assert "Nothing here yet." in page(sign_in(ADA), empty)
