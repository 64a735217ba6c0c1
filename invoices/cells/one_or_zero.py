"""An indicator of the member-level files: 1 for yes, 0 for no (footnotes 23, 25, 26, 76)."""

from __future__ import annotations

from invoices.coded import coded

clean = coded("one_or_zero")
