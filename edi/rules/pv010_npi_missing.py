"""A group or provider has no NPI.

What it finds
    A group or a provider without an NPI (NM109 with NM108 = XX).

Why it matters
    Every organisation or person that contracts with a plan and submits claims must have an NPI; the state counts
    providers by it.

How to fix
    Look the provider up in NPPES and fill in the NPI.

Example
    NM1*1P*1*SANTACRUZ*IMELDA~
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile, Site
from edi.t274.around import Around
from edi.t274.walk import every
from edi.t274.where import where

RULE = Rule(
    code="PV010",
    severity="error",
    scope="provider_file",
    field="provider_npi",
    message="{expected} has no NPI",
    hint="Fill in the NPI as in NPPES; leave out staff who neither contract nor bill.",
    requirements=("PRV-001",),
    snip=7,
)


def check(file: ProviderFile, _around: Around) -> Iterator[Diagnostic]:
    """A group or provider has no NPI."""
    for value in every(file):
        if not value.npi and not isinstance(value, Site):
            yield RULE.at(where(value, "npi"), expected=f"the {type(value).__name__.lower()}")
