"""Asks the rules of types 3 to 7 about the claims of a file: those rules that the facts of a claim do not silence."""

from __future__ import annotations

from collections.abc import Callable

from edi.claims.around import Around, Receiver
from edi.claims.parts import Claim, Segment
from edi.diagnostics import Check, Diagnostic, Rule
from edi.model.reference import X12Ref
from edi.validation.gather import place_of
from edi.validation.options import ALL_LEVELS, Options
from edi.validation.outcome import Outcome
from edi.validation.receivers import addressed, named

Key = tuple[str, int, int, int]

_WIDTH = 64  # bits of facts
_MOST = 5_000  # kinds of claims remembered; real files have some dozen


class Questions:
    """The rules that a claim has to be shown to, by the facts that it denies."""

    def __init__(self, checks: list[tuple[Rule, Check]]) -> None:
        self._checks = checks
        self._known: dict[int, tuple[Check, ...]] = {}

    def asked(self, denied: int, fresh: int) -> tuple[Check, ...]:
        """See `edi.claims.examiner.Examiner.asked`."""
        key = denied | fresh << _WIDTH
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST:
                self._known.clear()
            found = self._known[key] = tuple(
                check
                for rule, check in self._checks
                if not rule.silent_when or rule.silent_when & (fresh if rule.once_a_loop else denied)
            )
        return found


class Judge:
    """Asks the rules about a claim; each finding of the loops above it goes once to `tell`."""

    def __init__(self, outcome: Outcome, options: Options, tell: Callable[[Diagnostic], None]) -> None:
        self.outcome = outcome
        self.tell = tell
        chosen = options.payer
        self.payer = named(chosen, options.receivers) if isinstance(chosen, str) and chosen else chosen or None
        self._receivers = options.receivers
        self._unaddressed = {
            code: rule.unaddressed for code, rule in outcome.registry.rules.items() if rule.unaddressed is not None
        }
        self._is_addressed = False
        self.receivers: set[str] = set()  # the names of those that were asked; "": one that is not known
        self.above: set[Key] = set()
        self._of_member: set[Key] = set()
        self._member = 0
        checks = outcome.registry.checks.get("file", ())
        wanted = [(rule, check) for rule, check in checks if rule.snip <= options.level and options.wants(rule.code)]
        self._all = Questions(wanted)
        self._general = Questions(
            [(rule, check) for rule, check in wanted if rule.snip < ALL_LEVELS or rule.unaddressed is not None]
        )
        self._of_whole = {check for rule, check in wanted if rule.of_whole_claims}
        self.asked = self._general.asked

    def choose(self, isa: Segment, gs: Segment) -> Receiver | None:
        """The receiver that the user named, else the one that the file is addressed to."""
        receiver = self.payer or addressed(isa, gs, self._receivers)
        overrides = self.outcome.overrides
        self.receivers.add(receiver.name if receiver is not None else "")
        if receiver is not None:
            for code in self._unaddressed if not self._is_addressed else ():
                overrides.pop(code, None)  # what one receiver denies is an error of the file
            self._is_addressed = True
            overrides.update(receiver.severity)
        elif not self._is_addressed:
            overrides.update(self._unaddressed)
        self.asked = (self._general if receiver is None else self._all).asked
        return receiver

    def look(self, claim: Claim, around: Around, asked: tuple[Check, ...]) -> None:
        """All findings of some rules on a claim."""
        number = claim.clm.number
        of_parts = claim.is_cut or not claim.is_whole
        for check in asked:
            if of_parts and check in self._of_whole:
                continue
            for finding in check(claim, around):
                where = finding.where
                if not isinstance(where, X12Ref) or where.segment_no >= number or self._is_new(finding, claim):
                    self.tell(finding)

    def _is_new(self, finding: Diagnostic, claim: Claim) -> bool:
        """Whether this was not said of the loops above; those of a member are forgotten with the member."""
        member = claim.subscriber[0].number if claim.subscriber else 0
        key = (finding.code, *place_of(finding))
        said = self.above
        if member and key[1] >= member:
            if member != self._member:
                self._member = member
                self._of_member.clear()
            said = self._of_member
        if key in said:
            return False
        said.add(key)
        return True
