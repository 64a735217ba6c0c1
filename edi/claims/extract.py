"""The extractors of facts: one a kind of segment, chosen once for a position of the guide by its loop and qualifier.

They run on every segment that was not met before, so they split once, look up what repeats, and make one tuple.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias, TypeVar

from edi.claims import facts as f
from edi.claims.parts import cents, quantity
from edi.claims.search import ICD10, deciding, valid_npi
from edi.guide.states import NO_FACT
from mappings.code_sets import load_places, load_states, load_taxonomies
from mappings.icd10 import FIRST_DAY, table
from mappings.service_table import Service, load_services

Extractor: TypeAlias = Callable[[str], f.Fact]
#: Days in which a diagnosis is billable, as (bits, first, last).
Span: TypeAlias = tuple[int, int, int]

_FIRST_DAY = int(f"{FIRST_DAY:%Y%m%d}")
_USUAL: Span = (0, _FIRST_DAY, f.ALWAYS)
_UNKNOWN: Span = (f.LOOK, 0, f.ALWAYS)
_Kept = TypeVar("_Kept")

_BAD_SERVICE = (f.SERVICE, f.LOOK, 0, f.NO_PROCEDURE, 0, 1)
_BOX = ("BOX", "P.O", "PO ", "POST")
_FEW = 20_000


def _number(day: date | None) -> int | None:
    return int(f"{day:%Y%m%d}") if day else None


class Extractors:
    """The choosers by segment id, and what they share for the delimiters of the file at hand, set with each ISA."""

    def __init__(self) -> None:
        self.element, self.component = "*", ":"
        self._settings: dict[str, tuple[int, int]] = {}
        self._procedures: dict[str, tuple[int, f.Procedure, str]] = {}
        self._pointers: dict[str, int] = {}
        self._codes: dict[str, Span] = {}
        self._states = load_states()
        self._taxonomies = load_taxonomies()
        self._diagnoses = frozenset(("ABK:", "ABF:"))
        self._places = {
            code: int(f"{place.valid_from:%Y%m%d}") if place.valid_from else 0 for code, place in load_places().items()
        }

    def by_id(self) -> dict[str, Any]:
        """Segment id -> chooser, as the engine wants them."""
        always = {"CLM": self.clm, "HI": self.hi, "HL": self.hl, "SVD": self.svd}
        made = dict.fromkeys(("ISA", "GS", "ST", "SE"), self.boundary) | always
        chosen = {name: getattr(self, f"_choose_{name.lower()}") for name in ("NM1", "DTP", "REF", "N3", "DMG", "AMT")}
        by_loop = {name: getattr(self, f"_choose_{name.lower()}") for name in ("N4", "PRV", "SBR", "SV1", "CAS")}
        return {
            **{name: lambda _loop, _qualifier, extract=extract: extract for name, extract in made.items()},
            **{name: lambda loop, _qualifier, choose=choose: choose(loop) for name, choose in by_loop.items()},
            **chosen,
            "PAT": lambda loop, _qualifier: f.look(loop),  # a patient who is not the subscriber is rare
        }

    def forget(self) -> None:
        """Drop what came from a file."""
        self._separate("*", ":")

    def _separate(self, element: str, component: str) -> None:
        """Take up separators; what was made of texts with others goes."""
        self.element, self.component = element, component
        self._diagnoses = frozenset((f"ABK{component}", f"ABF{component}"))
        for memo in (self._settings, self._procedures, self._pointers, self._codes):
            memo.clear()

    # -- envelopes and levels --------------------------------------------------------------------------------------

    def boundary(self, segment: str) -> f.Fact:
        """Envelopes; the screen reads their texts."""
        if segment[:3] == "ISA":
            parts = segment.split(segment[3:4] or "*")
            self._separate(segment[3:4] or "*", (parts[16] if len(parts) > 16 else "")[:1] or ":")
        parts = segment.split(self.element)
        return f.BOUNDARY, parts[0], parts

    def hl(self, segment: str) -> f.Fact:
        """Levels: a subscriber without dependents is the usual one."""
        parts = segment.split(self.element)
        if len(parts) > 3 and parts[3] == "22":
            return f.SUBSCRIBER, 0 if len(parts) > 4 and parts[4] == "0" else f.LOOK
        return f.BOUNDARY, parts[0], parts

    # -- the claim -------------------------------------------------------------------------------------------------

    def clm(self, segment: str) -> f.Fact:
        """Charge, id, first day of the place of service, frequency."""
        parts = segment.split(self.element)
        identifier = parts[1] if len(parts) > 1 else ""
        amount = cents(parts[2]) if len(parts) > 2 else None
        setting = parts[5] if len(parts) > 5 else ""
        bits, place_from = self._settings.get(setting) or self._setting(setting)
        if len(identifier) > 20 or amount is None:
            bits |= f.LOOK
        return f.CLAIM, bits, amount, identifier, place_from

    def _setting(self, composite: str) -> tuple[int, int]:
        """Place of service and frequency."""
        place, _, rest = composite.partition(self.component)
        bits = f.TELEHEALTH if place in ("02", "10") else 0
        frequency = rest.rpartition(self.component)[2]
        if frequency in ("6", "7", "8"):
            bits |= f.UNRELATED if frequency == "6" else f.CORRECTS
        if place not in self._places:
            bits |= f.LOOK
        return _kept(self._settings, composite, (bits, self._places.get(place, 0)))

    def hi(self, segment: str) -> f.Fact:
        """Days in which all diagnoses are billable, and how many there are."""
        first, last, bits = 0, f.ALWAYS, 0
        codes, diagnoses = self._codes, self._diagnoses
        parts = segment.split(self.element)
        count = len(parts) - 1
        for composite in parts[1:]:
            if composite[:4] not in diagnoses:
                if composite.partition(self.component)[0] in ("BK", "BF"):
                    bits = f.LOOK
                else:
                    count -= 1
                continue
            span = codes.get(composite[4:])
            if span is not _USUAL:
                flag, start, end = span or self._diagnosis(composite[4:])
                bits |= flag
                first = start if start > first else first
                last = end if end < last else last
            elif first < _FIRST_DAY:
                first = _FIRST_DAY
        return f.DIAGNOSES, bits, first, last, count

    def _diagnosis(self, text: str) -> Span:
        """The span of a code met for the first time."""
        code = text.partition(self.component)[0]
        known = table().standing(code) if ICD10.fullmatch(code) else None
        if known is None or known.is_header:
            return _kept(self._codes, text, _UNKNOWN)
        span = (0, _number(known.valid_from) or 0, _number(known.valid_to) or f.ALWAYS)
        return _kept(self._codes, text, _USUAL if span == _USUAL else span)

    # -- service lines ---------------------------------------------------------------------------------------------

    def _choose_sv1(self, loop: str) -> Extractor:
        """A service where no line can be is looked at."""
        return self.sv1 if loop else lambda _segment: _BAD_SERVICE

    def sv1(self, segment: str) -> f.Fact:
        """Charge, code with modifiers in any order, days in which these are in effect, pointers, units."""
        parts = segment.split(self.element)
        if len(parts) < 5:
            return _BAD_SERVICE
        bits, procedure, unit = self._procedures.get(parts[1]) or self._procedure(parts[1])
        amount = cents(parts[2])
        units = 1
        if parts[4] != "1":
            number = quantity(parts[4])
            if number is None or number <= 0 or number % 1 or number > 400 or (unit == "month" and number > 1):
                bits |= f.LOOK
            elif unit == "day":
                units = int(number)
        if not amount and (amount is None or unit == "service"):
            bits |= f.LOOK
            amount = 0
        if len(parts) > 7:
            if parts[5]:
                bits |= f.LOOK
            highest = self._pointers.get(parts[7])
            if highest is None:
                highest = _kept(self._pointers, parts[7], self._highest(parts[7]))
            return f.SERVICE, bits, amount, procedure, highest, units
        return f.SERVICE, bits | (f.LOOK if len(parts) > 5 and parts[5] else 0), amount, procedure, 0, units

    def _procedure(self, composite: str) -> tuple[int, f.Procedure, str]:
        qualifier, *rest = composite.split(self.component)
        code = rest[0] if rest else ""
        modifiers = [one for one in rest[1:5] if one]
        services = load_services().matching(code, deciding(modifiers))
        key = " ".join([qualifier, code, *sorted(modifiers)]) if code else ""
        good = all(len(one) == 2 and one.isalnum() and one == one.upper() for one in modifiers)
        if qualifier != "HC" or not good or not services:
            bits = f.LOOK if qualifier == "HC" else 0
            return _kept(self._procedures, composite, (bits, (key, 0, f.ALWAYS), ""))
        spans = [(s.effective_from, s.effective_to) for s in services]
        first = min(_number(start) or 0 for start, _ in spans)
        last = max(_number(end) or f.ALWAYS for _, end in spans)
        return _kept(self._procedures, composite, (_service_bits(services), (key, first, last), services[0].unit))

    def _highest(self, pointers: str) -> int:
        """The highest pointer; one that is repeated or no number is over every limit."""
        texts = [one for one in pointers.split(self.component) if one]
        if not all(one.isdecimal() and len(one) <= 2 for one in texts) or len(set(texts)) < len(texts):
            return 999
        numbers = [int(one) for one in texts]
        return max(numbers, default=0) if 0 not in numbers else 999

    def _choose_dtp(self, loop: str, qualifier: str) -> Extractor | None:
        """Days of service and of payment; admission and discharge are rare and always looked at."""
        if not qualifier or qualifier in ("435", "096"):
            return f.look(loop)
        astray = {"472": loop != "2400", "573": loop != "2430"}.get(qualifier)
        if astray is None:
            return None
        paid, bits, bad = qualifier == "573", f.LOOK if astray else 0, (f.bits_kind(loop), f.LOOK)

        def days(segment: str) -> f.Fact:
            parts = segment.split(self.element)
            text = parts[3] if len(parts) == 4 else ""
            if len(text) == 8 and not paid and text.isdecimal():
                start = int(text)
                return f.DATE, bits, start, start
            first, dash, last = text.partition("-")
            if len(first) != 8 or not first.isdecimal() or (dash and not (len(last) == 8 and last.isdecimal())):
                return bad
            start = int(first)
            end = int(last) if dash else start
            return (f.PAID_ON, bits, end) if paid else (f.DATE, bits, start, end)

        return days

    def _choose_ref(self, loop: str, qualifier: str) -> Extractor | None:
        """The control number of a line, and the original of a correction."""
        original, nothing = (f.bits_kind(loop), f.ORIGINAL), NO_FACT

        def control(segment: str) -> f.Fact:
            parts = segment.split(self.element, 3)
            return f.CONTROL, parts[2] if len(parts) > 2 else ""

        def correction(segment: str) -> f.Fact:
            return original if segment.split(self.element, 2)[1:2] == ["F8"] else nothing

        if qualifier == "6R":
            return control if loop == "2400" else f.look(loop)
        return correction if qualifier == "F8" and loop in ("2300", "") else None

    # -- parties ---------------------------------------------------------------------------------------------------

    def _choose_nm1(self, loop: str, _qualifier: str) -> Extractor | None:
        """The member, the rendering provider, other payers; NPIs that are none."""
        kind = {"2010BA": f.MEMBER, "2010AA": f.BILLING, "2310B": f.RENDERING, "2420A": f.RENDERING}.get(loop, f.PAYER)
        bad = (f.bits_kind(loop), f.LOOK)
        other = NO_FACT if loop else bad

        def party(segment: str) -> f.Fact:
            parts = segment.split(self.element)
            identifier, qualifier = (parts[9], parts[8]) if len(parts) > 9 else ("", "")
            is_bad = qualifier == "XX" and not valid_npi(identifier)
            if kind == f.MEMBER:
                return bad if is_bad else (kind, identifier, qualifier)
            if kind == f.PAYER:
                return bad if is_bad else (kind, identifier) if loop == "2330B" else other
            npi = identifier if qualifier == "XX" else ""
            missing = kind == f.BILLING and not identifier
            return kind, f.LOOK if is_bad or missing else 0, npi, loop == "2310B"

        return party

    def _choose_n3(self, loop: str, _qualifier: str) -> Extractor | None:
        """Addresses that may be a box or a homeless member's."""
        good, bad = (f.ABOVE, f.ADDRESS), (f.ABOVE, f.ADDRESS | f.LOOK)

        def of_billing(segment: str) -> f.Fact:
            text = segment.replace(self.element, " ").upper()
            return (f.ABOVE, f.LOOK) if any(word in text for word in _BOX) else NO_FACT

        def of_member(segment: str) -> f.Fact:
            return bad if "HOMELESS" in segment.upper() else good

        return {"2010AA": of_billing, "2010BA": of_member}.get(loop)

    def _choose_n4(self, loop: str) -> Extractor | None:
        """ZIP codes and states that are none."""
        of_member = f.CITY if loop == "2010BA" else 0
        good = (f.ABOVE, of_member) if of_member else NO_FACT
        bad = (f.bits_kind(loop), of_member | f.LOOK)
        short = loop not in ("2010AA", "2310C")

        def city(segment: str) -> f.Fact:
            parts = segment.split(self.element)
            state = parts[2] if len(parts) > 2 else ""
            code = parts[3] if len(parts) > 3 else ""
            if len(parts) < 5 or parts[4] in ("", "US"):
                fits = code.isdecimal() and (len(code) == 9 or (len(code) == 5 and short))
                if not fits or (state and state not in self._states):
                    return bad
            return good

        return city

    def _choose_dmg(self, loop: str, _qualifier: str) -> Extractor | None:
        """The day of birth."""

        def birth(segment: str) -> f.Fact:
            day = ([*segment.split(self.element, 3), "", ""])[2]
            return f.BIRTH, int(day) if loop == "2010BA" and len(day) == 8 and day.isdecimal() else f.ALWAYS

        return birth if loop in ("2010BA", "2010CA", "") else None

    def _choose_prv(self, loop: str) -> Extractor | None:
        """Taxonomy codes that are not in our list."""
        bad = (f.bits_kind(loop), f.LOOK)

        def taxonomy(segment: str) -> f.Fact:
            parts = segment.split(self.element)
            return NO_FACT if len(parts) > 3 and parts[3] in self._taxonomies else bad

        return taxonomy

    def _choose_sbr(self, loop: str) -> Extractor | None:
        """Whether the member is the patient; another payer."""
        other, bad, own = (f.OTHER,), (f.bits_kind(loop), f.LOOK), (f.ABOVE, f.SELF)

        def subscriber(segment: str) -> f.Fact:
            return own if loop == "2000B" and segment.split(self.element, 3)[2:3] == ["18"] else bad

        return (lambda _segment: other) if loop == "2320" else subscriber

    # -- other payers ----------------------------------------------------------------------------------------------

    def _choose_amt(self, loop: str, _qualifier: str) -> Extractor | None:
        """What another payer paid."""

        def paid(segment: str) -> f.Fact:
            parts = segment.split(self.element)
            return (f.PAID, cents(parts[2])) if len(parts) > 2 and parts[1] == "D" else NO_FACT

        return paid if loop == "2320" else None

    def svd(self, segment: str) -> f.Fact:
        """What a payer paid for a line."""
        parts = segment.split(self.element)
        return f.SVD, parts[1] if len(parts) > 1 else "", cents(parts[2]) if len(parts) > 2 else None

    def _choose_cas(self, loop: str) -> Extractor:
        """The sum of the adjustments of a CAS."""

        def adjustments(segment: str) -> f.Fact:
            parts = segment.split(self.element)
            amounts = [cents(text) for text in parts[3:19:3] if text]
            known = [amount for amount in amounts if amount is not None]
            return f.CAS, sum(known) if len(known) == len(amounts) else None, loop

        return adjustments


def _service_bits(services: tuple[Service, ...]) -> int:
    """What the services that a line may be say of its claim."""
    bits = f.LOOK if len(services) > 1 else 0
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
