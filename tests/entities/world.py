"""A case with parties, links and chronology, and exhibits that can be cited or not."""

from uuid import UUID

from entities import citing, services
from entities.citing import CitableExhibit
from entities.domain.chronology import Happening
from entities.domain.citations import Citation, Page
from entities.domain.grades import Confidence
from entities.services import Saying
from tests.people import ADA, BEN, NOON

CERTIFICATE, BROKEN, SECRET, ELSEWHERE = (UUID(int=number, version=4) for number in range(901, 905))


def offer_exhibits(case_id):
    """X-14 for everybody, X-15 with doubtful bytes, X-16 for Ada alone; X-99 belongs to another case."""

    @citing.register
    def exhibits_of(asked, who):
        if asked != case_id:
            return [CitableExhibit(id=ELSEWHERE, number="X-99")]
        own = [
            CitableExhibit(id=CERTIFICATE, number="X-14"),
            CitableExhibit(id=BROKEN, number="X-15", is_citable=False),
        ]
        return [*own, CitableExhibit(id=SECRET, number="X-16")] if who.id == ADA else own


def cited(exhibit_id=CERTIFICATE, page=3):
    return Citation(exhibit_id=exhibit_id, pin=Page(number=page))


def an_entity(case_id, name="Jadewick Harbour Trading (HK) Limited", kind="Company", **values):
    """An entity with a cited name and what else is given, property by property."""
    by = values.pop("by", ADA)
    sayings = [Saying(property="name", value=name, citations=(cited(),))]
    sayings += [Saying(property=property, value=value) for property, value in values.items()]
    return services.create_entity(case_id=case_id, kind=kind, statements=sayings, by=by, at=NOON)


def a_link(case_id, source_id, target_id, *, kind="paid", confidence=Confidence.HIGH, citations=None, **values):
    """A cited payment, or another link."""
    return services.assert_link(
        case_id=case_id,
        kind=kind,
        source_id=source_id,
        target_id=target_id,
        confidence=confidence,
        citations=(cited(),) if citations is None else citations,
        by=BEN,
        at=NOON,
        **values,
    )


def an_entry(case_id, date_text="2025-08-02 06:30", *, zone="Asia/Singapore", summary="72 packages leave", **values):
    """An entry of the chronology."""
    happening = Happening(date_text=date_text, zone=zone, summary=summary, citations=(cited(),), **values)
    return services.enter_chronology(case_id=case_id, happening=happening, by=BEN, at=NOON)
