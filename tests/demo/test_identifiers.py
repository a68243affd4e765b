"""The identifiers that the scenario says stand in its exhibits are read there, wrong ones flagged."""

import pytest

from demo.scenarios.paper_lantern.identifiers import IDENTIFIERS
from entities.domain.found_identifiers import found_in
from entities.domain.identifiers import check
from tests.demo.test_files import words_of

IN_PAPERS = [one for one in IDENTIFIERS if one.citation.exhibit.partition(".")[0] in {"X-02", "X-04", "X-05", "X-08"}]


@pytest.mark.parametrize("seen", IN_PAPERS, ids=lambda one: one.value)
def test_an_identifier_is_read_in_the_exhibit_that_shows_it(made, seen):
    content = made[seen.citation.exhibit]
    text = words_of(content) if content.startswith(b"%PDF-") else content.decode()

    found = {one.key: one for one in found_in(text)}

    one = found[check(seen.kind, seen.value).key]
    assert one.expected == seen.expected
