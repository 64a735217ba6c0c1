"""`edi-translate providers`: provider rosters into a 274 a plan code, the rows to correct, a report and a summary."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from edi.app.provider_comparison import against_sources
from edi.app.providers import ProvidersRequest, run
from edi.app.workbook_request import CHECKS, INPUT_FORMATS
from edi.cli.commands.translate import exit_code, tell
from edi.cli.ignored_answers import tell_unused
from edi.cli.ledger_options import ledger_option, numbers_of
from edi.cli.options import answers_option, common, load_profile, now, profile_option, use_colour
from edi.cli.outputs import delivered, target, tell_earlier
from edi.cli.provider_views import tell_changes, tell_listing
from edi.cli.workbook_given import given_answers, sources, workbook_given


@click.command(name="providers")
@click.argument("inputs", nargs=-1, required=True, metavar="ROSTER...")
@click.option("-o", "--output", default="edi-out", metavar="DIR|-", help="Folder for the outputs; - prints the 274.")
@click.option("--layout", "layout_name", metavar="NAME|FILE", help="Read what this layout names by it.")
@click.option("--input-format", type=click.Choice(INPUT_FORMATS), help="What stdin is; default: as its content says.")
@answers_option
@profile_option
@click.option("--month", type=click.DateTime(["%Y-%m"]), metavar="YYYY-MM", help="Reporting month; default this one.")
@click.option("--received", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Day received; default today.")
@click.option(
    "--since", multiple=True, metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Last month's 274: say what was added, changed, ended.",
)  # fmt: skip
@click.option(
    "--against", multiple=True, metavar="FILE", help="Invoices or 837Ps: which of their providers are missing."
)
@click.option(
    "--listing", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The state's published provider listing: what it has otherwise.",
)  # fmt: skip
@click.option("--check", type=click.Choice(CHECKS), default="fast", show_default=True, help="Output check.")
@click.option("--strict", is_flag=True, help="Withhold rows with warnings, too.")
@click.option("--dry-run", is_flag=True, help="Do everything, write nothing.")
@click.option("--show-values", is_flag=True, help="Print values from the file.")
@click.option("--interchange-number", type=click.IntRange(1, 999_999_999), help="ISA13 of the first file.")
@ledger_option
@common
def command(
    inputs: tuple[str, ...],
    output: str,
    layout_name: str | None,
    input_format: str | None,
    answers_file: Path | None,
    profile_path: Path | None,
    month: datetime | None,
    received: datetime | None,
    since: tuple[Path, ...],
    against: tuple[str, ...],
    listing: Path | None,
    check: str,
    strict: bool,
    dry_run: bool,
    show_values: bool,
    interchange_number: int | None,
    ledger_url: str | None,
    quiet: bool,
    verbose: bool,
    no_color: bool,
) -> int:
    """Make the monthly 274 of a provider roster: groups, their sites and the providers at each.

    \b
    Example:
      edi-translate providers roster.xlsx -o march/
    """
    chosen = load_profile(profile_path)
    moment = now(chosen.profile)
    found = sources(inputs, input_format or "")
    request = ProvidersRequest(
        sources=tuple(found), profile=chosen, now=moment, received=received.date() if received else moment.date(),
        layout=layout_name or "", answers=given_answers(answers_file, len(found)), check=check, strict=strict,
        interchange_number=interchange_number or 0, show_values=show_values, since=since, listing=listing,
        month=month.strftime("%Y%m") if month else "", against=tuple(against_sources(workbook_given(against))),
    )  # fmt: skip
    numbers = None if dry_run else numbers_of(ledger_url, profile_path, interchange_number or 1)
    with target(output, dry_run=dry_run) as sink:
        result = run(request, sink, numbers=numbers)
        tell_earlier(result.written)
    written = delivered(result, output, dry_run=dry_run)
    tell_unused(result.run.inputs)
    tell(result.run, written, quiet=quiet, verbose=verbose, colour=use_colour(no_color), show_values=show_values)
    if not quiet:
        tell_changes(result.changes, verbose=verbose)
        if listing and result.listing is not None:
            tell_listing(result.listing, listing, verbose=verbose)
    return exit_code(result)
