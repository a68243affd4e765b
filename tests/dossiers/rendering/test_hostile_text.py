"""Whatever stands in a field is printed as text, or refused; it never becomes markup, style or an address."""

from dataclasses import replace

import msgspec
import pikepdf
import pytest

from dossiers.domain.content import to_json
from dossiers.domain.document import Document, Name, Party, Summary
from dossiers.rendering.render import render
from tests.dossiers.rendering.conftest import COVER, page_texts
from tests.dossiers.sample import sample_document

pytestmark = pytest.mark.pdf

SPLIT = "'\"><img src=http://127.0.0.1/x alt=q></style><script>1</script>{{ css }}{% include 'x' %}\\2c;}"


def _hostile(value, key=""):
    """The same value with every text followed by the attack; languages, digests and scales stay what they are."""
    if isinstance(value, dict):
        return {name: _hostile(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_hostile(item, key) for item in value]
    kept = {"language", "thumbnail_sha256", "kind", "utc", "exhibit"}
    return f"{value}{SPLIT}" if isinstance(value, str) and value and key not in kept else value


def test_hostile_text_in_every_field_is_printed_as_text(tmp_path):
    plain = msgspec.json.decode(to_json(sample_document()))
    document = msgspec.convert(_hostile(plain), Document)

    render(document, {}, out=tmp_path / "d.pdf")

    text = "".join("".join(page_texts(tmp_path / "d.pdf")).split())
    assert text.count("<script>1</script>") > 200
    assert "{{css}}" in text
    with pikepdf.open(tmp_path / "d.pdf") as pdf:
        assert not [link for page in pdf.pages for link in page.get("/Annots", ()) if "/A" in link]


def test_a_note_of_two_hundred_levels_keeps_its_words(text_of):
    deep = "<blockquote>" * 200 + "the innermost words" + "</blockquote>" * 200
    party = Party(id="E1", kind="Company", names=(Name(text="Deep Ltd."),), notes_html=deep)

    assert "the innermost words" in text_of(Document(cover=COVER, parties=(party,)))


def test_a_note_loses_scripts_styles_links_and_pictures_and_keeps_its_words(text_of):
    note = (
        '<p style="background:url(http://127.0.0.1/)" hx-get="/x">kept '
        '<a href="file:///etc/passwd" rel="attachment">words</a><img src="http://127.0.0.1/"><script>gone</script><svg><style>gone</style></svg></p>'
    )

    text = text_of(Document(cover=COVER, summary=Summary(bottom_line="x", body_html=note)))

    assert "kept words" in text
    assert "gone" not in text


def test_letters_that_would_hide_or_turn_text_are_shown(text_of):
    party = Party(id="E1", kind="Company", names=(Name(text="invoice\u202efdp.exe\x00\x07"),))

    text = text_of(Document(cover=COVER, parties=(party,)))

    assert "invoice⟦U+202E⟧fdp.exe⟦U+0000⟧⟦U+0007⟧" in text


def test_a_word_without_end_and_a_title_without_end_stay_inside_the_page(tmp_path):
    party = Party(id="E1", kind="Company", names=(Name(text="W" * 600),), summary="V" * 3_000)
    document = Document(cover=replace(COVER, title="Tt " * 900), parties=(party,))

    render(document, {}, out=tmp_path / "d.pdf")

    text = "".join(page_texts(tmp_path / "d.pdf"))
    assert text.count("V") >= 3_000
    assert text.count("Tt") >= 900
