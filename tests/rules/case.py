"""A case of a rule: an invoice that differs from a valid one in one thing, and what must be found in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from edi.diagnostics.render import say
from edi.model.reference import Reference, SheetRef
from edi.views.run_result import RunResult
from tests.invoices.cases import context, everything, letter, run_lines


@dataclass(frozen=True)
class Case:
    """`lines` are changes to the valid line, one row each. A bad case names the severity, the field and the row of
    the finding, and in `also` the other codes that its change cannot but bring along."""

    code: str
    lines: tuple[Mapping[str, Any], ...]
    severity: str = ""
    at: str = ""
    row: int = 0
    also: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        changed = "-".join(f"{key}={value}" for line in self.lines for key, value in line.items())
        return f"{self.code}-{'bad' if self.severity else 'good'}-{changed[:70] or 'valid'}"

    def check(self) -> None:
        """Runs the translation and compares."""
        result = run_lines(*self.lines, surroundings=context(**self.settings))
        found = [finding for finding in result.all_findings if finding.code == self.code]
        if not self.severity:
            assert not found
            return
        column = letter(everything(), self.at) if self.at else ""
        assert [finding.where for finding in found] == [SheetRef("invoice.csv", "invoice", self.row, column, self.at)]
        assert {finding.code for finding in result.all_findings} - {self.code} == set(self.also)
        assert result.severity(self.code) == self.severity
        status = next(d for part in result.inputs for d in part.dispositions if d.row == self.row)
        assert (self.code in status.codes) == (self.severity == "error")
        if self.severity == "error":
            assert status.status == "withheld"
        elif not any(result.severity(code) == "error" for code in self.also):
            assert status.status == "sent"
        rule = result.registry.rules[self.code]
        said = say(found[0], rule, show_values=True)
        assert "{" not in said.message + said.hint


def bad(
    code: str,
    severity: str,
    at: str = "",
    *lines: Mapping[str, Any],
    row: int = 0,
    also: tuple[str, ...] = (),
    settings: Mapping[str, Any] | None = None,
    **changes: Any,
) -> Case:
    """A case that the rule finds, in the last line unless `row` says otherwise."""
    told = lines or (changes,)
    return Case(code, told, severity, at, row or len(told) + 1, also, settings or {})


def good(code: str, *lines: Mapping[str, Any], settings: Mapping[str, Any] | None = None, **changes: Any) -> Case:
    """A case that looks like trouble and is none."""
    return Case(code, lines or (changes,), settings=settings or {})


@dataclass(frozen=True)
class RunCase:
    """A case that is more than a changed line: `make` runs it; a bad case gives every place of the finding."""

    code: str
    name: str
    make: Callable[[], RunResult]
    where: tuple[Reference, ...] = ()
    severity: str = ""
    related: tuple[Reference, ...] | None = None

    def __str__(self) -> str:
        return f"{self.code}-{'bad' if self.where else 'good'}-{self.name}"

    def check(self) -> None:
        """Runs the translation and compares."""
        result = self.make()
        found = [finding for finding in result.all_findings if finding.code == self.code]
        assert tuple(finding.where for finding in found) == self.where
        if not found:
            return
        assert result.severity(self.code) == self.severity
        if self.related is not None:
            assert found[0].related == self.related
        said = say(found[0], result.registry.rules[self.code], show_values=True)
        assert "{" not in said.message + said.hint
