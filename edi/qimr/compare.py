"""Congruence as a whole: both comparisons, the lines behind every difference, a finding for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edi.diagnostics import Diagnostic
from edi.model.reference import SheetRef
from edi.qimr.congruence import Congruence, Difference, against_returns, with_lines
from edi.qimr.filed import Sheet, against_filed
from edi.qimr.report import Report
from edi.qimr.trace import HARMLESS_KINDS

CODE = "QR080"
ECM_TAB = "ecm_members"


def compare(report: Report, filed: tuple[str, Sequence[Sheet]] | None) -> Congruence:
    """Compares encounters with the return files that were given, and with a filed report (its name and sheets) where
    there is one; every difference becomes a finding of the report."""
    both = Congruence()
    sheet = next((tab.sheet for tab in report.tabs if tab.name == ECM_TAB), "")
    if report.facts.given.has_returns:
        _add(both, against_returns(report.facts, sheet))
    if filed is not None:
        _add(both, against_filed(report, *filed))
    found = with_lines(report.facts, both)
    report.findings.add(_findings(report, found))
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
    kinds = {column.field: column.kind for tab in report.tabs for column in tab.columns}
    what = f"{one.heading}: encounters and the {one.other} differ"
    if kinds.get(one.field, "count") not in HARMLESS_KINDS:
        return what
    return f"{what}, {one.ours or 'nothing'} against {one.theirs or 'nothing'}"
