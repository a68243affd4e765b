"""Rules for every template of the product."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
# What is drawn into a PDF is another medium with rules of its own.
TEMPLATES = [path for path in sorted((ROOT / "templates").rglob("*.html")) if "pdf" not in path.parts]
SPRITE = (ROOT / "static" / "img" / "icons.svg").read_text()


def _name(path):
    return str(path.relative_to(ROOT / "templates"))


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_template_says_what_it_expects(path):
    first = path.read_text().partition("\n")[0]

    assert first.startswith("{#")
    assert "xpects" in first


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_template_has_no_inline_script_style_or_htmx(path):
    text = path.read_text()

    assert not re.search(r'\sstyle=|\son[a-z]+="|<style', text)
    assert not re.search(r"\b(data-)?hx-(?!ignore)[a-z]+=", text), "htmx attributes are written by {% hx %}"
    assert all("nonce=" in script for script in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_icon_is_in_the_sprite(path):
    wanted = re.findall(r'{% icon "([a-z_]+)"', path.read_text())

    assert [name for name in wanted if f'id="{name}"' not in SPRITE] == []


@pytest.mark.parametrize("path", sorted((ROOT / "static" / "js").glob("*.js")), ids=lambda path: path.name)
def test_a_module_is_short_and_writes_no_markup(path):
    text = path.read_text()

    assert len(text.splitlines()) < 100
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(|localStorage", text)
