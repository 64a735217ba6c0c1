"""`edi-translate validate`: checks 837P and other X12 files, SNIP types 1 to 7."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path

import click

from edi.app.given import RequestError, moment_of
from edi.app.staging import Staging
from edi.app.validate import ENGINES, FORMS, ValidateRequest, check_codes, known_to, rendered, run
from edi.app.x12_inputs import ENDINGS, x12_sources
from edi.cli.acks import AnswerFolder, not_of_this_run
from edi.cli.options import common, profile_option
from edi.cli.x12_given import x12_given
from edi.validation import Outcome
from edi.views.validation import summary_lines
from mappings.profile_place import find_profile

ERRORS = 1


def _codes(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Codes from several options or one comma-separated word; a beginning stands for all codes that begin so. One that
    stands for none is a slip of the user's, who would take the file for valid."""
    codes = tuple(code.strip().upper() for words in given for code in words.split(",") if code.strip())
    try:
        check_codes(codes)
    except RequestError as problem:
        raise click.BadParameter(str(problem)) from problem
    return codes


def _target(_context: click.Context, _option: click.Parameter, output: str) -> str:
    """Where the result goes; a folder that is not there is told before a large file is read."""
    if output != "-" and not Path(output).parent.is_dir():
        raise click.BadParameter(f"{Path(output).parent}: no such folder")
    return output


@click.command(name="validate")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True)
@click.option("--level", type=click.IntRange(1, 7), default=7, show_default=True, help="Highest SNIP type to check.")
@click.option(
    "--engine", type=click.Choice(ENGINES), default="fast", show_default=True,
    help="Who checks types 1 and 2; both prints where they disagree.",
)  # fmt: skip
@click.option("--payer", default="", metavar="NAME|FILE", help="Receiver rules; default: by ISA08 or GS03.")
@click.option("--select", multiple=True, callback=_codes, metavar="CODES", help="Only these, as X3 or X4009,X5.")
@click.option("--ignore", multiple=True, callback=_codes, metavar="CODES", help="All but these.")
@click.option(
    "--received", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), metavar="DATE",
    help="Day received, or 2026-03-01T09:30; default now. It is the time of the acknowledgments.",
)  # fmt: skip
@click.option(
    "--ack-dir", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Write TA1, 999 and 277CA of each file there.",
)  # fmt: skip
@click.option(
    "--ack-number", type=click.IntRange(1, 999_999_999), default=1, show_default=True,
    help="First control number of the acknowledgments.",
)  # fmt: skip
@click.option("--show-values", is_flag=True, help="Print values from the file; they may be members' data.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option(
    "-o", "--output", default="-", metavar="FILE", type=click.Path(dir_okay=False, allow_dash=True), callback=_target,
    help="Write the result there instead of to stdout.",
)  # fmt: skip
@profile_option
@common
def command(
    files: tuple[str, ...],
    form: str,
    level: int,
    engine: str,
    payer: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    received: datetime | None,
    ack_dir: Path | None,
    ack_number: int,
    show_values: bool,
    jobs: int,
    output: str,
    profile_path: Path | None,
    quiet: bool,
    verbose: bool,  # noqa: ARG001 - a common option; every finding is printed anyway
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:
    """Check 837P files: syntax, guide, balancing, situations, codes, services, receiver. Files of one call are held
    against each other, too: a claim or a service that another one has already is found.

    \b
    Example:
      edi-translate validate outbox/ --format html -o findings.html
      edi-translate validate march.837 --ack-dir acks/
    """
    if ack_dir and engine == "pyx12":
        raise click.UsageError("--ack-dir answers what our engine finds: use --engine fast or both")
    known = known_to(profile_path or find_profile(Path.cwd()))
    request = ValidateRequest(
        received=moment_of(received), level=level, payer=payer, select=select, ignore=ignore,
        receivers=known.receivers, mappings=known.mappings, engine=engine,
        answered=ack_dir is not None, first_number=ack_number, jobs=jobs,
        sources=tuple(x12_sources(x12_given(files), ENDINGS)),
    )  # fmt: skip
    with Staging(Path(output).parent) as staging:
        sink = AnswerFolder(staging, ack_dir, request.sources) if ack_dir else None
        result = run(request, sink)
        acks = [[ack_dir / name for name in names] for names in result.acknowledgments] if ack_dir else []
        for path in not_of_this_run(ack_dir, list(chain(*acks)), request.sources) if ack_dir else ():
            click.echo(f"{path} was there before, and does not answer the file as it is now", err=True)
        named = [[str(path) for path in paths] for paths in acks]
        _write(rendered(result, form, named, show_values=show_values), output, staging)
    if form == "text" or output != "-":
        click.echo("".join(f"{path}\n" for path in chain(*acks)), nl=False)
    _tell(result.outcomes, f"{sum(map(len, acks))} acknowledgments in {ack_dir}" if ack_dir else "", quiet)
    return 0 if result.valid else ERRORS


def _tell(outcomes: Sequence[Outcome], last: str, quiet: bool) -> None:
    """The summary for a person; disagreements of two engines always."""
    lines = [f"{outcome.file}: {line}" for outcome in outcomes for line in outcome.disagreements]
    if not quiet:
        lines += [*summary_lines(outcomes), *([last] if last else [])]
    for line in lines:
        click.echo(line, err=True)


def _write(parts: Iterator[str], output: str, staging: Staging) -> None:
    """Writes the result, then gives all files of the run their names."""
    if output == "-":
        for part in parts:
            sys.stdout.write(part)
        sys.stdout.flush()
        staging.commit()
        return
    staging.add(Path(output).name, (part.encode("utf-8", errors="replace") for part in parts))
    staging.commit()
    click.echo(output)
