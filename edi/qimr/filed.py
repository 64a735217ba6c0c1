"""A report that was filed before, compared row by row with the one of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from edi.model.reference import SheetRef
from edi.qimr.behind import Behind
from edi.qimr.congruence import FILED, Compared, Congruence, Difference
from edi.qimr.facts import Row
from edi.qimr.report import FIRST_ROW, Report, shown
from edi.qimr.tabs import makers
from mappings.report_table import Column, Tab
from mappings.service_table import normal

# What makes a row one of a kind; members of the ECM tab may have several, which are then told apart by their order.
_KEYS = ("period", "plan_code", "cin", "provider_npi", "support")
_OF_A_MEMBER = ("plan_code", "cin")


class Sheet(NamedTuple):
    """A sheet of the filed workbook: its name, the row of the first cells, and all cells."""

    name: str
    first_row: int
    rows: Sequence[Sequence[Any]]


def against_filed(report: Report, file: str, sheets: Sequence[Sheet]) -> Congruence:
    """Compares every tab of which the filed workbook has a sheet, over the columns that both have."""
    result = Congruence()
    for tab in report.tabs:
        sheet = next((one for one in sheets if _is_of(one.name, tab)), None)
        if sheet is not None:
            _compare(report, tab, file, sheet, result)
    return result


def _is_of(name: str, tab: Tab) -> bool:
    """Whether a sheet is of a tab: by its name, or the published title with or without "Tab" and a number."""
    wanted = normal(name).lstrip("0123456789").removesuffix("tab")
    return wanted in (normal(tab.sheet), normal(tab.title), normal(tab.short), normal(tab.name))


def _compare(report: Report, tab: Tab, file: str, sheet: Sheet, result: Congruence) -> None:
    theirs, places = _theirs(tab, sheet)
    ours = dict(_ours(report, tab))
    fields = [column for column in tab.columns if column.field in places]
    for key in sorted(set(ours) | set(theirs)):
        mine, other = ours.get(key), theirs.get(key)
        if mine is None or other is None:
            result.differences.append(_lonely(report, tab, file, sheet, key, mine, other))
            continue
        number, row = mine
        for column in fields:
            said, told = shown(row.values.get(column.field)), _text(other[1], places[column.field])
            if said != told:
                where = SheetRef(file, sheet.name, other[0], column.letter, column.field)
                behind = _behind(report, tab, row, column.field)
                result.differences.append(_difference(tab, key, column, said, told, where, number, behind))
    both = len(set(ours) & set(theirs))
    result.compared.append(Compared(FILED, tab.sheet, both, len(ours) - both, len(theirs) - both))


def _difference(
    tab: Tab, key: tuple[str, ...], column: Column, said: str, told: str, where: SheetRef, number: int, behind: Behind
) -> Difference:
    return Difference(
        other=FILED, sheet=tab.sheet, key=key, field=column.field, heading=column.heading, ours=said, theirs=told,
        where=where, row=number, select=behind.select,
    )  # fmt: skip


def _lonely(
    report: Report, tab: Tab, file: str, sheet: Sheet, key: tuple[str, ...],
    mine: tuple[int, Row] | None, other: tuple[int, Sequence[Any]] | None,
) -> Difference:  # fmt: skip
    """A row that only one of the two has."""
    where = SheetRef(file, sheet.name, other[0]) if other is not None else None
    behind = Behind() if mine is None else _behind(report, tab, mine[1], "cin")
    return Difference(
        other=FILED, sheet=tab.sheet, key=key, field="", heading="(the row)", ours="a row" if mine else "",
        theirs="a row" if other else "", where=where, row=mine[0] if mine else 0, select=behind.select,
    )  # fmt: skip


def _behind(report: Report, tab: Tab, row: Row, field: str) -> Behind:
    return makers()[tab.name].behind(report.facts, row, field) if field in row.values else Behind()


def _ours(report: Report, tab: Tab) -> Iterator[tuple[tuple[str, ...], tuple[int, Row]]]:
    fields = [column.field for column in tab.columns]
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(makers()[tab.name].rows(report.facts, tab), FIRST_ROW):
        yield _key(fields, {field: shown(row.values.get(field)) for field in _KEYS}, seen), (number, row)


def _theirs(tab: Tab, sheet: Sheet) -> tuple[dict[tuple[str, ...], tuple[int, Sequence[Any]]], dict[str, int]]:
    """Rows of the filed sheet by key, and the place of each field in them."""
    wanted = {_heading(column.heading): column.field for column in tab.columns}
    start, places = _heading_row(sheet.rows, wanted)
    seen: dict[tuple[str, ...], int] = {}
    fields = [column.field for column in tab.columns]
    found: dict[tuple[str, ...], tuple[int, Sequence[Any]]] = {}
    rows = list(enumerate(sheet.rows[start + 1 :], sheet.first_row + start + 1))
    if "start" in places:
        rows.sort(key=lambda pair: _day(pair[1], places["start"]))
    for number, cells in rows:
        if any(cell not in (None, "") for cell in cells):
            values = {field: _text(cells, places[field]) if field in places else "" for field in _KEYS}
            found[_key(fields, values, seen)] = (number, cells)
    return found, places


def _heading_row(rows: Sequence[Sequence[Any]], wanted: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """The row with most of the headings, and the place of each field; no place where there is no such row."""
    for number, cells in enumerate(rows):
        places: dict[str, int] = {}
        for place, cell in enumerate(cells):
            field = wanted.get(_heading(str(cell or "")))
            if field is not None:
                places.setdefault(field, place)
        if len(places) > len(wanted) // 2:
            return number, places
    return len(rows), {}


def _key(fields: Sequence[str], values: Mapping[str, str], seen: dict[tuple[str, ...], int]) -> tuple[str, ...]:
    names = _OF_A_MEMBER if "cin" in fields else [name for name in _KEYS if name in fields and name != "period"]
    if "cin" not in fields and "hours" in fields:
        names = ["period", *names]
    base = tuple(values[name] for name in names)
    seen[base] = seen.get(base, 0) + 1
    return (*base, str(seen[base]))


def _heading(text: str) -> str:
    """A heading for comparing: without its asterisk, its instructions in brackets, and signs."""
    return normal(text.replace("*", ""))


def _day(cells: Sequence[Any], place: int) -> str:
    value = cells[place] if place < len(cells) else None
    if isinstance(value, date):
        return value.strftime("%Y%m%d")
    text = str(value or "")
    return text[6:] + text[:5] if len(text) == 10 else text


def _text(cells: Sequence[Any], place: int) -> str:
    """A cell as the report would show it: whole numbers without a point, dates as MM/DD/YYYY."""
    value = cells[place] if place < len(cells) else None
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, (int, Decimal, float)):
        number = Decimal(str(value))
        return str(int(number)) if number == number.to_integral_value() else f"{number:.2f}"
    return shown(value).strip()
