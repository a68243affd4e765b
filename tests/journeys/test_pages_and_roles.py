"""Every page for every role: what one gets agrees with the rooms' rules, and what one may not see is not there."""

import re
from itertools import islice
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.queries import person
from cases import services as cases
from ledger import store
from tests.conftest import BACKEND
from tests.house import tree
from tests.journeys.pages import FOUND, NOT_FOUND, PAGES, POST_ONLY
from tests.journeys.world import NAMES, in_a_world
from tests.people import ADA, BEN, CYD, DEE, EVE, FAY, HAL, IDA, LOU, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROLES = {
    "lead": ADA,
    "analyst": BEN,
    "stranger": CYD,
    "reviewer": DEE,
    "approver": EVE,
    "custodian": FAY,
    "counsel": HAL,
    "auditor": IDA,
    "administrator": LOU,
}
OUTSIDERS = {name: ROLES[name] for name in ("stranger", "auditor", "administrator")}
NOT_UNDERSTOOD = {400, 412, 415, 422}
PUBLIC = {"live", "ready", "pages:keys"}
CHANGING = [r"[0-9a-f]{8}-[0-9a-f-]{27}", r'nonce="[^"]*"', r'(content|value)="\w{64}"', r"<span>[^<]*</span>"]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """One world for this module, taken back after it."""
    with django_db_blocker.unblock(), in_a_world(tmp_path_factory.mktemp("world")) as made:
        yield made


def client_of(person_id):
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(pk=person_id), backend=BACKEND)
    return client


def addresses(world, *, each_command=False):
    """Name, page and path of everything; of the many addresses of one form, the first or all."""
    for name, page in PAGES.items():
        for keys in islice(page.keys(world), None if each_command else 1):
            yield name, page, reverse(name, kwargs=keys)


def things(world):
    """Those whose address names a thing."""
    return ((page, path) for _, page, path in addresses(world) if re.search(CHANGING[0], path))


def status_of(answer):
    """The status of an answer that nobody reads."""
    answer.close()
    return answer.status_code


def without(path):
    """The same address of things that never were."""
    return re.sub(CHANGING[0], lambda _: str(uuid4()), path)


def bare(answer):
    """What an answer says, without what differs between any two answers."""
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    for shape in CHANGING:
        text = re.sub(shape, "", text)
    return status_of(answer), text


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_the_rules_say(world, role):
    client, who = client_of(ROLES[role]), person(ROLES[role])

    wrong = [
        f"{role} {path}: {status}, not {page.status(who, world)}"
        for _, page, path in addresses(world, each_command=role == "lead")
        if (status := status_of(client.get(path))) != page.status(who, world)
    ]

    tree.expect_none(wrong)


def test_what_is_forbidden_reads_like_what_is_absent(world):
    client, who = client_of(CYD), person(CYD)
    different = [
        f"{ask.__name__} {path}"
        for page, path in things(world)
        for ask in (client.get, client.post)
        if page.status(who, world) == NOT_FOUND and bare(ask(path)) != bare(ask(without(path)))
    ]

    tree.expect_none(different)


@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_nobody_outside_changes_anything_by_posting(world, outsider):
    before, client = store.head_position(), client_of(OUTSIDERS[outsider])
    done = [
        f"{path}: {status}"
        for _, path in things(world)
        if (status := status_of(client.post(path))) not in {NOT_FOUND, POST_ONLY, *NOT_UNDERSTOOD}
    ]

    tree.expect_none(path for path in done if str(BEN) not in path)
    assert store.head_position() == before


def test_a_wall_turns_the_team_into_strangers(world):
    cases.wall_case(case_id=world.case_id, reader_ids=[ADA], reason="Informant", by=ADA, at=NOON)
    client = client_of(BEN)
    seen = [path for _, path in things(world) if status_of(client.get(path)) not in {NOT_FOUND, POST_ONLY}]

    tree.expect_none(seen)
    assert client_of(ADA).get(reverse("cases:case", args=[world.case_id])).status_code == FOUND


def test_the_signed_out_are_sent_to_the_door(world):
    client = Client(raise_request_exception=False)
    let_in = []
    for name, _, path in addresses(world):
        answer = client.get(path)
        is_sent = answer.status_code == 302 and answer["Location"].startswith("/account/login/")
        if not is_sent and answer.status_code not in {401, 403, NOT_FOUND, POST_ONLY} and name not in PUBLIC:
            let_in.append(f"{path}: {answer.status_code}")

    tree.expect_none(let_in)


def test_no_title_and_no_query_tells_a_name(world):
    client = client_of(ADA)
    telling = []
    for _, _, path in addresses(world):
        answer = client.get(path)
        if status_of(answer) == FOUND and answer["Content-Type"].startswith("text/html"):
            text = answer.content.decode()
            title = re.findall(r"<title>(.*?)</title>", text)[:1]
            places = title + re.findall(r'(?:href|action|src)="([^"]*)"', text)
            telling += [f"{path}: {place}" for place in places for name in NAMES if name.lower() in place.lower()]

    tree.expect_none(telling)
