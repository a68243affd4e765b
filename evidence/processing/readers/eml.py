"""Messages (EML): headers, bodies and the list of attachments, by the standard library, with our own ceilings."""

import hashlib
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from typing import Any

from evidence.processing import decoding
from evidence.processing.context import ContentRefused, Context
from evidence.processing.names import safe_name
from evidence.processing.readers import html
from evidence.processing.segments import RowBlocks, SegmentWriter
from evidence.processing.wire import Pin

# What the standard library is known to raise on malformed headers and bodies.
MALFORMED = (ValueError, LookupError, AttributeError, TypeError, AssertionError)
MAX_HEADERS = 300


def read(context: Context, segments: SegmentWriter) -> None:
    """Read the message; attachments are listed with their hashes, not opened."""
    if context.size_bytes > context.limits.mail_bytes:
        raise ContentRefused(f"The message is larger than {context.limits.mail_bytes:,} bytes.", code="mail_too_large")
    try:
        with context.source.open("rb") as stream:
            message = BytesParser(policy=policy.default).parse(stream)
        Reading(context, segments).message(message, path="", depth=1)
    except RecursionError as problem:
        raise ContentRefused("The message is nested too deeply.", code="mail_too_deep") from problem


class Reading:
    """One walk through a message and the messages inside it."""

    def __init__(self, context: Context, segments: SegmentWriter) -> None:
        self._context, self._segments = context, segments
        self._parts = 0
        self._attachments: list[dict[str, Any]] = context.facts.setdefault("attachments", [])

    def message(self, message: Message, *, path: str, depth: int) -> None:
        """Headers first, then the parts; `path` is empty or ends in a dot."""
        headers = _headers(self._context, message)
        if not path:
            self._context.facts["headers"] = _telling(headers)
        text = "\n".join(f"{name}: {value}" for name, value in headers)
        self._segments.add(Pin(part=f"{path}headers"), text, by="python")
        self._part(message, path=path, number="1", depth=depth)

    def _part(self, part: Message, *, path: str, number: str, depth: int) -> None:
        self._parts += 1
        if self._parts > self._context.limits.parts:
            raise self._context.cap("parts_cap", f"Only the first {self._context.limits.parts} parts were read.")
        if part.get_content_type() == "message/rfc822":
            self._inner(part, path=f"{path}{number}.", depth=depth)
        elif part.is_multipart():
            for index, child in enumerate(part.get_payload(), start=1):
                self._part(child, path=path, number=f"{number}.{index}", depth=depth)
        elif part.get_content_maintype() == "text" and not _is_attached(part):
            self._body(part, pin=f"{path}{number}")
        else:
            self._attachment(part, pin=f"{path}{number}")

    def _inner(self, part: Message, *, path: str, depth: int) -> None:
        if depth >= self._context.limits.depth:
            self._context.find("mail_depth", "Messages inside messages were read to the depth allowed only.")
            return
        for inner in part.get_payload():
            if isinstance(inner, Message):
                self.message(inner, path=path, depth=depth + 1)

    def _body(self, part: Message, *, pin: str) -> None:
        text = _content(self._context, part)
        if part.get_content_subtype() == "html":
            html.read_page(self._context, self._segments, html=text, part=pin)
            return
        blocks = RowBlocks(self._segments, by="python", part=pin)
        for row, line in enumerate(text.splitlines(), start=1):
            blocks.add(row, line)
        blocks.flush()

    def _attachment(self, part: Message, *, pin: str) -> None:
        content = part.get_payload(decode=True)
        content = content if isinstance(content, bytes) else b""
        name = safe_name(_file_name(part))
        for finding in name.findings:
            self._context.find(f"attachment_{finding.code}", f"Attachment {name.display}: {finding.sentence}")
        self._attachments.append(
            {
                "part": pin,
                "name": name.display,
                "claimed_type": part.get_content_type(),
                "size_bytes": len(content),
                "sha256": hashlib.sha256(content).hexdigest(),
            }
        )
        self._segments.add(Pin(part=pin), f"Attachment: {name.display}", by="python")


def _headers(context: Context, message: Message) -> list[tuple[str, str]]:
    try:
        return [(name, str(value)) for name, value in message.items()][:MAX_HEADERS]
    except MALFORMED:
        context.find("mail_headers_malformed", "Some headers are malformed; all are shown as they are written.")
        return [(name, str(value)) for name, value in message.raw_items()][:MAX_HEADERS]


def _telling(headers: list[tuple[str, str]]) -> dict[str, str]:
    wanted = {"from", "to", "cc", "bcc", "date", "subject", "message-id", "reply-to", "in-reply-to"}
    return {name.lower(): value[:1000] for name, value in reversed(headers) if name.lower() in wanted}


def _content(context: Context, part: Message) -> str:
    try:
        if isinstance(part, EmailMessage):
            return str(part.get_content())
    except MALFORMED:
        context.find("mail_body_malformed", "A body is not in the encoding that it declares; the encoding was guessed.")
    content = part.get_payload(decode=True)
    return decoding.decode(context, content) if isinstance(content, bytes) else str(part.get_payload())


def _is_attached(part: Message) -> bool:
    try:
        return bool(part.get_filename()) or part.get_content_disposition() == "attachment"
    except MALFORMED:
        return True


def _file_name(part: Message) -> str:
    try:
        return str(part.get_filename() or "")
    except MALFORMED:
        return ""
