"""One file through the engine and the rules."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from edi.claims.around import Around, Receiver
from edi.claims.parts import Claim, Segment
from edi.claims.register import Register, far_repeats
from edi.claims.screen import Screen
from edi.collector import collector_paused
from edi.diagnostics import Diagnostic, Registry, load_rules
from edi.guide.findings import Finding, Summary
from edi.model.reference import X12Ref
from edi.streams import Spill
from edi.validation.checked import Limits, checked
from edi.validation.engine import Run, borrowed
from edi.validation.gather import ALL, Gathering, place_of
from edi.validation.outcome import Outcome
from edi.validation.receivers import addressed, named
from edi.x12.encoding import ASCII
from edi.x12.kind import first_transaction
from edi.x12.reader import read_file
from edi.x12.source import Source

Key = tuple[str, int, int, int]

ALL_LEVELS = 7
PROVIDER_FILE = "274"
SYNTAX_AND_GUIDE = 2
#: The families of rules that files of claims are asked about, and the one rule of another family that is about them.
OF_CLAIMS = ("guide_findings", "x", "pv027")


@dataclass(frozen=True, slots=True)
class Options:
    """What to look for. `received` is CCYYMMDD; `payer` a payer's name or file, or the receiver itself ("": by the
    receiver in the file), of which `receivers` are those that a profile knows; `select` and `ignore` are beginnings of
    codes; `thorough` asks every rule about every claim; `answered` keeps what acknowledgments need."""

    received: str
    level: int = ALL_LEVELS
    payer: str | Receiver = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    thorough: bool = False
    answered: bool = False
    receivers: tuple[Receiver, ...] = ()

    @property
    def limits(self) -> Limits:
        """What is left out."""
        return Limits(self.level, self.select, self.ignore)

    def wants(self, code: str) -> bool:
        """Whether findings of a code are asked for."""
        return (not self.select or code.startswith(self.select)) and not code.startswith(self.ignore or ("-",))


@cache
def rules() -> Registry:
    """The rules that a submitted file of claims can break."""
    return load_rules("edi.rules", families=OF_CLAIMS)


@cache
def all_rules() -> Registry:
    """The rules that any submitted file can break, those of provider files, too."""
    return load_rules("edi.rules", families=(*OF_CLAIMS, "pv"))


def validate_source(source: Source, file: str, options: Options) -> Outcome:
    """Validate one file, called `file` in its findings. An unreadable path raises OSError, a bad payer file
    ConfigError; bad data never raises."""
    return validate_noting(source, file, options, noting=False).outcome


class Noted(NamedTuple):
    """An outcome, with the services and claim ids that the file uses (None: it has none), and those that came back too
    late to be remembered."""

    outcome: Outcome
    hashes: Iterable[array[int]] | None
    repeated: frozenset[int]


def validate_noting(source: Source, file: str, options: Options, *, noting: bool = True) -> Noted:
    """Validate one file, and note what another one may repeat, unless nobody asks (`noting`)."""
    if judged_as_provider_file(source, options):
        return Noted(_provider_file(source, file, options), None, frozenset())
    again = isinstance(source, (str, bytes, os.PathLike))  # what can be read only once is remembered whole
    whole = Reading(file, options, Register(is_short=again))
    with whole.run() as run:
        run.read(read_file(source))
        run.end()
    is_complete = whole.register.is_complete
    if is_complete and not noting:
        return Noted(whole.outcome, None, frozenset())
    hashes = whole.register.hashes()
    repeated = frozenset() if is_complete else frozenset(far_repeats([hashes]))
    outcome = read_again(source, file, options, repeated) if repeated else whole.outcome
    return Noted(outcome, hashes, repeated)


def judged_as_provider_file(source: Source, options: Options) -> bool:
    """Whether the rules of provider files are asked, which compare all of a 274. A source that can be read only once is
    not looked at."""
    can_look = isinstance(source, (str, os.PathLike, bytes))
    return options.level == ALL_LEVELS and can_look and first_transaction(source) == PROVIDER_FILE


def _provider_file(source: Source, file: str, options: Options) -> Outcome:
    from edi.validation.providers import check_provider_file  # what a file of claims does not need

    registry = all_rules()
    whole = Reading(file, options, Register(), registry=registry)
    checks = [check for rule, check in registry.checks.get("provider_file", ()) if options.wants(rule.code)]
    found: list[Finding] = []
    payer = options.payer if isinstance(options.payer, str) else options.payer.name
    with collector_paused():
        summary, made, receiver = check_provider_file(source, whole.outcome, checks, options.received, payer, found)
        whole.judge.receivers.add(receiver)
        whole.gathering.guide(found, file)
        for one in made:
            whole.gathering.rules(one)
        whole.finish(summary)
    return whole.outcome


def read_again(source: Source, file: str, options: Options, repeated: AbstractSet[int]) -> Outcome:
    """The outcome, where an earlier reading told which services and claim ids are repeated."""
    return read_compared(source, file, options, Register(repeated), compared=False)


def read_compared(source: Source, file: str, options: Options, register: Register, *, compared: bool = True) -> Outcome:
    """The outcome, where `register` remembers what was used before: in other files, if `compared`."""
    whole = Reading(file, options, register, compared=compared)
    with whole.run() as run:
        run.read(read_file(source))
        run.end()
    return whole.outcome


class Reading:
    """One reading of a file or of a part of it, and its outcome. `first`: see Gathering; `registry` holds the rules,
    None: those of a file of claims."""

    def __init__(
        self,
        file: str,
        options: Options,
        register: Register,
        first: int = 0,
        *,
        compared: bool = False,
        registry: Registry | None = None,
    ) -> None:
        self.outcome = Outcome(file, registry or rules(), guide=Spill() if options.answered else None)
        self.register = register
        self.gathering = Gathering(options.wants, first, self.outcome.guide)
        self.judge = Judge(self.outcome, options, self.gathering.rules)
        self._options = options
        self._compared = compared
        self.encoding = ASCII
        self.summary = Summary()

    @contextmanager
    def run(self) -> Iterator[Run]:
        """The engine, ready to read; the outcome is complete afterwards."""
        options, outcome = self._options, self.outcome
        with collector_paused(), borrowed(options.level > SYNTAX_AND_GUIDE) as (library, columns):
            screen = None
            if options.level > SYNTAX_AND_GUIDE:
                screen = Screen(
                    columns, self.judge.choose, options.received, self.judge, file=outcome.file,
                    thorough=options.thorough, register=self.register, compared=self._compared,
                )  # fmt: skip
            run = Run(library, screen, self.gathering, options.level, outcome.file)
            yield run
            self.encoding = run.encoding
            self.finish(run.session.summary)

    def finish(self, summary: Summary) -> None:
        """Complete the outcome."""
        outcome = self.outcome
        self.gathering.settle(ALL)
        outcome.claims, outcome.transactions, outcome.segments = summary.claims, summary.transactions, summary.segments
        outcome.findings = self.gathering.findings
        self.summary = summary
        outcome.checked = checked(summary, self._options.limits, self.judge.receivers, self.encoding)


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
        self._checks = [check for _, check in wanted]
        self._general = [check for rule, check in wanted if rule.snip < ALL_LEVELS or rule.unaddressed is not None]
        self._of_whole = {check for rule, check in wanted if rule.of_whole_claims}

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
        return receiver

    def __call__(self, claim: Claim, around: Around) -> None:
        """All findings of a claim."""
        number = claim.clm.number
        of_parts = claim.is_cut or not claim.is_whole
        for check in self._general if around.receiver is None else self._checks:
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


__all__ = ["ALL_LEVELS", "Options", "Reading", "judged_as_provider_file", "read_again", "rules", "validate_source"]
