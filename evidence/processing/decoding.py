"""From bytes to text: byte order mark, then UTF-8, then the declared encoding, then a guess that is named."""

import codecs
import importlib.metadata
import re
from collections.abc import Iterator
from pathlib import Path

import charset_normalizer

from evidence.processing.context import Context

SAMPLE_BYTES = 128 * 1024
LINE_CHARACTERS = 64 * 1024
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.I)


def encoding_of(context: Context, path: Path) -> str:
    """Name the encoding of a whole file, and note it among the facts when it had to be guessed."""
    with path.open("rb") as stream:
        sample = stream.read(SAMPLE_BYTES)
    encoding = (
        _by_mark(sample)
        or ("utf-8" if _is_utf8(path, up_to=4 * context.limits.characters) else None)
        or _declared(sample)
    )
    if encoding is None:
        encoding = _guessed(context, sample)
    context.facts["encoding"] = encoding
    return encoding


def decode(context: Context, content: bytes) -> str:
    """Decode a piece that is in memory anyway (a mail's body, an HTML page)."""
    try:
        return content.decode(_by_mark(content) or "utf-8")
    except UnicodeDecodeError:
        encoding = _declared(content[:4096]) or _guessed(context, content[:SAMPLE_BYTES])
        return content.decode(encoding, errors="replace")


def lines(context: Context, path: Path) -> Iterator[tuple[int, str]]:
    """Stream numbered lines; a line longer than 64 k characters comes in parts under one number."""
    encoding = encoding_of(context, path)
    number, is_new, has_broken = 0, True, False
    with path.open(encoding=encoding, errors="replace") as stream:
        while line := stream.readline(LINE_CHARACTERS):
            number += is_new
            is_new = line.endswith("\n")
            has_broken = has_broken or "\ufffd" in line
            yield number, line.rstrip("\n")
    if has_broken:
        context.find("text_broken", f"Some bytes are not {encoding}; they were replaced.")


def _by_mark(sample: bytes) -> str | None:
    return next((encoding for mark, encoding in MARKS if sample.startswith(mark)), None)


def _is_utf8(path: Path, *, up_to: int) -> bool:
    """Judged as far as the text may be kept; a file may be larger than its time allows to read."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        try:
            while (block := stream.read(1024 * 1024)) and stream.tell() <= up_to + len(block):
                decoder.decode(block)
            decoder.decode(b"", final=not block)
        except UnicodeDecodeError:
            return False
    return True


def _declared(sample: bytes) -> str | None:
    """A declaration is believed only when Python knows the encoding and the sample agrees with it."""
    match = DECLARED.search(sample[:4096])
    if match is None:
        return None
    name = match[1].decode("ascii")
    try:
        if not codecs.lookup(name)._is_text_encoding:  # the only way to leave out rot13 and the like
            return None
        sample.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None
    return name.lower()


def _guessed(context: Context, sample: bytes) -> str:
    context.tools["charset-normalizer"] = importlib.metadata.version("charset-normalizer")
    best = charset_normalizer.from_bytes(sample).best()
    encoding = best.encoding if best else "latin-1"
    context.find("encoding_guessed", f"The encoding is not declared; {encoding} was guessed.")
    return encoding
