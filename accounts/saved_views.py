"""Lists as people like to see them, kept under a name, and when they last looked. Ordinary rows, no events."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from accounts.models import Look, SavedView, User
from ledger.domain.errors import BadInput, NotFound

LONGEST_NAME = 80


def keep_view(
    *,
    list_name: str,
    name: str,
    filters: Mapping[str, str],
    sort: str,
    density: str,
    shared_with: Iterable[str] = (),
    by: UUID,
    at: datetime,
) -> UUID:
    """Keep a view of a list; `shared_with` are sign-in names. It runs under the rights of whoever opens it.

    Raises:
        BadInput: no name, too long a name, or nobody has one of the sign-in names.
    """
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise BadInput(f"Give the view a name of at most {LONGEST_NAME} characters.", field="name")
    people = _people(shared_with)
    with transaction.atomic():
        view = SavedView.objects.create(
            owner_id=by,
            list_name=list_name,
            name=name.strip(),
            filters={key: value for key, value in filters.items() if value},
            sort=sort,
            density=density,
            made_at=at,
        )
        view.shared_with.set(people)
    return view.id


def forget_view(*, view_id: UUID, by: UUID) -> None:
    """Keep a view no longer; for those it was shared with it is gone too.

    Raises:
        NotFound: it is not this person's.
    """
    gone, _ = SavedView.objects.filter(pk=view_id, owner_id=by).delete()
    if not gone:
        raise NotFound


def view_for(person_id: UUID, *, view_id: UUID) -> SavedView:
    """A view of one's own, or one that was shared.

    Raises:
        NotFound: there is none for this person.
    """
    found = SavedView.objects.filter(_open_to(person_id), pk=view_id).select_related("owner").distinct().first()
    if found is None:
        raise NotFound
    return found


def views_for(person_id: UUID, *, list_name: str) -> list[SavedView]:
    """Views of a list that a person can open, by name."""
    rows = SavedView.objects.filter(_open_to(person_id), list_name=list_name).select_related("owner").distinct()
    return list(rows.order_by("name", "id"))


def last_look(person_id: UUID, *, list_name: str) -> datetime | None:
    """When a person last said that they have seen what was new."""
    return Look.objects.filter(person_id=person_id, list_name=list_name).values_list("at", flat=True).first()


def look(*, list_name: str, by: UUID, at: datetime) -> None:
    """Note that a person has seen what was new."""
    Look.objects.update_or_create(person_id=by, list_name=list_name, defaults={"at": at})


def _open_to(person_id: UUID) -> Q:
    return Q(owner_id=person_id) | Q(shared_with=person_id)


def _people(names: Iterable[str]) -> list[User]:
    wanted = {name.strip() for name in names if name.strip()}
    found = list(User.objects.filter(username__in=wanted))
    if missing := sorted(wanted - {user.username for user in found}):
        raise BadInput(f"Nobody has the sign-in name {', '.join(missing)}.", field="shared_with")
    return found
