"""Tables as CSV, trees as XML and archives as ZIP, without a trace of when they were made."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from lxml import etree

MADE_AT = (2025, 6, 24, 11, 0, 0)
MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with CRLF, as RFC 4180 has it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(head)
    writer.writerows(rows)
    return buffer.getvalue().encode()


def xml_bytes(root: etree._Element) -> bytes:
    """UTF-8 with a declaration, indented."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def zip_bytes(members: Iterable[tuple[str, bytes]], *, made_at: tuple[int, int, int, int, int, int] = MADE_AT) -> bytes:
    """The members in their order, all of one time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name, date_time=made_at)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def without_clock(office_file: bytes, *, written_at: str) -> bytes:
    """An XLSX or DOCX with every time of making replaced; `written_at` is like `2025-06-24T03:00:00Z`."""
    with zipfile.ZipFile(io.BytesIO(office_file)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    stamped = MODIFIED.sub(lambda found: found[1] + written_at.encode(), dict(members).get("docProps/core.xml", b""))
    return zip_bytes((name, stamped if name == "docProps/core.xml" else content) for name, content in members)
