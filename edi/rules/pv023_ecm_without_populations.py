"""An ECM provider serves no population of focus.

What it finds
    A site of a roster that offers ECM and names no population of focus.

Why it matters
    The capacity tab of the quarterly report is kept by population; a provider without one is no capacity at all.

How to fix
    Fill in the populations that it serves; a single one will do.

Example
    ECM = Y, populations empty
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile
from edi.t274.around import Around
from edi.t274.walk import sites
from edi.t274.where import where

RULE = Rule(
    code="PV023",
    severity="warning",
    scope="provider_file",
    field="ecm_populations",
    message="ECM is offered and no population of focus is named",
    hint="Fill in the populations of focus served.",
    requirements=("PRV-009",),
    snip=7,
)


def check(file: ProviderFile, _around: Around) -> Iterator[Diagnostic]:
    """An ECM provider serves no population of focus."""
    for _, site in sites(file):
        for capacity in site.capacities:
            if capacity.service == "ecm" and not capacity.populations:
                yield RULE.at(where(site, "ecm_populations"))
