"""A ZIP code is one of another state.

What it finds
    A ZIP code of the member or the billing provider whose first three digits are used in another state only.

Why it matters
    A wrong digit, or a zero that a spreadsheet has dropped, looks like this.

How to fix
    Correct the ZIP code or the state.

Example
    04605 beside CA
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edi.diagnostics import Diagnostic, Rule
from invoices.context import Context
from invoices.invoice_line import InvoiceLine
from mappings.code_sets import load_zip_states

# The member file's code for a homeless member.
HOMELESS_ZIP = "99999"

RULE = Rule(
    code="LN069",
    severity="warning",
    scope="line",
    field="member_zip",
    message="{found} is not a ZIP code of {expected}",
    hint="Correct the ZIP code or the state.",
)


def check(lines: Iterable[InvoiceLine], context: Context) -> Iterator[Diagnostic]:
    """A ZIP code is one of another state."""
    here, known = context.profile.defaults.state, load_zip_states()
    for line in lines:
        for name, code, state in (
            ("member_zip", line.member_zip, line.member_state or here),
            ("billing_zip", line.billing_zip, line.billing_state),
        ):
            if code and state and state not in known.get(code[:3], (state,)) and code != HOMELESS_ZIP:
                yield RULE.at(line.at(name), code, state)
