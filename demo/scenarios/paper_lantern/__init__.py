"""PAPER LANTERN: 320 servers that were sold into a transit country, and what can be shown of them.

Every party, person, number and document is fictional; product lines, tariff and control codes are real.
"""

from demo.scenarios.paper_lantern import case
from demo.scenarios.paper_lantern.chronology import CHRONOLOGY
from demo.scenarios.paper_lantern.custody import CUSTODY
from demo.scenarios.paper_lantern.entities import ENTITIES, REJECTIONS
from demo.scenarios.paper_lantern.exhibits import EXHIBITS
from demo.scenarios.paper_lantern.identifiers import IDENTIFIERS
from demo.scenarios.paper_lantern.links import LINKS
from demo.scenarios.paper_lantern.people import TEAM
from demo.scenarios.shapes import Case

PAPER_LANTERN = Case(
    reference=case.REFERENCE,
    title=case.TITLE,
    summary=case.SUMMARY,
    marking=case.MARKING,
    opened_by="Ada",
    opened_at=case.OPENED_AT,
    team=TEAM,
    moves=case.MOVES,
    priority=case.PRIORITY,
    questions=case.QUESTIONS,
    tasks=case.TASKS,
    deadlines=case.DEADLINES,
    entities=ENTITIES,
    links=LINKS,
    exhibits=EXHIBITS,
    custody=CUSTODY,
    chronology=CHRONOLOGY,
    identifiers=IDENTIFIERS,
    rejections=REJECTIONS,
)
