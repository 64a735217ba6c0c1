"""Opening hours are not possible.

What it finds
    Hours (WS) that are no times, that end before they begin, or that overlap others of the same days.

Why it matters
    Members look up when a site is open. A place that is open over midnight is written as two days.

How to fix
    Correct the hours; split a night at midnight.

Example
    WS*A*2200*0600~
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile
from edi.t274.around import Around
from edi.t274.calendar import times_in_order
from edi.t274.walk import every
from edi.t274.where import where

RULE = Rule(
    code="PV022",
    severity="warning",
    scope="provider_file",
    field="site_hours",
    message="hours {found} end before they begin, or overlap others",
    hint="Correct the hours; split a night at midnight.",
    snip=7,
)


def check(file: ProviderFile, _around: Around) -> Iterator[Diagnostic]:
    """Opening hours are not possible."""
    for value in every(file):
        if not value.hours:
            continue
        for nth in times_in_order(value.hours):
            hours = value.hours[nth]
            yield RULE.at(where(value, "hours", nth), f"{hours.opens} to {hours.closes}")
