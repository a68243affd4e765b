"""Plain text and JSON: lines as they stand, pinned by line number."""

import json
import re

from evidence.processing import decoding
from evidence.processing.context import Context
from evidence.processing.segments import RowBlocks, SegmentWriter

ESCAPES = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")


def read(context: Context, segments: SegmentWriter) -> None:
    """Stream the lines; in JSON, escaped letters are shown as letters, so that names can be found."""
    is_json = context.facts["media_type"] == "application/json"
    blocks = RowBlocks(segments, by="python")
    for number, line in decoding.lines(context, context.source):
        blocks.add(number, _unescaped(line) if is_json else line)
    blocks.flush()


def _unescaped(line: str) -> str:
    return ESCAPES.sub(lambda match: json.loads(f'"{match[0]}"'), line)
