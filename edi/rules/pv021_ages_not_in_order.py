"""Ages served are not possible.

What it finds
    An age (PDI02, PDI03) beyond 0 to 120, or a youngest age above the oldest. The order in PDI is gender, youngest,
    oldest.

Why it matters
    Members look up who takes them; some programs write the two the wrong way round.

How to fix
    Correct the ages.

Example
    PDI*B*64*18~
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.model.provider_file import ProviderFile
from edi.t274.around import Around
from edi.t274.walk import every
from edi.t274.where import where

RULE = Rule(
    code="PV021",
    severity="error",
    scope="provider_file",
    field="site_age_from",
    message="ages {found} are not in order, or beyond 0 to 120",
    hint="Correct the youngest and the oldest age.",
    snip=7,
)


OLDEST = 120


def check(file: ProviderFile, _around: Around) -> Iterator[Diagnostic]:
    """Ages served are not possible."""
    for value in every(file):
        who = value.accepts
        if who is None:
            continue
        low, high = who.youngest or 0, OLDEST if who.oldest is None else who.oldest
        if not 0 <= low <= high <= OLDEST:
            field = "oldest" if high > OLDEST or high < 0 else "youngest"
            yield RULE.at(where(value, field), f"{low} to {high}")
