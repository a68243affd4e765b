"""What stands in a dossier, and what is withheld from its reader."""

from datetime import timedelta
from itertools import count

import pytest

from accounts.domain.markings import Marking
from cases import services as cases
from dossiers import queries, services
from dossiers.compose import blocked_now, compose, estimate
from dossiers.domain.document import CustodyKind
from dossiers.domain.refusals import BlockedExhibits
from entities import services as entities
from entities.domain.chronology import Happening
from entities.domain.citations import Citation, Page
from entities.domain.grades import Confidence
from entities.services import Saying
from evidence import services as evidence
from tests.dossiers import worlds
from tests.evidence.builders import receive
from tests.people import ADA, DEE, EVE, NOON

pytestmark = pytest.mark.django_db
contents = (f"serial,{number}\n".encode() for number in count())


@pytest.fixture(autouse=True)
def a_store(settings, tmp_path):
    settings.EVIDENCE_STORE = str(tmp_path / "evidence")


@pytest.fixture
def case_id():
    return worlds.a_case()


def an_exhibit(case_id, **values):
    return receive(case_id, next(contents), **values).exhibit_id


def composed(case_id, **changes):
    return compose(queries.dossier(worlds.requested(case_id, **changes)))


def cited(exhibit_id):
    return (Citation(exhibit_id=exhibit_id, pin=Page(number=3)),)


def a_company(case_id, name, *, exhibit_id):
    saying = Saying(property="name", value=name, citations=cited(exhibit_id))
    return entities.create_entity(case_id=case_id, kind="Company", statements=[saying], by=ADA, at=NOON)


def test_the_case_stands_in_its_dossier(case_id):
    document = composed(case_id).document

    assert (document.cover.case_reference, document.cover.dossier_id) == ("PL-2025-001", "D-1")
    assert document.cover.recipient == "Markets desk, The regulator"
    assert document.cover.author == "Ada"
    assert document.summary.body_html == "<p>Two words.</p><p>More.</p>"
    assert document.summary.not_known == ("Where are the 170 servers?",)
    assert [task.text for task in document.gaps.tasks] == ["Call the forwarder"]


def test_a_dossier_shows_the_case_as_of_its_position(case_id):
    dossier_id = worlds.requested(case_id)
    before = compose(queries.dossier(dossier_id)).content_sha256

    cases.ask_question(case_id=case_id, text="And who paid?", by=ADA, at=NOON)
    an_exhibit(case_id)

    assert compose(queries.dossier(dossier_id)).content_sha256 == before


def test_text_of_the_case_is_escaped(case_id):
    document = composed(case_id, summary="<script>alert(1)</script>").document

    assert "<script>" not in document.summary.body_html


def test_an_exhibit_is_printed_with_hash_custody_and_gaps(case_id):
    exhibit_id = an_exhibit(case_id)
    for holder, days in (("Ben", 1), ("Fay", 5)):
        evidence.record_custody(
            exhibit_id=exhibit_id,
            holder=holder,
            held_from=NOON + timedelta(days=days),
            held_until=NOON + timedelta(days=days + 1),
            purpose="Examination",
            is_acknowledged=True,
            by=ADA,
            at=NOON,
        )

    document = composed(case_id).document

    (sheet,) = document.exhibits
    assert (sheet.number, len(sheet.sha256), sheet.marking) == ("X-01", 64, "TLP:AMBER")
    kinds = [row.kind for row in document.custody[0].rows]
    assert CustodyKind.GAP in kinds
    assert kinds.count(CustodyKind.ACT) == 3


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"marking": Marking.RED}, "its marking TLP:RED is above the dossier's TLP:AMBER"),
        ({"releasability": "originator consent outstanding"}, "the originator's consent is outstanding"),
        ({"releasability": "privileged"}, "it is privileged"),
    ],
)
def test_what_may_not_go_out_is_withheld_with_its_reason(case_id, values, reason):
    an_exhibit(case_id, **values)

    composition = composed(case_id)

    assert composition.document.exhibits == ()
    assert composition.blocked == {"X-01": reason}
    assert [(row.exhibit, row.reason) for row in composition.document.redactions] == [("X-01", reason)]


def test_an_exhibit_left_out_by_the_preparer_is_listed_and_blocks_nothing(case_id):
    an_exhibit(case_id, marking=Marking.RED)

    composition = composed(case_id, left_out=("x-01",))

    assert composition.blocked == {}
    assert composition.document.redactions[0].reason == "left out by the preparer"


