"""Nobody comes in without signing in, but where this page says so."""

from http import HTTPStatus

import pytest
from django.shortcuts import resolve_url
from django.test import Client

from tests.house import tree
from tests.house.addresses import addresses
from tests.journeys.pages import PAGES, is_foreign

PUBLIC = {
    "account_login": "it is the door",
    "account_logout": "it only ends a session, and sends strangers away",
    "account_signup": "says that accounts are made by administrators",
    "account_inactive": "says that an account was closed",
    "mfa_login_webauthn": "signs in by passkey",
    "mfa_authenticate": "the second half of signing in",
    "pages:csp_report": "browsers report without a session; nothing is read from it but a count",
    "pages:display": "writes only a cookie with density and keys",
    "pages:keys": "the list of keys holds no data",
    "live": "says that the process lives",
    "ready": "says that the database answers; details are for administrators",
}
REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}

pytestmark = pytest.mark.django_db


def is_refused(client: Client, path: str) -> bool:
    """True when a stranger gets no page, whichever way he asks."""
    answer = client.get(path)
    if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        answer = client.post(path)
    sent_to_sign_in = answer.status_code == HTTPStatus.FOUND and answer["Location"].startswith(
        resolve_url("account_login")
    )
    return sent_to_sign_in or answer.status_code in REFUSED


def test_every_address_is_behind_sign_in_or_on_the_public_list(client):
    open_to_all = [
        f"{name} {path}" for path, name in addresses() if name not in PUBLIC and not is_refused(client, path)
    ]

    tree.expect_none(open_to_all)


def test_the_public_list_names_only_what_there_is():
    tree.expect_none(sorted(PUBLIC.keys() - {name for _, name in addresses()}))


def test_every_address_stands_in_the_table_of_pages_and_rights():
    """Journeys open every page for every role; what is not in their table would be left out."""
    tree.expect_none(sorted({name for _, name in addresses() if not is_foreign(name)} ^ PAGES.keys()))


def test_every_address_has_a_name():
    tree.expect_none([path for path, name in addresses() if "." in name])
