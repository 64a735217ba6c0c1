"""An NPI of a provider file is none.

What it finds
    NM109 with NM108 = XX is not ten digits that start with 1 or 2 and pass the check digit (Luhn over 80840 and the
    number).

Why it matters
    The state matches providers by NPI: a wrong one is nobody, or somebody else.

How to fix
    Look the provider up in NPPES and correct the number.

Example
    1234567890
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.claims.search import valid_npi
from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile
from edi.t274.around import Around
from edi.t274.walk import every
from edi.t274.where import where

RULE = Rule(
    code="PV011",
    severity="error",
    scope="provider_file",
    field="provider_npi",
    message="the NPI {found} fails its check digit",
    hint="Correct the NPI.",
    requirements=("PRV-001",),
    snip=7,
)


def check(file: ProviderFile, _around: Around) -> Iterator[Diagnostic]:
    """An NPI of a provider file is none."""
    for value in every(file):
        # A roster's cell has been told so (CL003).
        if value.npi and not value.origin.rows and not valid_npi(value.npi):
            yield RULE.at(where(value, "npi"), value.npi)
