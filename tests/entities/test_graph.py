"""The graph: its labels, what is opened, what is filtered, what is taken along."""

import re
import xml.etree.ElementTree as ET

import pytest
from django.urls import reverse

from entities import services
from entities.domain.grades import Confidence
from entities.drawing import SHAPES, outline, width_of, wrapped
from entities.services import Saying
from ledger import store
from tests import builders
from tests.entities import world
from tests.people import ADA, BEN, CYD, NOON

SVG, GRAPHML = "{http://www.w3.org/2000/svg}", "{http://graphml.graphdrawing.org/xmlns}"
LONG = "Halvardsen Server Works International Holdings and Trading Company of the Western Archipelago Limited"


@pytest.mark.parametrize("name", [LONG, "翡烛港贸易（香港）有限公司" * 4, "X" * 300, "a b", LONG * 30])
def test_a_label_is_wrapped_and_nothing_of_it_is_cut(name):
    lines = wrapped(f"E01 {name}")

    assert "".join(lines).replace(" ", "") == f"E01{name}".replace(" ", "")
    assert len(lines) <= 10
    assert max(map(width_of, lines)) <= max(162, width_of(name) / 5)


def test_words_stay_whole_and_wide_signs_have_no_gaps_between_them():
    assert wrapped("E06 Jadewick Harbour Trading Limited") == ["E06 Jadewick Harbour", "Trading Limited"]
    assert wrapped("E06 翡烛港贸易") == ["E06 翡烛港贸易"]


@pytest.mark.parametrize("shape", sorted({shape for _, shape in SHAPES.values()} | {"octagon"}))
def test_every_shape_is_a_closed_outline_within_its_box(shape):
    path = outline(shape, 10, top=20, width=100, height=40)

    numbers = [float(number) for number in re.findall(r"-?[0-9.]+", path)]
    assert path.endswith("Z")
    assert max(numbers) <= 110


pytestmark = pytest.mark.django_db


@pytest.fixture
def web(case_id):
    """A maker that sold to four, one of which paid three more; one name is in Chinese and one is very long."""
    names = (LONG, "Northquill", "翡烛港贸易", "Duneholt", "Straits Veldrane", "Selat", "Kestrelwick", "Lantanhurst")
    made = [world.an_entity(case_id, name) for name in names]
    for other in made[1:5]:
        world.a_link(case_id, (made[0], other), kind="sold_to")
    for other in made[5:]:
        world.a_link(case_id, (made[4], other), kind="owns", confidence=Confidence.LOW)
    return made


def page(client, case_id, **query):
    return client.get(reverse("entities:graph", args=[case_id]), query).content.decode()


def test_names_are_drawn_in_full(case_id, web, sign_in):
    shown = page(sign_in(ADA), case_id)
    drawn = shown[shown.index("<svg aria-hidden") : shown.index("</svg>", shown.index("<svg aria-hidden"))]

    assert "…" not in drawn
    assert "Archipelago" in drawn
    assert "翡烛港贸易" in drawn


def test_one_entity_is_opened_by_kind_of_link_with_counts_and_taken_back(case_id, web, sign_in):
    client = sign_in(ADA)

    first = page(client, case_id, about=web[0])
    assert "3 more neighbours" in first
    assert "owns: 3 more" in first
    assert "Lantanhurst" not in first
    assert "+3" in first

    opened = page(client, case_id, about=web[0], open=f"{web[4]}.owns")
    assert "Lantanhurst" in opened
    assert "more neighbour" not in opened
    assert f'<a href="?about={web[0]}">take back</a>' in opened


def test_the_middle_is_any_drawn_entity(case_id, web, sign_in):
    shown = page(sign_in(ADA), case_id, about=web[5])

    assert "Straits Veldrane" in shown
    assert "Northquill" not in shown


def test_links_are_narrowed_by_confidence_and_kind(case_id, web, sign_in):
    client = sign_in(ADA)

    assert "Lantanhurst" not in page(client, case_id, confidence="high")
    assert "Northquill" not in page(client, case_id, kind="owns")


def test_links_are_narrowed_to_a_time_which_unknown_times_always_meet(case_id, web, sign_in):
    client = sign_in(ADA)
    services.assert_link(
        case_id=case_id,
        kind="paid",
        source_id=web[1],
        target_id=web[2],
        confidence=Confidence.HIGH,
        valid_from=world.day("2024-03"),
        valid_to=world.day("2024-05"),
        by=BEN,
        at=NOON,
    )

    assert "<td>paid" in page(client, case_id, since="2024-05", until="2025")
    assert "<td>paid" not in page(client, case_id, since="2024-06")
    assert "<td>paid" not in page(client, case_id, until="2023")
    assert "sold to" in page(client, case_id, since="2024-06")
    assert "Write the date as" in page(client, case_id, since="soon")


