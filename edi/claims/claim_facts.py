"""What the segments of one claim together say of its facts: those that they deny."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from edi.claims import facts as f


def weigh_lines(
    services: list[Any], days: list[Any], member: str, npi: str, uses: list[int]
) -> tuple[int, int, int, int, int]:
    """Bits, charges in cents, highest pointer, first and last day of the service lines, each with its days
    (`Extractors.sv1`, `Extractors.days`). `uses` gets a hash of who, when, by whom and what of each line, 0 where it
    lacks its day or its code."""
    bits = charges = highest = latest = 0
    earliest = f.ALWAYS
    for (flag, amount, key, since, until, pointer, units), (first, last) in zip(services, days, strict=False):
        bits |= flag
        charges += amount
        if pointer > highest:
            highest = pointer
        if not since <= first <= until:
            bits |= f.SERVICES_IN_EFFECT
        # Within a month the days are the difference of the dates; across months the rules are asked.
        if units > 1 and (last - first >= 100 or units > last - first + 1):
            bits |= f.UNITS_WITHIN_DAYS
        if first < earliest:
            earliest = first
        if last > latest:
            latest = last
        uses.append(hash((member, npi, first, last, key)) if key and first else 0)  # `use_of`, for every line of a file
    return bits, charges, highest, earliest, latest


class Payments:
    """What one other payer and its payments for lines come to. `lines` say of each SVD how many service lines of the
    claim came before it; `total` is CLM02 in cents."""

    def __init__(
        self, services: list[Any], days: list[Any], lines: Iterable[int], today: int, total: int | None
    ) -> None:
        self._services, self._days, self._today, self._total = services, days, today, total
        self._lines = iter(lines)
        self._line = self._balance = 0
        self._payers = self._adjusted = self._line_adjusted = self._line_paid = 0
        self._paid: int | None = None
        self._payer = ""
        self._denied = 0

    def denied(self, said: list[Any]) -> int:
        """The facts that other payers deny. `said`: see `Extractors.payment`."""
        if not all(self._takes(kind, one, other) for kind, one, other in said):
            return f.OF_PAYERS | f.NPIS_VALID
        if not self._line:
            return f.OF_PAYERS if self._paid is not None else 0
        if self._paid is None:
            return f.OF_PAYERS
        self._close_line()
        paid = self._line_paid - self._adjusted
        if self._paid != paid or self._total != self._paid + self._adjusted + self._line_adjusted:
            self._denied |= f.PAYERS_BALANCE
        return self._denied

    def _takes(self, kind: int, one: Any, other: Any) -> bool:
        """Take up one segment; false where it is not what one plain payer would say."""
        if kind == f.SVD:
            if one != self._payer or not one or other is None or not self._next_line():
                return False
            self._balance += other
            self._line_paid += other
            return True
        if kind == f.PAID_ON:
            if self._line and not self._days[self._line - 1][1] <= other <= self._today:
                self._denied |= f.PAID_IN_TIME
            return bool(self._line)
        if kind == f.CAS:
            return other is not None and bool(self._payers) and self._adjust(other)
        return self._head(kind, one, other)

    def _head(self, kind: int, one: Any, other: Any) -> bool:
        """Loops 2320 and 2330B: a payer, what it paid, who it is."""
        if kind == f.OTHER:
            self._payers += 1
            return self._payers == 1
        if kind == f.PAYER:
            is_first = bool(self._payers and not self._payer and other and not one)
            self._payer = other
            return is_first
        if not one:  # another amount than what was paid
            return True
        is_first = self._payers == 1 and self._paid is None and other is not None
        self._paid = other
        return is_first

    def _adjust(self, amount: int) -> bool:
        """A CAS: of the claim before the first line, else of a line."""
        if self._line:
            self._balance += amount
            self._line_adjusted += amount
            return True
        self._adjusted += amount
        return self._paid is not None

    def _next_line(self) -> bool:
        """The line of the next SVD; false where there is none."""
        line = next(self._lines, 0)
        if line == self._line:
            return True
        self._close_line()
        self._line, self._balance = line, 0
        return 0 < line <= min(len(self._services), len(self._days))

    def _close_line(self) -> None:
        if self._line and self._balance != self._services[self._line - 1][1]:
            self._denied |= f.LINES_BALANCE
