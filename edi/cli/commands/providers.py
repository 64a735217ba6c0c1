"""`edi-translate providers`: provider rosters into a 274 a plan code, the rows to correct, a report and a summary."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from edi.cli.commands.translate import chosen_layouts, exit_code, tell
from edi.cli.inputs import output_stem, sources
from edi.cli.keeping import given_answers, question_files, tell_unused
from edi.cli.options import answers_option, common, load_profile, now, profile_option, use_colour
from edi.cli.outputs import write_outputs
from edi.cli.provider_views import (
    change_files,
    changes_since,
    compared,
    compared_with_listing,
    listed,
    listing_files,
    tell_changes,
    tell_listing,
)
from edi.control_numbers import Counting
from invoices.check import CHECKERS
from invoices.context import Context
from invoices.roster.job import make_provider_files
from invoices.workbook import INPUT_FORMATS
from mappings.layout_file import layouts_with
from mappings.payer_file import load_payer
from mappings.reading_file import load_readings

ROSTER = "roster"


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
@click.option("--check", type=click.Choice(sorted(CHECKERS)), default="fast", show_default=True, help="Output check.")
@click.option("--strict", is_flag=True, help="Withhold rows with warnings, too.")
@click.option("--dry-run", is_flag=True, help="Do everything, write nothing.")
@click.option("--show-values", is_flag=True, help="Print values from the file.")
@click.option("--interchange-number", type=click.IntRange(1, 999_999_999), help="ISA13 of the first file.")
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
    profile = chosen.profile
    moment = now(profile)
    day = received.date() if received else moment.date()
    found = sources(inputs, input_format or "")
    context = Context(
        profile,
        load_payer(profile.payer),
        day,
        fixed_layout=layout_name is not None,
        answers=given_answers(answers_file, len(found)),
        saved=load_readings(chosen.readings),
    )
    # Without a ledger or a pinned number, the second of the day keeps two runs apart.
    number = interchange_number or profile.control.interchange or int(moment.timestamp()) % 1_000_000_000 or 1
    result, files = make_provider_files(
        found,
        context,
        chosen_layouts(layout_name, chosen.layouts, ROSTER),
        numbers=Counting(number, profile.control.group, profile.control.transaction),
        now=moment,
        checker=CHECKERS[check],
        profile_name=chosen.name,
        sample_profile=chosen.is_sample,
        strict=strict,
        month=month.strftime("%Y%m") if month else "",
    )
    if against:
        result.findings += compared(against, files, context, list(layouts_with(chosen.layouts).values()))
    lists = changes_since(since, files, context.payer) if since else []
    more = change_files(lists, output_stem(found)) if since else {}
    if listing:
        rows = listed(result, context)
        difference = compared_with_listing(rows, listing, result)
        more |= listing_files(rows, difference, output_stem(found))
    more |= question_files(result.inputs, found, show_values=show_values)
    written = write_outputs(result, found, output, dry_run=dry_run, show_values=show_values, more=more)
    tell_unused(result.inputs)
    tell(result, written, quiet=quiet, verbose=verbose, colour=use_colour(no_color), show_values=show_values)
    if not quiet:
        tell_changes(lists, verbose=verbose)
        if listing:
            tell_listing(difference, listing, verbose=verbose)
    return exit_code(result)
