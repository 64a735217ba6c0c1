"""What a segment says of the facts of its claim, one method a kind of segment.

Bits are the facts that it denies, with what it shows (`edi.claims.facts`). The methods run on nearly every segment of a
file (`edi.claims.columns`), so they split once, look up what repeats, and make one tuple.
"""

from __future__ import annotations

from datetime import date
from typing import Any, TypeAlias, TypeVar

from edi.claims import facts as f
from edi.claims.parts import Segment, adjusted, cents, is_day, quantity
from edi.claims.search import ICD10, deciding, valid_npi
from edi.x12.delimiters import Delimiters
from mappings.code_sets import EXTERNAL_CAUSES, load_places, load_states, load_taxonomies
from mappings.icd10 import FIRST_DAY, steady_codes, table
from mappings.service_table import Service, load_services

#: Days in which a diagnosis is billable, as (bits, first, last).
Span: TypeAlias = tuple[int, int, int]
#: First and last day of a DTP.
Days: TypeAlias = tuple[int, int]
#: What a procedure with its modifiers says: bits, its key ("" for none), the days in which it is in effect, its unit:
#: "deposit" for a housing deposit, "" where the services that it may be differ in it.
Procedure: TypeAlias = tuple[int, str, int, int, str]

_FIRST_DAY = int(f"{FIRST_DAY:%Y%m%d}")
_USUAL: Span = (0, _FIRST_DAY, f.ALWAYS)
_UNKNOWN: Span = (f.DIAGNOSES_KNOWN, 0, f.ALWAYS)
_HEADING: Span = (f.DIAGNOSES_BILLABLE, 0, f.ALWAYS)
_NO_DAYS: Days = (0, 0)
_Kept = TypeVar("_Kept")

_NO_SERVICE = (f.ALL, 0, "", 0, f.ALWAYS, 0, 1)
_BOX = ("BOX", "P.O", "PO ", "POST")
_FEW = 20_000
#: Diagnoses looked up one by one, until it pays to have all codes at hand.
_LOOK_UPS = 400


def _number(day: date | None) -> int | None:
    return int(f"{day:%Y%m%d}") if day else None


