"""The tags that every page may use: `{% load interdict %}`."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import template
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from pages.hx import hx_attributes
from pages.moments import moment
from pages.richtext import harmless
from pages.tables import Table

register = template.Library()

_ICON = re.compile(r"[a-z_]+")
_TLP = {"TLP:RED", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:GREEN", "TLP:CLEAR"}
_UNITS = ("bytes", "kB", "MB", "GB", "TB", "PB")


class UnknownIcon(ValueError):
    """A name that cannot be one of the sprite's."""


@register.simple_tag(takes_context=True)
def hx(context: Context, **wanted: object) -> SafeString:
    """htmx attributes with this response's nonce: `<button {% hx get=url target="#main" %}>`."""
    return hx_attributes(context["request"], wanted)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A drawing of the sprite; without a label it is decoration and readers skip it."""
    if not _ICON.fullmatch(name):
        raise UnknownIcon(f"{name!r} is no icon.")
    role = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" {} focusable="false"><use href="{}#{}"></use></svg>', role, static("img/icons.svg"), name
    )


@register.simple_tag
def when(value: Any, precision: str = "", bound: str = "") -> SafeString:
    """A `<time>` in the reader's zone, as precise as it is known; UTC on hover and in print."""
    if not value:
        return mark_safe('<span class="unknown">not known</span>')
    shown = moment(value, precision=str(precision), bound=bound)
    utc = format_html(' title="{0}" data-utc="{0}"', shown.utc) if shown.utc else ""
    return format_html('<time datetime="{}"{}>{}</time>', shown.machine, utc, shown.words)


@register.simple_tag
def marking(label: str) -> SafeString:
    """A TLP 2.0 mark in its own colours; anything else is shown plainly."""
    kind = str(label).upper().removeprefix("TLP:").replace("+", "-").lower() if str(label).upper() in _TLP else "other"
    return format_html('<span class="mark mark-{}">{}</span>', kind, label)


@register.simple_tag(name="hash")
def hash_value(value: str, name: str = "SHA-256") -> SafeString:
    """First 8 digits, a copy button, and all of it on demand."""
    return render_into("hash", value=str(value), first=str(value)[:8], name=name)


@register.simple_tag
def size(size_bytes: int | None) -> SafeString:
    """A size in decimal units, the exact number on hover."""
    if size_bytes is None:
        return mark_safe('<span class="unknown">not known</span>')
    return format_html('<span class="size" title="{} bytes">{}</span>', f"{size_bytes:,}", _in_units(size_bytes))


def _in_units(size_bytes: int) -> str:
    value, unit = float(size_bytes), 0
    while value >= 999.5 and unit < len(_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    if unit == 0:
        return f"{size_bytes} byte{'' if size_bytes == 1 else 's'}"
    return f"{value:.3g} {_UNITS[unit]}"


@register.simple_tag
def plural(number: int, one: str, many: str = "") -> str:
    """`{% plural 4 "reader" %}` -> 4 readers."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@register.simple_tag
def field_errors(field: BoundField) -> SafeString:
    """A field's refusals, tied to it by `aria-describedby`."""
    if not field.errors:
        return SafeString("")
    lines = format_html_join(mark_safe("<br>"), "{}", ((error,) for error in field.errors))
    return format_html('<p class="error" id="{}_error">{}</p>', field.auto_id, lines)


@register.simple_tag(takes_context=True)
def action(context: Context, label: str, url: str, **options: Any) -> SafeString:
    """A button that acts or says why it cannot.

    `allowed` (default: no `reason`), `reason`, `method` ("get" is a link, "post" a one-button form),
    `kind` ("", "primary", "danger"), `icon`, `confirm` (a sentence asked first). Absent on pages of the past.
    """
    if context.get("as_of"):
        return SafeString("")
    reason = options.get("reason") or ""
    allowed = options.get("allowed", not reason)
    given = {"kind": "", "icon": "", "confirm": "", "method": "get", **options, "reason": reason, "allowed": allowed}
    return render_into("action", context, label=label, url=url, **given)


@register.simple_tag
def page_links(table: Table) -> SafeString:
    """Links to the pages before and after."""
    return render_into("page_links", table=table)


@register.simple_block_tag(takes_context=True)
def table(context: Context, content: str, table: Table) -> SafeString:
    """A dense table: `{% table cases %}<tr data-row>...</tr>{% endtable %}` around the rows of its body."""
    return render_into("table", context, table=table, body=content)


@register.filter
def rich(html: str | None) -> SafeString:
    """Rich text, cleaned again on the way out; htmx never looks inside."""
    return format_html('<div class="rich" hx-ignore>{}</div>', mark_safe(harmless(html or "")))


def render_into(component: str, context: Context | None = None, **values: object) -> SafeString:
    """A component's template with the request, a fresh id for its labels, and nothing else of the page."""
    request = context.get("request") if context is not None else None
    known: Mapping[str, object] = {"id": f"c{uuid4().hex[:8]}", **values}
    return render_to_string(f"_components/{component}.html", dict(known), request=request)


@register.filter
def qr(svg: str) -> SafeString:
    """A QR code drawn on the server, without the prolog that has no place inside a page."""
    return mark_safe(svg[svg.index("<svg") :])


@register.simple_tag
def spoken(code: str) -> str:
    """A code of the program as words: `dossier_review` reads "dossier review"."""
    return code.replace("_", " ")


@register.simple_tag
def entry(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping holds under a key, or "unknown"."""
    return mapping.get(key, "unknown")
