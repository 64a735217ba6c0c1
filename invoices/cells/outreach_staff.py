"""Who made an outreach attempt: 1 clinical, 2 non-clinical staff (footnote 71)."""

from __future__ import annotations

from invoices.coded import coded

clean = coded("outreach_provider_type")
