"""Puts together what the segments of one claim say: what decides whether the rules must look at it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from edi.claims import facts as f
from edi.claims.extract import Extractors
from edi.claims.parts import Claim, Party

_LOOK = f.LOOK


def weigh_lines(
    services: list[Any], days: list[Any], member: str, npi: str, uses: list[int]
) -> tuple[int, int, int, int, int]:
    """Bits, charges in cents, highest pointer, first and last day of the service lines, each with its days
    (`Extractors.sv1`, `Extractors.days`). `uses` gets a hash of who, when, by whom and what of each line, 0 where it
    lacks its day or its code."""
    bits = charges = highest = latest = 0
    earliest = f.ALWAYS
    for (flag, amount, key, since, until, pointer, units), (odd, first, last) in zip(services, days, strict=False):
        bits |= flag | odd
        charges += amount
        if pointer > highest:
            highest = pointer
        # Within a month the days are the difference of the dates; across months the rules are asked.
        if not since <= first <= until or (units > 1 and (last - first >= 100 or units > last - first + 1)):
            bits |= _LOOK
        if first < earliest:
            earliest = first
        if last > latest:
            latest = last
        uses.append(hash((member, npi, first, last, key)) if key and first else 0)  # `use_of`, for every line of a file
    return bits, charges, highest, earliest, latest


def use_of(member: str, npi: str, first: int, last: int, key: str) -> int:
    """The hash of who, by whom, when and what of a service; 0 where it lacks its day or its code."""
    return hash((member, npi, first, last, key)) if key and first else 0


def uses_of(claim: Claim, extract: Extractors) -> list[int]:
    """The hashes that `weigh_lines` makes of each of its services, with that of the claim's id before them, of a claim
    that was built."""
    billing = claim.billing.npi if claim.billing else ""
    npi = _npi_of(claim.parties, "2310B") or billing
    member = claim.member.identifier if claim.member else ""
    uses = [hash(claim.id)]
    lines = {line.sv1.number: line for line in claim.lines}
    for sv1 in claim.services:
        line = lines.get(sv1.number)
        if line is None:  # second in its line, or in none
            uses.append(0)
            continue
        key = extract.procedure_key(sv1.value(1))
        dtp = line.get("DTP", "472")
        _, first, last = extract.span(dtp.value(3)) if dtp else (0, 0, 0)
        uses.append(use_of(member, _npi_of(line.parties, "2420A") or npi, first, last, key))
    return uses


def _npi_of(parties: list[Party], loop: str) -> str:
    return next((one.npi for one in parties if one.loop == loop and one.npi), "")


class Payments:
    """What one other payer and its payments for lines come to. `lines` say of each SVD how many service lines of the
    claim came before it."""

    def __init__(self, services: list[Any], days: list[Any], lines: Iterable[int], today: int) -> None:
        self._services, self._days, self._today = services, days, today
        self._lines = iter(lines)
        self._line = self._balance = 0
        self._payers = self._adjusted = self._line_adjusted = self._line_paid = 0
        self._paid: int | None = None
        self._payer = ""

    def balance(self, said: list[Any], charges: int) -> bool:
        """Whether all is plainly good: one payer, whose payments and adjustments come to the charges of the lines and
        of the claim, none made before the service or after today. `said`: see `Extractors.payment`."""
        for kind, one, other in said:
            if kind == f.SVD:
                if one != self._payer or not one or other is None or not self._next_line():
                    return False
                self._balance += other
                self._line_paid += other
            elif kind == f.PAID_ON:
                if one or not self._line or not self._days[self._line - 1][2] <= other <= self._today:
                    return False
            elif kind == f.CAS:
                if other is None or not self._payers or not self._adjust(other):
                    return False
            elif not self._head(kind, one, other):
                return False
        if not self._line:
            return self._paid is None
        return (
            self._is_line_even()
            and self._paid == self._line_paid - self._adjusted
            and charges == self._paid + self._adjusted + self._line_adjusted
        )

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
        """The line of the next SVD, if the one before it balances."""
        line = next(self._lines, 0)
        if line == self._line:
            return True
        is_even = not self._line or self._is_line_even()
        self._line, self._balance = line, 0
        return is_even and 0 < line <= min(len(self._services), len(self._days))

    def _is_line_even(self) -> bool:
        return bool(self._balance == self._services[self._line - 1][1])
