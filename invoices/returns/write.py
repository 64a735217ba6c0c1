"""Makes the copy that goes back, and reads it again before anybody gets it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from edi.model.reference import Reference, SheetRef
from edi.views.run_result import InputResult, RunResult
from invoices.findings_sheet import is_findings_sheet
from invoices.layout.table import column_letter
from invoices.returns.book import Earlier, mark_workbook
from invoices.returns.findings_sheet import remembered_colours
from invoices.returns.marks import Listed, Mark, findings_of
from invoices.returns.plain import plain_workbook, through_openpyxl
from invoices.workbook import CellValue, Sheet, content_of, read_workbook

ZIP = b"PK\x03\x04"
Marks: TypeAlias = dict[str, list[Mark]]


class Returned(NamedTuple):
    """The marked copy. `how` says what it kept: "edited" everything, "rebuilt" what openpyxl knows, "plain" the
    rows alone (a .csv has no more)."""

    data: bytes
    how: Literal["edited", "rebuilt", "plain"]


def rejects_workbook(part: InputResult, run: RunResult, *, macros: bool = False) -> Returned:
    """The marked copy as bytes. `macros` keeps the macros of an .xlsm, for a target of that name.

    The workbook's XML is edited in place; a copy that does not read like the original is thrown away, and a lesser
    way is taken: once through openpyxl, then the bare rows.
    """
    content = _content(part)
    sheets = read_workbook(Path(part.file), content)
    marks, listed = findings_of(_in_cells(part, sheets), run)
    marks = _on_known_sheets(marks, sheets)
    earlier = next((Earlier(s.name, remembered_colours(s.rows())) for s in sheets if _is_ours(s)), Earlier())
    listed = [one for one in listed if not earlier.name or one.sheet != earlier.name]
    if content.startswith(ZIP):
        attempts: list[tuple[Literal["edited", "rebuilt"], Callable[[bytes], bytes]]] = [
            ("edited", lambda data: data),
            ("rebuilt", through_openpyxl),
        ]
        for how, prepare in attempts:
            data = _attempt(content, prepare, marks, listed, earlier, macros)
            if data is not None and reads_alike(sheets, data):
                return Returned(data, how)
    kept = [sheet for sheet in sheets if not _is_ours(sheet)]
    plain, names = plain_workbook(kept)
    marks = {names[name]: found for name, found in marks.items() if name in names}
    renamed = [one._replace(sheet=names.get(one.sheet, one.sheet)) for one in listed]
    return Returned(mark_workbook(plain, marks, renamed, Earlier(), macros=False), "plain")


def _in_cells(part: InputResult, sheets: Sequence[Sheet]) -> InputResult:
    """The findings of a JSON export at the cells that its values have in the copy, whose first row is the headings."""
    letters = {s.name: {key: column_letter(place) for place, key in enumerate(s.keys)} for s in sheets if s.keys}

    def cell(where: Reference) -> Reference:
        if not isinstance(where, SheetRef) or where.sheet not in letters:
            return where
        return replace(where, row=where.row + 1, column=letters[where.sheet].get(where.column, ""))

    if not letters:
        return part
    found = [replace(f, where=cell(f.where), related=tuple(map(cell, f.related))) for f in part.findings]
    return replace(part, findings=found)


def reads_alike(before: Sequence[Sheet], data: bytes) -> bool:
    """Whether a workbook reads like the sheets that it was made from: names and every value, Findings aside."""
    after = read_workbook(Path("copy.xlsx"), data)
    olds, news = list(_invoices(before)), list(_invoices(after))
    if [(old.name, old.hidden) for old in olds] != [(new.name, new.hidden) for new in news]:
        return False
    nothing: list[CellValue] = []
    for old, new in zip(olds, news, strict=True):
        for row, other in zip_longest(_filled(old), _filled(new), fillvalue=nothing):
            if row != other:
                return False
    return True


def _attempt(
    content: bytes,
    prepare: Callable[[bytes], bytes],
    marks: Marks,
    listed: list[Listed],
    earlier: Earlier,
    macros: bool,
) -> bytes | None:
    try:
        return mark_workbook(prepare(content), marks, listed, earlier, macros=macros)
    except Exception:
        # Programs write workbooks in ways that nobody has listed, and openpyxl raises whatever it meets. None of
        # it may cost the sender the copy: there is always a lesser way, and `how` tells which one was taken.
        return None


def _content(part: InputResult) -> bytes:
    if part.content is not None:
        return part.content
    return content_of(part.path or Path(part.file))


def _on_known_sheets(marks: Marks, sheets: Iterable[Sheet]) -> Marks:
    """Marks without a sheet's name belong to the only sheet, where there is only one."""
    names = [sheet.name for sheet in sheets if not _is_ours(sheet)]
    if len(names) == 1 and "" in marks:
        marks = {**marks, names[0]: marks.get(names[0], []) + marks[""]}
    return {name: found for name, found in marks.items() if name in names}


def _is_ours(sheet: Sheet) -> bool:
    return is_findings_sheet(sheet.name, next(sheet.rows(), []))


def _invoices(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    return (sheet for sheet in sheets if not _is_ours(sheet))


def _filled(sheet: Sheet) -> Iterator[list[CellValue]]:
    """Rows from column A, without the empty cells at their end."""
    blank: list[CellValue] = [""] * sheet.first_column
    for cells in sheet.rows():
        width = len(cells)
        while width and cells[width - 1] == "":
            width -= 1
        yield [*blank, *cells[:width]] if width else []
