"""What watched searches found and their owner has not seen."""

from collections.abc import Sequence

from django.db.models import QuerySet

from cases.worklist import Asked, View, Waiting, waits
from search.alerts import shown
from search.models import Alert
from search.places import page_of


def unseen(asked: Asked) -> QuerySet[Alert]:
    """Alerts on what the person may read today, since they last said that they have seen what is new."""
    alerts = (row.alert for row in shown(asked.who, unseen_only=True))
    new = [alert.id for alert in alerts if asked.looked_at is None or alert.raised_at > asked.looked_at]
    return Alert.objects.filter(pk__in=new).order_by("raised_at", "id")


@waits(View.MATCHES, rows=unseen)
def told_alerts(alerts: Sequence[Alert], asked: Asked) -> list[Waiting]:
    """Alerts with what was found and by which search."""
    rows = {row.alert.id: row for row in shown(asked.who, unseen_only=True)}
    return [
        Waiting(
            case_id=alert.case_id,
            what=rows[alert.id].doc.title,
            url=page_of(alert.thing, str(alert.case_id)),
            since=alert.raised_at,
            detail=f"found by your search “{rows[alert.id].search_name}”",
        )
        for alert in alerts
        if alert.id in rows
    ]
