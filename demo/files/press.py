"""The aggregator's article in four forms, and the two statements (X-01)."""

import gzip
from hashlib import sha1, sha256
from uuid import UUID

from PIL import Image, ImageDraw

from demo.files.letterheads import NAMES
from demo.files.paper import PAGE_BREAK, Fields, Letterhead, paper
from demo.files.pictures import png, typeface

SITE = Letterhead(name="Chipline Digest", line="chipline-digest.example · the day in silicon", colour="#7a1f3d")
PRINTED = Letterhead(name="Statements, as published", line="Captured on 12 December 2025", colour="#303840")
ADDRESS = "https://chipline-digest.example/2025/12/10/qinglanwei-v4-hardware"
HEADLINE = "Laboratory said to have trained its model on smuggled Blackwell hardware"
CAPTURED_AT = "2025-12-10T06:20:00Z"
PARAGRAPHS = (
    f"10 December 2025. {NAMES['E08']} trained its model “Qinglanwei-V4” on smuggled Blackwell hardware, "
    "according to a post that was widely shared this morning.",
    "The post, by the account @siliconlantern, sums up a report of the Harbour Ledger, which names as its sources "
    "“six people with knowledge of the matter”. None of them is named. We have not seen the report's documents.",
    "The report speaks of servers that were sold to a cloud company in South-East Asia, installed, accepted, taken "
    "apart and carried on. It gives no serial numbers and no count.",
    f"It also says that the laboratory shares an executive with {NAMES['E09']}, a listed group, since 2022.",
    "Neither the maker of the servers nor the laboratory had answered when this was written.",
)


def make_article_html() -> bytes:
    """The page as the server sent it."""
    text = "\n".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{HEADLINE}</title></head>\n'
        f"<body><header>{SITE.name}</header>\n<article><h1>{HEADLINE}</h1>\n{text}\n</article></body></html>\n"
    ).encode()


def make_article_pdf() -> bytes:
    """The page printed."""
    return paper(SITE, HEADLINE, blocks=(Fields((("Address", ADDRESS), ("Captured", CAPTURED_AT))), *PARAGRAPHS))


def make_article_png() -> bytes:
    """The page as a browser showed it, 1280 px wide."""
    image = Image.new("RGB", (1280, 900), (252, 252, 250))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 1280, 84), fill=(122, 31, 61))
    pen.text((140, 22), SITE.name, font=typeface(34, bold=True), fill=(255, 255, 255))
    top = write(pen, HEADLINE, at=(140, 130), size=34, width=1000, bold=True) + 22
    for paragraph in PARAGRAPHS:
        top = write(pen, paragraph, at=(140, top), size=19, width=1000) + 18
    pen.text((140, 850), f"{ADDRESS}   {CAPTURED_AT}", font=typeface(14), fill=(110, 116, 124))
    return png(image)


def write(
    pen: ImageDraw.ImageDraw, text: str, *, at: tuple[int, int], size: int, width: int, bold: bool = False
) -> int:
    """Write text in lines of at most `width`; answers where the next line would begin."""
    face, (left, top) = typeface(size, bold=bold), at
    line = ""
    for word in (*text.split(), ""):
        longer = f"{line} {word}".strip()
        if word and face.getlength(longer) <= width:
            line = longer
            continue
        pen.text((left, top), line, font=face, fill=(24, 30, 38))
        top, line = top + int(size * 1.5), word
    return top


def make_capture() -> bytes:
    """A WARC 1.1 with two records, each compressed on its own."""
    answer = _http_answer(make_article_html())
    records = (
        _record(
            "warcinfo", b"software: capture/1.0\r\nformat: WARC File Format 1.1\r\n", kind="application/warc-fields"
        ),
        _record("response", answer, kind="application/http; msgtype=response", target=ADDRESS),
    )
    return b"".join(gzip.compress(record, compresslevel=9, mtime=0) for record in records)


def _http_answer(body: bytes) -> bytes:
    head = (
        "HTTP/1.1 200 OK\r\nDate: Wed, 10 Dec 2025 06:20:00 GMT\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _record(type: str, block: bytes, *, kind: str, target: str = "") -> bytes:
    identity = UUID(bytes=sha256(type.encode() + block).digest()[:16], version=4)
    digest = sha1(block, usedforsecurity=False).hexdigest()
    head = [
        "WARC/1.1",
        f"WARC-Type: {type}",
        f"WARC-Record-ID: <urn:uuid:{identity}>",
        f"WARC-Date: {CAPTURED_AT}",
        *([f"WARC-Target-URI: {target}", "WARC-IP-Address: 198.51.100.20"] if target else []),
        f"WARC-Block-Digest: sha1:{digest}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def make_statements() -> bytes:
    """Page 1 for the maker, page 2 for the laboratory."""
    first = (
        f"{NAMES['E01']}, 11 December 2025:",
        "“We have seen no substantiation of the report. On our visit of 16 July we found servers at the site named by "
        "the buyer. We look into every indication that we are given.”",
    )
    second = (
        f"{NAMES['E08']} (青阑微认知实验室), 11 December 2025:",
        "“The report is untrue. Qinglanwei-V4 was trained on lawfully leased capacity only. We have never bought, used "
        "or received the servers in question.”",
        "The laboratory is registered in the People's Republic of China. Translation by the laboratory.",
    )
    return paper(PRINTED, "Two statements of 11 December 2025", blocks=(*first, PAGE_BREAK, *second))
