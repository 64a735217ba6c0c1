"""Puts the facts of one claim together, when it is complete: what decides whether the rules must look at it.

Nearly all facts of a file pass through `Weighing.add`, so its loop knows the four kinds that a plain claim has and
keeps to local variables; what other payers bring goes to methods.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from edi.claims import facts as f
from edi.claims.register import Register

_DATE, _SERVICE, _CONTROL, _BITS = f.DATE, f.SERVICE, f.CONTROL, f.BITS
_BY_VIDEO = f.TELEHEALTH | f.IN_PERSON
_OUTREACH = f.OUTREACH | f.ECM


class Weighing:
    """What a claim comes to. `services` are (line, procedure key, first day, last day)."""

    def __init__(self, today: int) -> None:
        self.today = today
        self.billing = ""
        self.services: list[tuple[int, str, int, int]] = []
        self._rare: dict[int, Callable[[Any], int]] = {
            f.DIAGNOSES: self._diagnoses, f.RENDERING: self._rendering, f.OTHER: self._other, f.PAID: self._paid,
            f.PAID_ON: self._paid_on, f.PAYER: self._payer, f.SVD: self._svd, f.CAS: self._cas,
        }  # fmt: skip
        self.begin("", 0)

    def begin(self, billing: str, place_from: int) -> None:
        """A new claim of that billing provider; `place_from` is the first day of its place of service."""
        self.billing = billing
        self.rendering = ""
        self.line_npis: dict[int, str] = {}
        self.valid_from, self.valid_to = place_from, f.ALWAYS
        self.diagnosed = 0
        self.others = 0
        self.split = False
        self.line = -1
        self.end = 0

    def add(self, facts: Sequence[Any]) -> tuple[int, int, int, int, int]:
        """All facts of the claim; returns bits, charges, highest pointer, first and last day of service."""
        bits = charges = highest = latest = line_from = line_to = start = 0
        line = amount = -1
        earliest = line_to = f.ALWAYS
        units, key = 1, ""
        controls: list[str] = []
        services = self.services = []
        for fact in facts:
            kind = fact[0]
            if kind == _DATE:
                _, flag, first, last = fact
                if start:
                    services.pop()  # the last date counts
                # Within a month the days are the difference of the dates; across months the rules are asked.
                too_many = units > 1 and (last - first >= 100 or units > last - first + 1)
                bits |= f.LOOK if too_many or start or not line_from <= first <= line_to else flag
                earliest = first if first < earliest else earliest
                latest = last if last > latest else latest
                start, self.end = first, last
                services.append((line, key, first, last))
            elif kind == _CONTROL:
                controls.append(fact[1])
            elif kind == _SERVICE:
                if self.split:
                    bits |= self._line_balance(amount)
                _, flag, amount, (key, line_from, line_to), pointer, units = fact
                bits |= flag
                charges += amount
                highest = pointer if pointer > highest else highest
                self.line = line = line + 1
                start = self.end = 0
            else:
                bits |= fact[1] if kind == _BITS else self._rare[kind](fact)
        if self.split:
            bits |= self._line_balance(amount)
        bits |= f.LOOK if len(set(controls)) < len(controls) else 0
        return bits, charges, highest, earliest, latest

    def repeats(self, member: str, claim_id: str, register: Register) -> dict[int, str]:
        """Line -> the claim that had the same service before: who, when, by whom, what."""
        npi = self.rendering or self.billing
        npis = self.line_npis
        found = {}
        for line, key, first, last in self.services:
            if key and first:
                service = hash((member, first, last, npis.get(line, npi) if npis else npi, key))
                earlier = register.met(service, claim_id)
                if earlier is not None:
                    found[line] = earlier
        return found

    def is_good(self, bits: int, total: int | None, charges: int, highest: int, earliest: int, latest: int) -> bool:
        """Whether nothing in the claim itself can be wrong."""
        return (
            not bits & f.LOOK
            and total == charges
            and highest <= self.diagnosed
            and self.valid_from <= earliest <= self.valid_to
            and latest <= self.today
            and bool(bits & f.CORRECTS) == bool(bits & f.ORIGINAL)
            and bits & _BY_VIDEO != _BY_VIDEO
            and bits & _OUTREACH != _OUTREACH
            and (not self.others or self._balances(bits, charges))
        )

    # -- what is not on every line -------------------------------------------------------------------------------

    def _diagnoses(self, fact: Any) -> int:
        _, bits, first, last, count = fact
        self.diagnosed += count
        if first > self.valid_from:
            self.valid_from = first
        if last < self.valid_to:
            self.valid_to = last
        return int(bits)

    def _rendering(self, fact: Any) -> int:
        _, bits, npi, of_claim = fact
        if of_claim:
            self.rendering = npi
        elif npi:
            self.line_npis[self.line] = npi
        else:
            self.line_npis.pop(self.line, None)
        return int(bits) | (f.LOOK if npi and npi == (self.billing if of_claim else self.rendering) else 0)

    def _other(self, _fact: Any) -> int:
        self.others += 1
        self.adjusted = self.line_adjusted = self.line_paid = self.balance = 0
        self.paid: int | None = None
        self.payer = ""
        return f.LOOK if self.others > 1 else 0

    def _paid(self, fact: Any) -> int:
        if not self.others or self.paid is not None or fact[1] is None:
            return f.LOOK
        self.paid = fact[1]
        return 0

    def _paid_on(self, fact: Any) -> int:
        _, bits, last = fact
        return int(bits) | (f.LOOK if last < self.end or last > self.today else 0)

    def _payer(self, fact: Any) -> int:
        if not self.others or self.payer or not fact[1]:
            return f.LOOK
        self.payer = fact[1]
        return 0

    def _svd(self, fact: Any) -> int:
        _, payer, amount = fact
        if not self.others or payer != self.payer or not payer or amount is None:
            return f.LOOK
        self.split = True
        self.balance += amount
        self.line_paid += amount
        return f.DECIDED

    def _cas(self, fact: Any) -> int:
        _, amount, loop = fact
        if amount is None or not self.others:
            return f.LOOK
        if loop == "2320":
            self.adjusted += amount
            return 0 if self.paid is not None else f.LOOK
        if loop != "2430":
            return f.LOOK
        self.balance += amount
        self.line_adjusted += amount
        return 0

    def _line_balance(self, charge: int) -> int:
        """The end of a line that a payer paid."""
        differs = self.balance != charge
        self.split = False
        self.balance = 0
        return f.LOOK if differs else 0

    def _balances(self, bits: int, total: int) -> bool:
        """One other payer, whose payments come to the charge."""
        if self.paid is None or not bits & f.DECIDED:
            return self.paid is None
        charged = self.paid + self.adjusted + self.line_adjusted
        return self.paid == self.line_paid - self.adjusted and total == charged
