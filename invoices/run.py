"""What every run over workbooks begins with, whatever it makes of them."""

from __future__ import annotations

from datetime import date, datetime

from edi.diagnostics import load_rules
from edi.views.run_result import OutputKind, RunResult
from mappings.payer_file import Payer
from mappings.profile_file import Profile

RULE_PACKAGES = ("invoices.rules", "edi.rules")


def begun(
    profile: Profile,
    payer: Payer,
    received: date,
    now: datetime,
    *,
    profile_name: str = "",
    sample_profile: bool = False,
    strict: bool = False,
    kind: OutputKind = "837P",
) -> RunResult:
    """The result of a run that has read nothing yet, with all rules; `now` is when it began."""
    return RunResult(
        [], [], [], load_rules(*RULE_PACKAGES), payer.severity, payer.name, profile.usage, received, now,
        profile_name, sample_profile, profile.transmission.support_contact, strict, kind,
    )  # fmt: skip
