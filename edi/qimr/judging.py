"""The rules of the report: rows are judged as they are made, the whole once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from edi.diagnostics import Diagnostic, Registry, Rule, Severity, rules_with_added
from edi.model.reference import SheetRef
from edi.qimr.facts import Facts, Row
from mappings.report_table import Tab

if TYPE_CHECKING:
    from edi.qimr.report import Report

PACKAGE = "edi.qimr.rules"
#: Findings of one code that are listed; the count goes on.
MOST_OF_A_CODE = 1000


class View:
    """A tab as rules see it, looked up once: `letters` and `codes` (the name of the code list) by field, `groups` the
    fields that begin alike (`population`, `serves`)."""

    def __init__(self, tab: Tab, file: str) -> None:
        self.tab = tab
        self.file = file
        self.letters = {column.field: column.letter for column in tab.columns}
        self.codes = {column.field: column.codes for column in tab.columns}
        self.groups: dict[str, list[str]] = {}
        for field in self.letters:
            self.groups.setdefault(field.partition(".")[0], []).append(field)


class Placed(msgspec.Struct, frozen=True):
    """A row of a tab with its place, as rules see it."""

    view: View
    row: Row
    number: int

    @property
    def tab(self) -> Tab:
        """The tab."""
        return self.view.tab

    def has(self, field: str) -> bool:
        """Whether the tab has a column of that field."""
        return field in self.view.letters

    def group(self, name: str) -> list[str]:
        """The fields of a group, `population.adult_homeless` and its like."""
        return self.view.groups.get(name, [])

    def at(self, field: str) -> SheetRef:
        """The cell of a field; the row where the tab has no such column."""
        view = self.view
        return SheetRef(view.file, view.tab.sheet, self.number, view.letters.get(field, ""), field)

    def value(self, field: str) -> object:
        """The value of a field, None for a missing one."""
        return self.row.values.get(field)


class Whole(msgspec.Struct, frozen=True):
    """A report as rules see it that are about all of it. `today` is the day of the run."""

    report: Report
    today: date

    @property
    def facts(self) -> Facts:
        """Its facts."""
        return self.report.facts

    def on(self, tab: Tab, column: str = "") -> SheetRef:
        """A tab, or the heading of one of its columns."""
        return SheetRef(self.report.file, tab.sheet, 1 if column else 0, column)

    def tab(self, name: str) -> Tab | None:
        """A tab of the report by name."""
        return next((tab for tab in self.report.tabs if tab.name == name), None)


class Findings:
    """The findings of a report, by the order in which they came up; of each code the first thousand."""

    def __init__(self, overrides: Mapping[str, Severity]) -> None:
        self.registry: Registry = rules_with_added(PACKAGE)
        self.counts: Counter[str] = Counter()
        self.kept: list[Diagnostic] = []
        self._overrides = overrides
        self._row_checks = [check for _, check in self.registry.checks.get("report_row", ())]

    def severity(self, code: str) -> Severity:
        """The payer file's word, else the rule's own."""
        return self.registry.severity(code, self._overrides)

    @property
    def has_errors(self) -> bool:
        """Whether any finding is an error."""
        return any(self.severity(code) == "error" for code in self.counts)

    def add(self, findings: Iterable[Diagnostic]) -> None:
        """Counts findings, and keeps them as long as there are not too many of their code."""
        for finding in findings:
            self.counts[finding.code] += 1
            if self.counts[finding.code] <= MOST_OF_A_CODE:
                self.kept.append(finding)

    def adopt(self, findings: Iterable[Diagnostic], rules: Mapping[str, Rule]) -> None:
        """Findings of what was read for the report, made by rules of other packages."""
        self.registry = Registry({**rules, **self.registry.rules}, self.registry.checks)
        self.add(findings)

    def judge_row(self, placed: Placed, facts: Facts) -> None:
        """What the rules say of a row."""
        for check in self._row_checks:
            self.add(check(placed, facts))

    def judge_whole(self, whole: Whole) -> None:
        """What the rules say of the report, once its rows were made."""
        for _, check in self.registry.checks.get("report", ()):
            self.add(check(whole, whole.facts))
