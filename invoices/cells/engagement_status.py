"""Status of member engagement, 1 to 5 (footnote 56)."""

from __future__ import annotations

from invoices.coded import coded

clean = coded("member_engagement_status")
