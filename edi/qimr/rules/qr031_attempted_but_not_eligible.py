"""Outreach to members who are in no list.

What it finds
    Members had an outreach attempt and are neither in a Member Information File nor in a referral or request.

Why it matters
    Column F counts members of column E only, so they are left out of both.

How to fix
    Add them to the Member Information File, or look for a wrong CIN.

Example
    an attempt for a member who was never assigned
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.qimr.facts import Facts
from edi.qimr.judging import Whole
from edi.qimr.tabs.ecm_requests_outreach import eligible_members, knows_eligible

RULE = Rule(
    code="QR031",
    severity="warning",
    scope="report",
    message="members with an outreach attempt who are in no list of eligible members: {expected}",
    hint="Add them to the Member Information File, or correct their CINs.",
    requirements=("QIMR-034", "SLP-048"),
)


def check(whole: Whole, facts: Facts) -> Iterator[Diagnostic]:
    """Outreach to members who are in no list."""
    tab = whole.tab("ecm_requests_outreach")
    if tab is None or not knows_eligible(facts):
        return
    eligible = {key for plan in facts.plans.by_code for key in eligible_members(facts, plan)}
    left_out = [k for k in facts.attempts if facts.attempted(k) and not facts.people.is_transitioned(k[1])]
    count = len(set(left_out) - eligible)
    if count:
        yield RULE.at(whole.on(tab, "F"), expected=count)
