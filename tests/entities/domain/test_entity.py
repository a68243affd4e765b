"""One entity: statements, grades, preference, merges, and every refusal."""

import pytest

from entities.domain import events as e
from entities.domain.entity import Entity
from entities.domain.grades import Credibility, Grade, OneOriginOnly, Reliability
from entities.domain.kinds import UnknownKind, UnknownProperty
from entities.domain.refusals import (
    AlreadyThere,
    CitedAlready,
    MergedAway,
    NotMerged,
    NotMergedHere,
    OtherCase,
    SelfMerge,
    StatementsDoNotFit,
    StatementWithdrawnAlready,
    UnknownStatement,
)
from entities.domain.validity import EndsBeforeStart, partial_date
from ledger.domain.errors import BadInput, DomainError
from tests.entities.domain.cast import CASE, OTHER_CASE, X05_P3, X14, entity, key
from tests.replay import replayed, state

B2 = Grade(reliability=Reliability.B, credibility=Credibility.PROBABLE)
A1 = Grade(reliability=Reliability.A, credibility=Credibility.CONFIRMED)
CHINESE = {"language": "zh", "script": "Hans", "citations": (X14,), "said_by": "registry of companies"}


def named(number: int = 3, *names: str) -> Entity:
    made = entity(number)
    for at, name in enumerate(names or ("Jadewick Harbour Trading (HK) Limited",)):
        made.make_statement(statement_id=key(number * 100 + at), property="name", value=name)
    return made


def refuses(refusal: type[DomainError], live: Entity, *, call: str, **values: object) -> None:
    """The call is refused and records nothing."""
    before, events = state(live).copy(), list(live.pending)

    with pytest.raises(refusal):
        getattr(live, call)(**values)

    assert live.pending == events
    assert state(live) == before


def test_an_entity_is_created_in_its_case():
    made = entity(7)

    assert made.pending == [e.EntityCreated(case_id=CASE, number="E07", kind="Company")]
    assert made.stream_id.startswith("entity-")


def test_an_entity_without_a_name_says_what_it_is():
    assert entity(7).display_name == "Company E07 (no name yet)"


def test_an_entity_is_created_once():
    refuses(AlreadyThere, entity(), call="create", case_id=CASE, number="E07", kind="Company")


@pytest.mark.parametrize("number", ["", "7", "e07", "E 07", "E-", "ABCDEF1", "E1234567"])
def test_a_number_that_nobody_could_say_is_refused(number: str):
    refuses(BadInput, Entity(key(1)), call="create", case_id=CASE, number=number, kind="Company")


def test_an_unknown_kind_is_refused():
    refuses(UnknownKind, Entity(key(1)), call="create", case_id=CASE, number="E07", kind="Smuggler")


def test_a_statement_keeps_what_it_rests_on():
    live = named()
    live.make_statement(
        statement_id=key(9),
        property="name",
        value="翡烛港贸易（香港）有限公司",
        grade=B2,
        valid_from=partial_date("2024-03", field="valid_from"),
        **CHINESE,
    )

    made = live.statements[key(9)]
    assert (made.value, made.citations, str(made.grade)) == ("翡烛港贸易（香港）有限公司", (X14,), "B2")
    assert (made.language, made.script, made.said_by, str(made.valid_from)) == (
        "zh",
        "Hans",
        "registry of companies",
        "2024-03",
    )
    assert state(replayed(live)) == state(live)


@pytest.mark.parametrize(
    ("refusal", "changed"),
    [
        (AlreadyThere, {"statement_id": key(300)}),
        (UnknownProperty, {"property": "imoNumber"}),
        (BadInput, {"value": " "}),
        (BadInput, {"property": "country", "value": "Hong Kong"}),
        (BadInput, {"language": "Chinese!"}),
        (BadInput, {"script": "hans"}),
        (BadInput, {"said_by": "x" * 501}),
        (OneOriginOnly, {"grade": A1, "citations": (X14,)}),
        (
            EndsBeforeStart,
            {
                "valid_from": partial_date("2025", field="valid_from"),
                "valid_to": partial_date("2024", field="valid_to"),
            },
        ),
    ],
)
def test_a_statement_is_refused_for_what_is_wrong_with_it(refusal: type[DomainError], changed: dict[str, object]):
    said = {"statement_id": key(9), "property": "name", "value": "Jadewick"} | changed

    refuses(refusal, named(), call="make_statement", **said)


