"""What happened to alerts, in words."""

from ledger.sentences import NameOf, sentence
from search.domain import events as e


@sentence(e.AlertRaised)
def alert_raised(event: e.AlertRaised, name_of: NameOf) -> str:
    return f"raised an alert for {name_of(event.owner_id)}: a watched search found something new"


@sentence(e.AlertSeen)
def alert_seen(_event: e.AlertSeen, _: NameOf) -> str:
    return "saw an alert of a watched search"
