"""Tags put things into words, and nothing that they are given becomes markup."""

import zoneinfo
from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.errors import BadInput
from ledger.domain.when import Precision, When
from pages.hx import UnsafeAttribute
from pages.richtext import LARGEST_BYTES, TextTooLong, TextTooTangled, clean
from pages.templatetags.interdict import UnknownIcon
from tests.pages.gallery import HOSTILE

AT = datetime(2026, 3, 3, 14, 2, 5, tzinfo=UTC)


def draw(source, **context):
    request = RequestFactory().get("/")
    request.csp_nonce = "N0nce"
    return Template("{% load interdict %}" + source).render(Context({"request": request, **context}))


def test_an_instant_is_shown_in_the_readers_zone_with_utc_on_hover():
    with timezone.override(zoneinfo.ZoneInfo("Europe/Paris")):
        shown = draw("{% when at %}", at=AT)

    assert shown == (
        '<time datetime="2026-03-03T14:02:05Z" title="3 Mar 2026 14:02:05 UTC" data-utc="3 Mar 2026 14:02:05 UTC">'
        "3 Mar 2026 15:02 CET</time>"
    )


def test_a_zone_without_a_name_is_shown_by_its_distance():
    with timezone.override(zoneinfo.ZoneInfo("Asia/Dubai")):
        assert "18:02 UTC+04" in draw("{% when at %}", at=AT)


@pytest.mark.parametrize(
    ("precision", "words"),
    [("year", "2026"), ("month", "March 2026"), ("day", "3 Mar 2026"), ("minute", "3 Mar 2026 14:02 UTC")],
)
def test_no_more_is_shown_than_is_known(precision, words):
    assert f">{words}</time>" in draw("{% when at precision %}", at=AT, precision=precision)


def test_a_day_is_never_moved_to_another_zone():
    with timezone.override(zoneinfo.ZoneInfo("Pacific/Kiritimati")):
        assert "3 Mar 2026" in draw("{% when day %}", day=date(2026, 3, 3))


def test_a_when_brings_its_own_precision():
    known = When(at=AT, precision=Precision.MONTH)

    assert draw('{% when known bound="before" %}', known=known) == '<time datetime="2026-03">before March 2026</time>'


def test_a_missing_instant_says_so():
    assert "not known" in draw("{% when nothing %}", nothing=None)


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1_000, "1 kB"), (8_388_608, "8.39 MB"), (999_999, "1 MB")],
)
def test_a_size_is_short_and_exact(size, words):
    assert draw("{% size n %}", n=size) == f'<span class="size" title="{size:,} bytes">{words}</span>'


@pytest.mark.parametrize(
    "source",
    [
        "{% marking x %}",
        "{% hash x %}",
        "{% plural 2 x %}",
        "{% action x x reason=x %}",
        '{% action x "/" method="post" confirm=x %}',
        "{{ x|rich }}",
        '{% icon "add" x %}',
        "{% hx get=x target=x %}",
    ],
)
def test_no_tag_turns_its_values_into_markup(source):
    shown = draw(source, x=HOSTILE)

    assert "<script" not in shown
    assert "<img" not in shown
    assert "<svg onload" not in shown


def test_hx_stamps_the_nonce():
    assert draw('{% hx get="/x" target="#main" %}') == 'hx-get="/x" hx-target="#main" hx-nonce="N0nce"'


def test_hx_that_writes_brings_the_token():
    assert "X-CSRFToken" in draw('{% hx post="/x" %}')


@pytest.mark.parametrize(
    "source",
    [
        '{% hx on="alert(1)" %}',
        '{% hx vals="js:{a:1}" %}',
        '{% hx get=" JavaScript:alert(1)" %}',
        '{% hx trigger="click[ctrlKey]" %}',
    ],
)
def test_hx_writes_nothing_that_needs_eval(source):
    with pytest.raises(UnsafeAttribute):
        draw(source)


