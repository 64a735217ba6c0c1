"""A health indicator: Y for yes, X for no or not reliably assessed (footnote 28)."""

from __future__ import annotations

from invoices.coded import coded

clean = coded("y_or_x")
