"""A last visit lies after the file.

What it finds
    A last primary care visit, emergency room visit or inpatient admission that is later than the production date. A
    member without a primary care visit has 00/00/0000 (footnote 35).

Why it matters
    The date cannot have been known.

How to fix
    Correct the date.

Example
    last visit next month
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import MemberInformation, MemberRow

RULE = Rule(
    code="MF043",
    severity="error",
    scope="member_row",
    message="{found} is after the file was made ({expected})",
    hint="Correct the date.",
    requirements=("MIF-044",),
)

FIELDS = ("pcp_last_visit_date", "er_last_admission_date", "inpatient_last_admission_date")


def check(row: MemberRow, _context: MemberContext) -> Iterator[Diagnostic]:
    """A last visit lies after the file."""
    if isinstance(row, MemberInformation) and row.mif_production_date is not None:
        for name in FIELDS:
            day = getattr(row, name)
            if day is not None and day > row.mif_production_date:
                yield RULE.at(row.at(name), day, row.mif_production_date)
