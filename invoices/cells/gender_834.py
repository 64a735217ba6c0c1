"""Gender as the Medi-Cal 834 has it (footnote 20)."""

from __future__ import annotations

from invoices.coded import coded

clean = coded("gender_834")
