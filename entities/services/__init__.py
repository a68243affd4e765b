"""Commands about entities, links and the chronology.

Every command asks whether the person contributes to the case, locks the case (a closed one takes nothing new),
and checks that the cited exhibits are there for this person and can be cited.
"""

from entities.services.chronology import correct_entry, enter_chronology, withdraw_entry
from entities.services.entities import (
    Saying,
    change_kind,
    cite_statement,
    create_entity,
    describe_entity,
    grade_statement,
    leave_match_open,
    make_statement,
    merge_entities,
    prefer_statement,
    reject_match,
    unmerge_entity,
    withdraw_statement,
)
from entities.services.links import assert_link, cite_link, correct_link, restore_link, review_link, withdraw_link

__all__ = [
    "Saying",
    "assert_link",
    "change_kind",
    "cite_link",
    "cite_statement",
    "correct_entry",
    "correct_link",
    "create_entity",
    "describe_entity",
    "enter_chronology",
    "grade_statement",
    "leave_match_open",
    "make_statement",
    "merge_entities",
    "prefer_statement",
    "reject_match",
    "restore_link",
    "review_link",
    "unmerge_entity",
    "withdraw_entry",
    "withdraw_link",
    "withdraw_statement",
]
