"""Reason for which ECM was discontinued, 1 to 5 (footnote 63)."""

from __future__ import annotations

from invoices.coded import coded

clean = coded("ecm_discontinuation_reason")
