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
        uses.append(hash((member, npi, first, last, key)) if key and first else 0)
    return bits, charges, highest, earliest, latest


def uses_of(claim: Claim, extract: Extractors) -> list[int]:
    """The hashes that `weigh_lines` makes, with that of the claim's id before them, of a claim that was built."""
    billing = claim.billing.npi if claim.billing else ""
    npi = _npi_of(claim.parties, "2310B") or billing
    member = claim.member.identifier if claim.member else ""
    uses = [hash(claim.id)]
    for line in claim.lines:
        key = extract.procedure_key(line.sv1.value(1))
        dtp = line.get("DTP", "472")
        _, first, last = extract.span(dtp.value(3)) if dtp else (0, 0, 0)
        who = (member, _npi_of(line.parties, "2420A") or npi, first, last, key)
        uses.append(hash(who) if key and first else 0)
    return uses


def _npi_of(parties: list[Party], loop: str) -> str:
    return next((one.npi for one in parties if one.loop == loop and one.npi), "")


class OtherPayer:
    """What one other payer and its payments for lines come to. Events are (kind, how many lines of the claim were
    before it, what it says)."""

    def __init__(self, services: list[Any], days: list[Any], today: int) -> None:
        self._services = services
        self._days = days
        self._today = today
        self._others = self._line = self._balance = 0
        self._adjusted = self._line_adjusted = self._line_paid = 0
        self._paid: int | None = None
        self._payer = ""
        self._is_split = False

    def bits(self, events: Iterable[Any]) -> int:
        """All that is said, in the order of the claim; `LOOK` for a line that does not balance, and for a second
        payer."""
        bits = 0
        for kind, line, said in events:
            if line != self._line:
                bits |= self._end_of_line()
                self._line = line
            if kind == f.SVD:
                bits |= self._svd(*said)
            elif kind == f.PAID_ON:
                bits |= self._paid_on(*said)
            elif kind == f.CAS:
                bits |= self._cas(*said)
            elif kind == f.PAID:
                bits |= self._amount(*said)
            elif kind == f.PAYER:
                bits |= self._name(*said)
            elif kind == f.OTHER:
                self._others += 1
                bits |= _LOOK if self._others > 1 else 0
        return bits | self._end_of_line()

    def balances(self, bits: int, total: int) -> bool:
        """Whether the payments come to the charge; what was paid must be known where lines were paid."""
        if self._paid is None or not bits & f.DECIDED:
            return self._paid is None and not bits & f.DECIDED
        charged = self._paid + self._adjusted + self._line_adjusted
        return self._paid == self._line_paid - self._adjusted and total == charged

    def _amount(self, is_paid: bool, amount: int | None) -> int:
        if not is_paid:
            return 0
        if not self._others or self._paid is not None or amount is None:
            return _LOOK
        self._paid = amount
        return 0

    def _paid_on(self, bits: int, _first: int, last: int) -> int:
        served = self._days[self._line - 1][2] if 0 < self._line <= len(self._days) else 0
        return bits | (_LOOK if last < served or last > self._today else 0)

    def _name(self, bits: int, _qualifier: str, identifier: str) -> int:
        if not self._others or self._payer or not identifier:
            return _LOOK
        self._payer = identifier
        return bits

    def _svd(self, payer: str, amount: int | None) -> int:
        if not self._others or payer != self._payer or not payer or amount is None:
            return _LOOK
        self._is_split = True
        self._balance += amount
        self._line_paid += amount
        return f.DECIDED

    def _cas(self, loop: str, amount: int | None) -> int:
        if amount is None or not self._others:
            return _LOOK
        if loop == "2320":
            self._adjusted += amount
            return 0 if self._paid is not None else _LOOK
        if loop != "2430":
            return _LOOK
        self._balance += amount
        self._line_adjusted += amount
        return 0

    def _end_of_line(self) -> int:
        """The end of a line that a payer paid."""
        if not self._is_split:
            return 0
        charge = self._services[self._line - 1][1] if 0 < self._line <= len(self._services) else -1
        differs = self._balance != charge
        self._is_split = False
        self._balance = 0
        return _LOOK if differs else 0
