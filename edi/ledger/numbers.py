"""Control numbers from the ledger: what was handed out once is never handed out again, whoever asks."""

from __future__ import annotations

from edi.ledger.errors import LedgerError
from edi.ledger.ledger import Ledger

LAST = 999_999_999


class LedgerNumbers:
    """ISA13 and GS06 from the ledger, ST02 counted in its group. `first` is the least number, for a sender that has
    counted elsewhere before. Numbers that end up unused stay unused."""

    def __init__(self, ledger: Ledger, first: int = 1, first_group: int = 1, first_transaction: int = 1) -> None:
        self._ledger = ledger
        self._first = first
        self._first_group = first_group
        self._first_transaction = self._transaction = first_transaction

    def interchange(self) -> int:
        """The next ISA13."""
        return self._take("isa", self._first)

    def group(self) -> int:
        """The next GS06; transactions begin anew."""
        self._transaction = self._first_transaction
        return self._take("gs", self._first_group)

    def transaction(self) -> int:
        """The next ST02."""
        number = self._transaction
        self._transaction = number + 1
        return number

    def _take(self, name: str, least: int) -> int:
        number = self._ledger.database.take(name, 1, least)
        if number > LAST:
            raise LedgerError(self._ledger.name, f"all control numbers up to {LAST} were used")
        return number
