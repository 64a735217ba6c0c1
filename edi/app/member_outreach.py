"""Attempts of a tracker that no encounter tells of, through the invoice into an 837P."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from edi.app.outputs import write_files
from edi.app.settings import ChosenProfile
from edi.app.sink import Sink
from edi.app.translate import TranslateRequest, WorkbookResult
from edi.app.x12_inputs import X12Source
from edi.control_numbers import ControlNumbers
from edi.member_files.match import unmatched
from edi.member_files.services import EcmService, ecm_services
from edi.model.encounter import Encounter, Provider
from edi.t837p.parse import read_837p
from invoices.check import CHECKERS
from invoices.context import Context
from invoices.intake import Source
from invoices.member_files.judge import MembersRun
from invoices.member_files.outreach import LAYOUT, outreach_invoice
from invoices.translate import translate
from mappings.layout_file import load_layouts
from mappings.payer_file import load_payer

NAME = "outreach.csv"


def outreach_claims(
    run: MembersRun,
    files: Sequence[X12Source],
    chosen: ChosenProfile,
    moment: datetime,
    sink: Sink,
    *,
    numbers: ControlNumbers | None = None,
) -> WorkbookResult | None:
    """Hands the 837P, the rows that lack something, the report and the summary to a sink; None where every attempt has
    its encounter. Faulty rows of the tracker are left out."""
    billed = _Billed(files)
    good = run.files(good_only=True)
    attempts = list(unmatched(good.outreach_tracker, billed.outreach))
    if not attempts:
        return None
    received = run.result.received
    data = outreach_invoice(attempts, good, billed.latest, billed.providers, chosen.profile, received)
    found = (Source(Path(NAME), NAME, data),)
    request = TranslateRequest(sources=found, profile=chosen, now=moment, received=received)
    # The invoice is ours: no reading that somebody has confirmed speaks of it.
    result = translate(
        found,
        Context(chosen.profile, load_payer(chosen.profile.payer), received),
        [load_layouts()[LAYOUT]],
        stem=Path(NAME).stem,
        numbers=numbers or request.numbers(),
        now=moment,
        checker=CHECKERS["fast"],
        profile_name=chosen.name,
        sample_profile=chosen.is_sample,
    )
    return WorkbookResult(result, write_files(sink, result, found, show_values=False))


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
