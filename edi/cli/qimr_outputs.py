"""Writes and prints what `edi-translate qimr` makes."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from edi.app.report import ENDINGS, FORMS, ReportResult
from edi.app.staging import Staging
from edi.cli.one_output import output_stream
from edi.diagnostics.render import say
from edi.qimr.compare import is_harmless, said
from edi.qimr.congruence import Congruence
from edi.qimr.report import Report, shown
from edi.qimr.trace import HARMLESS_KINDS, Explanation


class Target(NamedTuple):
    """Where a report goes: a file, a folder (csv), or "-"; and its form. Without a name it is a listing only."""

    name: str
    form: str


def target_of(output: str, form: str | None, quarter: str, *, listing: bool) -> Target:
    """The target that options name; by default a workbook called after the quarter. Raises click.UsageError."""
    if not output and listing:
        return Target("", form or "text")
    name = output or f"qimr-{quarter.replace(' ', '')}.{form or 'xlsx'}".removesuffix(".csv")
    chosen = form or ("json" if name == "-" else ENDINGS.get(Path(name).suffix.lower(), ""))
    if chosen not in FORMS:
        raise click.UsageError(f"{name}: say --format xlsx, json or csv")
    if name == "-" and chosen != "json":
        raise click.UsageError("-o - prints JSON; a workbook or a folder of CSVs needs a name")
    return Target(name, chosen)


def write(result: ReportResult, target: Target, *, show_values: bool) -> None:
    """Writes the report, the difference sheet with it; prints differences where no file is wanted."""
    if not target.name:
        if result.compared is not None:
            _print_congruence(result.report, result.compared, target.form, show_values=show_values)
    elif target.form == "csv":
        _write_csvs(result, Path(target.name))
    else:
        with output_stream(target.name) as stream:
            result.write(stream, target.form)


def _write_csvs(result: ReportResult, folder: Path) -> None:
    with Staging(folder) as staging:
        for name, data in result.csv_files():
            staging.add(name, data)
        for path in staging.commit():
            click.echo(str(path))


def print_explanation(told: Explanation, cell: str, form: str | None, *, show_values: bool) -> None:
    """What stands behind a cell. The value itself is printed where it is a count or a mark, or when asked for: a name
    or birth date would say who the member is."""
    visible = show_values or told.column.kind in HARMLESS_KINDS
    value = shown(told.value) if visible else "" if told.value is None else "(not shown)"
    if form == "json":
        record = {
            "cell": cell,
            "sheet": told.tab.sheet,
            "column": told.column.letter,
            "row": told.row_number,
            "heading": told.column.heading,
            "value": value,
            "source": told.source,
            "lines": [
                {name: getattr(line, name) for name in line.__struct_fields__ if name != "day"}
                | ({"day": line.day.isoformat()} if show_values else {})
                for line in told.lines
            ],
            "places": [str(place) for place in told.places],
        }
        click.echo(json.dumps(record, indent=1, ensure_ascii=False))
        return
    place = f"{told.tab.sheet}!{told.column.letter}{told.row_number}"
    source = f" (from {told.source.replace('_', ' ').replace('+', ' and ')})" if told.source else ""
    click.echo(f"{place}  {told.column.heading}: {value or 'empty'}{source}")
    for line in told.lines:
        click.echo(line.text(show_values=show_values))
    for reference in told.places:
        click.echo(str(reference))
    if not told.lines and not told.places:
        sources = " or ".join(name.replace("_", " ") for name in told.column.sources)
        click.echo(f"no claim line stands behind it; it comes from {sources}")


def _print_congruence(report: Report, compared: Congruence, form: str, *, show_values: bool) -> None:
    if form == "json":
        from edi.qimr.forms import congruence_record

        record = congruence_record(compared, None if show_values else partial(is_harmless, report))
        click.echo(json.dumps(record, indent=1, ensure_ascii=False))
        return
    for one in compared.differences:
        place = str(one.where) if one.where is not None else one.sheet + (f"!{one.row}" if one.row else "")
        who = f" [{' '.join(str(part) for part in one.key)}]" if show_values else ""
        click.echo(f"{place}: {said(report, one)}{who}")
        for line in one.lines:
            click.echo(f"    {line}")


def tell(report: Report, compared: Congruence | None, *, verbose: bool) -> None:
    """The summary for a person: quarter, version, due date, lines, findings."""
    report.finish()
    due = report.due
    when = "" if due is None else f", due {due.day:%m/%d/%Y}" + ("" if due.is_published else " (by the usual pattern)")
    click.echo(f"{report.kind} report, {report.quarter}, layout of {report.version}{when}", err=True)
    lines = report.facts.lines
    counted = ", ".join(f"{status} {count}" for status, count in sorted(lines.by_status.items()))
    click.echo(f"service lines by what became of them: {counted}; identical {lines.identical}", err=True)
    found = report.findings
    if verbose:
        for one in found.kept:
            said_of = say(one, found.registry.rules[one.code], show_values=False)
            click.echo(f"{one.where}: {one.code} {said_of.message}", err=True)
    for code, count in sorted(found.counts.items()):
        rule = found.registry.rules[code]
        click.echo(f"{found.severity(code):<8}{code}  {count:>5}  {rule.title}", err=True)
    if compared is not None:
        for each in compared.compared:
            click.echo(
                f"{each.sheet} against the {each.other}: {each.both} rows in both, {each.only_ours} only from "
                f"encounters, {each.only_theirs} only there",
                err=True,
            )
        skipped = f"; {compared.skipped} rows of return files could not be compared" if compared.skipped else ""
        click.echo(f"differences: {len(compared.differences)}{skipped}", err=True)