def test_two_exhibits_allow_the_grade_confirmed():
    live = entity()
    live.make_statement(statement_id=key(9), property="name", value="Jadewick", grade=A1, citations=(X14, X05_P3))

    assert str(live.statements[key(9)].grade) == "A1"


def test_a_wrong_check_digit_is_no_reason_to_refuse():
    live = entity()
    live.make_statement(statement_id=key(9), property="leiCode", value="FICT00HALVARDSRV0129")

    assert live.leading("leiCode").value == "FICT00HALVARDSRV0129"


def test_a_statement_is_cited_graded_and_withdrawn():
    live = named()
    live.cite(statement_id=key(300), citation=X14)
    live.cite(statement_id=key(300), citation=X05_P3)
    live.grade(statement_id=key(300), grade=A1, reason="Two registers agree.")
    live.withdraw_statement(statement_id=key(300), reason="Another company of that name.")

    statement = live.statements[key(300)]
    assert (statement.citations, str(statement.grade), statement.is_withdrawn) == ((X14, X05_P3), "A1", True)
    assert live.standing == ()
    assert live.display_name == "Company E03 (no name yet)"


def test_the_same_grade_is_not_recorded_twice():
    live = named()
    live.grade(statement_id=key(300), grade=B2, reason="Known exporter.")
    live.grade(statement_id=key(300), grade=B2, reason="Known exporter.")

    assert len(live.pending) == 3


@pytest.mark.parametrize(
    ("call", "values"),
    [
        ("cite", {"citation": X14}),
        ("grade", {"grade": B2, "reason": "Known exporter."}),
        ("withdraw_statement", {"reason": "Wrong."}),
        ("prefer", {}),
    ],
)
def test_only_a_standing_statement_is_changed(call: str, values: dict[str, object]):
    live = named()
    refuses(UnknownStatement, live, call=call, statement_id=key(9), **values)
    live.withdraw_statement(statement_id=key(300), reason="Wrong.")

    refuses(StatementWithdrawnAlready, live, call=call, statement_id=key(300), **values)


def test_a_change_of_a_statement_is_refused_for_what_is_wrong_with_it():
    live = named()
    live.cite(statement_id=key(300), citation=X14)

    refuses(CitedAlready, live, call="cite", statement_id=key(300), citation=X14)
    refuses(OneOriginOnly, live, call="grade", statement_id=key(300), grade=A1, reason="Sure.")
    refuses(BadInput, live, call="grade", statement_id=key(300), grade=B2, reason="")
    refuses(BadInput, live, call="withdraw_statement", statement_id=key(300), reason="")


def test_the_preferred_statement_leads_until_it_is_withdrawn():
    live = named(3, "Jadewick Harbor", "Jadewick Harbour Trading (HK) Limited")
    assert live.display_name == "Jadewick Harbor"

    live.prefer(statement_id=key(301))
    live.prefer(statement_id=key(301))
    assert live.display_name == "Jadewick Harbour Trading (HK) Limited"
    assert live.pending[-1] == e.StatementPreferred(statement_id=key(301))
    assert len(live.pending) == 4

    live.withdraw_statement(statement_id=key(301), reason="Misread.")
    assert live.display_name == "Jadewick Harbor"


def test_the_jurisdiction_is_what_leads_among_its_statements():
    live = entity()
    assert live.jurisdiction is None

    live.make_statement(statement_id=key(9), property="jurisdiction", value="HK")
    assert live.jurisdiction == "HK"


def test_a_description_is_written_anew_only_when_it_differs():
    live = entity()
    live.describe(description="Payer that is on no order.")
    live.describe(description=" Payer that is on no order. ")

    assert live.pending[1:] == [e.EntityDescribed(description="Payer that is on no order.")]
    refuses(BadInput, live, call="describe", description="x" * 20_001)


def test_the_kind_changes_when_every_statement_has_a_place():
    live = named()
    live.change_kind(kind="Organization", reason="No company after all.")
    live.change_kind(kind="Organization", reason="Again.")

    assert live.kind == "Organization"
    assert len(live.pending) == 3


def test_the_kind_stays_when_a_statement_would_be_homeless():
    live = named()
    live.make_statement(statement_id=key(9), property="leiCode", value="FICT00JADEWICKHK0642")

    refuses(StatementsDoNotFit, live, call="change_kind", kind="Vessel", reason="It floats.")
    refuses(UnknownKind, live, call="change_kind", kind="Smuggler", reason="It floats.")
    refuses(BadInput, live, call="change_kind", kind="PublicBody", reason="")


