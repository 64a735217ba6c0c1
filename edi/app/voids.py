"""Writes the voids that somebody asks for: an 837P a plan code, checked, recorded, in the folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from edi.app.settings import ChosenProfile
from edi.app.staging import Staging
from edi.ledger.batch import record, recover
from edi.ledger.corrections import voids
from edi.ledger.errors import LedgerError
from edi.ledger.ledger import Ledger
from edi.ledger.numbers import LedgerNumbers
from edi.ledger.plan import Given, Plan, made, no_origin
from edi.model.encounter import Encounter
from edi.t837p.build import build
from edi.t837p.envelope import envelope
from invoices.check import fast_checker
from mappings.payer_file import load_payer


def write_voids(
    ledger: Ledger, claims: Sequence[str], folder: Path, chosen: ChosenProfile, moment: datetime
) -> list[Path]:
    """The files, stamped with a moment; all or none. Raises LedgerError for a claim that cannot be voided or a file
    that is not valid."""
    profile, payer = chosen.profile, load_payer(chosen.profile.payer)
    at = moment.isoformat(timespec="seconds")
    plans = {plan.code: plan for plan in profile.plans}
    with ledger.writing(), Staging(folder) as staging:
        recover(ledger, at)
        by_plan: dict[str, list[Encounter]] = {}
        for one in voids(ledger, claims):
            if one.plan_code not in plans:
                raise LedgerError(one.claim_id, f"the profile has no plan {one.plan_code}")
            by_plan.setdefault(one.plan_code, []).append(one)
        numbers = LedgerNumbers(ledger, profile.control.interchange or 1, profile.control.group)
        files = []
        for code, group in by_plan.items():
            text = "".join(build(group, envelope(payer, profile, plans[code], moment), numbers))
            file = made(folder.resolve() / f"voids-{sha256(text.encode()).hexdigest()[:8]}.837", text, code, group)
            if fast_checker(text):
                raise LedgerError(file.path, "the voids are not valid; nothing was written")
            staging.add(Path(file.path).name, text.encode("ascii"))
            files.append(file)
        lines = sum(len(one.claim.lines) for file in files for one in file.claims)
        cents = sum(one.claim.charge for file in files for one in file.claims)
        given = Given("ledger void", "", {"read": lines, "sent": lines}, {"read": cents, "sent": cents})
        plan = Plan("sent", chosen.name, profile.payer, profile.usage, [given], files, [], no_origin)
        _, paths = record(ledger, plan, staging.commit, at)
    return paths
