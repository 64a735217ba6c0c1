"""One report: its tabs, rows made when they are written, and what is told about each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from edi.diagnostics import Diagnostic
from edi.qimr.facts import Facts, Row
from edi.qimr.tabs import makers
from mappings.quarters import Due, Quarter, due_date
from mappings.report_table import TRANSITION, Column, Tab, load_report_codes, tabs_of

#: The first row of a sheet below the headings.
FIRST_ROW = 2
#: The one report of members who came from other programmes covers this quarter (QG 2 and 3).
TRANSITION_QUARTER = Quarter(2022, 1)


class ColumnTold(msgspec.Struct):
    """What is told about a column once its rows are made: rows, missing values, and values by source."""

    rows: int = 0
    missing: int = 0
    by_source: Counter[str] = msgspec.field(default_factory=Counter)


class Report:
    """A report of one kind and version. `rows` makes the rows of a tab anew each time and tells about its columns."""

    def __init__(self, kind: str, version: str, facts: Facts) -> None:
        self.kind = kind
        self.version = version
        self.facts = facts
        self.tabs: Sequence[Tab] = tabs_of(kind, version)
        self.told: dict[tuple[str, str], ColumnTold] = {}
        self.findings: list[Diagnostic] = []

    @property
    def quarter(self) -> Quarter:
        """The quarter that the report is about."""
        return self.facts.quarter

    @property
    def due(self) -> Due:
        """When it is due."""
        return due_date(TRANSITION if self.kind == TRANSITION else "quarterly", self.quarter)

    def rows(self, tab: Tab) -> Iterator[Row]:
        """The rows of a tab in their order."""
        columns = [(column, ColumnTold()) for column in tab.columns]
        for column, told in columns:
            self.told[tab.name, column.letter] = told
        for row in makers()[tab.name].rows(self.facts, tab):
            values = row.values
            for column, told in columns:
                told.rows += 1
                if values.get(column.field) is None:
                    told.missing += not column.blank
                else:
                    told.by_source[row.source(column.field) or "profile"] += 1
            yield row

    def empty_columns(self, tab: Tab) -> list[Column]:
        """Columns of which no row has a value, though there are rows: nothing that was given can fill them."""
        told = ((column, self.told.get((tab.name, column.letter))) for column in tab.columns)
        return [column for column, one in told if one is not None and one.rows and one.missing == one.rows]

    def choices(self, column: Column) -> list[str]:
        """The values that a drop-down of a column offers; none for a column without one."""
        plans = self.facts.profile.plans
        fixed = {
            "plans": [plan.name for plan in plans],
            "plan_codes": [plan.code for plan in plans],
            "counties": sorted({plan.county for plan in plans if plan.county}),
            "periods": [str(self.quarter)],
        }
        if column.kind == "flag":
            return ["1", "0"]
        if column.codes in fixed:
            return fixed[column.codes]
        return list(load_report_codes().get(column.codes, ()))


def shown(value: object) -> str:
    """A value as text: a date as MM/DD/YYYY, nothing for a missing one."""
    if value is None:
        return ""
    return value.strftime("%m/%d/%Y") if isinstance(value, date) else str(value)
