"""Control numbers: one small interface, so that a ledger can take it over."""

from __future__ import annotations

from typing import Protocol


class ControlNumbers(Protocol):
    """Hands out the numbers of ISA13, GS06 and ST02; none is handed out twice."""

    def interchange(self) -> int:
        """The next ISA13."""

    def group(self) -> int:
        """The next GS06."""

    def transaction(self) -> int:
        """The next ST02 of the current group: unique within it."""


class Counting:
    """Counts from the numbers that the profile or the command line gives."""

    def __init__(self, interchange: int, group: int = 1, transaction: int = 1) -> None:
        self._interchange = interchange
        self._group = group
        self._first_transaction = transaction
        self._transaction = transaction

    def interchange(self) -> int:
        """The next ISA13, after 999999999 from 1 again."""
        number = self._interchange
        self._interchange = number % 999_999_999 + 1
        return number

    def group(self) -> int:
        """The next GS06; transactions begin anew."""
        number = self._group
        self._group = number % 999_999_999 + 1
        self._transaction = self._first_transaction
        return number

    def transaction(self) -> int:
        """The next ST02."""
        number = self._transaction
        self._transaction = number + 1
        return number
