"""What makes a ledger unusable: told in one line, nothing changed."""

from __future__ import annotations

from mappings.errors import ConfigError


class LedgerError(ConfigError):
    """A ledger that cannot be used as it is: foreign, newer than the program, locked, gone, or not as it was left."""
