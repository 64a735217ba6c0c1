"""The address of a site is incomplete.

What it finds
    A site without a street, city, state or ZIP code.

Why it matters
    The state measures how far members have to travel from the address; without one the site does not count.

How to fix
    Fill in what is missing.

Example
    no city
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.encounter import Address
from edi.model.provider_file import ProviderFile
from edi.t274.around import Around
from edi.t274.walk import sites
from edi.t274.where import where

RULE = Rule(
    code="PV016",
    severity="error",
    scope="provider_file",
    field="site_address",
    message="the address lacks {expected}",
    hint="Fill in {expected}.",
    snip=7,
)


PARTS = (
    ("line", "address", "street"),
    ("city", "city", "city"),
    ("state", "state", "state"),
    ("zip_code", "zip_code", "ZIP code"),
)


def check(file: ProviderFile, _around: Around) -> Iterator[Diagnostic]:
    """The address of a site is incomplete."""
    for _, site in sites(file):
        address = site.address or Address()
        lacking = [(field, title) for name, field, title in PARTS if not getattr(address, name)]
        if lacking:
            yield RULE.at(where(site, lacking[0][0]), expected=", ".join(title for _, title in lacking))
