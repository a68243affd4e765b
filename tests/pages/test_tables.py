"""Pages of a table neither lose nor repeat a row, whatever they are sorted by, and no text stands in an address."""

import pytest
from django.contrib.auth import get_user_model
from django.test import RequestFactory

from pages.tables import PAGE_ROWS, Column, table_of
from tests.people import NOON

pytestmark = pytest.mark.django_db
COLUMNS = [Column(label="Name", sort="name"), Column(label="Last seen", sort="last_login"), Column(label="Mail")]


@pytest.fixture
def people():
    model = get_user_model()
    rows = [
        model(username=f"p{n}", name=f"Name {n % 7}", last_login=None if n % 3 else NOON.replace(hour=n % 24))
        for n in range(PAGE_ROWS * 2 + 20)
    ]
    model.objects.bulk_create(rows)
    return model.objects.all()


def page(rows, address=""):
    request = RequestFactory().get(f"/people{address}")
    return table_of(request, rows, caption="People", columns=COLUMNS, sort="name")


def walk(rows, address, *, link):
    found = [page(rows, address)]
    while getattr(found[-1], link):
        found.append(page(rows, getattr(found[-1], link)))
    return found


@pytest.mark.parametrize("sort", ["name", "-name", "last_login", "-last_login"])
def test_every_row_is_shown_once(people, sort):
    tables = walk(people, f"?sort={sort}", link="next_link")

    keys = [row.pk for table in tables for row in table.rows]
    assert len(keys) == len(set(keys)) == people.count()


@pytest.mark.parametrize("sort", ["name", "-name", "last_login", "-last_login"])
def test_the_way_back_shows_the_same_pages(people, sort):
    there = walk(people, f"?sort={sort}", link="next_link")
    back = walk(people, there[-1].previous_link, link="previous_link")

    assert [row.pk for table in reversed(back) for row in table.rows] == [
        row.pk for table in there[:-1] for row in table.rows
    ]


def test_a_page_costs_the_same_at_the_end(people, django_assert_num_queries):
    last = walk(people, "", link="next_link")[-2]

    with django_assert_num_queries(2):
        page(people, last.next_link)


def test_filters_stay_and_texts_never_stand_in_an_address(people):
    table = page(people, "?kind=person&sort=name")

    assert table.next_link.startswith("?kind=person&sort=name&after=")
    assert "Name" not in table.next_link


@pytest.mark.parametrize(
    "address", ["?after=nonsense", "?sort=password", "?before=%00", "?sort=-", "?after=" + "9" * 400]
)
def test_a_strange_address_shows_the_first_page(people, address):
    assert [row.pk for row in page(people, address).rows] == [row.pk for row in page(people).rows]


def test_a_column_turns_its_direction(people):
    up, down = page(people, "?sort=name").heads()[0], page(people, "?sort=-name").heads()[0]

    assert (up["direction"], up["link"]) == ("ascending", "?sort=-name")
    assert (down["direction"], down["link"]) == ("descending", "?sort=name")
    assert page(people).heads()[2]["link"] == ""


def test_an_empty_table_says_what_to_do():
    assert page(get_user_model().objects.none()).rows == []
