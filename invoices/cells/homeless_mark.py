"""The homelessness indicator of the member-level files: 1, or nothing (footnotes 12 and 49)."""

from __future__ import annotations

from invoices.coded import coded

clean = coded("homeless")
