"""Outlook messages (MSG) by extract-msg: headers, body and the list of attachments."""

import importlib.metadata
from typing import Any

import extract_msg
from extract_msg.exceptions import ExMsgBaseException

from evidence.processing import decoding
from evidence.processing.context import ContentRefused, Context
from evidence.processing.names import safe_name
from evidence.processing.readers import html
from evidence.processing.segments import RowBlocks, SegmentWriter
from evidence.processing.wire import Pin

UNREADABLE = (ExMsgBaseException, OSError, ValueError, LookupError, AttributeError, TypeError, NotImplementedError)
FIELDS = (("from", "sender"), ("to", "to"), ("cc", "cc"), ("date", "date"), ("subject", "subject"))


def read(context: Context, segments: SegmentWriter) -> None:
    """Read the message; attachments are listed, not opened."""
    if context.size_bytes > context.limits.mail_bytes:
        raise ContentRefused(f"The message is larger than {context.limits.mail_bytes:,} bytes.", code="mail_too_large")
    context.tools["extract-msg"] = importlib.metadata.version("extract-msg")
    try:
        message = extract_msg.openMsg(str(context.source), delayAttachments=True)
    except UNREADABLE as problem:
        raise ContentRefused("The message is damaged and cannot be opened.", code="mail_damaged") from problem
    headers = {name: text for name, field in FIELDS if (text := _field(context, message, field=field))}
    context.facts["headers"] = {name: value[:1000] for name, value in headers.items()}
    shown = "\n".join(f"{name.capitalize()}: {value}" for name, value in headers.items())
    segments.add(Pin(part="headers"), shown, by="extract-msg")
    _read_body(context, segments, message=message)
    _list_attachments(context, segments, message=message)


def _field(context: Context, message: Any, *, field: str) -> str:
    """Each field is decoded on access, and each may be broken by itself."""
    try:
        value = getattr(message, field, None)
    except UNREADABLE:
        context.find("mail_field_malformed", f"The message's field {field} cannot be read.")
        return ""
    if isinstance(value, bytes):
        return decoding.decode(context, value)
    return "" if value is None else str(value)


def _read_body(context: Context, segments: SegmentWriter, *, message: Any) -> None:
    text = _field(context, message, field="body")
    if not text.strip():
        page = _field(context, message, field="htmlBody")
        if page:
            html.read_page(context, segments, html=page, part="body")
        return
    blocks = RowBlocks(segments, by="extract-msg", part="body")
    for row, line in enumerate(text.splitlines(), start=1):
        blocks.add(row, line)
    blocks.flush()


def _list_attachments(context: Context, segments: SegmentWriter, *, message: Any) -> None:
    listed: list[dict[str, Any]] = context.facts.setdefault("attachments", [])
    for number, attachment in enumerate(_attachments(context, message), start=1):
        if number > context.limits.parts:
            raise context.cap("parts_cap", f"Only the first {context.limits.parts} parts were read.")
        name = safe_name(
            _field(context, attachment, field="longFilename") or _field(context, attachment, field="shortFilename")
        )
        listed.append({"part": f"attachment {number}", "name": name.display})
        segments.add(Pin(part=f"attachment {number}"), f"Attachment: {name.display}", by="extract-msg")


def _attachments(context: Context, message: Any) -> list[Any]:
    try:
        return list(message.attachments)
    except UNREADABLE:
        context.find("mail_attachments_malformed", "The message's attachments cannot be listed.")
        return []