def test_a_merge_is_an_event_on_both_streams_and_moves_no_statement():
    kept, gone = named(6), named(9, "Jadewick Harbor Trading")
    statements = gone.statements.copy()

    gone.merge_into(kept, reason="Same register number.", grounds=("lei:FICT00JADEWICKHK0642",))

    assert gone.pending[-1] == e.EntityMerged(
        into_id=kept.id, reason="Same register number.", grounds=("lei:FICT00JADEWICKHK0642",)
    )
    assert kept.pending[-1] == e.EntityAbsorbed(other_id=gone.id)
    assert (gone.merged_into, kept.absorbed) == (kept.id, {gone.id})
    assert gone.statements == statements


def test_an_undone_merge_leaves_everything_as_it_was():
    kept, gone = named(6), named(9, "Jadewick Harbor Trading")
    before = state(gone).copy()

    gone.merge_into(kept, reason="Same number.")
    gone.unmerge_from(kept, reason="The number was misread.")

    assert state(gone) == before
    assert kept.absorbed == frozenset()
    assert kept.pending[-1] == e.EntitySeparated(other_id=gone.id, reason="The number was misread.")
    assert gone.pending[-1] == e.EntityUnmerged(from_id=kept.id, reason="The number was misread.")
    gone.describe(description="It takes new things again.")


def test_a_chain_of_merges_is_undone_in_any_order():
    first, second, third = named(1), named(2), named(3)
    first.merge_into(second, reason="Same.")
    second.merge_into(third, reason="Same.")

    first.unmerge_from(second, reason="Not the same.")

    assert (first.merged_into, second.merged_into, second.absorbed) == (None, third.id, frozenset())


def test_a_merge_is_refused_and_neither_side_records_anything():
    kept, gone, other = named(6), named(9), named(5)
    stranger = entity(8, case_id=OTHER_CASE)
    refuses(SelfMerge, gone, call="merge_into", other=gone, reason="Same.")
    refuses(OtherCase, gone, call="merge_into", other=stranger, reason="Same.")
    refuses(BadInput, gone, call="merge_into", other=kept, reason="")
    refuses(BadInput, gone, call="merge_into", other=kept, reason="Same.", grounds=("",))
    refuses(NotMerged, gone, call="unmerge_from", other=kept, reason="Not the same.")
    assert len(kept.pending) == 2

    gone.merge_into(kept, reason="Same.")
    refuses(MergedAway, gone, call="merge_into", other=other, reason="Same.")
    refuses(MergedAway, other, call="merge_into", other=gone, reason="Same.")
    refuses(NotMergedHere, gone, call="unmerge_from", other=other, reason="Not the same.")
    refuses(BadInput, gone, call="unmerge_from", other=kept, reason="")
    assert len(kept.pending) == 3


def test_a_stale_partner_is_noticed():
    kept, gone = named(6), named(9)
    gone.merge_into(kept, reason="Same.")

    refuses(NotMergedHere, gone, call="unmerge_from", other=named(6), reason="Not the same.")


@pytest.mark.parametrize(
    ("call", "values"),
    [
        ("make_statement", {"statement_id": key(10), "property": "name", "value": "Jadewick"}),
        ("cite", {"statement_id": key(900), "citation": X14}),
        ("grade", {"statement_id": key(900), "grade": B2, "reason": "Known."}),
        ("withdraw_statement", {"statement_id": key(900), "reason": "Wrong."}),
        ("prefer", {"statement_id": key(900)}),
        ("describe", {"description": "Florist."}),
        ("change_kind", {"kind": "Organization", "reason": "No company."}),
    ],
)
def test_a_merged_entity_takes_nothing_new(call: str, values: dict[str, object]):
    kept, gone = named(6), named(9)
    gone.merge_into(kept, reason="Same.")

    refuses(MergedAway, gone, call=call, **values)


def test_a_merged_entity_says_where_it_went():
    kept, gone = named(6), named(9)
    gone.merge_into(kept, reason="Same.")

    with pytest.raises(MergedAway) as refusal:
        gone.describe(description="Florist.")

    assert refusal.value.into_id == kept.id


def test_an_event_of_another_family_is_a_programming_error():
    with pytest.raises(AssertionError):
        entity()._apply(object())
