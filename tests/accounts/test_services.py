"""Commands about people: what they write, who may give them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from accounts import queries, services
from accounts.domain.actor import (
    SYSTEM_ID,
    AccountIsClosed,
    AccountIsOpen,
    HasRoleAlready,
    LacksRole,
    UnknownToken,
)
from accounts.domain.events import Role
from accounts.domain.markings import Marking
from accounts.models import Token, User
from accounts.permissions import may_administer
from ledger import store
from ledger.domain.errors import BadInput, NotFound, NotPermitted
from ledger.projections import compare, projected_models
from ledger.sentences import tell
from tests import builders
from tests.people import ADA, BEN, LOU, NAMES, NOON

pytestmark = pytest.mark.django_db
BY_LOU = {"reason": "Decided", "by": LOU, "at": NOON}
YEAR = timedelta(days=366)


@pytest.fixture(autouse=True)
def _people():
    builders.people(ADA, BEN, LOU, clearance=Marking.AMBER)


@pytest.fixture(autouse=True)
def _tables_equal_the_log():
    yield
    assert [found for found in map(compare, projected_models()) if not found.is_empty] == []


def told() -> str:
    *_, last = store.read_all()
    return tell(last, NAMES.__getitem__)


def token(**changes: object) -> services.NewToken:
    wanted = {"person_id": ADA, "name": "script", "scopes": ("cases:read",), "lifetime": YEAR, "by": ADA, "at": NOON}
    return services.make_token(**(wanted | changes))


def test_an_account_is_opened_with_roles_and_clearance():
    opened = services.open_account(
        username="ned",
        name="Ned",
        password="a long enough password",
        roles=[Role.INVESTIGATOR, Role.AUDITOR],
        clearance=Marking.GREEN,
        by=LOU,
        at=NOON,
        time_zone="Asia/Singapore",
    )

    account = queries.user_by_name("ned")
    assert (account.id, str(account), account.get_full_name(), account.time_zone) == (
        opened,
        "Ned",
        "Ned",
        "Asia/Singapore",
    )
    assert account.check_password("a long enough password")
    assert queries.person(opened) == queries.Person(
        id=opened, name="Ned", roles=frozenset({Role.INVESTIGATOR, Role.AUDITOR}), clearance=Marking.GREEN
    )


@pytest.mark.parametrize("username", ["ada", " "])
def test_a_sign_in_name_is_one_s_own(username):
    before = store.head_position()

    with pytest.raises(BadInput) as refused:
        services.open_account(
            username=username, name="Ada", password=None, roles=[], clearance=Marking.CLEAR, by=SYSTEM_ID, at=NOON
        )

    assert refused.value.field == "username"
    assert (store.head_position(), User.objects.count()) == (before, 3)


def test_roles_are_given_and_taken():
    services.grant_role(person_id=ADA, role=Role.INTAKE_OFFICER, **BY_LOU)
    assert queries.person(ADA).has(Role.INTAKE_OFFICER)
    assert told() == "gave the role intake officer: Decided"

    services.revoke_role(person_id=ADA, role=Role.INTAKE_OFFICER, **BY_LOU)
    assert not queries.person(ADA).has(Role.INTAKE_OFFICER)
    assert told() == "took the role intake officer: Decided"


def test_a_clearance_is_set():
    services.set_clearance(person_id=ADA, marking=Marking.RED, **BY_LOU)

    assert queries.person(ADA).clearance is Marking.RED
    assert told() == "set the clearance to TLP:RED: Decided"


def test_a_closed_account_has_no_rights_until_it_is_opened_again():
    services.disable_account(person_id=ADA, **BY_LOU)
    assert queries.person(ADA) == queries.Person(id=ADA, name="Ada")
    assert not User.objects.get(pk=ADA).is_active
    assert told() == "closed the account: Decided"

    services.enable_account(person_id=ADA, **BY_LOU)
    assert queries.person(ADA).has(Role.INVESTIGATOR)
    assert User.objects.get(pk=ADA).is_active
    assert told() == "opened the account again: Decided"


def test_refusals_of_the_domain_reach_the_caller():
    with pytest.raises(HasRoleAlready):
        services.grant_role(person_id=ADA, role=Role.INVESTIGATOR, **BY_LOU)
    with pytest.raises(LacksRole):
        services.revoke_role(person_id=ADA, role=Role.AUDITOR, **BY_LOU)
    with pytest.raises(AccountIsOpen):
        services.enable_account(person_id=ADA, **BY_LOU)
    services.disable_account(person_id=ADA, **BY_LOU)
    with pytest.raises(AccountIsClosed):
        services.disable_account(person_id=ADA, **BY_LOU)
    with pytest.raises(NotFound):
        services.revoke_role(person_id=uuid4(), role=Role.AUDITOR, **BY_LOU)


@pytest.mark.parametrize(
    ("command", "values"),
    [
        ("grant_role", {"role": Role.ADMINISTRATOR}),
        ("revoke_role", {"role": Role.INVESTIGATOR}),
        ("set_clearance", {"marking": Marking.RED}),
        ("disable_account", {}),
        ("enable_account", {}),
        ("revoke_token", {"token_id": "t1"}),
    ],
)
def test_only_administrators_manage_people(command, values):
    before = store.head_position()

    with pytest.raises(NotPermitted, match="Only administrators manage people"):
        getattr(services, command)(person_id=ADA, **values, reason="Mine", by=BEN, at=NOON)

    assert store.head_position() == before


def test_an_administrator_who_was_closed_manages_nobody():
    services.disable_account(person_id=LOU, reason="Left", by=SYSTEM_ID, at=NOON)

    assert not may_administer(queries.person(LOU))
    with pytest.raises(NotPermitted):
        services.grant_role(person_id=ADA, role=Role.AUDITOR, **BY_LOU)


def test_a_token_is_shown_once_and_kept_as_a_digest():
    made = token()

    row = Token.objects.get()
    assert made.secret.startswith("interdict_")
    assert (row.id, row.person_id, row.digest) == (made.id, ADA, services.digest_of(made.secret))
    assert (row.scopes, row.expires_at, made.expires_at) == (["cases:read"], NOON + YEAR, NOON + YEAR)
    assert made.secret not in str([item.data for item in store.read_all()])
    assert told() == "made the token “script” with cases:read until 2027-03-03"


@pytest.mark.parametrize("lifetime", [timedelta(0), timedelta(days=-1), YEAR + timedelta(seconds=1)])
def test_a_token_lives_for_at_most_a_year(lifetime):
    with pytest.raises(BadInput, match="at most a year"):
        token(lifetime=lifetime)

    assert not Token.objects.exists()


def test_a_token_is_ended_by_its_person_or_an_administrator():
    mine, other = token(), token(by=LOU)

    services.revoke_token(person_id=ADA, token_id=mine.id, reason="Lost", by=ADA, at=NOON)
    services.revoke_token(person_id=ADA, token_id=other.id, **BY_LOU)

    assert set(Token.objects.values_list("revoked_at", flat=True)) == {NOON}
    assert told() == f"ended token {other.id}: Decided"
    with pytest.raises(UnknownToken):
        services.revoke_token(person_id=ADA, token_id=mine.id, reason="Again", by=ADA, at=NOON)


def test_nobody_makes_a_token_for_somebody_else():
    with pytest.raises(NotPermitted):
        token(by=BEN)

    assert not Token.objects.exists()
