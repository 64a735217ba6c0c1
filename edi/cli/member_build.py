"""`members build`: plan data into a Member Information File, which is then read and judged like any other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import click

from edi.app.settings import ChosenProfile
from edi.app.staging import Staging
from edi.app.x12_inputs import X12Source
from edi.cli.options import now
from edi.member_files.calendar import months_before
from edi.member_files.context import MemberContext
from edi.member_files.history import history_of
from edi.member_files.models import MemberInformation, Period
from edi.t837p.parse import read_837p
from edi.views.counts import plural
from edi.views.text import finding_line
from invoices.intake import Source
from invoices.member_files.build import completed, information_workbook, merged, read_plan_data
from invoices.member_files.judge import read_members
from invoices.member_files.view import summary_lines
from mappings.condition_table import CONDITIONS, Condition, load_conditions
from mappings.payer_file import load_payer

ERRORS, NOTHING_DONE = 1, 2
WRITTEN = re.compile(r"(\d{2})/(\d{2})/(\d{4})\.(\d{2})/(\d{2})/(\d{4})")
QUARTER = re.compile(r"(\d{4})\s*Q([1-4])", re.IGNORECASE)


def build_files(
    found: Sequence[Source],
    claims: Sequence[X12Source],
    chosen: ChosenProfile,
    *,
    period: str,
    output: str,
    per_provider: bool,
    show_values: bool,
    quiet: bool,
) -> int:
    """Reads, completes, writes and judges; the exit code."""
    moment = now(chosen.profile)
    span = period_of(period, moment.date())
    data = read_plan_data(found)
    history = [*data.history, *(row for file in claims for row in history_of(read_837p(file.source)))]
    context = MemberContext(chosen.profile, moment.date())
    rows = completed(merged(data), history, context, span, moment.date(), _conditions(chosen))
    outputs = _outputs(rows, output, per_provider=per_provider) if rows else {}
    books = {path: information_workbook(part, chosen.profile.member_files, moment) for path, part in outputs.items()}
    sources = [Source(path, str(path), content) for path, content in books.items()]
    payer = load_payer(chosen.profile.payer)
    run = read_members(sources, context, payer=payer, now=moment, profile_name=chosen.name)
    run.result.inputs[:0] = data.inputs
    for finding in run.result.all_findings:
        click.echo(finding_line(finding, run.result, show_values=show_values), err=True)
    if not rows:
        return NOTHING_DONE
    _write(books)
    if not quiet:
        told = f"{plural(len(rows), 'member')}, {plural(len(history), 'service')} behind their indicators"
        click.echo("\n".join([told, *summary_lines(run)]), err=True)
    return ERRORS if run.result.has_errors else 0


def _conditions(chosen: ChosenProfile) -> tuple[Condition, ...]:
    """The table of conditions beside the profile, else the shipped one."""
    own = chosen.layouts.parent / "members" / CONDITIONS.name if chosen.layouts else None
    return load_conditions(own if own is not None and own.is_file() else CONDITIONS)


def _write(books: Mapping[Path, bytes]) -> None:
    """All files of a folder, or none; prints their paths."""
    with Staging(next(iter(books)).parent) as staging:
        for path, content in books.items():
            staging.add(path.name, content)
        for path in staging.commit():
            click.echo(str(path))


def period_of(text: str, made: date) -> Period:
    """A reporting period: "2024Q1", two dates with a period sign, or "" for the month before the file is made. Raises
    click.UsageError for anything else."""
    quarter, dates = QUARTER.fullmatch(text.strip()), WRITTEN.fullmatch(text.strip())
    if quarter:
        first = date(int(quarter[1]), int(quarter[2]) * 3 - 2, 1)
        return Period(first, months_before(first, -3) - timedelta(days=1))
    if dates:
        month, day, year, to_month, to_day, to_year = (int(part) for part in dates.groups())
        try:
            span = Period(date(year, month, day), date(to_year, to_month, to_day))
        except ValueError:
            span = None
        if span and span.start <= span.end:
            return span
    if text:
        raise click.UsageError(f"{text}: a period is a quarter (2024Q1) or MM/DD/YYYY.MM/DD/YYYY")
    last = made.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)


def _outputs(
    rows: Sequence[MemberInformation], output: str, *, per_provider: bool
) -> dict[Path, list[MemberInformation]]:
    """The rows of each file: all in one, or those of each assigned provider in its own."""
    target = Path(output)
    if not per_provider:
        return {target: list(rows)}
    parts: dict[Path, list[MemberInformation]] = {}
    for row in rows:
        path = target.with_name(f"{target.stem}-{row.ecm_provider_npi or 'unassigned'}{target.suffix}")
        parts.setdefault(path, []).append(row)
    return parts
