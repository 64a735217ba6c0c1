"""A contract is over.

What it finds
    A group, site or provider whose contract expired (DTP*093) before the month in which the file is made.

Why it matters
    A provider that has left is still in the directory, and members are sent to it.

How to fix
    Take the row out of the roster, or correct the date.

Example
    093 20240101
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile
from edi.t274.around import Around
from edi.t274.walk import every
from edi.t274.where import where

RULE = Rule(
    code="PV020",
    severity="warning",
    scope="provider_file",
    field="provider_contract_end",
    message="the contract was over before this month",
    hint="Remove the row, or correct the end of the contract.",
    snip=7,
)


def check(file: ProviderFile, around: Around) -> Iterator[Diagnostic]:
    """A contract is over."""
    month = around.received.replace(day=1)
    for value in every(file):
        end = value.contract_end
        # An end before the start is another finding.
        if end and end < month and not (value.contract_start and end < value.contract_start):
            yield RULE.at(where(value, "contract_end"), end)
