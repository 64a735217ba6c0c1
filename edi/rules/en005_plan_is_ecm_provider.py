"""The plan itself gave ECM.

What it finds
    An ECM service billed by an NPI that the profile lists as the plan's own, on a date that no exception covers.

Why it matters
    A plan may use its own staff for ECM only under a written DHCS exception.

How to fix
    Enter the dates of the exception in the profile.

Example

"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edi.diagnostics import Diagnostic, Rule
from edi.model.encounter import Encounter
from edi.model.surroundings import HasProfile

ECM_CODES = ("G9008", "G9012")

RULE = Rule(
    code="EN005",
    severity="warning",
    scope="encounter",
    field="billing_npi",
    message="ECM by the plan's own provider without an exception on that date",
    hint="Enter the exception in own_providers of the profile.",
    requirements=("PRV-013",),
)


def check(encounters: Sequence[Encounter], context: HasProfile) -> Iterator[Diagnostic]:
    """The plan itself gave ECM."""
    own = {entry.npi: entry for plan in context.profile.plans for entry in plan.own_providers}
    for encounter in encounters if own else ():
        entry = own.get(encounter.billing.npi)
        for line in encounter.lines if entry is not None else ():
            if line.hcpcs not in ECM_CODES or entry is None:
                continue
            covered = entry.exception_start is not None and entry.exception_start <= line.start
            if not covered or (entry.exception_end is not None and line.start > entry.exception_end):
                yield RULE.at(line.sources[0].at("billing_npi"))
