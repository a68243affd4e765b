"""What speaks for two entities being one, and since when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.domain import events as e
from entities.domain.matches import SIMILAR, Profile, blocks, grounds_for, rank_of, shared
from entities.domain.names import names_match
from entities.domain.refusals import MergedAway, SelfMatch
from entities.domain.sightings import sighting_keys
from ledger.domain.errors import BadInput
from tests.entities.domain.cast import CASE, OTHER_CASE, entity, key


def profile(name: str, *, kind: str = "Company", at: int = 1, **values: str) -> Profile:
    stated = {"name": name, **values}
    keys = {found: at for property, value in stated.items() for found in sighting_keys(kind, property, value=value)}
    return Profile(entity_id=key(at), kind=kind, names={name: at}, keys=keys)


def test_the_same_number_and_the_same_name_speak_for_a_match_since_the_later_statement():
    one = profile("Jadewick Harbour Trading Ltd", at=3, leiCode="FICT00JADEWICKHK0642")
    other = profile("Trading Jadewick Harbour Limited", at=8, leiCode="FICT 00JA DEWICKHK0642")

    found = grounds_for(one, other)

    assert found == {"lei:FICT00JADEWICKHK0642": 8, "name:harbour jadewick trading": 8}
    assert rank_of(found) == 3


def test_a_similar_name_speaks_more_softly():
    found = grounds_for(profile("Jadewick Harbour Trading"), profile("Jadewick Harbor Trading Ltd", at=4))

    assert (found, rank_of(found)) == ({SIMILAR: 4}, 1)


def test_one_name_within_the_other_is_similar():
    assert SIMILAR in grounds_for(profile("Halvardsen"), profile("Halvardsen Server Works Inc."))


def test_a_shared_telephone_is_a_link_and_no_sign_of_being_one():
    one, other = (profile(name, at=at, phone="+852 0000 0177") for at, name in ((1, "Jadewick"), (2, "Lantanhurst")))

    assert grounds_for(one, other) == {}
    assert shared(one, other) == {"phone:+85200000177": 2}


@pytest.mark.parametrize(
    ("kinds", "may_be"),
    [
        (("Company", "Organization"), True),
        (("Person", "LegalEntity"), True),
        (("Company", "Person"), False),
        (("Vessel", "Company"), False),
        (("Vessel", "Vessel"), True),
    ],
)
def test_only_kinds_that_people_confuse_are_compared(kinds: tuple[str, str], may_be: bool):
    one, other = (profile("Lantanhurst", kind=kind) for kind in kinds)

    assert bool(grounds_for(one, other)) is may_be


def test_papers_that_differ_by_a_number_are_two():
    one, other = (profile(f"End-user certificate {number}", kind="Document") for number in (1, 2))

    assert grounds_for(one, other) == {}


def test_nothing_speaks_for_nothing():
    assert rank_of([]) == 0
    assert grounds_for(profile("Jadewick"), profile("Northquill")) == {}


@given(
    name=st.text(alphabet="abcdehiorst ", min_size=5, max_size=18), at=st.integers(0, 17), letter=st.sampled_from("xe")
)
def test_similar_names_of_two_words_nearly_always_share_a_code(name: str, at: int, letter: str):
    changed = name[:at] + letter + name[at + 1 :]
    steady = "Veldrane"

    if names_match(f"{steady} {name}", f"{steady} {changed}"):
        assert set(blocks(f"{steady} {name}")) & set(blocks(f"{steady} {changed}"))


def test_chinese_names_share_the_code_of_their_pairs():
    assert set(blocks("翡烛港贸易")) & set(blocks("翡烛港"))


WHAT = {"other_id": key(9), "other_case_id": OTHER_CASE, "grounds": (SIMILAR,)}


def test_an_answer_is_recorded_once_for_the_same_grounds():
    live = entity(6)
    live.reject_match(**WHAT, reason="A florist.")
    live.reject_match(**WHAT, reason="Still a florist.")
    live.reject_match(**{**WHAT, "grounds": ("lei:X",)}, reason="Another firm by the register.")

    assert live.pending[1] == e.MatchRejected(**WHAT, reason="A florist.")
    assert len(live.pending) == 3


def test_an_open_answer_is_recorded_once_and_may_follow_a_no():
    live = entity(6)
    live.reject_match(**WHAT, reason="A florist.")
    live.leave_match_open(**WHAT, remark="")
    live.leave_match_open(**WHAT, remark="")

    assert live.pending[2:] == [e.MatchLeftOpen(**WHAT, remark="")]


def test_a_comparison_is_refused_with_itself_without_reason_and_after_a_merge():
    live, kept = entity(6), entity(5)
    with pytest.raises(SelfMatch):
        live.reject_match(other_id=live.id, other_case_id=CASE, reason="Same.", grounds=())
    with pytest.raises(BadInput):
        live.reject_match(**WHAT, reason=" ")
    live.merge_into(kept, reason="Same.")
    with pytest.raises(MergedAway):
        live.leave_match_open(**WHAT, remark="")

    assert len(live.pending) == 2
