"""A taxonomy is not known.

What it finds
    A taxonomy code that is not ten characters ending with X, or that the table of known codes does not have.

Why it matters
    The state derives the category of a provider from the taxonomy with a table of its own: a code that the table
    does not have counts as nothing.

How to fix
    Correct the code as in NPPES; if it is right, add it to known_taxonomies in the profile.

Example
    207Q00000Z
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile
from edi.t274.around import Around
from edi.t274.walk import every
from edi.t274.where import where

RULE = Rule(
    code="PV014",
    severity="error",
    scope="provider_file",
    field="provider_taxonomies",
    message="the taxonomy {expected} is not known: the state counts a provider with an unknown one as nothing",
    hint="Correct the code as in NPPES, or add it to known_taxonomies in the profile if it is right.",
    requirements=("PRV-003",),
    snip=7,
)


def check(file: ProviderFile, around: Around) -> Iterator[Diagnostic]:
    """A taxonomy is not known."""
    known = around.taxonomies
    for value in every(file):
        for nth, each in enumerate(value.specialties):
            if each.taxonomy not in known:
                yield RULE.at(where(value, "taxonomy", nth), each.taxonomy, each.taxonomy)