class Extractors:
    """One method a kind of segment, each from its text, and what they share for the delimiters of the file at hand."""

    def __init__(self) -> None:
        self._settings: dict[str, tuple[int, int]] = {}
        self._procedures: dict[str, Procedure] = {}
        self._quantities: dict[str, tuple[int, int, int]] = {}
        self._codes: dict[str, Span] = {}
        self._steady: frozenset[str] = frozenset()
        self._looked_up = 0
        self._states = load_states()
        self._taxonomies = load_taxonomies()
        self._places = {
            code: int(f"{place.valid_from:%Y%m%d}") if place.valid_from else 0 for code, place in load_places().items()
        }
        self._take_up("*", ":")

    def forget(self) -> None:
        """Drop what came from a file."""
        self._take_up("*", ":")

    def separate(self, delimiters: Delimiters) -> bool:
        """Take up delimiters; what was made of texts with others goes. Whether these are others."""
        if (delimiters.element, delimiters.component) == (self.element, self.component):
            return False
        self._take_up(delimiters.element, delimiters.component)
        return True

    def _take_up(self, element: str, component: str) -> None:
        self.element, self.component = element, component
        self.usual_level = f"{element}22{element}0"  # how the HL of a subscriber without dependents ends
        self._diagnoses = frozenset((f"ABK{component}", f"ABF{component}"))
        for memo in (self._settings, self._procedures, self._quantities, self._codes):
            memo.clear()

    # -- the claim -------------------------------------------------------------------------------------------------

    def clm(self, segment: str) -> tuple[int, int | None, str, int]:
        """Bits, charge in cents, id, first day of the place of service."""
        parts = segment.split(self.element)
        identifier = parts[1] if len(parts) > 1 else ""
        amount = cents(parts[2]) if len(parts) > 2 else None
        setting = parts[5] if len(parts) > 5 else ""
        bits, place_from = self._settings.get(setting) or self._setting(setting)
        if len(identifier) > 20:
            bits |= f.ID_SHORT
        if amount is not None and amount < 0:
            bits |= f.CHARGES_NOT_NEGATIVE
        if len(parts) > 11 and parts[11]:
            bits |= f.NO_ACCIDENT
        return bits, amount, identifier, place_from

    def _setting(self, composite: str) -> tuple[int, int]:
        """Place of service and frequency."""
        place, _, frequency, *_ = [*composite.split(self.component), "", ""]
        bits = f.TELEHEALTH if place in ("02", "10") else 0
        if frequency in ("7", "8"):
            bits |= f.CORRECTS
        elif frequency not in ("1", "6"):
            bits |= f.FREQUENCY_KNOWN
        if place not in self._places:
            bits |= f.PLACES_KNOWN
        return _kept(self._settings, composite, (bits, self._places.get(place, 0)))

    def hi(self, segment: str) -> tuple[int, int, int, int]:
        """Bits, the days in which all diagnoses are billable, and how many there are."""
        texts = segment.replace(self.component, self.element).split(self.element)
        count = len(texts) // 2
        # Nearly all are ABK and ABF, in pairs with codes that have been billable from the first day on.
        is_usual = texts[1:2] == ["ABK"] and texts.count("ABF") == count - 1 and len(texts) % 2
        if is_usual and self._steady.issuperset(texts[2::2]) and texts[2][:1] not in EXTERNAL_CAUSES:
            return 0, _FIRST_DAY, f.ALWAYS, count
        return self._each_diagnosis(segment)

    def _each_diagnosis(self, segment: str) -> tuple[int, int, int, int]:
        first, last, bits = 0, f.ALWAYS, 0
        codes, diagnoses = self._codes, self._diagnoses
        parts = segment.split(self.element)
        count = len(parts) - 1
        for composite in parts[1:]:
            if composite[:4] not in diagnoses:
                if composite.partition(self.component)[0] in ("BK", "BF"):
                    bits |= f.ICD10_ONLY
                else:
                    count -= 1
                continue
            if composite[4:5] in EXTERNAL_CAUSES and composite[:3] == "ABK":
                bits |= f.CAUSES_NOT_FIRST
            flag, start, end = codes.get(composite[4:]) or self._diagnosis(composite[4:])
            bits |= flag
            first = start if start > first else first
            last = end if end < last else last
        if 0 < count < len(parts) - 1:  # pointers count places, and one is empty
            bits |= f.POINTERS_FIT
        return bits, first, last, count

    def _diagnosis(self, text: str) -> Span:
        """The span of a code met for the first time."""
        code = text.partition(self.component)[0]
        if code in self._steady:
            return _USUAL
        self._looked_up += 1
        if self._looked_up == _LOOK_UPS:
            self._steady = steady_codes()
        known = table().standing(code) if ICD10.fullmatch(code) else None
        if known is None or known.is_header:
            return _kept(self._codes, text, _UNKNOWN if known is None else _HEADING)
        return _kept(self._codes, text, (0, _number(known.valid_from) or 0, _number(known.valid_to) or f.ALWAYS))

    # -- service lines ---------------------------------------------------------------------------------------------

    def sv1(self, segment: str) -> tuple[int, int, str, int, int, int, int]:
        """Bits, charge in cents, code with modifiers in any order ("" for none), days in which these are in effect, the
        highest pointer, units where they may not be more than the days."""
        parts = segment.split(self.element, 3)
        if len(parts) < 4:
            return _NO_SERVICE
        _, composite, charge, rest = parts
        amount = cents(charge)
        bits, key, since, until, unit = self._procedures.get(composite) or self._procedure(composite)
        flag, units, highest = self._quantities.get(rest) or self._quantity(rest)
        bits |= flag
        if units > 1 and unit != "day":
            if unit == "month":
                bits |= f.MONTHS_SINGLE
            units = 1
        if not amount:
            bits |= f.TOTAL_ADDS_UP if amount is None else f.DEPOSITS_HAVE_AMOUNTS if unit == "deposit" else 0
            return bits, 0, key, since, until, highest, units
        if amount < 0:
            bits |= f.CHARGES_NOT_NEGATIVE
        return bits, amount, key, since, until, highest, units

    def _quantity(self, rest: str) -> tuple[int, int, int]:
        """Bits, units and the highest pointer of what follows the charge: UN, units, place of service, pointers."""
        parts = rest.split(self.element)
        bits, units = 0, 1
        number = quantity(parts[1]) if len(parts) > 1 else None
        if number is None or number <= 0 or number % 1:
            bits = f.UNITS_WHOLE | f.UNITS_WITHIN_DAYS | f.MONTHS_SINGLE
        else:
            units = int(number)
        if len(parts) > 2 and parts[2]:  # a place of its own
            bits |= f.PLACES_KNOWN | f.MODALITY_FITS
        highest = self._highest(parts[4]) if len(parts) > 4 else 0
        return _kept(self._quantities, rest, (bits, units, highest))

    def procedure_key(self, composite: str) -> str:
        """The code with its modifiers in one order, as a service line is compared with another."""
        return (self._procedures.get(composite) or self._procedure(composite))[1]

    def _procedure(self, composite: str) -> Procedure:
        qualifier, *rest = composite.split(self.component)
        code = rest[0] if rest else ""
        modifiers = [one for one in rest[1:5] if one]
        services = load_services().matching(code, deciding(modifiers))
        key = " ".join([qualifier, code, *sorted(modifiers)]) if code else ""
        good = all(len(one) == 2 and one.isalnum() and one == one.upper() for one in modifiers)
        bits = 0 if good else f.MODIFIERS_FORMED
        if qualifier != "HC" or not services:
            bits |= f.SERVICES_KNOWN if qualifier == "HC" else 0
            return _kept(self._procedures, composite, (bits, key, 0, f.ALWAYS, ""))
        spans = [(s.effective_from, s.effective_to) for s in services]
        first = min(_number(start) or 0 for start, _ in spans)
        last = max(_number(end) or f.ALWAYS for _, end in spans)
        made = bits | _service_bits(services), key, first, last, _unit(services)
        return _kept(self._procedures, composite, made)

    def _highest(self, pointers: str) -> int:
        """The highest pointer; one that is repeated or no number is over every limit."""
        texts = [one for one in pointers.split(self.component) if one]
        if not all(one.isdecimal() and len(one) <= 2 for one in texts) or len(set(texts)) < len(texts):
            return 999
        numbers = [int(one) for one in texts]
        return max(numbers, default=0) if 0 not in numbers else 999

    def days(self, segment: str) -> Days:
        """First and last day of a DTP."""
        parts = segment.split(self.element)
        return self.span(parts[3] if len(parts) == 4 else "")

    def span(self, text: str) -> Days:
        """First and last day of a D8 or RD8, 0 where one is no day."""
        first, dash, last = text.partition("-")
        last = last if dash else first
        return (int(first), int(last)) if is_day(first) and is_day(last) else _NO_DAYS

    def correction(self, segment: str) -> int:
        """The original of a correction."""
        return f.ORIGINAL if segment.split(self.element, 2)[1:2] == ["F8"] else 0

    # -- parties ---------------------------------------------------------------------------------------------------

    def party(self, segment: str) -> tuple[int, str, str]:
        """Bits, qualifier and identifier of an NM1."""
        parts = segment.split(self.element)
        if len(parts) < 10:
            return 0, "", ""
        qualifier, identifier = parts[8], parts[9]
        return f.NPIS_VALID if qualifier == "XX" and not valid_npi(identifier) else 0, qualifier, identifier

    def bad_npi(self, segment: str) -> int:
        """An NPI that is none."""
        return self.party(segment)[0]

    def subscriber(self, segment: str) -> int:
        """Whether the member is the patient."""
        return 0 if segment.split(self.element, 3)[2:3] == ["18"] else f.MEMBER_IS_PATIENT

    def box(self, segment: str) -> int:
        """A billing address that may be a box."""
        text = segment.replace(self.element, " ").upper()
        return f.BILLING_HAS_STREET if any(word in text for word in _BOX) else 0

    def street(self, segment: str) -> int:
        """A member's address, which may say that there is none."""
        return f.HOUSED if "HOMELESS" in segment.upper() else 0

    def city(self, segment: str, short: bool = True) -> int:
        """ZIP codes and states that are none; `short` says whether five digits are enough."""
        parts = segment.split(self.element)
        state = parts[2] if len(parts) > 2 else ""
        code = parts[3] if len(parts) > 3 else ""
        if len(parts) > 4 and parts[4] not in ("", "US"):
            return f.ADDRESSES_COMPLETE if parts[4] == "CA" and not (state and code) else 0
        bits = 0 if state and code else f.ADDRESSES_COMPLETE
        if state not in self._states:
            bits |= f.STATES_KNOWN
        if not code.isdecimal() or not (len(code) == 9 or (len(code) == 5 and short)):
            bits |= f.ZIPS_FORMED
        return bits

    def birth(self, segment: str) -> int:
        """The day of birth; one that is none is after all days."""
        parts = segment.split(self.element, 3)
        day = parts[2] if len(parts) > 2 else ""
        return int(day) if len(day) == 8 and day.isdecimal() else f.ALWAYS

    def taxonomy(self, segment: str) -> int:
        """Taxonomy codes that are not in our list."""
        parts = segment.split(self.element)
        return 0 if len(parts) > 3 and parts[3] in self._taxonomies else f.TAXONOMIES_KNOWN

    # -- other payers ----------------------------------------------------------------------------------------------

    def payment(self, segment: str) -> tuple[int, Any, Any]:
        """What a segment of another payer says: its kind, then the payer, bits or a condition, then an amount in cents
        (None for what is none), a day or the payer's id."""
        parts = segment.split(self.element)
        name = parts[0]
        if name == "SVD":
            return f.SVD, parts[1] if len(parts) > 1 else "", cents(parts[2]) if len(parts) > 2 else None
        if name == "DTP":
            return f.PAID_ON, None, self.days(segment)[1]
        if name == "AMT":
            is_paid = len(parts) > 2 and parts[1] == "D"
            return f.PAID, is_paid, cents(parts[2]) if is_paid else None
        if name == "NM1":
            bits, _, identifier = self.party(segment)
            return f.PAYER, bits, identifier
        if name == "CAS":
            return f.CAS, None, adjusted([Segment(0, "", parts)])
        return f.OTHER, None, None


def _unit(services: tuple[Service, ...]) -> str:
    if any(service.service == "housing_deposits" for service in services):
        return "deposit"
    units = {service.unit for service in services}
    return units.pop() if len(units) == 1 else ""


def _service_bits(services: tuple[Service, ...]) -> int:
    """What the services that a line may be say of its claim."""
    bits = f.SERVICES_IN_EFFECT if len(services) > 1 else 0  # there may be a gap between their days
    for service in services:
        bits |= f.IN_PERSON if service.modality == "in_person" else 0
        if service.service == "ecm":
            bits |= f.OUTREACH if service.kind == "outreach" else f.ECM
    return bits


def _kept(memo: dict[str, _Kept], text: str, value: _Kept) -> _Kept:
    """Remember a value, within bounds."""
    if len(memo) > _FEW:
        memo.clear()
    memo[text] = value
    return value
