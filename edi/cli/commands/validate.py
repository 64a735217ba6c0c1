"""`edi-translate validate`: checks 837P and other X12 files, SNIP types 1 to 7."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path

import click

from edi.claims.around import Receiver
from edi.cli.acks import stage_acknowledgments
from edi.cli.options import clock, common, load_profile, profile_option
from edi.cli.staging import Staging
from edi.cli.x12_inputs import ENDINGS, X12Source, x12_sources
from edi.validation import Options, Outcome
from edi.validation.jobs import validate_all
from edi.validation.run import rules
from edi.views.validation import json_text, summary_lines, text_line

ERRORS = 1


def _codes(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Codes from several options or one comma-separated word; a beginning stands for all codes that begin so. One that
    stands for none is a slip of the user's, who would take the file for valid."""
    codes = tuple(code.strip().upper() for words in given for code in words.split(",") if code.strip())
    for code in codes:
        if not any(known.startswith(code) for known in rules().rules):
            raise click.BadParameter(f"{code}: no finding has this code; `edi-translate rules` lists them")
    return codes


def _target(_context: click.Context, _option: click.Parameter, output: str) -> str:
    """Where the result goes; a folder that is not there is told before a large file is read."""
    if output != "-" and not Path(output).parent.is_dir():
        raise click.BadParameter(f"{Path(output).parent}: no such folder")
    return output


@click.command(name="validate")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif", "html"]), default="text", show_default=True
)
@click.option("--level", type=click.IntRange(1, 7), default=7, show_default=True, help="Highest SNIP type to check.")
@click.option(
    "--engine", type=click.Choice(["fast", "pyx12", "both"]), default="fast", show_default=True,
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
    now = received or clock()
    known = _receivers(profile_path)
    options = Options(f"{now:%Y%m%d}", level, payer, select, ignore, answered=ack_dir is not None, receivers=known)
    sources = x12_sources(files, ENDINGS)
    outcomes = _outcomes(sources, options, engine, jobs)
    acks: list[list[Path]] = []
    with Staging(Path(output).parent) as staging:
        if ack_dir:
            acks = stage_acknowledgments(staging, outcomes, sources, ack_dir, now, ack_number)
        _write(_rendered(outcomes, sources, form, acks, show_values=show_values), output, staging)
    if form == "text" or output != "-":
        click.echo("".join(f"{path}\n" for path in chain(*acks)), nl=False)
    _tell(outcomes, f"{sum(map(len, acks))} acknowledgments in {ack_dir}" if ack_dir else "", quiet)
    return 0 if all(outcome.valid for outcome in outcomes) else ERRORS


def _receivers(path: Path | None) -> tuple[Receiver, ...]:
    """The receivers that the profile knows: the named one, or the nearest; the built-in sample knows none."""
    from mappings.profile_place import find_profile

    if path is None and find_profile(Path.cwd()) is None:
        return ()
    from edi.validation.receivers import of_profile

    return of_profile(load_profile(path).profile)


def _tell(outcomes: Sequence[Outcome], last: str, quiet: bool) -> None:
    """The summary for a person; disagreements of two engines always."""
    lines = [f"{outcome.file}: {line}" for outcome in outcomes for line in outcome.disagreements]
    if not quiet:
        lines += [*summary_lines(outcomes), *([last] if last else [])]
    for line in lines:
        click.echo(line, err=True)


def _outcomes(sources: Sequence[X12Source], options: Options, engine: str, jobs: int) -> list[Outcome]:
    outcomes = validate_all([(one.source, one.name) for one in sources], options, jobs)
    if engine == "fast":
        return outcomes
    from edi.validation.oracle import beside_pyx12  # pyx12 is slow to import

    compare = engine == "both"
    pairs = zip(outcomes, sources, strict=True)
    return [beside_pyx12(outcome, one.source, options, compare=compare) for outcome, one in pairs]


def _rendered(
    outcomes: Sequence[Outcome], sources: Sequence[X12Source], form: str, acks: list[list[Path]], *, show_values: bool
) -> Iterator[str]:
    read = [(outcome, one.source) for outcome, one in zip(outcomes, sources, strict=True)]
    if form == "json":
        yield from json_text(outcomes, [[str(path) for path in paths] for paths in acks], show_values=show_values)
    elif form == "sarif":
        from edi.views.sarif import sarif_text

        yield from sarif_text(read, show_values=show_values)
    elif form == "html":
        from edi.views.reading import page

        yield from page(read, show_values)
    else:
        for outcome in outcomes:
            for finding in outcome.findings:
                yield text_line(finding, outcome, show_values=show_values) + "\n"


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
