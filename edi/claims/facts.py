"""What the engine keeps of a segment for the screening of claims: small tuples, made once for a distinct segment.

The first item says what the fact is, `LOOK` in any of them that the claim must be looked at by the rules. A segment
that can have no say in any rule gives no fact at all. Everything here may ask for a look too often, never too
seldom; `tests/claims/test_screen.py` holds it to that.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeAlias

from edi.claims.parts import cents, quantity
from edi.claims.search import ICD10, valid_npi
from edi.guide.states import NO_FACT
from mappings.code_sets import load_places, load_states, load_taxonomies
from mappings.icd10 import table
from mappings.service_table import load_services

Fact: TypeAlias = Any

# Kinds of facts: the index of the screen's handler.
BOUNDARY, BITS, CLAIM, SERVICE, DATE, MEMBER, RENDERING, CONTROL, DIAGNOSES, BIRTH, OTHER, PAID, PAYER, SVD, CAS = (
    range(15)
)

# What a claim, its header or a line has; a claim's bits are or-ed together.
LOOK, SELF, ADDRESS, CITY, TELEHEALTH, IN_PERSON, OUTREACH, ECM, CORRECTS, ORIGINAL, UNRELATED, DECIDED = (
    1 << place for place in range(12)
)
LOOK_FACT = (BITS, LOOK)
ALWAYS = 99999999
_BOX = ("BOX", "P.O", "PO ", "POST")
_FEW = 20_000
_MANY_CODES = 300  # from here on the whole table in memory is cheaper than searching it


def _number(day: date | None) -> int | None:
    return int(f"{day:%Y%m%d}") if day else None


class Extractors:
    """The extractors by segment id, for the delimiters of the file at hand (`component` is set with each ISA)."""

    def __init__(self) -> None:
        self.component = ":"
        self._procedures: dict[str, tuple[int, str, int, int, str]] = {}
        self._pointers: dict[str, int] = {}
        self._codes: dict[str, tuple[int, int, int]] = {}
        self._npis: dict[str, bool] = {}
        self._states = load_states()
        self._taxonomies = load_taxonomies()
        self._all_codes: dict[str, tuple[int, int]] | None = None
        self._places = {
            code: int(f"{place.valid_from:%Y%m%d}") if place.valid_from else 0 for code, place in load_places().items()
        }

    def by_id(self) -> dict[str, Any]:
        """Segment id -> extractor, as the engine wants them."""
        made = dict.fromkeys(("ISA", "GS", "ST", "SE", "HL"), self.boundary)
        found = {"NM1", "CLM", "SV1", "DTP", "REF", "HI", "SBR", "N3", "N4", "DMG", "PRV", "PAT", "AMT", "SVD", "CAS"}
        return {**made, **{name: getattr(self, name.lower()) for name in found}}

    def forget(self) -> None:
        """Drop what came from a file."""
        self.component = ":"
        for memo in (self._procedures, self._pointers, self._codes, self._npis):
            memo.clear()

    def boundary(self, parts: list[str], _loop: str) -> Fact:
        """Envelopes and levels; the screen reads their texts."""
        if parts[0] == "ISA":
            self.component = (parts[16][:1] if len(parts) > 16 else "") or ":"  # never that of the file before
            self._procedures.clear()
            self._pointers.clear()
        return BOUNDARY, parts[0], parts

    def clm(self, parts: list[str], _loop: str) -> Fact:
        """Charge, id, first day of the place of service, frequency."""
        identifier = parts[1] if len(parts) > 1 else ""
        amount = cents(parts[2]) if len(parts) > 2 else None
        place, _, rest = (parts[5] if len(parts) > 5 else "").partition(self.component)
        bits = TELEHEALTH if place in ("02", "10") else 0
        frequency = rest.rpartition(self.component)[2]
        if frequency in ("6", "7", "8"):
            bits |= UNRELATED if frequency == "6" else CORRECTS
        if len(identifier) > 20 or place not in self._places or amount is None:
            bits |= LOOK
        return CLAIM, bits, amount, identifier, self._places.get(place, 0)

    def sv1(self, parts: list[str], loop: str) -> Fact:
        """Charge, code with modifiers in any order, days in which these are in effect, pointers, units."""
        if len(parts) < 5 or not loop:
            return SERVICE, LOOK, 0, "", 0, ALWAYS, 0, 1
        bits, key, first, last, unit = self._procedures.get(parts[1]) or self._procedure(parts[1])
        amount = cents(parts[2])
        units = 1
        if parts[4] != "1":
            number = quantity(parts[4])
            if number is None or number <= 0 or number % 1 or number > 400 or (unit == "month" and number > 1):
                bits |= LOOK
            elif unit == "day":
                units = int(number)
        if amount is None or (len(parts) > 5 and parts[5]) or (not amount and unit == "service"):
            bits |= LOOK
        pointers = parts[7] if len(parts) > 7 else ""
        highest = self._pointers.get(pointers)
        if highest is None:
            highest = self._pointers[pointers] = self._highest(pointers)
        return SERVICE, bits, amount or 0, key, first, last, highest, units

    def _procedure(self, composite: str) -> tuple[int, str, int, int, str]:
        qualifier, *rest = composite.split(self.component)
        code = rest[0] if rest else ""
        modifiers = [one for one in rest[1:5] if one]
        deciding = frozenset(one for one in modifiers if one == "GQ" or (len(one) == 2 and one[0] == "U"))
        services = load_services().matching(code, deciding)
        key = " ".join([qualifier, code, *sorted(modifiers)]) if code else ""
        good = all(len(one) == 2 and one.isalnum() and one == one.upper() for one in modifiers)
        if qualifier != "HC" or not good or not services:
            found = (LOOK if qualifier == "HC" else 0, key, 0, ALWAYS, "")
        else:
            spans = [(s.effective_from, s.effective_to) for s in services]
            first = min(int(f"{start:%Y%m%d}") if start else 0 for start, _ in spans)
            last = max(int(f"{end:%Y%m%d}") if end else ALWAYS for _, end in spans)
            bits = LOOK if len(services) > 1 else 0
            for service in services:
                bits |= IN_PERSON if service.modality == "in_person" else 0
                if service.service == "ecm":
                    bits |= OUTREACH if service.kind == "outreach" else ECM
            found = (bits, key, first, last, services[0].unit)
        if len(self._procedures) > _FEW:
            self._procedures.clear()
        self._procedures[composite] = found
        return found

    def _highest(self, pointers: str) -> int:
        """The highest pointer; one that is repeated or no number is over every limit."""
        texts = [one for one in pointers.split(self.component) if one]
        if len(self._pointers) > _FEW:
            self._pointers.clear()
        if not all(one.isdecimal() and len(one) <= 2 for one in texts) or len(set(texts)) < len(texts):
            return 999
        numbers = [int(one) for one in texts]
        return max(numbers, default=0) if 0 not in numbers else 999

    def dtp(self, parts: list[str], _loop: str) -> Fact:
        """Days of service and of payment; admission and discharge are rare and always looked at."""
        if len(parts) < 4:
            return LOOK_FACT
        qualifier, text = parts[1], parts[3]
        if qualifier == "472" and len(text) == 8 and text.isdecimal():
            day = int(text)
            return DATE, False, day, day, _loop
        first, dash, last = text.partition("-")
        if qualifier == "472" or qualifier == "573":
            if len(first) == 8 and first.isdecimal() and (not dash or (len(last) == 8 and last.isdecimal())):
                return DATE, qualifier == "573", int(first), int(last) if dash else int(first), _loop
            return LOOK_FACT
        return LOOK_FACT if qualifier in ("435", "096") else NO_FACT

    def ref(self, parts: list[str], loop: str) -> Fact:
        """The control number of a line, and the original of a correction."""
        qualifier = parts[1] if len(parts) > 1 else ""
        if qualifier == "6R":
            return CONTROL, parts[2] if len(parts) > 2 else "", loop
        return (BITS, ORIGINAL) if qualifier == "F8" and loop in ("2300", "") else NO_FACT

    def hi(self, parts: list[str], _loop: str) -> Fact:
        """Days in which all diagnoses are billable, and how many there are."""
        first, last, count, bits = 0, ALWAYS, 0, 0
        for composite in parts[1:]:
            qualifier, _, rest = composite.partition(self.component)
            if qualifier == "ABK" or qualifier == "ABF":
                count += 1
                code = rest.partition(self.component)[0]
                flag, start, end = self._codes.get(code) or self._diagnosis(code)
                bits |= flag
                first = start if start > first else first
                last = end if end < last else last
            elif qualifier in ("BK", "BF"):
                count += 1
                bits = LOOK
        return DIAGNOSES, bits, first, last, count

    def _diagnosis(self, code: str) -> tuple[int, int, int]:
        span: tuple[int, int] | None = None
        if not ICD10.fullmatch(code):
            pass
        elif self._all_codes is not None:
            span = self._all_codes.get(code)
        elif len(self._codes) < _MANY_CODES:
            row = table().row(code)
            if row is not None:
                span = (_number(row.valid_from) or 0, _number(row.valid_to) or ALWAYS)
        else:
            self._all_codes = table().spans()
            span = self._all_codes.get(code)
        if len(self._codes) > _FEW:
            self._codes.clear()
        found = self._codes[code] = (0, *span) if span else (LOOK, 0, ALWAYS)
        return found

    def nm1(self, parts: list[str], loop: str) -> Fact:
        """The member, the rendering provider, other payers; NPIs that are none."""
        identifier = parts[9] if len(parts) > 9 else ""
        is_npi = len(parts) > 9 and parts[8] == "XX"
        if is_npi:
            good = self._npis.get(identifier)
            if good is None:
                if len(self._npis) > _FEW:
                    self._npis.clear()
                good = self._npis[identifier] = valid_npi(identifier)
            if not good:
                return LOOK_FACT if loop not in ("2310B", "2420A", "2010AA") else (RENDERING, LOOK, identifier, loop)
        if loop == "2010BA":
            return MEMBER, identifier, parts[8] if len(parts) > 9 else ""
        if loop in ("2310B", "2420A", "2010AA"):
            return RENDERING, 0 if identifier or loop != "2010AA" else LOOK, identifier if is_npi else "", loop
        return (PAYER, identifier) if loop == "2330B" else NO_FACT if loop else LOOK_FACT

    def n3(self, parts: list[str], loop: str) -> Fact:
        """Addresses that may be a box or a homeless member's."""
        if loop == "2010AA":
            text = " ".join(parts[1:]).upper()
            return LOOK_FACT if any(word in text for word in _BOX) else NO_FACT
        if loop == "2010BA":
            homeless = len(parts) > 1 and parts[1].upper() == "HOMELESS"
            return BITS, ADDRESS | (LOOK if homeless else 0)
        return NO_FACT

    def n4(self, parts: list[str], loop: str) -> Fact:
        """ZIP codes and states that are none."""
        state = parts[2] if len(parts) > 2 else ""
        code = parts[3] if len(parts) > 3 else ""
        bits = CITY if loop == "2010BA" else 0
        if len(parts) < 5 or parts[4] in ("", "US"):
            known = state in self._states
            nine = len(code) == 9 and code.isdecimal()
            five = len(code) == 5 and code.isdecimal()
            if (state and not known) or not (nine or (five and loop not in ("2010AA", "2310C"))):
                bits |= LOOK
        return (BITS, bits) if bits else NO_FACT

    def dmg(self, parts: list[str], loop: str) -> Fact:
        """The day of birth."""
        day = parts[2] if len(parts) > 2 else ""
        if loop == "2010BA" and len(day) == 8 and day.isdecimal():
            return BIRTH, int(day)
        return (BIRTH, ALWAYS) if loop in ("2010BA", "2010CA", "") else NO_FACT

    def prv(self, parts: list[str], _loop: str) -> Fact:
        """Taxonomy codes that are not in our list."""
        return NO_FACT if len(parts) > 3 and parts[3] in self._taxonomies else LOOK_FACT

    def pat(self, _parts: list[str], _loop: str) -> Fact:
        """A patient who is not the subscriber is rare."""
        return LOOK_FACT

    def sbr(self, parts: list[str], loop: str) -> Fact:
        """Whether the member is the patient; another payer."""
        if loop == "2320":
            return OTHER, ""
        return (BITS, SELF) if loop == "2000B" and len(parts) > 2 and parts[2] == "18" else LOOK_FACT

    def amt(self, parts: list[str], loop: str) -> Fact:
        """What another payer paid."""
        if loop == "2320" and len(parts) > 2 and parts[1] == "D":
            return PAID, cents(parts[2])
        return NO_FACT

    def svd(self, parts: list[str], _loop: str) -> Fact:
        """What a payer paid for a line."""
        return SVD, parts[1] if len(parts) > 1 else "", cents(parts[2]) if len(parts) > 2 else None

    def cas(self, parts: list[str], loop: str) -> Fact:
        """The sum of the adjustments of a CAS."""
        amounts = [cents(text) for text in parts[3:19:3] if text]
        known = [amount for amount in amounts if amount is not None]
        return CAS, sum(known) if len(known) == len(amounts) else None, loop
