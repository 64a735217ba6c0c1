"""Congruence as a whole: both comparisons, the lines behind every difference, a finding for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edi.diagnostics import Diagnostic
from edi.model.reference import SheetRef
from edi.qimr.congruence import Congruence, Difference, against_returns, with_lines
from edi.qimr.filed import Sheet, against_filed
from edi.qimr.report import FIRST_ROW, Report
from edi.qimr.tally import Key
from edi.qimr.trace import HARMLESS_KINDS

CODE = "QR080"
ECM_TAB = "ecm_members"


def compare(report: Report, filed: tuple[str, Sequence[Sheet]] | None) -> Congruence:
    """Compares encounters with the return files that were given, and with a filed report (its name and sheets) where
    there is one; every difference becomes a finding of the report."""
    both = Congruence()
    sheet = next((tab.sheet for tab in report.tabs if tab.name == ECM_TAB), "")
    if report.facts.given.has_returns:
        _add(both, against_returns(report.facts, sheet, _rows_of(report)))
    if filed is not None:
        _add(both, against_filed(report, *filed))
    found = with_lines(report.facts, both)
    report.findings.add(_findings(report, found))
    return found


def _rows_of(report: Report) -> dict[Key, int]:
    """The first row of each member in the ECM tab."""
    found: dict[Key, int] = {}
    for number, one in enumerate(report.facts.member_stays, FIRST_ROW):
        found.setdefault(one.key, number)
    return found


def _add(to: Congruence, more: Congruence) -> None:
    to.differences += more.differences
    to.compared += more.compared
    to.skipped += more.skipped


def _findings(report: Report, found: Congruence) -> Iterator[Diagnostic]:
    for one in found.differences:
        place = SheetRef(report.file, one.sheet, one.row, field=one.field)
        yield Diagnostic(CODE, one.where or place, expected=said(report, one))


def said(report: Report, one: Difference) -> str:
    """A difference in words. Values of columns that tell who a member is are left out."""
    what = f"{one.heading}: encounters and the {one.other} differ"
    if not is_harmless(report, one):
        return what
    return f"{what}, {one.ours or 'nothing'} against {one.theirs or 'nothing'}"


def is_harmless(report: Report, one: Difference) -> bool:
    """Whether the two values say nothing about who a member is: counts and marks."""
    kinds = {column.field: column.kind for tab in report.tabs for column in tab.columns}
    return kinds.get(one.field, "count") in HARMLESS_KINDS
