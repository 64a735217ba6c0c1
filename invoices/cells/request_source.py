"""Who asked: External (anybody outside the plan) or Internal."""

from __future__ import annotations

from invoices.coded import coded

clean = coded("request_source")
