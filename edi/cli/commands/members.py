"""`edi-translate members`: the four member-level files that plans and ECM providers exchange."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import click

from edi.app.member_build import BuildRequest
from edi.app.member_build import run as build_run
from edi.app.member_build import template as made_template
from edi.app.member_build import tracker as made_tracker
from edi.app.members import MembersRequest, MembersResult, run, services_of
from edi.app.sink import Folder
from edi.app.staging import Staging
from edi.app.translate import WorkbookResult
from edi.app.x12_inputs import ENDINGS, x12_sources
from edi.cli.ignored_answers import tell_unused
from edi.cli.one_output import output_stream
from edi.cli.options import answers_option, common, load_profile, now, profile_option
from edi.cli.outputs import rejects_in, tell_earlier
from edi.cli.workbook_given import given_answers, sources
from edi.cli.x12_given import x12_given
from edi.member_files.models import OutreachAttempt
from edi.views.counts import plural
from edi.views.text import finding_line, summary_text
from mappings.member_fields import FILES
from mappings.subject_file import load_subject

ERRORS, NOTHING_DONE = 1, 2
against_option = click.option(
    "--against", multiple=True, metavar="837P", help="Compare with these encounters (files or folders; repeatable)."
)


@click.group(name="members")
def command() -> None:
    """Member-level files of ECM: Member Information, Return Transmission, Initial Outreach Tracker, Potential Member
    Referral.

    \b
    Example:
      edi-translate members read from-providers/ --against outbox/ -o back/
    """


@command.command(name="read")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@against_option
@click.option("-o", "--output", default="", metavar="DIR", help="Write a marked copy of every file with faulty rows.")
@click.option("--to-837", "to_837", default="", metavar="DIR", help="Tracker rows without an encounter become an 837P.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--received", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Day received; default today.")
@click.option("--strict", is_flag=True, help="Rows with warnings are faulty, too.")
@click.option("--show-values", is_flag=True, help="Print values from the file; they may be members' data.")
@answers_option
@profile_option
@common
def read(
    files: tuple[str, ...],
    against: tuple[str, ...],
    output: str,
    to_837: str,
    form: str,
    received: datetime | None,
    strict: bool,
    show_values: bool,
    answers_file: Path | None,
    profile_path: Path | None,
    quiet: bool,
    verbose: bool,  # noqa: ARG001 - a common option; every finding is printed anyway
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:
    """Read and check member-level files of all four kinds, known by their headings; with --against also against
    encounters: outreach after enrolment, services before the benefit or after its end.

    \b
    Example:
      edi-translate members read return-file.xlsx --against quarter.837 -o back/
    """
    chosen = load_profile(profile_path)
    moment = now(chosen.profile)
    found = sources(files)
    request = MembersRequest(
        sources=tuple(found), profile=chosen, now=moment, received=received.date() if received else moment.date(),
        answers=given_answers(answers_file, len(found)), encounters=tuple(x12_sources(x12_given(against), ENDINGS)),
        strict=strict, show_values=show_values,
    )  # fmt: skip
    with Staging(Path(output or to_837)) as staging:
        sink = Folder(staging, Path(output)) if output else None
        claims = Folder(staging, Path(to_837)) if to_837 else None
        result = run(request, sink, claims=claims)
        if to_837:
            _tell_claims(result.claims, Path(to_837), quiet=quiet)
        written = staging.commit()
    tell_unused(result.run.result.inputs)
    _tell(result, written, form, show_values=show_values)
    if not quiet:
        for line in result.summary():
            click.echo(line, err=True)
    if not result.read_something:
        return NOTHING_DONE
    return ERRORS if result.has_errors else 0


def _tell_claims(claims: WorkbookResult | None, folder: Path, *, quiet: bool) -> None:
    """What became of attempts that no encounter tells of."""
    if claims is not None:
        tell_earlier(claims.written)
    if quiet:
        return
    if claims is None:
        click.echo("every tracked attempt has its encounter", err=True)
        return
    rejects = rejects_in([folder / name for name in claims.written.names])
    click.echo(summary_text(claims.run, rejects=rejects), err=True)


def _tell(result: MembersResult, written: Sequence[Path], form: str, *, show_values: bool) -> None:
    if form == "json":
        sys.stdout.write(result.json([str(path) for path in written], show_values=show_values))
        return
    for finding in result.findings:
        click.echo(finding_line(finding, result.run.result, show_values=show_values))
    for path in written:
        click.echo(str(path))


@command.command(name="template")
@click.argument("kinds", nargs=-1, required=True, metavar="KIND...")
@click.option("-o", "--output", required=True, metavar="FILE.xlsx", help="The workbook to write.")
@click.option("--agreed", is_flag=True, help="Also the columns that the guidance leaves out: outcome, provider, day.")
@profile_option
@common
def template(
    kinds: tuple[str, ...],
    output: str,
    agreed: bool,
    profile_path: Path | None,
    quiet: bool,
    verbose: bool,  # noqa: ARG001 - a common option
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:
    """Write an empty workbook for member-level files: a tab a file, drop-downs for coded columns, notes on the
    headings. KIND is mif, rtf, outreach_tracker, referral or all.

    \b
    Example:
      edi-translate members template rtf outreach_tracker -o for-providers.xlsx
    """
    wanted = [kind for kind in FILES if kind in kinds or "all" in kinds]
    chosen = load_profile(profile_path)
    named = [kind for kind in kinds if kind != "all"]
    _write(output, made_template([*named, *wanted], chosen, now(chosen.profile), agreed=agreed))
    if not quiet:
        click.echo(f"empty: {', '.join(load_subject(kind).title for kind in wanted)}", err=True)
    return 0


@command.command(name="tracker")
@click.argument("claims", nargs=-1, required=True, metavar="837P...")
@click.option("-o", "--output", required=True, metavar="FILE.xlsx", help="The workbook to write.")
@profile_option
@common
def tracker(
    claims: tuple[str, ...],
    output: str,
    profile_path: Path | None,
    quiet: bool,
    verbose: bool,  # noqa: ARG001 - a common option
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:
    """Make an Initial Outreach Tracker of outreach encounters (modifier U8): staff by the code, method by the modifier.

    \b
    Example:
      edi-translate members tracker outbox/ -o tracker.xlsx
    """
    chosen = load_profile(profile_path)
    services = services_of(x12_sources(x12_given(claims), ENDINGS))
    attempts, data = made_tracker(services, chosen, now(chosen.profile))
    if not attempts:
        click.echo("no outreach encounter in these files", err=True)
        return NOTHING_DONE
    _write(output, data)
    if not quiet:
        click.echo(f"{plural(len(attempts), 'attempt')} to {plural(members_of(attempts), 'member')}", err=True)
    return 0


def members_of(attempts: Sequence[OutreachAttempt]) -> int:
    """How many members were sought."""
    return len({attempt.member_cin for attempt in attempts})


@command.command(name="build")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--claims", multiple=True, metavar="837P", help="Diagnoses of these encounters count (repeatable).")
@click.option("--period", metavar="QUARTER|MM/DD/YYYY.MM/DD/YYYY", help="Reporting period; default: the last month.")
@click.option("-o", "--output", required=True, metavar="FILE.xlsx", help="The workbook to write.")
@click.option("--per-provider", is_flag=True, help="A file for each assigned provider: FILE-NPI.xlsx.")
@click.option("--show-values", is_flag=True, help="Print values from the file; they may be members' data.")
@profile_option
@common
def build(
    files: tuple[str, ...],
    claims: tuple[str, ...],
    period: str | None,
    output: str,
    per_provider: bool,
    show_values: bool,
    profile_path: Path | None,
    quiet: bool,
    verbose: bool,  # noqa: ARG001 - a common option; every finding is printed anyway
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:
    """Build a Member Information File from plan data: sheets of members in any layout, and records of their services
    (diagnoses, stays, drugs), which make the indicators.

    \b
    Example:
      edi-translate members build eligibility.xlsx services.csv --period 2024Q1 -o mif.xlsx
    """
    found, encounters = sources(files), tuple(x12_sources(x12_given(claims), ENDINGS))
    chosen = load_profile(profile_path)
    request = BuildRequest(
        sources=tuple(found), profile=chosen, now=now(chosen.profile), target=Path(output), encounters=encounters,
        period=period or "", per_provider=per_provider,
    )  # fmt: skip
    result = build_run(request)
    for finding in result.run.result.all_findings:
        click.echo(finding_line(finding, result.run.result, show_values=show_values), err=True)
    if not result.members:
        return NOTHING_DONE
    _write_books(result.books)
    if not quiet:
        told = f"{plural(result.members, 'member')}, {plural(result.services, 'service')} behind their indicators"
        click.echo("\n".join([told, *result.summary()]), err=True)
    return ERRORS if result.run.result.has_errors else 0


def _write_books(books: Mapping[Path, bytes]) -> None:
    """All files of a folder, or none; prints their paths."""
    with Staging(next(iter(books)).parent) as staging:
        for path, content in books.items():
            staging.add(path.name, content)
        for path in staging.commit():
            click.echo(str(path))


def _write(output: str, data: bytes) -> None:
    with output_stream(output) as stream:
        stream.write(data)
