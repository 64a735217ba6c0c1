"""A confirmed reading was used.

What it finds
    A sheet whose columns were known from an earlier one of the same provider, which a person has confirmed. The finding
    says who confirmed it and when, which columns have another name now, and which values of the provider were filled in
    because its sheet leaves them out.

Why it matters
    What was answered once is not asked again; a column that was renamed or moved is still told.

How to fix
    Nothing, if it is right. Else answer anew with `edi-translate read FILE --say COLUMN=field`, or delete the
    provider's file in the folder `readings` beside edi-translate.toml to be asked again.

Example
    read as m.carter confirmed it in May 2026; ‘Place’ was ‘POS’ in May 2026
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB026",
    severity="info",
    scope="sheet",
    message="{expected}",
    hint="Check what has moved; `edi-translate read FILE --say COLUMN=field` corrects it.",
    requirements=("INV-003",),
)

RAISED_BY = "invoices.reading.saved"
