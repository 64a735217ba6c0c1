"""From a number back to the claim lines behind it: the sources are read once more and the chosen lines listed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import msgspec

from edi.model.reference import Reference, SheetRef, X12Ref
from edi.qimr.behind import Select
from edi.qimr.facts import Facts, Row
from edi.qimr.report import FIRST_ROW, Report
from edi.qimr.tabs import makers
from edi.qimr.tally import Key
from mappings.report_table import Column, Tab
from mappings.service_table import modifier_order, normal

_CELL = re.compile(r"(.+)!\$?([A-Za-z]{1,3})\$?(\d{1,7})")
#: Kinds of columns whose values say nothing about a member by themselves.
HARMLESS_KINDS = ("count", "flag", "hours")


class TracedLine(msgspec.Struct, frozen=True):
    """One claim line: file, number of its LX in the file (or sheet, row and column of an invoice), claim, number in the
    claim, code with modifiers. `repeated`: it is identical to an earlier one and adds nothing. `day` is for those who
    ask for values."""

    file: str
    segment_no: int
    sheet: str
    row: int
    column: str
    claim: str
    line: int
    code: str
    repeated: bool
    day: date

    def text(self, *, show_values: bool = False) -> str:
        """In words: file, place, claim, line, code."""
        place = f"segment {self.segment_no}" if self.segment_no else f"{self.sheet!r}!{self.column}{self.row}"
        said = f"{self.file}: {place}, claim {self.claim}, line {self.line}: {self.code}"
        said += f", {self.day:%m/%d/%Y}" if show_values else ""
        return said + (" (identical to an earlier line, not counted)" if self.repeated else "")


class Explanation(NamedTuple):
    """What stands behind a cell: the lines, and places in other files."""

    tab: Tab
    column: Column
    row_number: int
    value: Any
    source: str
    lines: list[TracedLine]
    places: tuple[Reference, ...]


class NoSuchCellError(Exception):
    """The cell that was asked for is not in the report; the message says what is."""


def explain(report: Report, cell: str) -> Explanation:
    """What stands behind a cell of a report (`ECM!Y14`). Raises NoSuchCellError."""
    tab, column, number = find_cell(report, cell)
    row = _row(report, tab, number)
    behind = makers()[tab.name].behind(report.facts, row, column.field)
    lines = trace(report.facts, {"": behind.select})[""] if behind.select is not None else []
    source = row.source(column.field) or ("profile" if row.values.get(column.field) is not None else "")
    return Explanation(tab, column, number, row.values.get(column.field), source, lines, behind.places)


def find_cell(report: Report, cell: str) -> tuple[Tab, Column, int]:
    """The tab (by short name, sheet or title), column and row that a cell names."""
    found = _CELL.fullmatch(cell.strip())
    if found is None:
        raise NoSuchCellError(f"{cell}: name a cell as TAB!CELL, for example ECM!Y14")
    wanted, letter, number = normal(found[1]), found[2].upper(), int(found[3])
    tab = next((tab for tab in report.tabs if wanted in map(normal, (tab.short, tab.sheet, tab.title, tab.name))), None)
    if tab is None:
        raise NoSuchCellError(f"{found[1]}: no such tab; there are {', '.join(tab.short for tab in report.tabs)}")
    column = tab.column(letter)
    if column is None:
        raise NoSuchCellError(f"{tab.short} has the columns A to {tab.columns[-1].letter}")
    return tab, column, number


def _row(report: Report, tab: Tab, number: int) -> Row:
    last = FIRST_ROW - 1
    for last, row in enumerate(makers()[tab.name].rows(report.facts, tab), FIRST_ROW):
        if last == number:
            return row
    raise NoSuchCellError(
        f"{tab.short} has the rows {FIRST_ROW} to {last}" if last >= FIRST_ROW else f"{tab.short} has no rows"
    )


def trace(facts: Facts, selects: Mapping[Any, Select | None]) -> dict[Any, list[TracedLine]]:
    """The lines of each choice, in one reading of the sources."""
    found: dict[Any, list[TracedLine]] = {name: [] for name in selects}
    by_member: dict[Key, list[tuple[Any, Select]]] = {}
    for name, select in selects.items():
        if select is not None:
            for key in select.members:
                by_member.setdefault(key, []).append((name, select))
    for sent, number, line, use, repeated in facts.lines:
        encounter = sent.encounter
        for name, select in by_member.get((encounter.plan_code, encounter.member.cin), ()):
            if select.takes(encounter, line, use):
                code = " ".join([line.hcpcs, *modifier_order(tuple(each for each in line.modifiers if each))])
                found[name].append(_traced(sent.where(number), encounter.claim_id, number, code, repeated, line.start))
    return found


def _traced(where: Reference, claim: str, number: int, code: str, repeated: bool, day: date) -> TracedLine:
    if isinstance(where, X12Ref):
        return TracedLine(where.file, where.segment_no, "", 0, "", claim, number, code, repeated, day)
    if isinstance(where, SheetRef):
        return TracedLine(where.file, 0, where.sheet, where.row, where.column, claim, number, code, repeated, day)
    return TracedLine(where.file, 0, "", 0, "", claim, number, code, repeated, day)
