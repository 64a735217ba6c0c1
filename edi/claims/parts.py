"""The parts of a claim: segments with their positions, parties, other payers, service lines. Nothing raises on bad
data: what is missing is None or ""."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from edi.model.reference import X12Ref

_Made = TypeVar("_Made")
_AMOUNT = re.compile(r"(-?)(\d*)(?:\.(\d{0,2})0*)?")
_QUANTITY = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DAY = re.compile(r"[12]\d{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
#: Where amounts stand in a CAS: 03, 06, 09, 12, 15, 18.
ADJUSTMENTS = range(3, 19, 3)


class computed(Generic[_Made]):  # noqa: N801 - a decorator
    """`functools.cached_property` without its lock, which costs more than most of what is computed here."""

    def __init__(self, make: Callable[[Any], _Made]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    def __get__(self, owner: Any, _kind: type) -> _Made:
        made = owner.__dict__[self._name] = self._make(owner)
        return made


def cents(text: str) -> int | None:
    """An X12 amount as whole cents, exactly; None for what is no amount or holds a fraction of a cent."""
    if text[-3:-2] == ".":  # nearly all amounts are one of these three
        digits = text[:-3] + text[-2:]
    elif text[-2:-1] == ".":
        digits = f"{text[:-2]}{text[-1]}0"
    else:
        digits = f"{text}00"
    if 2 < len(digits) <= 18 and digits.isdecimal():
        return int(digits)
    found = _AMOUNT.fullmatch(text)
    if found is None or not (found[2] or found[3]) or len(text) > 20:
        return None
    whole = int(found[2] or "0") * 100 + int((found[3] or "").ljust(2, "0"))
    return -whole if found[1] else whole


def quantity(text: str) -> Decimal | None:
    """A quantity; None for what is none."""
    return Decimal(text) if len(text) <= 20 and _QUANTITY.fullmatch(text) else None


class Segment(msgspec.Struct, gc=False):
    """A segment: its number in the file, its loop, its id and elements, the component separator."""

    number: int
    loop: str
    parts: list[str]
    component: str = ":"

    @property
    def id(self) -> str:
        """The segment id."""
        return self.parts[0]

    def value(self, element: int, component: int = 0) -> str:
        """The text of an element, or of one of its components; "" where it is not there."""
        text = self.parts[element] if element < len(self.parts) else ""
        if not component:
            return text
        pieces = text.split(self.component)
        return pieces[component - 1] if component <= len(pieces) else ""

    def composite(self, element: int) -> list[str]:
        """All components of an element."""
        return self.value(element).split(self.component) if self.value(element) else []


NOWHERE = Segment(0, "", [""])


class Party(msgspec.Struct):
    """An NM1 and what follows it."""

    nm1: Segment
    rest: list[Segment] = []

    def get(self, identifier: str) -> Segment | None:
        """The first segment of that id."""
        return next((one for one in self.rest if one.id == identifier), None)

    @property
    def loop(self) -> str:
        """The loop, as 2310B."""
        return self.nm1.loop

    @property
    def identifier(self) -> str:
        """NM109."""
        return self.nm1.value(9)

    @property
    def npi(self) -> str:
        """NM109 where it is an NPI."""
        return self.nm1.value(9) if self.nm1.value(8) == "XX" else ""


class Payment(msgspec.Struct):
    """Loop 2430: what one payer paid for a line."""

    svd: Segment
    rest: list[Segment] = []

    @property
    def payer(self) -> str:
        """SVD01."""
        return self.svd.value(1)

    @property
    def adjusted(self) -> int | None:
        """All CAS amounts, None where one is no amount."""
        return adjusted(self.rest)


class OtherPayer(msgspec.Struct):
    """Loop 2320 and the parties in it."""

    sbr: Segment
    rest: list[Segment] = []
    parties: list[Party] = []

    @property
    def payer(self) -> Party | None:
        """Loop 2330B."""
        return next((party for party in self.parties if party.loop == "2330B"), None)

    @property
    def paid(self) -> Segment | None:
        """AMT*D. Approved and allowed amounts never take part in balancing."""
        return next((one for one in self.rest if one.id == "AMT" and one.value(1) == "D"), None)

    @property
    def adjusted(self) -> int | None:
        """All CAS amounts of the claim level."""
        return adjusted(self.rest)


class Line(msgspec.Struct, dict=True):
    """Loop 2400."""

    lx: Segment
    rest: list[Segment] = []
    parties: list[Party] = []
    payments: list[Payment] = []

    def get(self, identifier: str, qualifier: str = "") -> Segment | None:
        """The first segment of that id (and first element)."""
        return _first(self.rest, identifier, qualifier)

    @computed
    def sv1(self) -> Segment:
        """SV1; an empty segment in the place of the LX where the line has none."""
        return self.get("SV1") or Segment(self.lx.number, self.lx.loop, [self.lx.id])

    @computed
    def charge(self) -> int | None:
        """SV102 in cents."""
        return cents(self.sv1.value(2))

    @computed
    def procedure(self) -> str:
        """The HCPCS code, "" for other code sets."""
        composite = self.sv1.composite(1)
        return composite[1] if len(composite) > 1 and composite[0] == "HC" else ""

    @computed
    def modifiers(self) -> list[str]:
        """SV101-3 to 6, those that are there."""
        return [text for text in self.sv1.composite(1)[2:6] if text]

    @computed
    def dates(self) -> tuple[str, str]:
        """First and last day of service (CCYYMMDD), "" where there is none."""
        dtp = self.get("DTP", "472")
        return days(dtp) if dtp else ("", "")


class Earlier(NamedTuple):
    """The claim that had the same before, and its file."""

    claim: str
    file: str

    def named(self, file: str) -> str:
        """The claim's id as it is told in a file: with its own file where that is another."""
        return self.claim if self.file == file else f"{self.claim} of {self.file}"

    @property
    def where(self) -> X12Ref:
        """Its place."""
        return X12Ref(self.file, claim=self.claim)


