"""A value of the whole file differs between its rows.

What it finds
    Two production dates, reporting periods, payer identifiers or provider NPIs in one table. They are said on each
    row and hold for the file (footnote 37).

Why it matters
    Nobody can tell which file it is.

How to fix
    Use one value on all rows, or send two files.

Example
    two periods in one file
"""

from __future__ import annotations

from collections.abc import Iterator

from edi.diagnostics import Diagnostic, Rule
from edi.member_files.context import MemberContext
from edi.member_files.models import Period
from invoices.member_files.read import MemberTable

RULE = Rule(
    code="MF047",
    severity="error",
    scope="member_table",
    message="{found} here, {expected} on the first row",
    hint="Use one value on all rows, or send two files.",
    requirements=("MIF-047", "MIF-048"),
)

OF_THE_FILE = (
    "mif_production_date", "mif_reporting_period", "primary_payer_id",
    "rtf_production_date", "rtf_reporting_period", "ecm_provider_npi",
)  # fmt: skip


def check(table: MemberTable, _context: MemberContext) -> Iterator[Diagnostic]:
    """A value of the whole file differs between its rows."""
    for name in OF_THE_FILE:
        if table.kind == "mif" and name == "ecm_provider_npi":
            continue  # an agreed column: a plan may send its providers one file
        first = None
        for row in table.rows:
            value = getattr(row, name, None)
            first = value if first is None else first
            if value is not None and value != first:
                yield RULE.at(row.at(name), _said(value), _said(first))


def _said(value: object) -> str:
    return f"{value.start} to {value.end}" if isinstance(value, Period) else str(value)
