"""Members of ZIP-based documents (DOCX, XLSX), read under the same ceilings as archives: headers lie, so count."""

import zipfile
import zlib
from typing import IO

from lxml import etree

from evidence.processing.context import ContentEncrypted, ContentRefused, Context

RATIO_FREE_BYTES = 10 * 1024 * 1024
BLOCK_BYTES = 256 * 1024
DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)
CORE_PROPERTIES = "docProps/core.xml"


class UnpackBudget:
    """Counts every byte that comes out of one file, at all levels, and refuses a bomb while it unfolds."""

    def __init__(self, context: Context) -> None:
        self._limits = context.limits
        self._packed_bytes = max(1, context.size_bytes)
        self.unpacked_bytes = 0

    def spend(self, size_bytes: int) -> None:
        """Account for bytes just unpacked.

        Raises:
            ContentRefused: the total or the ratio is over its ceiling.
        """
        self.unpacked_bytes += size_bytes
        if self.unpacked_bytes > self._limits.unpacked_bytes:
            sentence = f"Unpacking was stopped after {self._limits.unpacked_bytes:,} bytes."
            raise ContentRefused(sentence, code="unpacked_size")
        ratio = self._limits.unpack_ratio
        if self.unpacked_bytes > max(RATIO_FREE_BYTES, ratio * self._packed_bytes):
            sentence = f"Unpacking was stopped: the content is more than {ratio} times larger than the file."
            raise ContentRefused(sentence, code="unpack_ratio")


class Counted:
    """A readable stream that pays from a budget; enough of a file object for lxml and for copying."""

    def __init__(self, stream: IO[bytes], *, budget: UnpackBudget) -> None:
        self._stream, self._budget = stream, budget

    def read(self, size: int = BLOCK_BYTES) -> bytes:
        """Read at most one block, whatever was asked for."""
        block = self._stream.read(min(size, BLOCK_BYTES) if size > 0 else BLOCK_BYTES)
        self._budget.spend(len(block))
        return block


def open_package(context: Context) -> zipfile.ZipFile:
    """Open the file as a package.

    Raises:
        ContentRefused: it is damaged or has more members than allowed.
        ContentEncrypted: its members need a password.
    """
    try:
        package = zipfile.ZipFile(context.source)
    except DAMAGES as problem:
        raise ContentRefused("The document is damaged and cannot be opened.", code="package_damaged") from problem
    members = package.infolist()
    if len(members) > context.limits.entries:
        raise ContentRefused("The document has too many members.", code="package_members")
    if any(member.flag_bits & 1 for member in members):
        raise ContentEncrypted("The document is encrypted and cannot be read without its password.")
    return package


def read_all(context: Context, package: zipfile.ZipFile) -> None:
    """Unpack everything once into nothing, so that a bomb is met here and not in a library that trusts headers."""
    budget = UnpackBudget(context)
    for member in package.infolist():
        try:
            _drain(package, member, budget=budget)
        except DAMAGES as problem:
            raise ContentRefused("A part of the document is damaged.", code="package_damaged") from problem


def _drain(package: zipfile.ZipFile, member: zipfile.ZipInfo, *, budget: UnpackBudget) -> None:
    with package.open(member) as stream:
        counted = Counted(stream, budget=budget)
        while counted.read():
            pass


def properties(package: zipfile.ZipFile, context: Context) -> dict[str, str]:
    """Author, last editor, times and title, as the document claims them."""
    if CORE_PROPERTIES not in package.namelist():
        return {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with package.open(CORE_PROPERTIES) as stream:
            root = etree.parse(Counted(stream, budget=UnpackBudget(context)), parser).getroot()
    except (etree.XMLSyntaxError, *DAMAGES):
        context.find("properties_damaged", "The document's properties cannot be read.")
        return {}
    named = [element for element in root if isinstance(element.tag, str) and element.text]
    return {etree.QName(element).localname: element.text[:500] for element in named}
