"""Race or ethnicity: the guidance names a code set and does not list it (footnote 21)."""

from __future__ import annotations

from invoices.coded import coded

clean = coded("race_ethnicity", "MF002")
