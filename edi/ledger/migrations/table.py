"""The table that holds the step that a ledger is at, and the last step that this program knows."""

from __future__ import annotations

VERSION_TABLE = "ledger_schema"
HEAD = "0001"
