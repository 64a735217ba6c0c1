"""One report: its tabs, rows made when they are written, and what is told about each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from edi.diagnostics import Severity
from edi.qimr.facts import Facts, Row
from edi.qimr.judging import Findings, Placed, View, Whole
from edi.qimr.tabs import makers
from mappings.quarters import Due, Quarter, due_date
from mappings.report_table import OUTREACH, PUBLISHED, QUARTERLY, Column, Tab, load_report_codes, tabs_of

#: The first row of a sheet below the headings.
FIRST_ROW = 2


class ColumnTold(msgspec.Struct):
    """What is told about a column once its rows are made: rows, missing values, and values by source."""

    rows: int = 0
    missing: int = 0
    by_source: Counter[str] = msgspec.field(default_factory=Counter)


class SourceLine(NamedTuple):
    """A line of the Sources sheet."""

    tab: Tab
    column: Column
    told: ColumnTold

    @property
    def is_empty(self) -> bool:
        """Whether there are rows, and every one of them lacks the value."""
        return self.told.rows > 0 and self.told.missing == self.told.rows

    @property
    def sources(self) -> str:
        """Where values came from, with their numbers; where they could come from, if there are none."""
        if self.told.by_source:
            return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in sorted(self.told.by_source.items()))
        return "none of: " + ", ".join(name.replace("_", " ") for name in self.column.sources) if self.told.rows else ""


class Report:
    """A report of one kind and version. `file` is the name that findings give it, `today` the day of the run. `rows`
    makes the rows of a tab; the first time they are judged and told about, so `finish` comes after all tabs."""

    def __init__(
        self, kind: str, version: str, facts: Facts, *, file: str, today: date, severities: Mapping[str, Severity]
    ) -> None:
        self.kind = kind
        self.version = version
        self.facts = facts
        self.file = file
        self.today = today
        self.tabs: Sequence[Tab] = tabs_of(kind, version)
        self.findings = Findings(severities)
        self._told: dict[str, list[ColumnTold]] = {}
        self._finished = False

    @property
    def quarter(self) -> Quarter:
        """The quarter that the report is about, the last of several."""
        return self.facts.quarter

    @property
    def due(self) -> Due | None:
        """When it is due; None for the one that the state asks for when it wants it."""
        return None if self.kind == OUTREACH else due_date(self.kind, self.quarter)

    def rows(self, tab: Tab) -> Iterator[Row]:
        """The rows of a tab in their order."""
        made = makers()[tab.name].rows(self.facts, tab)
        return made if tab.name in self._told else self._first_time(tab, made)

    def _first_time(self, tab: Tab, made: Iterator[Row]) -> Iterator[Row]:
        self._told[tab.name] = [ColumnTold() for _ in tab.columns]
        view = View(tab, self.file)
        # Rows of few shapes make a tab: which sources they have and which values they lack. Shapes are counted, and
        # taken apart into columns at the end.
        fields = [column.field for column in tab.columns]
        shapes: dict[tuple[Any, ...], tuple[Row, list[int]]] = {}
        for number, row in enumerate(made, FIRST_ROW):
            get = row.values.get
            shape = (*row.sources.items(), *[get(field) is None for field in fields])
            known = shapes.get(shape)
            if known is None:
                known = shapes[shape] = (row, [0])
            known[1][0] += 1
            self.findings.judge_row(Placed(view, row, number), self.facts)
            yield row
        for row, [count] in shapes.values():
            self._tell(tab, row, count)

    def _tell(self, tab: Tab, row: Row, count: int) -> None:
        """Adds rows of one shape to what is told about the columns."""
        for column, one in zip(tab.columns, self._told[tab.name], strict=True):
            one.rows += count
            if row.values.get(column.field) is None:
                one.missing += 0 if column.blank else count
            else:
                one.by_source[row.source(column.field) or "profile"] += count

    def finish(self) -> None:
        """Judges the report as a whole, once all rows were made; makes those that were not asked for."""
        for tab in self.tabs:
            if tab.name not in self._told:
                for _ in self.rows(tab):
                    pass
        if not self._finished:
            self._finished = True
            self.findings.judge_whole(Whole(self, self.today))

    def source_lines(self) -> Iterator[SourceLine]:
        """A line a column, after `finish`."""
        for tab in self.tabs:
            for column, told in zip(tab.columns, self._told[tab.name], strict=True):
                yield SourceLine(tab, column, told)

    def choices(self, column: Column) -> list[str]:
        """The values that a drop-down of a column offers; none for a column without one."""
        plans = self.facts.profile.plans
        if column.kind == "flag":
            return ["1", "0"]
        fixed = {
            "plans": [plan.name for plan in plans],
            "plan_codes": [plan.code for plan in plans],
            "counties": sorted({plan.county for plan in plans if plan.county}),
            "periods": [str(self.quarter)],
        }
        return fixed.get(column.codes) or list(load_report_codes().get(column.codes, ()))

    def left_out(self) -> list[Tab]:
        """Tabs of the published report of which this version has no layout."""
        here = {tab.name for tab in self.tabs}
        return [tab for tab in tabs_of(QUARTERLY, PUBLISHED) if self.kind == QUARTERLY and tab.name not in here]


def shown(value: object) -> str:
    """A value as text: a date as MM/DD/YYYY, nothing for a missing one."""
    if value is None:
        return ""
    return value.strftime("%m/%d/%Y") if isinstance(value, date) else str(value)
