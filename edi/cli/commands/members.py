"""`edi-translate members`: the four member-level files that plans and ECM providers exchange."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import cast

import click

from edi.app.earlier import REJECTS
from edi.app.outputs import question_files
from edi.app.settings import ChosenProfile
from edi.app.staging import Staging, distinct
from edi.app.workbook_inputs import stem_of
from edi.app.x12_inputs import ENDINGS, X12Source, x12_sources
from edi.cli.keeping import tell_unused
from edi.cli.one_output import output_stream
from edi.cli.options import answers_option, common, load_profile, now, profile_option
from edi.cli.workbook_given import given_answers, sources
from edi.cli.x12_given import x12_given
from edi.member_files.context import MemberContext
from edi.member_files.models import Kind, OutreachAttempt
from edi.member_files.services import EcmService, ecm_services
from edi.t837p.parse import read_837p
from edi.views.counts import plural
from invoices.intake import Source
from invoices.member_files.judge import MembersRun, read_members
from mappings.layout_file import Layout, layouts_with
from mappings.member_fields import FILES
from mappings.payer_file import load_payer
from mappings.reading_file import load_readings
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
    context = MemberContext(
        chosen.profile,
        received.date() if received else moment.date(),
        given_answers(answers_file, len(found)),
        load_readings(chosen.readings),
    )
    encounters = x12_sources(x12_given(against), ENDINGS)
    run = run_over(found, chosen, context, moment, services_of(encounters), strict=strict)
    with Staging(Path(output or to_837)) as staging:
        if output:
            _stage_marked_copies(staging, run, found, show_values=show_values)
        if to_837:
            from edi.cli.member_outreach import stage_encounters

            stage_encounters(staging, run, encounters, chosen, moment, Path(to_837), quiet=quiet)
        written = staging.commit()
    tell_unused(run.result.inputs)
    _tell(run, written, form, show_values=show_values)
    if not quiet:
        from invoices.member_files.view import summary_lines

        for line in summary_lines(run):
            click.echo(line, err=True)
    if not any(judged.tables or judged.part.questions for judged in run.inputs):
        return NOTHING_DONE
    return ERRORS if run.result.has_errors else 0


def run_over(
    found: Sequence[Source],
    chosen: ChosenProfile,
    context: MemberContext,
    moment: datetime,
    services: Sequence[EcmService],
    *,
    strict: bool = False,
) -> MembersRun:
    """Reads files with the layouts beside the profile."""
    own: dict[str, list[Layout]] = {kind: list(layouts_with(chosen.layouts, kind).values()) for kind in FILES}
    payer = load_payer(chosen.profile.payer)
    return read_members(
        found, context, payer=payer, now=moment, layouts=own, services=services, profile_name=chosen.name, strict=strict
    )


def services_of(encounters: Sequence[X12Source]) -> list[EcmService]:
    """The ECM services of 837P files."""

    def each() -> Iterator[EcmService]:
        for file in encounters:
            yield from ecm_services(read_837p(file.source), file.name)

    return list(each())


def _stage_marked_copies(staging: Staging, run: MembersRun, found: Sequence[Source], *, show_values: bool) -> None:
    """Marked copies of files with faulty rows, and the questions of files that leave some."""
    from invoices.returns.write import rejects_workbook

    stems = distinct([stem_of(source.path) for source in found])
    for stem, judged in zip(stems, run.inputs, strict=True):
        if judged.has_faulty:
            staging.add(f"{stem}{REJECTS}", rejects_workbook(judged.part, run.result).data)
    for name, data in question_files(run.result.inputs, found, show_values=show_values).items():
        staging.add(name, data)


def _tell(run: MembersRun, written: Sequence[Path], form: str, *, show_values: bool) -> None:
    if form == "json":
        from invoices.member_files.view import document

        sys.stdout.write(document(run, [str(path) for path in written], show_values=show_values))
        return
    from edi.views.text import finding_line

    for finding in run.result.all_findings:
        click.echo(finding_line(finding, run.result, show_values=show_values))
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
    from invoices.member_files.template import template as made_template

    unknown = [kind for kind in kinds if kind not in (*FILES, "all")]
    if unknown:
        raise click.UsageError(f"{unknown[0]}: no such file; one of {', '.join(FILES)}, all")
    chosen = load_profile(profile_path)
    wanted = [kind for kind in FILES if kind in kinds or "all" in kinds]
    data = made_template(cast(list[Kind], wanted), chosen.profile.member_files, now(chosen.profile), agreed=agreed)
    _write(output, data)
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
    from edi.member_files.match import attempts_of
    from invoices.member_files.outreach import tracker_workbook

    chosen = load_profile(profile_path)
    attempts = attempts_of(services_of(x12_sources(x12_given(claims), ENDINGS)))
    if not attempts:
        click.echo("no outreach encounter in these files", err=True)
        return NOTHING_DONE
    _write(output, tracker_workbook(attempts, chosen.profile, now(chosen.profile)))
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
    from edi.cli.member_build import build_files

    return build_files(
        sources(files),
        x12_sources(x12_given(claims), ENDINGS),
        load_profile(profile_path),
        period=period or "",
        output=output,
        per_provider=per_provider,
        show_values=show_values,
        quiet=quiet,
    )


def _write(output: str, data: bytes) -> None:
    with output_stream(output) as stream:
        stream.write(data)
