"""CSV: records with their numbers, cells apart by tabs."""

import csv
from collections.abc import Iterator
from itertools import chain, islice

from evidence.processing import decoding
from evidence.processing.context import Context
from evidence.processing.segments import RowBlocks, SegmentWriter

FIELD_CHARACTERS = 128 * 1024


def read(context: Context, segments: SegmentWriter) -> None:
    """Stream the records. A record may span lines: rows are counted as a spreadsheet counts them."""
    csv.field_size_limit(FIELD_CHARACTERS)
    blocks, cells = RowBlocks(segments, by="python"), 0
    try:
        for number, record in enumerate(_records(context), start=1):
            cells += len(record)
            if cells > context.limits.cells:
                raise context.cap("cells_cap", f"Only the first {context.limits.cells:,} cells were read.")
            blocks.add(number, "\t".join(record))
    except csv.Error:
        context.find("table_damaged", "From some row on the table cannot be split into cells; the rest was not read.")
    finally:
        blocks.flush()


def _records(context: Context) -> Iterator[list[str]]:
    rows = (text + "\n" for _, text in decoding.lines(context, context.source))
    first = list(islice(rows, 20))
    try:
        dialect: type[csv.Dialect] | str = csv.Sniffer().sniff("".join(first), delimiters=",;\t|")
    except csv.Error:
        dialect = "excel"
    return csv.reader(chain(first, rows), dialect)
