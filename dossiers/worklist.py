"""Dossiers that wait for a person as second or third hand."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse

from cases.permissions import Action, readable_by
from cases.worklist import Asked, View, Waiting, waits
from dossiers.domain.dossier import State
from dossiers.domain.events import Edition
from dossiers.models import Dossier
from dossiers.permissions import readable_dossiers

WAITS_FOR = {
    State.RENDERED: "waits for a review",
    State.REVIEWED: "waits for an approval",
    State.APPROVED: "waits to be released",
}


def dossiers_for(asked: Asked) -> QuerySet[Dossier]:
    """What this person may review, approve or release, and has not had in hand before."""
    me = asked.who.id
    second = Q(state=State.RENDERED, case_id__in=readable_by(asked.who, Action.REVIEW).values("id"))
    third = Q(state=State.REVIEWED) | Q(state=State.APPROVED, edition=Edition.FINAL)
    third &= Q(case_id__in=readable_by(asked.who, Action.RELEASE).values("id")) & ~Q(reviewed_by=me)
    return readable_dossiers(asked.who).filter(second | third).exclude(prepared_by=me).order_by("changed_at", "id")


@waits(View.REVIEW, rows=dossiers_for)
def told_dossiers(dossiers: Sequence[Dossier], asked: Asked) -> list[Waiting]:
    """Dossiers as they wait."""
    return [
        Waiting(
            case_id=row.case_id,
            what=f"Dossier {row.number}, version {row.dossier_version}: {row.title}",
            url=reverse("dossiers:dossier", args=[row.id]),
            since=row.changed_at,
            detail=WAITS_FOR[State(row.state)],
        )
        for row in dossiers
    ]
