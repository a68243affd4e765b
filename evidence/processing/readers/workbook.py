"""Workbooks (XLSX, XLSB, XLS, ODS) by calamine: rows with their numbers, sheet by sheet."""

import importlib.metadata
import zipfile
from typing import Any

import python_calamine as calamine

from evidence.processing import packages
from evidence.processing.context import ContentEncrypted, ContentRefused, Context
from evidence.processing.segments import RowBlocks, SegmentWriter


def read(context: Context, segments: SegmentWriter) -> None:
    """Stream every sheet, hidden ones as well, which is a finding."""
    context.tools["python-calamine"] = importlib.metadata.version("python-calamine")
    if zipfile.is_zipfile(context.source):
        with packages.open_package(context) as package:
            packages.read_all(context, package)
            context.facts["document"] = packages.properties(package, context)
    workbook = _open(context)
    cells = 0
    for sheet in workbook.sheets_metadata:
        if sheet.visible != calamine.SheetVisibleEnum.Visible:
            context.find("hidden_sheet", f"The sheet {sheet.name} is hidden.")
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet:
            cells = _read_sheet(context, segments, sheet=workbook.get_sheet_by_name(sheet.name), cells=cells)


def _open(context: Context) -> Any:
    try:
        return calamine.CalamineWorkbook.from_path(str(context.source))
    except calamine.PasswordError as problem:
        raise ContentEncrypted("The workbook is encrypted and cannot be read without its password.") from problem
    except (calamine.CalamineError, OSError) as problem:
        raise ContentRefused("The workbook is damaged and cannot be opened.", code="workbook_damaged") from problem


def _read_sheet(context: Context, segments: SegmentWriter, *, sheet: Any, cells: int) -> int:
    blocks = RowBlocks(segments, by="python-calamine", sheet=sheet.name[:1000])
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells += len(row)
        if cells > context.limits.cells:
            blocks.flush()
            raise context.cap("cells_cap", f"Only the first {context.limits.cells:,} cells were read.")
        blocks.add(number, "\t".join(map(_shown, row)).rstrip())
    blocks.flush()
    return cells


def _shown(value: object) -> str:
    """Whole numbers without `.0`; dates and times as Python writes them, year first."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
