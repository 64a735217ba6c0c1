"""The member's record in a Member Information File: New, Continuing or Termed (Table 4)."""

from __future__ import annotations

from invoices.coded import coded

clean = coded("record_status")
