"""A site is outside California.

What it finds
    A site whose state (N402) is not CA.

Why it matters
    Members travel to it only near the border; more often the state is a slip. A neighbouring county within
    California is no reason for a finding.

How to fix
    Correct the state, or leave it if the site is there.

Example
    NV
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile
from edi.t274.around import Around
from edi.t274.walk import sites
from edi.t274.where import where

RULE = Rule(
    code="PV018",
    severity="warning",
    scope="provider_file",
    field="site_state",
    message="the site is in {found}, outside California",
    hint="Check the state; leave it if the site is there.",
    requirements=("PRV-010",),
    snip=7,
)


def check(file: ProviderFile, _around: Around) -> Iterator[Diagnostic]:
    """A site is outside California."""
    for _, site in sites(file):
        state = site.address.state if site.address else ""
        if state not in ("", "CA"):
            yield RULE.at(where(site, "state"), state)
