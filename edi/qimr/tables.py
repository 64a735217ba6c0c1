"""The sheets beside the tabs: where values came from, findings, codes, differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from edi.diagnostics.render import say
from edi.qimr.congruence import Congruence
from edi.qimr.judging import MOST_OF_A_CODE
from edi.qimr.report import Report
from mappings.report_table import load_report_codes

SOURCES, FINDINGS, CODES, CONGRUENCE = "Sources", "Findings", "Codes", "Congruence"


class Table(NamedTuple):
    """A sheet: its name, headings with their widths, rows of text and numbers."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Iterator[Sequence[object]]


def sources_table(report: Report) -> Table:
    """Where the values of each column came from, and how many are missing (QG 2: as far as possible from the files that
    exist; QG 1: what encounters and the provider file tell will not be asked for ever)."""
    columns = (
        ("Tab", 28), ("Column", 8), ("Heading", 60), ("Values from", 45), ("Rows", 8), ("Missing", 9),
        ("Empty means", 22), ("From encounters or 274", 14), ("May have to be asked from providers", 16),
        ("Evidence of the column", 20),
    )  # fmt: skip
    rows = (
        (
            line.tab.sheet, line.column.letter, line.column.heading, line.sources, line.told.rows, line.told.missing,
            line.column.blank or "missing", _yes(line.column.derivable), _yes(line.column.collected),
            line.column.evidence.replace("_", " "),
        )
        for line in report.source_lines()
    )  # fmt: skip
    return Table(SOURCES, columns, iter([*rows, *_lines(report)]))


def _lines(report: Report) -> Iterator[Sequence[object]]:
    """How many service lines the counts are made of."""
    lines = report.facts.lines
    yield ()
    yield ("Service lines read",)
    for status, count in sorted(lines.by_status.items()):
        yield (f"status {status}", "", "", "", count)
    yield ("identical to another, counted once", "", "", "", lines.identical)
    yield ("without a date of service, not counted", "", "", "", lines.undated)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def findings_table(report: Report) -> Table:
    """All findings: what was found where, and how to fix it. No member's value stands there."""
    columns = (("Code", 8), ("Severity", 10), ("Where", 45), ("What", 70), ("How to fix", 60))
    return Table(FINDINGS, columns, _findings(report))


def _findings(report: Report) -> Iterator[Sequence[object]]:
    found = report.findings
    for one in found.kept:
        said = say(one, found.registry.rules[one.code], show_values=False)
        yield one.code, found.severity(one.code), str(one.where), said.message, said.hint
    for code, count in found.counts.items():
        if count > MOST_OF_A_CODE:
            yield code, found.severity(code), "", f"and {count - MOST_OF_A_CODE} more of {code}", ""


def codes_table(lists: Mapping[str, Sequence[str]]) -> Table:
    """The values of the drop-downs, with what the codes mean."""
    columns: list[tuple[str, int]] = []
    cells: list[Sequence[str]] = []
    for name, values in lists.items():
        columns += [(name.replace("_", " "), 16), ("", 40)]
        known = load_report_codes().get(name, {})
        cells += [values, [known[value].meaning if value in known else "" for value in values]]
    return Table(CODES, columns, zip_longest(*cells, fillvalue=""))


def congruence_table(congruence: Congruence) -> Table:
    """Every difference with the lines behind it."""
    columns = (
        ("Compared with", 26), ("Tab", 26), ("Key", 28), ("Column", 34), ("Encounters say", 14), ("The other says", 14),
        ("Where the other says it", 40), ("Claim lines", 90),
    )  # fmt: skip
    rows = (
        (
            one.other, one.sheet, " ".join(str(part) for part in one.key), one.heading, one.ours, one.theirs,
            str(one.where or ""), "\n".join(one.lines),
        )
        for one in congruence.differences
    )  # fmt: skip
    return Table(CONGRUENCE, columns, rows)
