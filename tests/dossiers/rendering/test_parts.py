"""The small parts of a page, each alone and without a PDF."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossiers.domain.document import (
    ChronologyRow,
    Citation,
    Document,
    ExhibitSheet,
    Network,
    NetworkLink,
    NetworkNode,
)
from dossiers.rendering.anchors import anchors
from dossiers.rendering.chart import MOST_NODES, columns, draw
from dossiers.rendering.code import code_svg, code_text
from dossiers.rendering.contents import in_columns
from dossiers.rendering.drawing import Plate, Shape, Stroke
from dossiers.rendering.estimate import estimate_pages, estimate_seconds
from dossiers.rendering.lanes import lanes
from dossiers.rendering.legible import legible
from dossiers.rendering.richtext import DEEPEST, printable
from dossiers.rendering.stylesheet import Plate as MarkingPlate
from dossiers.rendering.stylesheet import css_string, stylesheet
from dossiers.rendering.tags import hash_lines, initials
from tests.dossiers.rendering.conftest import COVER
from tests.dossiers.sample_parties import NETWORK


def _row(utc, kind="visit"):
    return ChronologyRow(id="EV1", date_text=utc, utc=utc, summary="x", kind=kind)


class TestStyle:
    @settings(deadline=None)
    @given(st.text())
    def test_no_text_can_end_a_css_string(self, text):
        inner = css_string(text)[1:-1]

        assert not set(inner) - set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \\")

    def test_the_marking_is_literal_in_head_and_foot_of_both_kinds_of_page(self):
        sheet = stylesheet(Document(cover=COVER))

        assert sheet.count('content: "TLP\\00003a AMBER"') == 4
        assert "#ffc000" in sheet

    def test_an_unknown_marking_is_white_on_black(self):
        assert "color: #ffffff; background: #000" in stylesheet(Document(cover=replace(COVER, marking="OFFICE ONLY")))

    def test_a_long_marking_gets_smaller_type_and_not_a_wider_plate(self):
        short, long = MarkingPlate.of("TLP:RED"), MarkingPlate.of("X" * 90)

        assert short.points == 12
        assert long.points < 12
        assert long.width == 70

    def test_a_long_recipient_is_shortened_in_the_foot(self):
        assert "\\002026 " in stylesheet(Document(cover=replace(COVER, recipient="R" * 200)))


class TestNotes:
    def test_plain_markup_stays(self):
        assert printable("<p>a <strong>b</strong><br>c</p>") == "<p>a <strong>b</strong><br>c</p>"

    def test_attributes_scripts_and_pictures_go(self):
        assert printable('<p onclick="x" style="y">a<script>b</script><img src="http://c"></p>') == "<p>a</p>"

    @settings(deadline=None)
    @given(st.integers(min_value=1, max_value=300))
    def test_nesting_is_capped_and_the_words_stay(self, depth):
        html = printable("<blockquote>" * depth + "words" + "</blockquote>" * depth)

        assert html.count("<blockquote>") == html.count("</blockquote>") == min(depth, DEEPEST)
        assert "words" in html

    def test_hidden_letters_written_as_references_are_shown(self):
        assert printable("<p>a&#x202e;b</p>") == "<p>a⟦U+202E⟧b</p>"


class TestLegible:
    def test_plain_text_in_any_script_stays(self):
        for text in ("Ada\n\tBen", "翡烛港", "شركة", "Zoë\u0301", "می\u200cخواهم"):
            assert legible(text) == text

    @pytest.mark.parametrize(
        "char", ["\x00", "\x1b", "\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\uffff", "\u2028"]
    )
    def test_what_cannot_be_seen_is_shown(self, char):
        assert legible(f"a{char}b") == f"a⟦U+{ord(char):04X}⟧b"

    def test_line_ends_of_other_systems_are_line_ends(self):
        assert legible("a\r\nb") == "a\nb"


class TestLanes:
    def test_every_dated_event_has_its_dot_on_the_lane_of_its_kind(self):
        drawn = lanes((_row("2025-01-01"), _row("2025-06-30 12:00Z", "order"), _row("2025-12-31"), _row("")))

        assert [(lane.kind, len(lane.dots)) for lane in drawn.lanes] == [("visit", 2), ("order", 1)]
        assert drawn.lanes[0].dots == (102.0, 649.0)
        assert drawn.undated == 1

    def test_a_month_and_a_year_count_from_their_first_day(self):
        drawn = lanes((_row("2024"), _row("2024-07"), _row("2025-01-01")))

        assert drawn.undated == 0
        assert [tick.text for tick in drawn.ticks][:2] == ["2024-01", "2024-02"]

    @pytest.mark.parametrize("dates", [(), ("2025-01-01",), ("2025-01-01", "2025-01-01"), ("soon", "never")])
    def test_fewer_than_two_days_are_not_drawn(self, dates):
        assert lanes(tuple(map(_row, dates))) is None

    @settings(deadline=None)
    @given(st.lists(st.dates(), min_size=2, max_size=30, unique=True))
    def test_dots_and_ticks_stay_inside_and_few(self, days):
        drawn = lanes(tuple(_row(day.isoformat()) for day in days))

        assert all(96 <= dot <= 655 for lane in drawn.lanes for dot in lane.dots)
        assert all(96 <= tick.x <= 655 for tick in drawn.ticks)
        assert len(drawn.ticks) <= 15

    def test_when_there_are_too_many_kinds_the_later_ones_share_a_lane(self):
        drawn = lanes(tuple(_row(f"2025-01-{day:02d}", f"kind {day}") for day in range(1, 29)))

        assert len(drawn.lanes) == 14
        assert drawn.lanes[-1].kind == "other kinds"
        assert sum(len(lane.dots) for lane in drawn.lanes) == 28


class TestChart:
    def test_every_link_of_the_sample_is_drawn_with_its_stroke(self):
        drawing = draw(NETWORK)

        assert [link.label for link in drawing.links] == [link.id for link in NETWORK.links]
        assert {link.stroke for link in drawing.links} == set(Stroke)
        assert {item.shape for item in drawing.legend} == {Shape.CIRCLE, Shape.SQUARE, Shape.DIAMOND, Shape.PAGE}

    def test_the_same_network_gives_the_same_drawing(self):
        assert draw(NETWORK) == draw(NETWORK)

    def test_labels_of_nodes_do_not_cover_each_other(self):
        plates = [
            Plate(x=node.plate_x, y=node.plate_y, width=node.plate_width, height=node.plate_height)
            for node in draw(NETWORK).nodes
        ]

        assert not [1 for a in range(len(plates)) for b in range(a) if plates[a].touches(plates[b])]

    def test_the_labels_print_at_six_points_or_more(self):
        drawing = draw(NETWORK)
        scale = min(751 / drawing.width, 380 / drawing.height)

        assert 8 * scale >= 5.5

    def test_without_links_there_is_no_chart(self):
        assert draw(Network(nodes=(NetworkNode(id="A", kind="person", label="A"),))) is None

    def test_of_many_things_the_best_connected_are_drawn(self):
        nodes = tuple(NetworkNode(id=f"N{n}", kind="person", label=f"Person {n}") for n in range(100))
        links = tuple(NetworkLink(id=f"L{n}", kind="met", source="N0", target=f"N{n}") for n in range(1, 100))

        drawing = draw(Network(nodes=nodes, links=links))

        assert len(drawing.nodes) == MOST_NODES
        assert drawing.left_out == 60
        assert any(node.title.startswith("Person 0 ") for node in drawing.nodes)

    def test_long_names_are_wrapped_and_wide_letters_count_twice(self):
        name = "Halvardsen Server Works International Holdings Incorporated of Somewhere"
        nodes = (NetworkNode(id="A", kind="vessel", label=name), NetworkNode(id="B", kind="person", label="W" * 70))
        drawing = draw(Network(nodes=nodes, links=(NetworkLink(id="L1", kind="owns", source="A", target="B"),)))

        assert columns("翡烛港") == 6
        assert all(len(node.lines) == 3 for node in drawing.nodes)
        assert drawing.nodes[0].shape == Shape.RING
        assert all(columns(line.text) <= 21 for node in drawing.nodes for line in node.lines)


class TestSmallThings:
    def test_a_digest_breaks_into_two_lines_of_four_groups(self):
        lines = hash_lines("0123456789abcdef" * 4)

        assert lines.count('<span class="line">') == 2
        assert "01234567 89abcdef 01234567 89abcdef</span>" in lines

    def test_initials_of_any_name(self):
        assert [initials(name) for name in ("Ada Byron King", "翡烛港", "", "(x)")] == ["AB", "翡", "?", "?"]

    def test_the_code_names_dossier_version_and_content(self):
        cover = replace(COVER, content_sha256="ab" * 32)

        assert code_text(cover) == f"urn:interdict:dossier:D-2:1:sha256:{'ab' * 32}"
        assert "<title>Verification code</title>" in code_svg(cover)

    def test_a_part_of_an_exhibit_leads_to_its_exhibit(self):
        places = anchors(Document(cover=COVER, exhibits=(ExhibitSheet(number="X-11", title="Tip"),)))

        assert places.exhibit(Citation(exhibit="X-11.4", pin="p.1")) == "exhibit-1"
        assert places.exhibit(Citation(exhibit="X-12")) == ""

    @settings(deadline=None)
    @given(st.lists(st.integers(), max_size=400))
    def test_columns_hold_every_line_once_and_in_order(self, lines):
        blocks = in_columns(lines, columns=3, lines_a_page=20)

        assert [line for block in blocks for column in block for line in column] == lines
        assert all(len(block) <= 3 and max(map(len, block)) <= 20 for block in blocks)

    def test_an_estimate_grows_with_the_document(self):
        small = Document(cover=COVER)
        large = replace(small, chronology=(_row("2025-01-01"),) * 400)

        assert estimate_pages(small) == 5
        assert estimate_pages(large) > 15
        assert estimate_seconds(20) < 10
