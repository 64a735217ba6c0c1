"""A provider has no taxonomy.

What it finds
    A provider without a taxonomy code (LQ), or a site without providers where neither it nor its group has one.

Why it matters
    The state derives the category of a provider from the taxonomy alone: without one it counts as nothing, and the
    plan looks short of providers.

How to fix
    Fill in the taxonomy as in NPPES.

Example
    an empty taxonomy
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile
from edi.t274.around import Around
from edi.t274.walk import providers, sites
from edi.t274.where import where

RULE = Rule(
    code="PV013",
    severity="error",
    scope="provider_file",
    field="provider_taxonomies",
    message="no taxonomy: the state derives the category of a provider from it and would count this one as nothing",
    hint="Fill in the taxonomy as in NPPES.",
    requirements=("PRV-003",),
    snip=7,
)


def check(file: ProviderFile, _around: Around) -> Iterator[Diagnostic]:
    """A provider has no taxonomy."""
    for provider in providers(file):
        if not provider.specialties:
            yield RULE.at(where(provider, "taxonomy"))
    for group, site in sites(file):
        if not site.providers and not site.specialties and not group.specialties:
            yield RULE.at(where(site, "taxonomy"))