def test_an_icon_is_decoration_unless_it_is_named():
    assert 'aria-hidden="true"' in draw('{% icon "lock" %}')
    assert 'role="img" aria-label="Locked"' in draw('{% icon "lock" "Locked" %}')


def test_an_icon_by_a_strange_name_is_refused():
    with pytest.raises(UnknownIcon):
        draw('{% icon "x#y" %}')


def test_an_action_that_is_off_says_why():
    shown = draw('{% action "Close" "/close" reason="Two tasks are open." %}')

    assert 'aria-disabled="true"' in shown
    assert "Two tasks are open." in shown
    assert "/close" not in shown


def test_no_action_stands_on_a_page_of_the_past():
    assert draw('{% action "Close" "/close" %}', as_of={"at": AT}) == ""


def test_a_table_needs_its_end():
    with pytest.raises(TemplateSyntaxError):
        draw("{% table t %}")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ('<p style="x" class="y" id="z" hx-get="/a" data-hx-post="/b" onclick="c">t</p>', "<p>t</p>"),
        ("<script>alert(1)</script><style>p{}</style>t", "<p>t</p>"),
        ("<b></b>t & u &amp; v", "<b></b>t &amp; u &amp; v"),
        ("a < b\nc > d", "<p>a &lt; b<br>c &gt; d</p>"),
        ('<a href="javascript:alert(1)">t</a>', '<a rel="noopener noreferrer nofollow">t</a>'),
        ('<a href="/cases/1">t</a>', '<a rel="noopener noreferrer nofollow">t</a>'),
        ('<a href="#note">t</a>', '<a href="#note" rel="noopener noreferrer nofollow">t</a>'),
        ('<img src="x"><svg><a>t</a></svg>', ""),
        ("one\ntwo\n\nthree & four", "<p>one<br>two</p><p>three &amp; four</p>"),
        ("a\x00b", "<p>ab</p>"),
    ],
)
def test_rich_text_keeps_a_short_list_of_tags(typed, kept):
    assert clean(typed) == kept


@given(st.text(alphabet=st.sampled_from("<>&;/ab='\"!- \n\r\x00é"), max_size=60))
def test_cleaning_twice_changes_nothing(typed):
    once = clean(typed)

    assert clean(once) == once


def test_a_hostile_text_is_cleaned_once_and_for_all():
    once = clean(HOSTILE + "<p>kept</p>")

    assert clean(once) == once
    assert "kept" in once


def test_a_text_that_grew_while_it_was_cleaned_can_still_be_shown():
    kept = clean("one & two\n" * 90_000)

    assert len(kept) > LARGEST_BYTES
    assert "&amp;amp;" not in draw("{{ x|rich }}", x=kept)


@pytest.mark.parametrize(
    "tangle", ["<div>" * 30_000, "<blockquote></x>" * 12_000, "<ul><li>" * 20_000, "&" * 900_000, "<b>&amp;" * 25_000]
)
def test_a_tangle_is_refused_before_a_parser_chokes_on_it(tangle):
    with pytest.raises(TextTooTangled):
        clean(tangle)


def test_a_tangle_that_was_kept_once_is_shown_as_it_was_typed():
    assert "&lt;div&gt;" in draw("{{ x|rich }}", x="<div>" * 30_000)


def test_elements_that_close_each_other_are_no_tangle():
    assert clean("<p>x" * 5_000).count("<p>") == 5_000


def test_markup_has_a_limit_of_its_own():
    with pytest.raises(TextTooLong, match="at most 200,000"):
        clean("<p>" + "x" * 200_000)


def test_a_text_beyond_the_limit_is_refused_whole():
    with pytest.raises(TextTooLong, match="at most 1,000,000") as refusal:
        clean("é" * (LARGEST_BYTES // 2 + 1), field="text")

    assert isinstance(refusal.value, BadInput)
    assert refusal.value.field == "text"
