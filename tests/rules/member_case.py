"""A case of a rule of the member-level files: rows that differ from the valid one in one thing, and what must be found
in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from edi.diagnostics.render import say
from edi.model.reference import SheetRef
from tests.members.base import letter, run, sheet


@dataclass(frozen=True)
class MemberCase:
    """`rows` are changes to the valid row of the file. A bad case names the severity, the field ("" for the whole row)
    and the row of each finding, and in `also` the other codes that its change brings along."""

    code: str
    kind: str
    rows: tuple[Mapping[str, str], ...]
    severity: str = ""
    at: str = ""
    found_in: tuple[int, ...] = ()
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def row(self) -> int:
        """The first row of a finding; the heading row counts as one that is there."""
        return max(self.found_in[0], 2) if self.found_in else 0

    def __str__(self) -> str:
        changed = "-".join(f"{key}={value}" for row in self.rows for key, value in row.items())
        return f"{self.code}-{'bad' if self.severity else 'good'}-{self.kind}-{changed[:60] or 'valid'}"

    def check(self) -> None:
        """Reads and compares."""
        made = run(("file.csv", sheet(self.kind, *self.rows, without=self.without)), **self.settings)
        result = made.result
        found = [finding for finding in result.all_findings if finding.code == self.code]
        told = {finding.code for finding in result.all_findings if result.severity(finding.code) != "info"}
        if not self.severity:
            assert not found
            return
        column = letter(self.kind, self.at, *self.rows, without=self.without) if self.at else ""
        wanted = [SheetRef("file.csv", "file", row, column, self.at) for row in self.found_in]
        assert [finding.where for finding in found] == wanted
        assert told - {self.code} == set(self.also)
        assert result.severity(self.code) == self.severity
        said = say(found[0], result.registry.rules[self.code], show_values=True)
        assert "{" not in said.message + said.hint
        faulty = {one.row for one in made.inputs[0].outcomes if one.status == "faulty"}
        codes = (self.code, *self.also)
        assert bool(faulty) == any(result.severity(code) == "error" for code in codes)
        if self.severity == "error" and self.found_in[0] > 1:
            assert self.found_in[0] in faulty


def bad(
    code: str,
    severity: str,
    kind: str,
    at: str = "",
    *rows: Mapping[str, str],
    found_in: tuple[int, ...] = (),
    also: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    settings: Mapping[str, Any] | None = None,
    **changes: str,
) -> MemberCase:
    """A case that the rule finds, in the last row unless `found_in` says otherwise."""
    told = rows or (changes,)
    return MemberCase(code, kind, told, severity, at, found_in or (len(told) + 1,), also, without, settings or {})


def good(
    code: str,
    kind: str,
    *rows: Mapping[str, str],
    without: tuple[str, ...] = (),
    settings: Mapping[str, Any] | None = None,
    **changes: str,
) -> MemberCase:
    """A case that looks like trouble and is none."""
    return MemberCase(code, kind, rows or (changes,), without=without, settings=settings or {})
