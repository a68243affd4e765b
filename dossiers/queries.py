"""What others may ask about dossiers. Rights are asked by the caller."""

from collections.abc import Iterable
from uuid import UUID

from cases.queries import rows
from dossiers.models import Disclosure, Dossier
from ledger.domain.errors import NotFound


def dossier(dossier_id: UUID) -> Dossier:
    """One dossier.

    Raises:
        NotFound: there is none.
    """
    found = Dossier.objects.filter(pk=dossier_id).first()
    if found is None:
        raise NotFound
    return found


def dossiers(case_id: UUID, *, upto: int | None = None) -> list[Dossier]:
    """Dossiers of a case, newest first."""
    return sorted(rows(Dossier, case_id, upto=upto), key=lambda row: (row.number, row.dossier_version), reverse=True)


def disclosures(
    case_id: UUID, *, dossier_ids: Iterable[UUID] | None = None, upto: int | None = None
) -> list[Disclosure]:
    """Copies that were handed over, oldest first; of some dossiers or of the whole case."""
    wanted = None if dossier_ids is None else set(dossier_ids)
    found = [row for row in rows(Disclosure, case_id, upto=upto) if wanted is None or row.dossier_id in wanted]
    return sorted(found, key=lambda row: (row.released_at, str(row.id)))


def versions(row: Dossier) -> list[Dossier]:
    """Every version of the same dossier, oldest first."""
    return list(Dossier.objects.filter(case_id=row.case_id, number=row.number).order_by("dossier_version"))


def next_number(case_id: UUID) -> int:
    """The number after the largest that was given in the case; call it while the case's stream is locked."""
    given = Dossier.objects.filter(case_id=case_id).order_by("-number").values_list("number", flat=True).first()
    return (given or 0) + 1


def next_version(row: Dossier) -> int:
    """The version after the last of this dossier."""
    return versions(row)[-1].dossier_version + 1
