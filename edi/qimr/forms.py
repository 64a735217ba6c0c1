"""The report as JSON and as CSV, a file a tab."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from edi.diagnostics.render import say
from edi.model.harmless import harmless
from edi.qimr.congruence import Congruence, Difference
from edi.qimr.report import Report, shown
from edi.qimr.tables import Table
from mappings.report_table import Tab

#: The version of the JSON form.
VERSION = 1


def report_json(report: Report, congruence: Congruence | None = None) -> Iterator[str]:
    """The document in pieces: head, tabs row by row, then sources, findings and differences."""
    yield json.dumps(_head(report), indent=1, ensure_ascii=False)[:-2] + ',\n "tabs": ['
    for number, tab in enumerate(report.tabs):
        yield ("," if number else "") + "\n" + json.dumps(_tab(tab), ensure_ascii=False)[:-1] + ', "rows": ['
        between = "\n"
        for row in report.rows(tab):
            yield between + json.dumps(
                [_plain(row.values.get(column.field)) for column in tab.columns], ensure_ascii=False
            )
            between = ",\n"
        yield "]}"
    report.finish()
    end: dict[str, Any] = {"sources": [*_sources(report)], "findings": [*_findings(report)]}
    if congruence is not None:
        end["congruence"] = congruence_record(congruence)
    yield "],\n" + json.dumps(end, indent=1, ensure_ascii=False)[1:] + "\n"


def _head(report: Report) -> dict[str, Any]:
    return {
        "version": VERSION,
        "report": report.kind,
        "report_version": report.version,
        "quarter": str(report.quarter),
        "due": report.due.day.isoformat() if report.due is not None else None,
    }


def _tab(tab: Tab) -> dict[str, Any]:
    columns = [{"column": one.letter, "field": one.field, "heading": one.heading} for one in tab.columns]
    return {"tab": tab.name, "sheet": tab.sheet, "columns": columns}


def _plain(value: Any) -> Any:
    """A value of JSON: dates in ISO form, hours as text with two decimals."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _sources(report: Report) -> Iterator[dict[str, Any]]:
    for line in report.source_lines():
        yield {
            "tab": line.tab.name,
            "column": line.column.letter,
            "field": line.column.field,
            "rows": line.told.rows,
            "missing": line.told.missing,
            "from": dict(sorted(line.told.by_source.items())),
            "could_come_from": list(line.column.sources),
            "derivable": line.column.derivable,
            "evidence": line.column.evidence,
        }


def _findings(report: Report) -> Iterator[dict[str, Any]]:
    found = report.findings
    for one in found.kept:
        rule = found.registry.rules[one.code]
        said = say(one, rule, show_values=False)
        yield {
            "code": one.code,
            "slug": rule.slug,
            "severity": found.severity(one.code),
            "message": said.message,
            "hint": said.hint,
            "where": str(one.where),
        }


def congruence_record(congruence: Congruence, shows: Callable[[Difference], bool] | None = None) -> dict[str, Any]:
    """Differences with their lines. With `shows` the keys of rows, which tell who a member is, are left out, and the
    values of differences of which it is not true."""
    return {
        "compared": [one._asdict() for one in congruence.compared],
        "skipped": congruence.skipped,
        "differences": [
            {
                "with": one.other,
                "tab": one.sheet,
                "row": one.row or None,
                "field": one.field,
                "heading": one.heading,
                "where": str(one.where) if one.where is not None else None,
                **({"key": list(one.key)} if shows is None else {}),
                **({"encounters": one.ours, "other": one.theirs} if shows is None or shows(one) else {}),
                "lines": list(one.lines),
            }
            for one in congruence.differences
        ],
    }


def tab_csv(report: Report, tab: Tab) -> Iterator[str]:
    """A tab as CSV with CR LF, dates as MM/DD/YYYY; no text that a spreadsheet would take for a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([column.heading for column in tab.columns])
    for row in report.rows(tab):
        writer.writerow([harmless(shown(row.values.get(column.field))) for column in tab.columns])
        if buffer.tell() > 1 << 16:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def table_csv(table: Table) -> str:
    """A sheet beside the tabs as CSV."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([heading for heading, _ in table.columns])
    writer.writerows([harmless(shown(value)) for value in row] for row in table.rows)
    return buffer.getvalue()
