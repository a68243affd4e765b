"""One alert, without a database."""

from search.domain.alert import Alert, alert_id
from search.domain.events import AlertRaised, AlertSeen
from tests.people import ADA, BEN

THING = f"note:{ADA}"
RAISED = AlertRaised(search_id=ADA, owner_id=BEN, thing=THING, case_id=ADA)


def raised() -> Alert:
    alert = Alert(alert_id(ADA, THING))
    alert.raise_for(search_id=ADA, owner_id=BEN, thing=THING, case_id=ADA)
    return alert


def test_a_search_and_a_thing_have_one_alert():
    assert alert_id(ADA, THING) == alert_id(ADA, THING)
    assert len({alert_id(ADA, THING), alert_id(BEN, THING), alert_id(ADA, f"note:{BEN}")}) == 3


def test_it_is_raised_once():
    alert = raised()
    alert.raise_for(search_id=ADA, owner_id=BEN, thing=THING, case_id=ADA)

    assert alert.pending == [RAISED]


def test_it_is_seen_once():
    alert = raised()
    alert.see()
    alert.see()

    assert alert.pending == [RAISED, AlertSeen()]


def test_what_is_stored_folds_to_the_same():
    alert = Alert(alert_id(ADA, THING))
    alert.fold([RAISED, AlertSeen()])

    assert (alert.is_seen, alert.version) == (True, 2)
