"""A group, site or provider has no name.

What it finds
    A level without a name (NM103).

Why it matters
    The name is mandatory, and the file would be refused.

How to fix
    Fill in the name; a person also has a first name.

Example
    NM1*1P*2******XX*1234567893~
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile
from edi.t274.around import Around
from edi.t274.walk import every
from edi.t274.where import where

RULE = Rule(
    code="PV015",
    severity="error",
    scope="provider_file",
    field="provider_name",
    message="{expected} has no name",
    hint="Fill in the name.",
    snip=7,
)


def check(file: ProviderFile, _around: Around) -> Iterator[Diagnostic]:
    """A group, site or provider has no name."""
    for value in every(file):
        if not value.name:
            yield RULE.at(where(value, "name"), expected=f"the {type(value).__name__.lower()}")
