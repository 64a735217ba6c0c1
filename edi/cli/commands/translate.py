"""`edi-translate translate`: invoices into an 837P, the rows to correct, a report and a summary."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from edi.cli.inputs import output_stem, sources
from edi.cli.keeping import given_answers, question_files, tell_unused
from edi.cli.options import answers_option, common, load_profile, now, profile_option, use_colour
from edi.cli.outputs import write_outputs
from edi.control_numbers import Counting
from edi.views.run_result import RunResult
from invoices.check import CHECKERS
from invoices.context import Context
from invoices.translate import translate
from invoices.workbook import INPUT_FORMATS
from mappings.errors import ConfigError
from mappings.layout_file import Layout, layouts_with, read_layout
from mappings.payer_file import load_payer
from mappings.reading_file import load_readings
from mappings.subject_file import INVOICE

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
@click.option("--check", type=click.Choice(sorted(CHECKERS)), default="fast", show_default=True, help="Output check.")
@click.option("--strict", is_flag=True, help="Withhold rows with warnings, too.")
@click.option("--dry-run", is_flag=True, help="Do everything, write nothing.")
@click.option("--show-values", is_flag=True, help="Print values from the file; they may be members' data.")
@click.option("--interchange-number", type=click.IntRange(1, 999_999_999), help="ISA13 of the first file.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Workbooks opened at a time.")
@click.option("--ledger", type=click.Choice(["none"]), default="none", hidden=True)
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
    ledger: str,  # noqa: ARG001 - the contract's option; a ledger comes later
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
    profile = chosen.profile
    moment = now(profile)
    found = sources(inputs, input_format or "")
    context = Context(
        profile,
        load_payer(profile.payer),
        received.date() if received else moment.date(),
        fixed_layout=layout_name is not None,
        answers=given_answers(answers_file, len(found)),
        saved=load_readings(chosen.readings),
    )
    # Without a ledger or a pinned number, the second of the day keeps two runs apart.
    first_number = interchange_number or profile.control.interchange or int(moment.timestamp()) % 1_000_000_000 or 1
    result = translate(
        found,
        context,
        chosen_layouts(layout_name, chosen.layouts),
        stem=output_stem(found),
        numbers=Counting(first_number, profile.control.group, profile.control.transaction),
        now=moment,
        checker=CHECKERS[check],
        profile_name=chosen.name,
        sample_profile=chosen.is_sample,
        strict=strict,
        jobs=jobs,
    )
    more = question_files(result.inputs, found, show_values=show_values)
    written = write_outputs(result, found, output, dry_run=dry_run, show_values=show_values, more=more)
    tell_unused(result.inputs)
    tell(result, written, quiet=quiet, verbose=verbose, colour=use_colour(no_color), show_values=show_values)
    return exit_code(result)


def chosen_layouts(name: str | None, own: Path | None, subject: str = INVOICE) -> list[Layout]:
    """The layouts of a subject to read with: the one that the user named, else all. Raises ConfigError for a name that
    there is not."""
    known = layouts_with(own, subject)
    if name is None:
        return list(known.values())
    if name.endswith(".toml"):
        return [read_layout(Path(name))]
    if name not in known:
        raise ConfigError(name, f"no layout is called so; known: {', '.join(known)}")
    return [known[name]]


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
        rejects = [str(path) for path in written if path.name.endswith(".rejects.xlsx")]
        click.echo(summary_text(result, rejects=rejects, colour=colour, show_values=show_values), err=True)


def exit_code(result: RunResult) -> int:
    """0 all good, 1 errors in the input or open questions, 2 nothing in any input could be read."""
    if not any(part.sheets or part.questions for part in result.inputs):
        return NOTHING_DONE
    return ERRORS if result.has_errors else 0
