"""Originals leave by another host: an address for one session and one file, good for a minute."""

from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core import signing
from django.urls import reverse

from accounts.queries import person
from evidence.models import Download, Exhibit
from evidence.permissions import get_readable_exhibit
from ledger.domain.errors import NotFound

SALT = "evidence.original"
SECONDS = 60


def grant(*, exhibit_id: UUID, session_key: str, by: UUID, at: datetime) -> str:
    """The address of an original for a session; the act itself is recorded by `services.download_original`."""
    row = Download.objects.create(
        id=uuid4(), exhibit_id=exhibit_id, person_id=by, session_key=session_key, granted_at=at
    )
    path = reverse("evidence:file", args=[signing.dumps(str(row.id), salt=SALT)])
    if not settings.FILES_HOST:
        return path
    return f"{'https' if settings.BEHIND_TLS else 'http'}://{settings.FILES_HOST}{path}"


def redeem(token: str) -> Exhibit:
    """The exhibit that an address was granted for.

    Raises:
        NotFound: forged, older than a minute, its session has ended, or the right is gone.
    """
    try:
        granted = signing.loads(token, salt=SALT, max_age=SECONDS)
    except signing.BadSignature as error:
        raise NotFound from error
    row = Download.objects.filter(pk=granted).first()
    if row is None or not SessionStore().exists(row.session_key):
        raise NotFound
    return get_readable_exhibit(person(row.person_id), row.exhibit_id)
