"""A case with parties, links and chronology, and exhibits that can be cited or not."""

from uuid import UUID

from entities import services
from entities.domain.chronology import Happening
from entities.domain.citations import Citation, Page
from entities.domain.grades import Confidence
from entities.domain.validity import partial_date
from entities.services import Saying
from evidence.models import Exhibit, ExhibitReader
from tests.people import ADA, BEN, NOON

CERTIFICATE, BROKEN, SECRET, ELSEWHERE = (UUID(int=number, version=4) for number in range(901, 905))


def offer_exhibits(case_id):
    """X-14 for everybody, X-15 with doubtful bytes, X-16 for Ada alone; X-99 belongs to no case of theirs."""
    _exhibit(CERTIFICATE, case_id, number="X-14")
    _exhibit(BROKEN, case_id, number="X-15", open_incidents=1)
    _exhibit(SECRET, case_id, number="X-16", is_walled=True)
    ExhibitReader.objects.create(exhibit_id=SECRET, case_id=case_id, person_id=ADA)
    _exhibit(ELSEWHERE, ELSEWHERE, number="X-99")


def _exhibit(id, case_id, *, number, **values):
    texts = dict.fromkeys(("title", "source", "file_name", "safe_name", "acquired_by"), "Extract")
    Exhibit.objects.create(
        id=id,
        case_id=case_id,
        number=number,
        sort_key=number[2:],
        size_bytes=1,
        sha256="0" * 64,
        acquired_at=NOON,
        acquired_precision="day",
        acquired_zone="UTC",
        marking="TLP:AMBER",
        marking_rank=2,
        received_at=NOON,
        received_by=ADA,
        version=1,
        **texts,
        **values,
    )


def cited(exhibit_id=CERTIFICATE, page=3):
    return Citation(exhibit_id=exhibit_id, pin=Page(number=page))


def an_entity(case_id, name="Jadewick Harbour Trading (HK) Limited", *, kind="Company", **values):
    """An entity with a cited name and what else is given, property by property."""
    by = values.pop("by", ADA)
    sayings = [Saying(property="name", value=name, citations=(cited(),))]
    sayings += [Saying(property=property, value=value) for property, value in values.items()]
    return services.create_entity(case_id=case_id, kind=kind, statements=sayings, by=by, at=NOON)


def a_link(case_id, ends, *, kind="paid", confidence=Confidence.HIGH, citations=None, **values):
    """A cited payment, or another link, from the first of the ends to the second."""
    return services.assert_link(
        case_id=case_id,
        kind=kind,
        source_id=ends[0],
        target_id=ends[1],
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


def day(text):
    """A partial date."""
    return partial_date(text, field="valid_from")
