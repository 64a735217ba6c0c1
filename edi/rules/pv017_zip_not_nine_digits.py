"""The ZIP code of a site has no +4.

What it finds
    A ZIP code (N403) of a site that is not nine digits.

Why it matters
    The last four digits say on which side of which street a site lies; that the state asks for them in the 274 is
    our reading of the practice of plans.

How to fix
    Look the address up at usps.com and add the four digits.

Example
    94612
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile
from edi.t274.around import Around
from edi.t274.walk import sites
from edi.t274.where import where

RULE = Rule(
    code="PV017",
    severity="warning",
    scope="provider_file",
    field="site_zip",
    message="the ZIP code has no +4",
    hint="Add the four digits of the ZIP+4.",
    snip=7,
)


NINE = 9


def check(file: ProviderFile, _around: Around) -> Iterator[Diagnostic]:
    """The ZIP code of a site has no +4."""
    for _, site in sites(file):
        code = site.address.zip_code if site.address else ""
        if code and (len(code) != NINE or not code.isdigit()):
            yield RULE.at(where(site, "zip_code"), code)
