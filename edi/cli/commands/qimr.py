"""`edi-translate qimr`: the quarterly report from encounters, numbers traced back, encounters compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from edi.app.given import RequestError
from edi.cli.options import common, load_profile, now, profile_option
from edi.cli.x12_given import x12_given
from mappings.quarters import Quarter
from mappings.report_table import OUTREACH, QUARTERLY, TRANSITION

ERRORS = 1
NOTHING_DONE = 2
_FILE: dict[str, Any] = {"type": click.Path(exists=True, path_type=Path), "multiple": True, "metavar": "F"}


def _quarters(_context: click.Context, _option: click.Parameter, text: str) -> tuple[Quarter, Quarter]:
    """The first and last quarter: 2024Q1, or 2023Q3-2024Q2."""
    from edi.app.report import quarters_of

    try:
        return quarters_of(text)
    except RequestError as problem:
        raise click.BadParameter(str(problem)) from problem


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
    from edi.app.report import ReportRequest, run
    from edi.app.report_inputs import Beside, encounter_inputs
    from edi.cli import qimr_outputs as outputs
    from edi.cli.workbook_given import sources as books

    if quarter[0] != quarter[1] and kind != OUTREACH:
        raise click.UsageError("several quarters are for --report outreach-request only")
    if filed is not None and not congruence:
        raise click.UsageError("--filed is for --congruence")
    if congruence and not returns and filed is None:
        raise click.UsageError("--congruence compares with --returns, with --filed, or with both")
    chosen = load_profile(profile_path)
    given = (members, returns, outreach, referrals, requests, authorizations, roster)
    beside = Beside(*(tuple(books([str(path) for path in paths])) for paths in given))
    target = outputs.target_of(output, form, str(quarter[1]), listing=bool(cell) or congruence)
    claims, invoices = encounter_inputs(x12_given(sources, "837"))
    request = ReportRequest(
        quarters=quarter, profile=chosen, now=now(chosen.profile), claims=tuple(claims), invoices=tuple(invoices),
        beside=beside, kind=kind, version=version or "", name=Path(target.name).name.strip("-") or "report",
        compares=congruence and not cell, filed=None if cell else filed,
    )  # fmt: skip
    result = run(request)
    if not result.read_something:
        click.echo("edi-translate: no encounter in any source", err=True)
        return NOTHING_DONE
    if cell:
        outputs.print_explanation(result.explain(cell), cell, form, show_values=show_values)
        return 0
    outputs.write(result, target, show_values=show_values)
    if not quiet:
        outputs.tell(result.report, result.compared, verbose=verbose)
    return ERRORS if result.has_errors else 0
