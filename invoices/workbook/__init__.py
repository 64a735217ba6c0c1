"""The only part that reads spreadsheets: one module a library (calamine, csv, json), one for what calamine leaves out.

Reading never judges: a sheet is rows of cell values as they stand, with the positions kept. What cannot be
opened at all raises `UnreadableError`, with a code and one line for the person who sent it.
"""

from invoices.workbook.reader import INPUT_FORMATS, READABLE_ENDINGS, content_of, open_workbook, read_workbook
from invoices.workbook.sheet import (
    FORMULA_WITHOUT_VALUE,
    MAX_BYTES,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_EXPANDED_BYTES,
    MAX_EXPANSION,
    CellValue,
    Lacks,
    MergedRange,
    Note,
    Origin,
    Origins,
    Sheet,
    UnreadableError,
    Workbook,
)

__all__ = [
    "FORMULA_WITHOUT_VALUE",
    "INPUT_FORMATS",
    "MAX_BYTES",
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_EXPANDED_BYTES",
    "MAX_EXPANSION",
    "READABLE_ENDINGS",
    "CellValue",
    "Lacks",
    "MergedRange",
    "Note",
    "Origin",
    "Origins",
    "Sheet",
    "UnreadableError",
    "Workbook",
    "content_of",
    "open_workbook",
    "read_workbook",
]