def test_an_address_that_names_nothing_of_the_case_shows_the_case(case_id, web, sign_in):
    shown = page(
        sign_in(ADA), case_id, about="nobody", open=["x.paid", f"{web[0]}.loves"], kind="loves", confidence="none"
    )

    assert "Lantanhurst" in shown


def test_a_page_of_the_past_keeps_its_moment_and_its_filters(case_id, web, sign_in):
    then = store.count_of_scope(case_id)
    world.a_link(case_id, (web[5], web[6]), kind="paid")
    client = sign_in(ADA)

    shown = page(client, case_id, as_of=then, about=web[4], confidence="low")

    assert "<td>paid" not in shown
    assert f'name="as_of" value="{then}"' in shown
    assert f"as_of={then}" in shown[shown.index("Take along as SVG") - 200 : shown.index("Take along as SVG")]
    assert f'href="?as_of={then}' not in page(client, case_id)


def test_the_picture_is_taken_along_as_svg(case_id, web, sign_in):
    answer = sign_in(ADA).get(reverse("entities:graph_svg", args=[case_id]), {"confidence": "high"})

    root = ET.fromstring(answer.content)
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Disposition"] == 'attachment; filename="PL-2025-001-graph.svg"'
    assert root.find(f"{SVG}title").text == "PL-2025-001 TLP:AMBER"
    assert len(root.findall(f"{SVG}g")) == 5
    assert "Lantanhurst" not in answer.content.decode()


def test_the_same_part_is_taken_along_as_graphml(case_id, web, sign_in):
    client = sign_in(BEN)
    services.make_statement(
        entity_id=web[1], saying=Saying(property="name", value="North\x01quill <&>"), by=ADA, at=NOON
    )
    world.a_link(case_id, (web[1], web[2]), citations=(world.cited(), world.cited(world.CERTIFICATE, 4)))

    answer = client.get(reverse("entities:graph_graphml", args=[case_id]), {"about": web[1]})

    graph = ET.fromstring(answer.content).find(f"{GRAPHML}graph")
    nodes = [[one.text for one in node] for node in graph.findall(f"{GRAPHML}node")]
    edges = [{one.get("key"): one.text for one in edge} for edge in graph.findall(f"{GRAPHML}edge")]
    assert answer["Content-Disposition"] == 'attachment; filename="PL-2025-001.graphml"'
    assert [node[0] for node in nodes] == ["E02", "E01", "E03"]
    assert {edge["edge-kind"] for edge in edges} == {"sold_to", "paid"}
    assert {edge["edge-citations"] for edge in edges} == {"X-14 p.3", "X-14 p.3; X-14 p.4"}


def test_files_say_nothing_of_exhibits_that_one_may_not_read(case_id, web, sign_in):
    services.assert_link(
        case_id=case_id,
        kind="paid",
        source_id=web[1],
        target_id=web[2],
        confidence=Confidence.HIGH,
        citations=(world.cited(world.SECRET),),
        by=ADA,
        at=NOON,
    )

    text = sign_in(BEN).get(reverse("entities:graph_graphml", args=[case_id])).content.decode()

    assert "X-16" not in text
    assert "a withheld exhibit" in text


@pytest.mark.parametrize("name", ["graph", "graph_svg", "graph_graphml"])
def test_a_stranger_finds_no_graph_and_no_file(case_id, web, sign_in, name):
    assert sign_in(CYD).get(reverse(f"entities:{name}", args=[case_id])).status_code == 404


def test_a_case_without_links_has_files_too(case_id, sign_in):
    client = sign_in(ADA)
    empty = builders.a_case(reference="DH-2025-014")

    assert "No link to draw." in page(client, empty)
    ET.fromstring(client.get(reverse("entities:graph_svg", args=[empty])).content)
    ET.fromstring(client.get(reverse("entities:graph_graphml", args=[empty])).content)


def test_a_case_too_large_for_one_picture_begins_in_its_middle(case_id, web, sign_in, monkeypatch):
    world.a_link(case_id, (web[0], web[7]))
    monkeypatch.setattr("entities.graph_views.MOST_DRAWN", 6)

    assert f"Around E01 {LONG}" in page(sign_in(ADA), case_id)


def test_without_a_picture_there_is_a_sentence_and_the_table(case_id, web, sign_in, monkeypatch):
    monkeypatch.setattr("entities.layout.PRLIMIT", "/nowhere/prlimit")
    client = sign_in(ADA)

    shown = page(client, case_id)
    assert "Graphviz is not installed." in shown
    assert "<td>sold to" in shown
    assert "Graphviz is not installed." in client.get(reverse("entities:graph_svg", args=[case_id])).content.decode()
