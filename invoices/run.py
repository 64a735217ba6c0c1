"""What every run over workbooks begins with, whatever it makes of them."""

from __future__ import annotations

from datetime import date, datetime

from edi.diagnostics import added_packages, rules_with_added
from edi.validation.run import OF_CLAIMS
from edi.views.run_result import OutputKind, RunResult
from mappings.own import own_mappings
from mappings.payer_file import Payer
from mappings.profile_file import Profile

RULE_PACKAGES = ("invoices.rules", "edi.rules")
#: The families of rules that invoices, and the claims made of them, are asked about; mf001 to
#: mf010 are about cells. The ninety others are not loaded.
OF_INVOICES = ("cl", "du", "ln", "rc", "wb", "en", "pf", "lg", "mf00", "mf010", *OF_CLAIMS)


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
    families: tuple[str, ...] = (),
) -> RunResult:
    """The result of a run that has read nothing yet, with the rules of `families` (none named: all) and those of other
    packages; `now` is when it began."""
    rules = rules_with_added(*RULE_PACKAGES, families=families)
    return RunResult(
        [], [], [], rules, payer.severity, payer.name, profile.usage, received, now,
        profile_name, sample_profile, profile.transmission.support_contact, strict, kind,
        own_mappings(), tuple(one.said for one in added_packages()),
    )  # fmt: skip
