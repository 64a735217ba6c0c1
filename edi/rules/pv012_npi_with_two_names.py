"""One NPI has two names.

What it finds
    Two groups, or two providers, that have one NPI and different names. Sites of a group may share its NPI.

Why it matters
    The state holds one name for an NPI; one of the two belongs to somebody else.

How to fix
    Write the name as in NPPES, or correct the NPI.

Example
    1234567893 as SANTACRUZ and as AGUINALDO
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import Listed, ProviderFile, Site
from edi.t274.around import Around
from edi.t274.walk import every
from edi.t274.where import where
from mappings.service_table import normal

RULE = Rule(
    code="PV012",
    severity="error",
    scope="provider_file",
    field="provider_name",
    message="the NPI stands at {related} with another name",
    hint="Compare the two in NPPES; correct the name or the NPI.",
    snip=7,
)


def check(file: ProviderFile, _around: Around) -> Iterator[Diagnostic]:
    """One NPI has two names."""
    first_with: dict[tuple[type, str], Listed] = {}
    for value in every(file):
        if isinstance(value, Site) or not value.npi:
            continue
        first = first_with.setdefault((type(value), value.npi), value)
        if first is value or (first.name, first.first_name) == (value.name, value.first_name):
            continue
        if normal(first.name + first.first_name) != normal(value.name + value.first_name):
            yield RULE.at(where(value, "name"), value.whole_name, related=(where(first, "name"),))
