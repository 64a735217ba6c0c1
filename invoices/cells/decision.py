"""What was decided: Approved, Denied, Ineligible or Pending."""

from __future__ import annotations

from invoices.coded import coded

clean = coded("decision")