class Claim(msgspec.Struct, dict=True):
    """A claim with the loops above it. `repeats` are found while the file is read: index of a service -> the claim that
    had the same before; `repeated_id` is the claim that used CLM01 before. `last` is the number of its last segment.
    `ended_by` says what follows it: CLM, patient (a level below its subscriber), HL (a level that does not say of
    what, as where the file is cut) or "" (anything else), and
    `has_siblings_above` that the subscriber above a patient has claims of its own. `is_cut` is true where the claim is
    longer than what is here, `is_whole` false where the guide found a segment of it unexpected or missing: then its
    sums say nothing."""

    clm: Segment
    envelope: list[Segment]
    provider: list[Segment]
    billing: Party | None
    subscriber: list[Segment]
    member: Party | None
    patient: list[Segment]
    parties: list[Party] = []
    rest: list[Segment] = []
    others: list[OtherPayer] = []
    lines: list[Line] = []
    repeats: dict[int, Earlier] = {}
    repeated_id: Earlier | None = None
    ended_by: str = ""
    has_siblings_above: bool = False
    is_cut: bool = False
    number_in_transaction: int = 0
    file: str = ""
    last: int = 0
    is_whole: bool = True

    def at(self, segment: Segment, element: int = 0, component: int = 0) -> X12Ref:
        """The position of an element of the claim, or of a loop above it."""
        isa, gs, st, first = self._numbers
        number = segment.number
        st_number = number - first + 1 if first and number >= first else 0
        loop, name = segment.loop, segment.parts[0]
        return X12Ref(self.file, isa, gs, st, number, st_number, loop, name, element, component, 0, self.id)

    @computed
    def _numbers(self) -> tuple[str, str, str, int]:
        """The control numbers, and the number of the ST in the file."""
        isa, gs, st = self.header("ISA"), self.header("GS"), self.header("ST")
        return (
            isa.value(13).strip() if isa else "",
            gs.value(6) if gs else "",
            st.value(2) if st else "",
            st.number if st else 0,
        )

    @computed
    def id(self) -> str:
        """CLM01."""
        return self.clm.value(1)

    @computed
    def repeats_whole(self) -> bool:
        """Whether each of its services was one of the claim that used its id before."""
        found = [self.repeats.get(index) for index in range(len(self.services))]
        return bool(found) and self.repeated_id is not None and all(one == self.repeated_id for one in found)

    @computed
    def frequency(self) -> str:
        """CLM05-3."""
        return self.clm.value(5, 3)

    def get(self, identifier: str, qualifier: str = "") -> Segment | None:
        """The first segment of that id (and first element) in loop 2300."""
        return _first(self.rest, identifier, qualifier)

    def header(self, identifier: str, qualifier: str = "") -> Segment | None:
        """The first such segment of the envelopes and the transaction's beginning."""
        return _first(self.envelope, identifier, qualifier)

    @computed
    def every(self) -> list[Party]:
        """All parties: of the loops above, the claim, its other payers, its lines."""
        found = [party for party in (self.billing, self.member) if party is not None] + self.parties
        for other in self.others:
            found += other.parties
        for line in self.lines:
            found += line.parties
        return found

    @computed
    def services(self) -> list[Segment]:
        """Every SV1 in file order: also one that stands second in its line, or in none."""
        places = [self.rest, *(other.rest for other in self.others)]
        for line in self.lines:
            places += [line.rest, *(payment.rest for payment in line.payments)]
        return sorted((one for some in places for one in some if one.id == "SV1"), key=lambda one: one.number)

    @computed
    def diagnoses(self) -> list[tuple[Segment, int, str, str]]:
        """(HI, element, qualifier, code) of all diagnoses, in order."""
        found = []
        for hi in self.rest:
            if hi.id == "HI":
                for element in range(1, len(hi.parts)):
                    pieces = hi.composite(element)
                    if len(pieces) > 1 and pieces[0] in ("ABK", "ABF", "BK", "BF"):
                        found.append((hi, element, pieces[0], pieces[1]))
        return found

    @computed
    def dates(self) -> tuple[str, str]:
        """The first and the last day of service of all lines, "" where no line has a date."""
        spans = [line.dates for line in self.lines]
        firsts = [first for first, _ in spans if first]
        return (min(firsts), max(last for _, last in spans if last)) if firsts else ("", "")


def days(dtp: Segment) -> tuple[str, str]:
    """The days of a DTP with format D8 or RD8, "" for what are none."""
    first, dash, last = dtp.value(3).partition("-")
    last = last if dash else first
    return (first, last) if _DAY.fullmatch(first) and _DAY.fullmatch(last) else ("", "")


def is_day(text: str) -> bool:
    """Whether a text looks like CCYYMMDD."""
    return _DAY.fullmatch(text) is not None


def adjusted(segments: list[Segment]) -> int | None:
    """The sum of all CAS amounts among segments; None where one is no amount, or is missing beside its reason."""
    total = 0
    for cas in segments:
        if cas.id == "CAS":
            for element in ADJUSTMENTS:
                if cas.value(element) or cas.value(element - 1):
                    amount = cents(cas.value(element))
                    if amount is None:
                        return None
                    total += amount
    return total


def _first(segments: list[Segment], identifier: str, qualifier: str) -> Segment | None:
    for one in segments:
        if one.parts[0] == identifier and (not qualifier or one.value(1) == qualifier):
            return one
    return None
