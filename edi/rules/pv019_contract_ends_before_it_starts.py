"""A contract ends before it starts.

What it finds
    A group, site or provider whose contract expires (DTP*093) before it takes effect (DTP*092).

Why it matters
    The state would never count the provider as contracted.

How to fix
    Correct one of the two dates.

Example
    092 20250101, 093 20240101
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile
from edi.t274.around import Around
from edi.t274.walk import every
from edi.t274.where import where

RULE = Rule(
    code="PV019",
    severity="error",
    scope="provider_file",
    field="provider_contract_end",
    message="the contract ends before it starts",
    hint="Correct the start or the end of the contract.",
    snip=7,
)


def check(file: ProviderFile, _around: Around) -> Iterator[Diagnostic]:
    """A contract ends before it starts."""
    for value in every(file):
        if value.contract_start and value.contract_end and value.contract_end < value.contract_start:
            yield RULE.at(where(value, "contract_end"), value.contract_end)
