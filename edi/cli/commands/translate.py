"""`edi-translate translate`: invoices into an 837P, the rows to correct, a report and a summary."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from edi.app.translate import TranslateRequest, WorkbookResult, run
from edi.app.workbook_request import CHECKS, INPUT_FORMATS
from edi.cli.ignored_answers import tell_unused
from edi.cli.ledger_options import NONE, default_ledger, ledger_option, open_chosen
from edi.cli.options import answers_option, common, load_profile, now, profile_option, use_colour
from edi.cli.outputs import delivered, rejects_in, target, tell_earlier
from edi.cli.workbook_given import given_answers, sources
from edi.views.run_result import RunResult

ERRORS = 1
NOTHING_DONE = 2


@click.command(name="translate")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", default="edi-out", metavar="DIR|-", help="Folder for the outputs; - prints the 837P.")
@click.option("--layout", "layout_name", metavar="NAME|FILE", help="Read what this layout names by it.")
@click.option("--input-format", type=click.Choice(INPUT_FORMATS), help="What stdin is; default: as its content says.")
@answers_option
@profile_option
@click.option("--received", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Day received; default today.")
@click.option("--check", type=click.Choice(CHECKS), default="fast", show_default=True, help="Output check.")
@click.option("--strict", is_flag=True, help="Withhold rows with warnings, too.")
@click.option("--dry-run", is_flag=True, help="Do everything, write nothing.")
@click.option("--show-values", is_flag=True, help="Print values from the file; they may be members' data.")
@click.option("--interchange-number", type=click.IntRange(1, 999_999_999), help="ISA13 of the first file.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Workbooks opened at a time.")
@ledger_option
@common
def command(
    inputs: tuple[str, ...],
    output: str,
    layout_name: str | None,
    input_format: str | None,
    answers_file: Path | None,
    profile_path: Path | None,
    received: datetime | None,
    check: str,
    strict: bool,
    dry_run: bool,
    show_values: bool,
    interchange_number: int | None,
    jobs: int,
    ledger_url: str | None,
    quiet: bool,
    verbose: bool,
    no_color: bool,
) -> int:
    """Translate invoice workbooks into an 837P.

    \b
    Example:
      edi-translate invoices.xlsx -o march/
    """
    chosen = load_profile(profile_path)
    moment = now(chosen.profile)
    found = sources(inputs, input_format or "")
    request = TranslateRequest(
        sources=tuple(found), profile=chosen, now=moment, received=received.date() if received else moment.date(),
        layout=layout_name or "", answers=given_answers(answers_file, len(found)), check=check, strict=strict,
        interchange_number=interchange_number or 0, jobs=jobs, show_values=show_values,
    )  # fmt: skip
    result = _translated(request, ledger_url, profile_path, output, dry_run=dry_run)
    written = delivered(result, output, dry_run=dry_run)
    tell_unused(result.run.inputs)
    tell(result.run, written, quiet=quiet, verbose=verbose, colour=use_colour(no_color), show_values=show_values)
    return exit_code(result)


def _translated(
    request: TranslateRequest, url: str | None, profile_path: Path | None, output: str, *, dry_run: bool
) -> WorkbookResult:
    """The run, with the ledger that is named or lies beside the profile, where there is one."""
    chosen = url or default_ledger(profile_path)
    if chosen in ("", NONE):
        with target(output, dry_run=dry_run) as sink:
            result = run(request, sink)
            tell_earlier(result.written)
        return result
    if output == "-":
        raise click.UsageError("a ledger records files: name a folder with -o, or say --ledger none")
    from edi.app.remembering import run_remembering

    ledger = open_chosen(chosen, profile_path, create=not dry_run)
    done = run_remembering(request, None if dry_run else Path(output), ledger)
    tell_earlier(done.result.written)
    if done.same_as:
        click.echo(f"already sent in batch {done.same_as}: the same files once more, no new claims", err=True)
    elif done.batch:
        click.echo(f"recorded as batch {done.batch} in {ledger.name}", err=True)
    return done.result


def tell(
    result: RunResult, written: list[Path], *, quiet: bool, verbose: bool, colour: bool, show_values: bool
) -> None:
    """Prints the paths written, and for people what was done."""
    from edi.views.text import finding_line, summary_text

    for path in written:
        click.echo(str(path))
    if verbose:
        for finding in result.all_findings:
            click.echo(finding_line(finding, result, show_values=show_values), err=True)
    if not quiet:
        click.echo(summary_text(result, rejects=rejects_in(written), colour=colour, show_values=show_values), err=True)


def exit_code(result: WorkbookResult) -> int:
    """0 all good, 1 errors in the input or open questions, 2 nothing in any input could be read."""
    if not result.read_something:
        return NOTHING_DONE
    return ERRORS if result.has_errors else 0
