"""A service has no marker.

What it finds
    A site of a roster that offers a service for which the payer file has no marker.

Why it matters
    The 274 cannot say that the provider offers it, so the state would not know.

How to fix
    Add a row for the service to [[provider_file.markers]] of the payer file.

Example
    transitional rent
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile
from edi.t274.around import Around
from edi.t274.walk import sites
from edi.t274.where import where

RULE = Rule(
    code="PV025",
    severity="error",
    scope="provider_file",
    field="community_supports",
    message="the payer file has no marker for {expected}: the 274 cannot say that it is offered",
    hint="Add a row for it to provider_file.markers of the payer file.",
    snip=7,
)


def check(file: ProviderFile, around: Around) -> Iterator[Diagnostic]:
    """A service has no marker."""
    for _, site in sites(file):
        for each in site.capacities:
            if not around.markers.levels_of(each.service):
                yield RULE.at(where(site, "services"), expected=each.service.replace("_", " "))
