"""Hostile names in a real browser: no dialog, no request, no report, and the page keeps its shape."""

import pytest

from tests.journeys.reader import signed_in
from tests.journeys.test_hostile import HOSTILE

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.slow, pytest.mark.enable_socket]
TELL = """
from cases import services as cases
from entities import services as entities
from entities.services import Saying
from entities.domain.grades import Confidence
from tests.journeys.test_hostile import HOSTILE, HOSTILE_NOTE
from tests.people import ADA, NOON
doing = dict(by=ADA, at=NOON)
case_id = cases.open_case(reference="ZQ-2025-001", title=HOSTILE["image"], summary=HOSTILE["script"], **doing)
cases.write_note(case_id=case_id, html=HOSTILE_NOTE, **doing)
made = []
for name, value in HOSTILE.items():
    if name == "nul":
        continue
    cases.ask_question(case_id=case_id, text=value, **doing)
    cases.add_task(case_id=case_id, title=value, **doing)
    said = [Saying(property="name", value=value)]
    made.append(entities.create_entity(case_id=case_id, kind="Company", statements=said, **doing))
for source, target in zip(made, made[1:]):
    ends = dict(source_id=source, target_id=target)
    entities.assert_link(case_id=case_id, kind="paid", confidence=Confidence.LOW, citations=(), **ends, **doing)
print(case_id)
"""
PAGES = ("", "agenda/", "entities/", "links/", "graph/", "timeline/", "matches/", "history/", "team/")


def test_a_browser_is_not_moved_by_hostile_names(site, windows):
    case_id = site.python(TELL).split()[-1]

    with signed_in(windows, "ada") as ada:
        ada.page.set_viewport_size({"width": 375, "height": 900})
        for path in PAGES:
            ada.open(f"/cases/{case_id}/{path}")
            assert ada.page.evaluate("document.documentElement.scrollWidth") <= 375, path
        ada.open(f"/cases/{case_id}/agenda/")
        assert ada.reads(HOSTILE["script"])
        assert ada.reads("Crates were repacked")
        ada.look()
    assert "content_blocked" not in site.log()
