"""A sheet was read without a layout.

What it finds
    A sheet that no layout names, whose columns were recognised by their headings and the kind of their values. The
    finding lists which column was taken for which field, and how surely.

Why it matters
    A column taken for the wrong field would put wrong data into the encounter; one look at the list tells.

How to fix
    Nothing, if the list is right. To make it certain, write a layout with `edi-translate layout draft FILE` and put
    it into a folder `layouts` beside edi-translate.toml.

Example
    Member CIN ← C ‘Client ID’ (97%)
"""

from __future__ import annotations

from edi.diagnostics import Rule

RULE = Rule(
    code="WB018",
    severity="info",
    scope="sheet",
    message="no layout names this sheet; read as: {expected}",
    hint="Check the list; `edi-translate layout draft` writes it down as a layout.",
    requirements=("INV-003",),
)

RAISED_BY = "invoices.intake"
