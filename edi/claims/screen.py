"""Decides from the facts of the engine which claims the rules must look at, and builds these.

A claim that passes costs a few integer comparisons. The screen may ask for a look too often, never too seldom: it knows
no rule, only what all rules together could object to. Services and claim ids used before are kept here as hashes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from edi.claims import facts as f
from edi.claims.around import Around, Receiver
from edi.claims.parts import NOWHERE, Claim, Segment
from edi.claims.search import is_cin
from edi.claims.view import Header, fill, header, party
from edi.claims.window import BELOW, Span, Window
from edi.guide.findings import Finding
from edi.guide.hooks import Batch

Judge = Callable[[Claim, Around], None]
_BITS = f.BITS
_MEMBER = f.SELF | f.ADDRESS | f.CITY
_BY_VIDEO = f.TELEHEALTH | f.IN_PERSON
_OUTREACH = f.OUTREACH | f.ECM


class Screen:
    """The consumer of one file's facts. `judge` gets the claims to look at: all of them where `thorough`, or while
    `doubt` says that the guide's engine found the structure broken, since facts then may not be what they seem."""

    def __init__(
        self, extractors: f.Extractors, choose: Callable[[Segment, Segment], Receiver | None], received: str,
        judge: Judge, *, file: str = "", thorough: bool = False,
    ) -> None:  # fmt: skip
        self.extractors = extractors
        self.choose = choose
        self.judge = judge
        self.file = file
        self.thorough = thorough
        self.doubt: Callable[[], bool] = bool
        self.doubtful = False
        self.today = int(received)
        self.around = Around(received)
        self.window = Window()
        self.spans: dict[str, Span] = {}
        self.stamps: dict[str, int] = {}
        self.headers: dict[str, tuple[int, Header]] = {}
        self.boundaries = 0
        self.ordinal = 0
        self.texts: dict[str, list[str]] = {}
        self.services: dict[int, str] = {}
        self.claims: set[str] = set()
        self.professional = False
        self.is_open = False
        self.in_transaction = 0
        self.most = 1 << 60
        self.prefix = ""
        self.strict_member = False
        self.billing = self.member = ""
        self.birth = f.ALWAYS
        self.adjusted = self.line_adjusted = self.line_paid = self.balance = 0
        self.paid: int | None = None
        self.payer = ""
        self.charge = self.units = self.start = self.end = self.effective_from = self.effective_to = 0
        self.header_bits = self.sub_bits = 0
        self._new_claim(0, 0, "", 0)
        self.handlers: list[Callable[[Any], None]] = [
            self._boundary, self._bits, self._claim, self._service, self._date, self._member, self._rendering,
            self._control, self._diagnoses, self._birth, self._other, self._paid, self._payer, self._svd, self._cas,
        ]  # fmt: skip

    def __call__(self, batch: Batch) -> Iterator[Finding]:
        """The engine's consumer; what the rules find goes to `judge`, so nothing is handed back."""
        self.window.enter(batch)
        self.ordinal = 0
        self.doubtful = self.doubt()
        handlers = self.handlers
        for fact in batch.facts:
            if fact[0] == _BITS and not self.is_open:
                self.sub_bits |= fact[1]
            else:
                handlers[fact[0]](fact)
        if batch.last:
            self._close()
        else:
            self.bits |= f.LOOK if self.doubtful else 0
            self.window.leave(self.spans, self.ordinal)
        return iter(())

    # -- boundaries ------------------------------------------------------------------------------------------------

    def _boundary(self, fact: Any) -> None:
        if self.is_open:
            self._close()
        _, name, parts = fact
        ordinal = self.ordinal
        self.ordinal = ordinal + 1
        if name == "HL":
            self._level(parts, ordinal)
        elif name != "SE":
            self._envelope(name, parts, ordinal)

    def _level(self, parts: list[str], ordinal: int) -> None:
        code = parts[3] if len(parts) > 3 else ""
        self.header_bits |= self.sub_bits & f.LOOK
        if code == "22":
            self.spans["2000B"] = ordinal
            self.boundaries = self.stamps["2000B"] = self.boundaries + 1
            if "2000C" in self.spans:
                del self.spans["2000C"]
            self.sub_bits = 0 if len(parts) > 4 and parts[4] == "0" else f.LOOK
            self.member, self.birth = "", f.ALWAYS + 1
        elif code == "20":
            self._span("2000A", ordinal)
            self.billing = ""
            self.header_bits = self.sub_bits = 0
        else:
            self._span("2000C", ordinal)
            self.sub_bits |= f.LOOK

    def _span(self, name: str, ordinal: int) -> None:
        for below in BELOW[name]:
            self.spans.pop(below, None)
        self.spans[name] = ordinal
        self.boundaries += 1
        self.stamps[name] = self.boundaries

    def _envelope(self, name: str, parts: list[str], ordinal: int) -> None:
        self.texts[name] = parts
        self._span("HEADER" if name == "ST" else name, ordinal)
        self.sub_bits = self.header_bits = 0
        self.billing = self.member = ""
        self.in_transaction = 0
        if name == "ST":
            gs = self.texts.get("GS", [])
            version = parts[3] if len(parts) > 3 and parts[3] else gs[8] if len(gs) > 8 else ""
            self.professional = version.startswith("005010X222")
            self._address()

    def _address(self) -> None:
        """The receiver of the transaction, and the plan that its interchange names."""
        isa, gs = (Segment(0, "", self.texts.get(name, [name])) for name in ("ISA", "GS"))
        around = self.around
        receiver = around.receiver = self.choose(isa, gs)
        around.plan = receiver.plan_code(isa, gs) if receiver else ""
        around.first_plan = around.first_plan or around.plan
        self.most = receiver.max_claims if receiver else 1 << 60
        self.strict_member = receiver is not None and receiver.member_id == "cin"
        has_prefix = receiver is not None and "{plan_code}" in receiver.id_prefix and around.plan
        self.prefix = receiver.id_prefix.replace("{plan_code}", around.plan) if receiver and has_prefix else ""

    # -- above the claim -------------------------------------------------------------------------------------------

    def _bits(self, fact: Any) -> None:
        if self.is_open:
            self.bits |= fact[1]
        else:
            self.sub_bits |= fact[1]

    def _member(self, fact: Any) -> None:
        _, identifier, qualifier = fact
        self.member = identifier
        if self.strict_member and qualifier == "MI" and not is_cin(identifier):
            self.sub_bits |= f.LOOK

    def _birth(self, fact: Any) -> None:
        self.birth = fact[1]

    def _rendering(self, fact: Any) -> None:
        _, bits, npi, loop = fact
        if loop == "2010AA":
            self.billing = npi
            self.sub_bits |= bits
            return
        self.bits |= bits
        if loop == "2310B":
            self.rendering = npi
        else:
            self.line_rendering = npi
        if npi and npi == (self.billing if loop == "2310B" else self.rendering):
            self.bits |= f.LOOK

    # -- the claim -------------------------------------------------------------------------------------------------

    def _claim(self, fact: Any) -> None:
        if self.is_open:
            self._close()
        ordinal = self.ordinal
        self.ordinal = ordinal + 1
        if not self.professional:
            return
        _, bits, total, identifier, place_from = fact
        self._new_claim(bits, total, identifier, place_from)
        self.is_open = True
        self.spans["CLM"] = ordinal
        self.in_transaction += 1
        if identifier in self.claims:
            self.repeated = True
        else:
            self.claims.add(identifier)

    def _new_claim(self, bits: int, total: int, identifier: str, place_from: int) -> None:
        self.bits = bits
        self.total = total
        self.id = identifier
        self.repeated = False
        self.charges = 0
        self.earliest, self.latest = f.ALWAYS, 0
        self.valid_from, self.valid_to = place_from, f.ALWAYS
        self.diagnoses = self.pointer = self.lines = 0
        self.rendering = self.line_rendering = ""
        self.key = None
        self.controls: list[str] = []
        self.repeats: dict[int, str] = {}
        self.others = 0
        self.split = False

    def _diagnoses(self, fact: Any) -> None:
        _, bits, first, last, count = fact
        self.bits |= bits
        self.diagnoses += count
        if first > self.valid_from:
            self.valid_from = first
        if last < self.valid_to:
            self.valid_to = last

    # -- service lines ---------------------------------------------------------------------------------------------

    def _service(self, fact: Any) -> None:
        if self.key is not None:
            self._end_line()
        _, bits, self.charge, self.key, self.effective_from, self.effective_to, pointer, self.units = fact
        self.bits |= bits
        self.charges += self.charge
        if pointer > self.pointer:
            self.pointer = pointer
        self.start = self.end = 0
        self.line_rendering = ""

    def _date(self, fact: Any) -> None:
        _, is_paid, first, last, loop = fact
        if is_paid:
            if loop != "2430" or last < self.end or last > self.today:
                self.bits |= f.LOOK
            return
        if self.start or loop != "2400":
            self.bits |= f.LOOK
        self.start, self.end = first, last
        if first < self.earliest:
            self.earliest = first
        if last > self.latest:
            self.latest = last
        if first < self.effective_from or first > self.effective_to:
            self.bits |= f.LOOK

    def _end_line(self) -> None:
        """A line is complete: its units, its balance, whether it was there before."""
        start, end = self.start, self.end
        if self.units > 1 and (end - start >= 100 or self.units > end - start + 1):
            self.bits |= f.LOOK  # in one month the days are the difference of the dates; across months it is asked
        if self.split:
            if self.balance != self.charge:
                self.bits |= f.LOOK
            self.split = False
            self.balance = 0
        if start and self.key:
            service = hash((self.member, start, end, self.line_rendering or self.rendering or self.billing, self.key))
            if service in self.services:
                if not self.bits & f.CORRECTS:
                    self.repeats[self.lines] = self.services[service]
            else:
                self.services[service] = self.id
        self.lines += 1
        self.key = None

    def _control(self, fact: Any) -> None:
        _, number, loop = fact
        if loop != "2400" or number in self.controls:
            self.bits |= f.LOOK
        self.controls.append(number)

    # -- other payers ----------------------------------------------------------------------------------------------

    def _other(self, _fact: Any) -> None:
        self.others += 1
        self.adjusted = self.line_adjusted = self.line_paid = self.balance = 0
        self.paid = None
        self.payer = ""
        if self.others > 1:
            self.bits |= f.LOOK

    def _paid(self, fact: Any) -> None:
        if not self.others or self.paid is not None or fact[1] is None:
            self.bits |= f.LOOK
        self.paid = fact[1]

    def _payer(self, fact: Any) -> None:
        if not self.others or self.payer or not fact[1]:
            self.bits |= f.LOOK
        self.payer = fact[1]

    def _svd(self, fact: Any) -> None:
        _, payer, amount = fact
        if not self.others or payer != self.payer or not payer or amount is None:
            self.bits |= f.LOOK
            return
        self.split = True
        self.bits |= f.DECIDED
        self.balance += amount
        self.line_paid += amount

    def _cas(self, fact: Any) -> None:
        _, amount, loop = fact
        if amount is None or not self.others:
            self.bits |= f.LOOK
        elif loop == "2320":
            self.adjusted += amount
            self.bits |= 0 if self.paid is not None else f.LOOK
        elif loop == "2430":
            self.balance += amount
            self.line_adjusted += amount
        else:
            self.bits |= f.LOOK

    # -- the verdict -----------------------------------------------------------------------------------------------

    def _close(self) -> None:
        """The claim is complete: let the rules see it where anything is not plainly good."""
        if not self.is_open:
            return
        if self.key is not None:
            self._end_line()
        self.is_open = False
        if not (self.thorough or self.doubtful) and self._is_good():
            return
        self.header_bits = 0
        self.sub_bits &= ~f.LOOK
        self.judge(self._build(), self.around)

    def _is_good(self) -> bool:
        bits = self.bits
        return (
            not (bits | self.sub_bits | self.header_bits) & f.LOOK
            and self.total == self.charges
            and self.sub_bits & _MEMBER == _MEMBER
            and self.pointer <= self.diagnoses
            and self.valid_from <= self.earliest <= self.valid_to
            and self.latest <= self.today
            and self.birth <= self.earliest
            and not self.repeats
            and not (self.repeated and not bits & f.CORRECTS)
            and bool(bits & f.CORRECTS) == bool(bits & f.ORIGINAL)
            and bits & _BY_VIDEO != _BY_VIDEO
            and bits & _OUTREACH != _OUTREACH
            and self.in_transaction != 1
            and self.in_transaction <= self.most
            and self.id.startswith(self.prefix)
            and (not self.others or self._balances())
        )

    def _balances(self) -> bool:
        """One other payer, whose payments come to the charge."""
        if self.paid is None or not self.bits & f.DECIDED:
            return self.paid is None
        charged = self.paid + self.adjusted + self.line_adjusted
        return self.paid == self.line_paid - self.adjusted and self.total == charged

    def _build(self) -> Claim:
        """The claim with the loops above it."""
        element = self.window.separator
        component = self.extractors.component
        isa, gs, start = (self._header(name).segments for name in ("ISA", "GS", "HEADER"))
        provider, subscriber, patient = (self._header(name) for name in ("2000A", "2000B", "2000C"))
        raw = self.window.segments(self.spans.get("CLM", []))
        claim = Claim(
            clm=Segment(raw[0][0], "2300", raw[0][1].lstrip().split(element), component) if raw else NOWHERE,
            envelope=[*isa, *gs, *start],
            provider=provider.segments,
            billing=party(provider, "2010AA"),
            subscriber=subscriber.segments,
            member=party(subscriber, "2010BA"),
            patient=patient.segments,
            parties=[*patient.parties],
            rest=[], others=[], lines=[], repeats=self.repeats, repeated_id=self.repeated,
            number_in_transaction=self.in_transaction, file=self.file,
        )  # fmt: skip
        return fill(claim, raw[1:], element, component)

    def _header(self, name: str) -> Header:
        span = self.spans.get(name)
        if span is None:
            return Header([], [])
        stamp = self.stamps[name]
        known = self.headers.get(name)
        if known is None or known[0] != stamp:
            loop = name if name[:1] == "2" else "HEADER"
            built = header(self.window.segments(span), loop, self.window.separator, self.extractors.component)
            known = self.headers[name] = (stamp, built)
        return known[1]
