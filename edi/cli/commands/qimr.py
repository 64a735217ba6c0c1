"""`edi-translate qimr`: the quarterly report from encounters, numbers traced back, encounters compared."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from edi.cli.options import common, load_profile, now, profile_option
from mappings.quarters import Quarter, quarter_of
from mappings.report_table import OUTREACH, QUARTERLY, TRANSITION, versions

ERRORS = 1
NOTHING_DONE = 2
_FILE: dict[str, Any] = {"type": click.Path(exists=True, path_type=Path), "multiple": True, "metavar": "F"}


def _quarters(_context: click.Context, _option: click.Parameter, text: str) -> tuple[Quarter, Quarter]:
    """The first and last quarter: 2024Q1, or 2023Q3-2024Q2."""
    parts = [quarter_of(part) for part in (text.split("-") if text.upper().count("Q") > 1 else [text])]
    found = [part for part in parts if part is not None]
    if len(found) != len(parts) or len(found) > 2 or found != sorted(found):
        raise click.BadParameter(f"{text!r} is no quarter such as 2024Q1, nor a range such as 2023Q3-2024Q2")
    return found[0], found[-1]


@click.command(name="qimr")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--quarter", required=True, callback=_quarters, metavar="2024Q1", help="The quarter.")
@click.option("--members", **_FILE, help="Member Information Files.")
@click.option("--returns", **_FILE, help="Return Transmission Files.")
@click.option("--outreach", **_FILE, help="Initial Outreach Trackers.")
@click.option("--referrals", **_FILE, help="Potential Member Referrals.")
@click.option("--requests", **_FILE, help="Logs of requests for ECM and supports.")
@click.option("--authorizations", **_FILE, help="Decisions on Community Supports.")
@click.option("--roster", **_FILE, help="Provider rosters: types, populations, capacities.")
@click.option(
    "--report", "kind", type=click.Choice([QUARTERLY, TRANSITION, OUTREACH]), default=QUARTERLY, show_default=True,
    help="The quarterly report, the one-time HHP and WPC report, or the state's request on outreach.",
)  # fmt: skip
@click.option(
    "--report-version", "version", default="", metavar="VERSION",
    help="2022, 2024 or one of your own; default: profile and quarter.",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["xlsx", "json", "csv", "text"]), help="Default: as -o is named.")
@click.option("-o", "--output", default="", metavar="FILE", help="Workbook, JSON (- prints it), or a folder of CSVs.")
@click.option("--explain", "cell", metavar="TAB!CELL", help="List what stands behind a cell, as ECM!Y14.")
@click.option("--congruence", is_flag=True, help="Compare encounters with return files and a filed report.")
@click.option("--filed", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A report filed before.")
@click.option("--show-values", is_flag=True, help="Print values in --explain and --congruence; they may be PHI.")
@profile_option
@common
def command(
    sources: tuple[str, ...],
    quarter: tuple[Quarter, Quarter],
    members: tuple[Path, ...],
    returns: tuple[Path, ...],
    outreach: tuple[Path, ...],
    referrals: tuple[Path, ...],
    requests: tuple[Path, ...],
    authorizations: tuple[Path, ...],
    roster: tuple[Path, ...],
    kind: str,
    version: str,
    form: str | None,
    output: str,
    cell: str | None,
    congruence: bool,
    filed: Path | None,
    show_values: bool,
    profile_path: Path | None,
    quiet: bool,
    verbose: bool,
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:
    """Make the quarterly report (QIMR) of 837P files or invoices, with the member-level files where given.

    A SOURCE is an 837P, an invoice workbook, or a folder: its 837P files, or its invoices where it has none.

    \b
    Example:
      edi-translate qimr outbox/ --quarter 2024Q1 --members mif.xlsx --returns rtf/ --roster roster.xlsx -o q1.xlsx
    """
    from edi.cli import qimr_outputs as outputs
    from edi.cli.qimr_inputs import Files, beside, encounter_source
    from edi.qimr.compare import compare
    from edi.qimr.run import Wanted, make_report
    from edi.qimr.trace import NoSuchCellError, explain
    from mappings.payer_file import load_payer

    if quarter[0] != quarter[1] and kind != OUTREACH:
        raise click.UsageError("several quarters are for --report outreach-request only")
    if filed is not None and not congruence:
        raise click.UsageError("--filed is for --congruence")
    if congruence and not returns and filed is None:
        raise click.UsageError("--congruence compares with --returns, with --filed, or with both")
    chosen = load_profile(profile_path)
    if version and version not in versions():
        raise click.UsageError(f"--report-version: there is no layout {version!r}; known: {', '.join(versions())}")
    moment: datetime = now(chosen.profile)
    files = Files(members, returns, outreach, referrals, requests, authorizations, roster)
    others = beside(files, chosen, moment)
    target = outputs.target_of(output, form, str(quarter[1]), listing=bool(cell) or congruence)
    wanted = Wanted(kind, quarter[1], quarter[0], version, Path(target.name).name.strip("-") or "report", moment.date())
    source = encounter_source(sources, chosen, moment)
    report = make_report(source, others.given, chosen.profile, wanted, load_payer(chosen.profile.payer).severity)
    others.tell(report)
    if not report.facts.lines.by_status:
        click.echo("edi-translate: no encounter in any source", err=True)
        return NOTHING_DONE
    if cell:
        try:
            outputs.print_explanation(explain(report, cell), cell, form, show_values=show_values)
        except NoSuchCellError as problem:
            raise click.UsageError(str(problem)) from problem
        return 0
    compared = compare(report, outputs.filed_sheets(filed) if filed else None) if congruence else None
    outputs.write(report, target, moment, compared, show_values=show_values)
    if not quiet:
        outputs.tell(report, compared, verbose=verbose)
    return ERRORS if report.findings.has_errors or (compared is not None and compared.differences) else 0