def test_a_walled_exhibit_is_not_even_named(case_id):
    exhibit_id = an_exhibit(case_id, title="Informant's ledger")
    evidence.wall_exhibit(exhibit_id=exhibit_id, reader_ids=[ADA], reason="Informant", by=ADA, at=NOON)

    composition = composed(case_id)

    assert "X-01" not in repr(composition.document)
    assert "Informant" not in repr(composition.document)
    assert composition.blocked == {}


def test_parties_links_and_chronology_are_printed_with_their_pins(case_id):
    exhibit_id = an_exhibit(case_id)
    seller = a_company(case_id, "Halvardsen", exhibit_id=exhibit_id)
    buyer = a_company(case_id, "Northquill", exhibit_id=exhibit_id)
    pins = cited(exhibit_id)
    entities.assert_link(
        case_id=case_id,
        kind="owns",
        source_id=seller,
        target_id=buyer,
        confidence=Confidence.HIGH,
        properties={"share_percent": "60"},
        citations=pins,
        by=ADA,
        at=NOON,
    )
    happening = Happening(date_text="2025-08-02", zone="UTC", summary="72 packages leave", citations=pins)
    entities.enter_chronology(case_id=case_id, happening=happening, by=ADA, at=NOON)

    document = composed(case_id).document

    assert [party.name for party in document.parties] == ["Halvardsen", "Northquill"]
    assert document.parties[0].ownership[0].share == "60 %"
    (link,) = document.network.links
    assert (link.is_control, str(link.citations[0])) == (True, "X-01 p.3")
    assert document.chronology[0].utc == "2025-08-02"
    assert {entry.term for entry in document.index} >= {"Halvardsen", "Northquill"}


def test_what_rests_on_withheld_exhibits_alone_is_left_out(case_id):
    hidden, open_one = an_exhibit(case_id, marking=Marking.RED), an_exhibit(case_id)
    secret = a_company(case_id, "Secret Trading", exhibit_id=hidden)
    known = a_company(case_id, "Northquill", exhibit_id=open_one)
    entities.assert_link(
        case_id=case_id,
        kind="paid",
        source_id=secret,
        target_id=known,
        confidence=Confidence.HIGH,
        citations=cited(open_one),
        by=ADA,
        at=NOON,
    )

    document = composed(case_id).document

    assert [party.name for party in document.parties] == ["Northquill"]
    assert document.network.links == ()
    assert "Secret Trading" not in repr(document)


def test_merged_parties_are_one(case_id):
    exhibit_id = an_exhibit(case_id)
    one = a_company(case_id, "Northquill", exhibit_id=exhibit_id)
    other = a_company(case_id, "Northquill Ltd", exhibit_id=exhibit_id)
    entities.merge_entities(entity_id=other, into_id=one, reason="Same number", by=ADA, at=NOON)

    (party,) = composed(case_id).document.parties

    assert {name.text for name in party.names} == {"Northquill", "Northquill Ltd"}


def test_a_consent_that_is_taken_back_after_the_approval_stops_the_release(case_id):
    exhibit_id = an_exhibit(case_id)
    dossier_id = worlds.requested(case_id)
    worlds.as_if_made(dossier_id)
    read = worlds.content(dossier_id)
    services.review_dossier(dossier_id=dossier_id, content_sha256=read, by=DEE, at=NOON)
    services.approve_dossier(dossier_id=dossier_id, content_sha256=read, by=EVE, at=NOON)
    worlds.as_if_made(dossier_id)
    assert blocked_now(queries.dossier(dossier_id)) == {}

    evidence.set_releasability(
        exhibit_id=exhibit_id, releasability="Originator consent outstanding", reason="Asked again", by=ADA, at=NOON
    )

    with pytest.raises(BlockedExhibits) as refused:
        services.release_dossier(dossier_id=dossier_id, recipient="Desk", method="courier", by=EVE, at=NOON)
    assert refused.value.reasons == {"X-01": "the originator's consent is outstanding"}


def test_an_exhibit_walled_since_stops_the_release(case_id):
    exhibit_id = an_exhibit(case_id)
    dossier_id = worlds.requested(case_id)
    evidence.wall_exhibit(exhibit_id=exhibit_id, reader_ids=[ADA], reason="Informant", by=ADA, at=NOON)

    assert blocked_now(queries.dossier(dossier_id)) == {"X-01": "it was walled since"}


def test_the_estimate_counts_what_is_there(case_id):
    few, _ = estimate(case_id)
    for _ in range(12):
        an_exhibit(case_id)

    many, seconds = estimate(case_id)

    assert few < many
    assert seconds > 1
