"""How an outreach attempt was made: In-Person or Telephonic/electronic (footnote 72)."""

from __future__ import annotations

from invoices.coded import coded

clean = coded("outreach_method")
