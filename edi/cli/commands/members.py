"""`edi-translate members`: the four member-level files that plans and ECM providers exchange."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click

from edi.cli.inputs import own_stems, sources
from edi.cli.options import ChosenProfile, common, load_profile, now, profile_option
from edi.cli.staging import Staging
from edi.cli.x12_inputs import ENDINGS, x12_sources
from edi.member_files.context import MemberContext
from edi.member_files.services import EcmService, ecm_services
from edi.t837p.parse import read_837p
from invoices.member_files.judge import MembersRun, read_members
from invoices.translate import Source
from mappings.layout_file import Layout, layouts_with
from mappings.member_fields import FILES
from mappings.payer_file import load_payer

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
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--received", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Day received; default today.")
@click.option("--strict", is_flag=True, help="Rows with warnings are faulty, too.")
@click.option("--show-values", is_flag=True, help="Print values from the file; they may be members' data.")
@profile_option
@common
def read(
    files: tuple[str, ...],
    against: tuple[str, ...],
    output: str,
    form: str,
    received: datetime | None,
    strict: bool,
    show_values: bool,
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
    context = MemberContext(chosen.profile, received.date() if received else moment.date())
    found = sources(files)
    run = run_over(found, chosen, context, moment, services_of(against), strict=strict)
    written = _marked_copies(run, found, output)
    _tell(run, written, form, show_values=show_values)
    if not quiet:
        from invoices.member_files.view import summary_lines

        for line in summary_lines(run):
            click.echo(line, err=True)
    if not any(judged.tables for judged in run.inputs):
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


def services_of(inputs: Sequence[str]) -> list[EcmService]:
    """The ECM services of 837P files."""

    def each() -> Iterator[EcmService]:
        for file in x12_sources(inputs, ENDINGS):
            yield from ecm_services(read_837p(file.source), file.name)

    return list(each())


def _marked_copies(run: MembersRun, found: Sequence[Source], output: str) -> list[Path]:
    faulty = [number for number, judged in enumerate(run.inputs) if any(judged.faulty.values())]
    if not output or not faulty:
        return []
    from invoices.returns.write import rejects_workbook

    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    stems = own_stems(found)
    with Staging(folder) as staging:
        for number in faulty:
            staging.add(f"{stems[number]}.rejects.xlsx", rejects_workbook(run.inputs[number].part, run.result).data)
        return staging.commit()


def _tell(run: MembersRun, written: Sequence[Path], form: str, *, show_values: bool) -> None:
    if form == "json":
        from invoices.member_files.view import document

        sys.stdout.write(document(run, [str(path) for path in written], show_values=show_values))
        return
    from edi.report.text import finding_line

    for finding in run.result.all_findings:
        click.echo(finding_line(finding, run.result, show_values=show_values))
    for path in written:
        click.echo(str(path))
