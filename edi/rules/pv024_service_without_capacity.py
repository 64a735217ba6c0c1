"""A service has no capacity.

What it finds
    A site of a roster that offers ECM or a community support and does not say how many members it can take.

Why it matters
    The capacity tabs of the quarterly report ask for the number.

How to fix
    Fill in the members now and the further members.

Example
    ECM = Y, capacity empty
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile
from edi.t274.around import Around
from edi.t274.walk import sites
from edi.t274.where import where

RULE = Rule(
    code="PV024",
    severity="warning",
    scope="provider_file",
    field="ecm_capacity",
    message="{expected} is offered and no capacity is named",
    hint="Fill in how many members are served and how many more could be.",
    snip=7,
)


def check(file: ProviderFile, _around: Around) -> Iterator[Diagnostic]:
    """A service has no capacity."""
    for _, site in sites(file):
        for each in site.capacities:
            numbers = (each.now, each.further, each.further_adults, each.further_children)
            if all(number is None for number in numbers):
                field = "ecm_capacity" if each.service == "ecm" else "support_capacity"
                yield RULE.at(where(site, field), expected=each.service.replace("_", " "))
