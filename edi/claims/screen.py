"""Decides from the columns of a block which rules have to look at which claims, and has these built.

A claim whose facts are all plain costs a few integer comparisons. For any other the rules are asked that could have
something to say, as they declare it themselves (`edi.claims.facts`); where there is none, the claim is not built.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import islice, takewhile
from typing import Any

from edi.claims import facts as f
from edi.claims.above import Above
from edi.claims.around import Around
from edi.claims.assembly import Assembly
from edi.claims.claim_facts import Payments, weigh_lines
from edi.claims.columns import Columns, Ends
from edi.claims.examiner import Examiner
from edi.claims.parts import Claim, Segment
from edi.claims.register import Register
from edi.claims.search import is_cin
from edi.claims.uses import Uses, use_of, uses_of
from edi.guide.findings import Finding
from edi.guide.hooks import Batch

#: Of a claim whose lines are being read: bits, charge in cents, id, first day of its place of service.
Opened = tuple[int, int | None, str, int]
_ALL, _SEEN, _DENIED_BY = f.ALL, f.SEEN, f.DENIED_BY
_CLAIM, _LEVEL = f.CLAIM, f.LEVEL
_MOST = 20_000  # segments of a kind in a claim; one that has more is no claim, and memory must stay flat
_NO_LIMIT = 1 << 60
_TRAILERS = ("GE", "IEA")  # no other segment begins so
_START, _ABOVE = (0,) * 7, (0,) * 5


class Screen:
    """The consumer of one file's segments. `judge` gets the claims that its rules have to see. Nothing is taken for
    plain where `thorough`, or while `doubt` says that the guide's engine found the structure broken: nothing then may
    be what it seems."""

    #: What says nothing, between two blocks and outside claims, of the claims to come, or has a snapshot of its own.
    PASSING = frozenset((
        "above", "assembly", "breaks", "claims", "columns", "controls_differ", "denied_above", "doubt", "doubtful",
        "file", "is_suspect", "judge", "line_parties", "starts", "thorough", "today", "uses",
    ))  # fmt: skip

    def __init__(
        self, columns: Columns, judge: Examiner, received: str, *, file: str = "", thorough: bool = False,
        register: Register | None = None, compared: bool = False,
    ) -> None:  # fmt: skip
        self.columns = columns
        self.judge = judge
        self.file = file
        self.thorough = thorough
        self.today = int(received)
        self.doubt: Callable[[], bool] = bool
        self.doubtful = False
        self.breaks: list[tuple[int, str]] = []  # of this block and of the claim at hand
        self.around = Around(received)
        self.assembly = Assembly()
        self.uses = Uses(register or Register(), file, compared)
        self.texts: dict[str, list[str]] = {}
        self.professional = False
        self.in_transaction = 0
        self.most = _NO_LIMIT
        self.prefix = ""
        self.strict_member = False
        self.billing = self.member = ""
        self.birth = f.ALWAYS
        self.denied_above = Above()
        self.is_new_member = False
        self.has_own_claims = False  # the member at hand, above its patients
        self.claim: Opened | None = None
        self.starts: Ends = _START  # where the columns of the claim at hand, and of its member, begin
        self.above: Ends = _ABOVE
        self.controls_differ = False  # all of the block, and so those of each of its claims
        self.claims = 0  # how many of the column of claims were begun
        self.line_parties: list[Any] = []  # rendering providers of lines: how many lines there were, and the party
        self.is_suspect = False

    def __call__(self, batch: Batch) -> Iterable[Finding]:
        """A block has been read; what the rules find goes to `judge`, so nothing is handed back."""
        assembly, columns = self.assembly, self.columns
        assembly.window.enter(batch)
        assembly.ordinal = 0
        self.doubtful = self.doubt()
        self.breaks += batch.breaks
        columns.fill(batch.delimiters)
        self.controls_differ = self._differ(columns.controls.texts)
        self.claims = 0
        for event in columns.events:
            if type(event) is int:
                self._bits(event)
            elif event[0] == _CLAIM:
                self._claim(event[1], event[2])
            elif event[0] == _LEVEL:
                self._level(event[1], event[2])
            elif event[0] == f.ENVELOPE:
                self._envelope(event[1], event[2])
            elif event[0] == f.LINE_RENDERING:
                self.line_parties.append((event[1] - self.starts[0], event[2]))
            elif self.claim is None:
                self._billing(*event[2])
        columns.events.clear()
        if batch.last:
            self._end()
        else:
            self.is_suspect |= self.doubtful
            assembly.window.leave(assembly.spans, assembly.ordinal)
        self._carry()
        return ()

    def _carry(self) -> None:
        """Keep what belongs to the claim or member at hand for the next block."""
        columns = self.columns
        starts = columns.ends() if self.claim is None else self.starts
        for column, start in zip(columns.claim, starts, strict=True):
            column.keep(start, _MOST)
        for column, start in zip(columns.above, self.above, strict=True):
            column.keep(start, _MOST)
        columns.claims.keep(self.claims, 0)
        lines = columns.paid_lines.texts
        lines[:] = [line - starts[0] for line in lines]
        self.starts, self.above = _START, _ABOVE
        del self.line_parties[_MOST:]
        del self.breaks[0 if self.claim is None else _MOST :]

    def resume(self, claims: int) -> None:
        """So many claims of the transaction are before the place from which the reading goes on."""
        self.in_transaction = claims

    def snapshot(self) -> tuple[Any, ...]:
        """All that decides, between two blocks and outside claims, how the claims to come are screened and built."""
        around, columns = self.around, self.columns
        return (
            (self.claim, self.professional, self.in_transaction, self.prefix, self.most, self.strict_member),
            (around.plan, around.first_plan, around.receiver, self.is_new_member, self.has_own_claims),
            (self.billing, self.member, self.birth, dict(self.texts)),
            self.denied_above.snapshot(),
            [list(column.texts) for column in (*columns.claim, *columns.above)],
            self.assembly.snapshot(),
        )

    # -- marks -----------------------------------------------------------------------------------------------------

    def _envelope(self, ends: Ends, segment: str) -> None:
        """An ISA, GS, ST or SE."""
        self._close(ends)
        parts = segment.split(self.columns.extract.element)
        name = parts[0]
        if name not in ("ISA", "GS", "ST"):
            self.assembly.ordinal += 1  # SE, or what is none where the separators of a broken ISA are not known
            return
        self.texts[name] = parts
        self.assembly.span("HEADER" if name == "ST" else name)
        self.denied_above.transaction()
        self.billing = self.member = ""
        self.in_transaction = 0
        if name == "ST":
            gs = self.texts.get("GS", [])
            version = gs[8] if len(gs) > 8 and gs[8] else parts[3] if len(parts) > 3 else ""
            self.professional = version.startswith("005010X222")
            self._address()

    def _level(self, ends: Ends, segment: str) -> None:
        """An HL: a subscriber without dependents is the usual one."""
        extract = self.columns.extract
        is_usual = segment.endswith(extract.usual_level) and segment.count(extract.element) == 4
        code = "22" if is_usual else ([*segment.split(extract.element, 4), "", "", ""])[3]
        self._close(ends, "" if code in ("20", "22") else "patient" if code == "23" else "HL")
        if code == "22":
            self._subscriber(is_usual)
        elif code == "20":
            self.assembly.span("2000A")
            self.billing = ""
            self.denied_above.provider()
        else:
            self.assembly.span("2000C")
            self.denied_above.patient()

    def _subscriber(self, is_usual: bool) -> None:
        """The HL of a member; the usual one says that no patient follows."""
        self.assembly.subscriber()
        self.denied_above.member()
        if not is_usual:
            self.denied_above.deny(f.NO_PATIENT)
        self.has_own_claims = False
        self.member, self.birth = "", f.ALWAYS
        self.is_new_member = True

    def _address(self) -> None:
        """The receiver of the transaction, and the plan that its interchange names."""
        isa, gs = (Segment(0, "", self.texts.get(name, [name])) for name in ("ISA", "GS"))
        around = self.around
        receiver = around.receiver = self.judge.choose(isa, gs)
        around.plan = receiver.plan_code(isa, gs) if receiver else ""
        around.first_plan = around.first_plan or around.plan
        self.most = receiver.max_claims if receiver else _NO_LIMIT
        self.strict_member = receiver is not None and receiver.member_id == "cin"
        has_prefix = receiver is not None and "{plan_code}" in receiver.id_prefix and around.plan
        self.prefix = receiver.id_prefix.replace("{plan_code}", around.plan) if receiver and has_prefix else ""

    def _claim(self, ends: Ends, above: Ends) -> None:
        """A CLM."""
        self._close(ends, "CLM")
        assembly = self.assembly
        if "2000C" not in assembly.spans:
            self.has_own_claims = True
        ordinal = assembly.ordinal
        assembly.ordinal = ordinal + 1
        if self.is_new_member:
            self.is_new_member = False
            self._new_member(self.above, above)
        self.above = above
        claim = self.columns.claims.made[self.claims]
        self.claims += 1
        self.starts = ends
        if self.professional:
            assembly.spans["CLM"] = ordinal
            self.claim = claim
            self.line_parties.clear()
            self.is_suspect = False
            self.in_transaction += 1

    # -- what is between them --------------------------------------------------------------------------------------

    def _bits(self, bits: int) -> None:
        """What a segment says by being there: of the claim, or of a loop above."""
        if self.claim is not None:
            self.claim = (self.claim[0] | bits, *self.claim[1:])
        else:
            self.denied_above.deny(bits & f.ALL)

    def _billing(self, bits: int, qualifier: str, identifier: str) -> None:
        self.billing = identifier if qualifier == "XX" else ""
        self.denied_above.deny(bits if identifier else bits | f.BILLING_HAS_ID)

    def _new_member(self, starts: Ends, ends: Ends) -> None:
        """The first claim of a member: what loop 2000B says. Of segments that may stand there once the last one is
        taken: where there are more, the structure is broken."""
        subscribers, members, streets, cities, births = self.columns.above
        subscriber, member, street, city, birth = ends
        bits = subscribers.made[subscriber - 1] if subscriber > starts[0] else f.MEMBER_IS_PATIENT
        if member > starts[1]:
            flag, qualifier, self.member = members.made[member - 1]
            bits |= flag
            if self.strict_member and qualifier == "MI" and not is_cin(self.member):
                bits |= f.MEMBER_ID_FITS
        bits |= streets.made[street - 1] if street > starts[2] else f.MEMBER_HAS_ADDRESS
        bits |= cities.made[city - 1] if city > starts[3] else f.MEMBER_HAS_ADDRESS
        if birth > starts[4]:
            self.birth = births.made[birth - 1]
        else:
            bits |= f.MEMBER_HAS_BIRTH
        if bits:
            self.denied_above.deny(bits)

    def _close(self, ends: Ends, ended_by: str = "") -> None:
        """The claim is complete: let the rules see it that may have something to say. `ended_by`: see `Claim`."""
        claim = self.claim
        if claim is None:
            return
        self.claim = None
        starts = self.starts
        denied, uses = self._weigh(claim, ends)
        corrects = denied & f.CORRECTS
        services, days = ends[0] - starts[0], ends[1] - starts[1]
        built = None
        if self.doubtful or self.is_suspect or services != days or not services:
            # What was collected may be of another line, or no guide said what is a line.
            built = self.assembly.claim(self.columns.extract.component)
            uses = uses_of(built, self.columns.extract)
            denied = f.ALL
        earlier, repeats = self.uses.met(uses, claim[2])
        if (earlier or repeats) and not corrects:
            denied |= f.NEVER_USED
        if ended_by == "patient":
            denied |= f.NO_PATIENT
        if not 1 < self.in_transaction <= self.most:
            denied |= self._of_place()
        above = self.denied_above
        denied = _ALL if self.thorough or not above.is_member else denied & _ALL
        asked = self.judge.asked(denied | above.standing, denied | above.fresh)
        if not asked:
            return
        above.fresh = 0
        built = built or self.assembly.claim(self.columns.extract.component)
        built.repeats = {} if corrects else dict(repeats)
        built.repeated_id = earlier
        built.ended_by = ended_by
        built.has_siblings_above = self.has_own_claims and bool(built.patient)
        built.number_in_transaction = self.in_transaction
        built.file = self.file
        built.is_whole = self._is_whole(built)
        self.judge.look(built, self.around, asked)

    def _of_place(self) -> int:
        """The facts that the claim's place in its transaction denies."""
        first, over = self.in_transaction == 1, self.in_transaction > self.most
        return (f.LATER_CLAIM if first else 0) | (f.WITHIN_LIMIT if over else 0)

    def _end(self) -> None:
        """The end of the file. A claim that lasts until there is cut, or may be: it is not shown to the rules, which
        could only tell what is missing. One that a trailer follows is complete, though its SE is missing."""
        window = self.assembly.window
        behind = window.segments(self.assembly.spans["CLM"]) if self.claim is not None else []
        if not any(text.lstrip().upper().startswith(_TRAILERS) for _, text in behind):
            self.claim = None
        self._close(self.columns.ends())

    def _is_whole(self, claim: Claim) -> bool:
        """Whether the guide found no segment of the claim unexpected or missing; one missing at its end is told on the
        segment that follows."""
        breaks = self.breaks
        start = bisect_left(breaks, (claim.clm.number, ""))
        within = takewhile(lambda one: one[0] <= claim.last + 1, islice(breaks, start, None))
        return all(identifier != claim.id for _, identifier in within)

    def _weigh(self, claim: Opened, ends: Ends) -> tuple[int, list[int]]:
        """The facts that the claim itself denies, with what it shows; hashes of its id, and of who, when, by whom and
        what of each line (0 where that is not known)."""
        bits, total, identifier, place_from = claim
        columns = self.columns
        service, day, control, diagnosis, person, payment, _ = self.starts
        services_end, days_end, controls_end, diagnoses_end, persons_end, payments_end, _ = ends
        valid_from, valid_to, diagnosed = 0, f.ALWAYS, 0
        for flag, first, last, count in columns.diagnoses.made[diagnosis:diagnoses_end]:
            bits |= flag
            valid_from = first if first > valid_from else valid_from
            valid_to = last if last < valid_to else valid_to
            diagnosed += count
        rendering = ""
        if persons_end > person:  # the last of them: where there are more, the structure is broken
            flag, qualifier, npi = columns.rendering.made[persons_end - 1]
            rendering = npi if qualifier == "XX" else ""
            bits |= flag | (f.RENDERING_DIFFERS if rendering and rendering == self.billing else 0)
        services = columns.services.made[service:services_end]
        days = columns.days.made[day:days_end]
        uses = [hash(identifier)]
        npi = rendering or self.billing
        flag, charges, highest, earliest, latest = weigh_lines(services, days, self.member, npi, uses)
        bits |= flag
        if self.line_parties:
            bits |= self._line_rendering(rendering, services, days, uses)
        if total != charges:
            bits |= f.TOTAL_ADDS_UP
        if highest > diagnosed:
            bits |= f.POINTERS_FIT
        if not (valid_from <= earliest <= valid_to and self.birth <= earliest >= place_from and latest <= self.today):
            bits |= f.DIAGNOSES_BILLABLE if not valid_from <= earliest <= valid_to else 0
            bits |= self._of_days(earliest, latest, place_from)
        if payments_end > payment:
            bits |= self._payments(ends, services, days, total)
        if not (self.controls_differ or self._differ(columns.controls.texts[control:controls_end])):
            bits |= f.CONTROLS_DIFFER
        if not identifier.startswith(self.prefix):
            bits |= f.ID_HAS_PREFIX
        return bits | _DENIED_BY[bits & _SEEN], uses

    def _of_days(self, earliest: int, latest: int, place_from: int) -> int:
        """The facts that the first and the last day of service deny."""
        return (
            (f.PLACES_KNOWN if place_from > earliest else 0)
            | (f.BORN_BY_SERVICE if self.birth > earliest else 0)
            | (f.SERVED_BY_RECEIPT if latest > self.today else 0)
        )

    def _payments(self, ends: Ends, services: list[Any], days: list[Any], total: int | None) -> int:
        """The facts that other payers deny."""
        columns, (first_line, *_, payment, paid) = self.columns, self.starts
        lines = [line - first_line for line in columns.paid_lines.texts[paid : ends[-1]]]
        return Payments(services, days, lines, self.today, total).denied(columns.payments.made[payment : ends[-2]])

    def _line_rendering(self, rendering: str, services: list[Any], days: list[Any], uses: list[int]) -> int:
        """Rendering providers of lines: the uses of their lines are theirs."""
        bits = 0
        for line, (flag, qualifier, identifier) in self.line_parties:
            npi = identifier if qualifier == "XX" else ""
            bits |= flag | (f.RENDERING_DIFFERS if npi and npi == rendering else 0)
            if 0 < line < len(uses) and npi:
                first, last = days[line - 1]
                uses[line] = use_of(self.member, npi, first, last, services[line - 1][2])
        return bits

    def _differ(self, controls: list[str]) -> bool:
        """Whether no two REF*6R are the same; those that say more than a number cannot be compared whole."""
        element = self.columns.extract.element
        return len(set(controls)) == len(controls) and "".join(controls).count(element) == 2 * len(controls)
