"""Decides from the facts of the engine which claims the rules must look at, and has these built.

A claim that passes costs a few integer comparisons. The screen may ask for a look too often, never too seldom: it knows
no rule, only what all rules together could object to. Services and claim ids used before are in its register.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from edi.claims import facts as f
from edi.claims.around import Around, Receiver
from edi.claims.assembly import Assembly
from edi.claims.extract import Extractors
from edi.claims.parts import Claim, Segment
from edi.claims.register import Register
from edi.claims.search import is_cin
from edi.claims.weigh import Weighing
from edi.guide.findings import Finding
from edi.guide.hooks import Batch

Judge = Callable[[Claim, Around], None]
_MEMBER = f.SELF | f.ADDRESS | f.CITY
_MOST = 20_000  # facts of a claim; one that has more is no claim, and memory must stay flat
_NO_LIMIT = 1 << 60
_TRAILERS = ("GE", "IEA")  # no other segment begins so


class Screen:
    """The consumer of one file's facts. `judge` gets the claims to look at: all of them where `thorough`, or while
    `doubt` says that the guide's engine found the structure broken, since facts then may not be what they seem."""

    def __init__(
        self, extractors: Extractors, choose: Callable[[Segment, Segment], Receiver | None], received: str,
        judge: Judge, *, file: str = "", thorough: bool = False,
        register: Register | None = None,
    ) -> None:  # fmt: skip
        self.extractors = extractors
        self.choose = choose
        self.judge = judge
        self.file = file
        self.thorough = thorough
        self.doubt: Callable[[], bool] = bool
        self.doubtful = False
        self.around = Around(received)
        self.assembly = Assembly()
        self.register = register or Register()
        self.weighing = Weighing(int(received))
        self.texts: dict[str, list[str]] = {}
        self.professional = False
        self.in_transaction = 0
        self.most = _NO_LIMIT
        self.prefix = ""
        self.strict_member = False
        self.billing = self.member = ""
        self.birth = f.ALWAYS
        self.header_bits = self.sub_bits = 0
        self.claim: Any = None
        self.is_repeated = self.is_suspect = False
        self.pending: list[Any] = []
        self.handlers: list[Callable[[Any], None]] = [self.pending.append] * f.KINDS
        self.handlers[: f.IN_CLAIM] = [
            self._boundary, self._subscriber, self._claim, self._above, self._either, self._member, self._billing,
            self._birth,
        ]  # fmt: skip

    def __call__(self, batch: Batch) -> Iterator[Finding]:
        """The engine's consumer; what the rules find goes to `judge`, so nothing is handed back."""
        assembly = self.assembly
        assembly.window.enter(batch)
        assembly.ordinal = 0
        self.doubtful = self.doubt()
        handlers = self.handlers
        for fact in batch.facts:
            handlers[fact[0]](fact)
        if batch.last:
            self._end()
        else:
            self.is_suspect |= self.doubtful
            assembly.window.leave(assembly.spans, assembly.ordinal)
        if self.claim is None:
            self.pending.clear()  # lines that belong to no claim
        else:
            del self.pending[_MOST:]
        return iter(())

    def state(self) -> tuple[Any, ...]:
        """All that decides, between two blocks and outside claims, how the claims to come are screened and built."""
        around = self.around
        return (
            (self.claim, self.professional, self.in_transaction, self.prefix, self.most, self.strict_member),
            (around.plan, around.first_plan, around.receiver),
            (self.billing, self.member, self.birth, self.sub_bits & ~f.LOOK, dict(self.texts)),
            {
                name: list(span)
                for name, span in self.assembly.spans.items()
                if name != "CLM" and not isinstance(span, int)
            },
        )

    # -- boundaries ------------------------------------------------------------------------------------------------

    def _boundary(self, fact: Any) -> None:
        self._close()
        _, name, parts = fact
        if name == "HL":
            self._level(parts[3] if len(parts) > 3 else "")
        elif name in ("ISA", "GS", "ST"):
            self._envelope(name, parts)
        else:
            self.assembly.ordinal += 1  # SE, or what is none where the separators of a broken ISA are not known

    def _subscriber(self, fact: Any) -> None:
        self._close()
        self.header_bits |= self.sub_bits & f.LOOK
        self.assembly.subscriber()
        self.sub_bits = fact[1]
        self.member, self.birth = "", f.ALWAYS + 1

    def _level(self, code: str) -> None:
        self.header_bits |= self.sub_bits & f.LOOK
        if code == "20":
            self.assembly.span("2000A")
            self.billing = ""
            self.header_bits = self.sub_bits = 0
        else:
            self.assembly.span("2000C")
            self.sub_bits |= f.LOOK

    def _envelope(self, name: str, parts: list[str]) -> None:
        self.texts[name] = parts
        self.assembly.span("HEADER" if name == "ST" else name)
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
        self.most = receiver.max_claims if receiver else _NO_LIMIT
        self.strict_member = receiver is not None and receiver.member_id == "cin"
        has_prefix = receiver is not None and "{plan_code}" in receiver.id_prefix and around.plan
        self.prefix = receiver.id_prefix.replace("{plan_code}", around.plan) if receiver and has_prefix else ""

    # -- above the claim -------------------------------------------------------------------------------------------

    def _above(self, fact: Any) -> None:
        self.sub_bits |= fact[1]

    def _either(self, fact: Any) -> None:
        """Bits of a segment that the guide does not expect."""
        if self.claim is not None:
            self.pending.append((f.BITS, fact[1]))
        else:
            self.sub_bits |= fact[1]

    def _member(self, fact: Any) -> None:
        _, identifier, qualifier = fact
        self.member = identifier
        if self.strict_member and qualifier == "MI" and not is_cin(identifier):
            self.sub_bits |= f.LOOK

    def _billing(self, fact: Any) -> None:
        _, bits, self.billing, _ = fact
        self.sub_bits |= bits

    def _birth(self, fact: Any) -> None:
        self.birth = fact[1]

    # -- the claim -------------------------------------------------------------------------------------------------

    def _claim(self, fact: Any) -> None:
        self._close()
        assembly = self.assembly
        ordinal = assembly.ordinal
        assembly.ordinal = ordinal + 1
        if not self.professional:
            return
        assembly.spans["CLM"] = ordinal
        self.claim = fact
        self.pending.clear()
        self.is_suspect = False
        self.in_transaction += 1
        self.is_repeated = self.register.met(hash(fact[3]), fact[3]) is not None

    def _close(self) -> None:
        """The claim is complete: let the rules see it where anything is not plainly good."""
        claim = self.claim
        if claim is None:
            return
        self.claim = None
        _, claim_bits, total, identifier, place_from = claim
        weighing = self.weighing
        weighing.begin(self.billing, place_from)
        bits, charges, highest, earliest, latest = weighing.add(self.pending)
        bits |= claim_bits
        corrects = bits & f.CORRECTS
        repeats = weighing.repeats(self.member, identifier, self.register)
        if not (
            (repeats and not corrects)
            or self.thorough
            or self.doubtful
            or self.is_suspect
            or (self.sub_bits | self.header_bits) & f.LOOK
            or self.sub_bits & _MEMBER != _MEMBER
            or self.birth > earliest
            or self.in_transaction == 1
            or self.in_transaction > self.most
            or (self.is_repeated and not corrects)
        ) and (
            weighing.is_good(bits, total, charges, highest, earliest, latest) and identifier.startswith(self.prefix)
        ):
            return
        self.header_bits = 0
        self.sub_bits &= ~f.LOOK
        self._judge({} if corrects else repeats)

    def _end(self) -> None:
        """The end of the file. A claim that lasts until there is cut, or may be: it is not shown to the rules, which
        could only tell what is missing. One that a trailer follows is complete, though its SE is missing."""
        window = self.assembly.window
        behind = window.segments(self.assembly.spans["CLM"]) if self.claim is not None else []
        if not any(text.lstrip().upper().startswith(_TRAILERS) for _, text in behind):
            self.claim = None
        self._close()

    def _judge(self, repeats: dict[int, str]) -> None:
        """Have the rules look at the claim."""
        claim = self.assembly.claim(self.extractors.component)
        claim.repeats = repeats
        claim.repeated_id = self.is_repeated
        claim.number_in_transaction = self.in_transaction
        claim.file = self.file
        self.judge(claim, self.around)
