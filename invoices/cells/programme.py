"""What was asked for: ECM or CS."""

from __future__ import annotations

from invoices.coded import coded

clean = coded("programme")
