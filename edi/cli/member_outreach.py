"""`members read --to-837`: attempts of a tracker that no encounter tells of, through the invoice into an 837P."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from edi.app.earlier import REJECTS
from edi.app.outputs import write_files
from edi.app.settings import ChosenProfile
from edi.app.sink import Folder
from edi.app.staging import Staging
from edi.app.x12_inputs import X12Source
from edi.cli.outputs import tell_earlier
from edi.control_numbers import Counting
from edi.member_files.match import unmatched
from edi.member_files.services import EcmService, ecm_services
from edi.model.encounter import Encounter, Provider
from edi.t837p.parse import read_837p
from edi.views.run_result import RunResult
from edi.views.text import summary_text
from invoices.check import CHECKERS
from invoices.context import Context
from invoices.intake import Source
from invoices.member_files.judge import MembersRun
from invoices.member_files.outreach import LAYOUT, outreach_invoice
from invoices.translate import translate
from mappings.layout_file import load_layouts
from mappings.payer_file import load_payer

NAME = "outreach.csv"
MOST_INTERCHANGES = 1_000_000_000


def stage_encounters(
    staging: Staging,
    run: MembersRun,
    files: Sequence[X12Source],
    chosen: ChosenProfile,
    moment: datetime,
    folder: Path,
    *,
    quiet: bool,
) -> None:
    """Has the 837P, the rows that lack something, the report and the summary appear in a folder with the other files
    of a staging. Faulty rows of the tracker are left out."""
    billed = _Billed(files)
    good = run.files(good_only=True)
    attempts = list(unmatched(good.outreach_tracker, billed.outreach))
    if not attempts:
        if not quiet:
            click.echo("every tracked attempt has its encounter", err=True)
        return
    received = run.result.received
    data = outreach_invoice(attempts, good, billed.latest, billed.providers, chosen.profile, received)
    found = [Source(Path(NAME), NAME, data)]
    result = _translated(found, chosen, moment, received)
    made = write_files(Folder(staging, folder), result, found, show_values=False)
    tell_earlier(made)
    if not quiet:
        rejects = [str(folder / name) for name in made.names if name.endswith(REJECTS)]
        click.echo(summary_text(result, rejects=rejects), err=True)


class _Billed:
    """What 837P files tell: outreach services, the latest encounter of each member, the providers by NPI."""

    def __init__(self, files: Sequence[X12Source]) -> None:
        self.outreach: list[EcmService] = []
        self.latest: dict[str, Encounter] = {}
        self.providers: dict[str, Provider] = {}
        for file in files:
            claims = list(read_837p(file.source))
            self.outreach += [service for service in ecm_services(claims, file.name) if service.is_outreach]
            self.providers |= {claim.billing.npi: claim.billing for claim in claims}
            self.latest |= {claim.member.cin: claim.encounter for claim in claims}


def _translated(found: Sequence[Source], chosen: ChosenProfile, moment: datetime, received: date) -> RunResult:
    """The lines on the way of any invoice."""
    profile = chosen.profile
    first = profile.control.interchange or int(moment.timestamp()) % MOST_INTERCHANGES or 1
    return translate(
        found,
        Context(profile, load_payer(profile.payer), received),
        [load_layouts()[LAYOUT]],
        stem=Path(NAME).stem,
        numbers=Counting(first, profile.control.group, profile.control.transaction),
        now=moment,
        checker=CHECKERS["fast"],
        profile_name=chosen.name,
        sample_profile=chosen.is_sample,
    )
