"""One file through the engine and the rules."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from edi.claims.around import Around, Receiver
from edi.claims.parts import Claim, Segment
from edi.claims.screen import Screen
from edi.diagnostics import Diagnostic, Registry, Rule, load_rules
from edi.diagnostics.rule import Check
from edi.guide.findings import Finding
from edi.guide.validate import validate
from edi.model.reference import X12Ref
from edi.validation.engine import borrowed, run
from edi.validation.guide import diagnostic
from edi.validation.outcome import Outcome
from edi.validation.providers import check_provider_file, is_provider_file
from edi.validation.receivers import addressed, named
from edi.x12.source import Source
from mappings.finding_table import codes_by_reason

ALL_LEVELS = 7


@dataclass(frozen=True, slots=True)
class Options:
    """What to look for. `received` is CCYYMMDD; `payer` a payer's name or file ("": by the receiver in the file);
    `select` and `ignore` are beginnings of codes; `thorough` asks every rule about every claim."""

    received: str
    level: int = ALL_LEVELS
    payer: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    thorough: bool = False

    def wants(self, code: str) -> bool:
        """Whether findings of a code are asked for."""
        return (not self.select or code.startswith(self.select)) and not code.startswith(self.ignore or ("-",))


@cache
def rules() -> Registry:
    """The rules that a submitted file can break."""
    return load_rules("edi.rules", families=("guide_findings", "x", "pv"))


def validate_source(source: Source, file: str, options: Options) -> Outcome:
    """Validate one file, called `file` in its findings. An unreadable path raises OSError, a bad payer file
    ConfigError; bad data never raises."""
    return validate_tracked(source, file, options)[0]


def validate_tracked(source: Source, file: str, options: Options) -> tuple[Outcome, set[int]]:
    """The outcome, and hashes of the services and claim ids that were met, to compare with other parts of a file."""
    outcome = Outcome(file, rules())
    judge = _Judge(outcome, options)
    found: list[Finding] = []
    keys: set[int] = set()
    with _collector_paused():
        if options.level == ALL_LEVELS and is_provider_file(source):
            checks = [check for rule, check in _provider_checks() if options.wants(rule.code)]
            summary, judge.found = check_provider_file(source, outcome, checks, options.received, options.payer, found)
        elif options.level > 2:
            with borrowed() as (library, extractors):
                screen = Screen(extractors, judge.choose, options.received, judge, file=file, thorough=options.thorough)
                summary = run(library, source, screen, found)
                keys = {*screen.services, *map(hash, screen.claims)}
        else:
            engine = validate(source)
            found += engine
            summary = engine.summary
        guide = [diagnostic(finding, file) for finding in found if finding.snip <= options.level]
    outcome.claims = summary.claims
    outcome.transactions = summary.transactions
    outcome.segments = summary.segments
    outcome.findings = [one for one in _merged(guide, judge.found) if options.wants(one.code)]
    return outcome, keys


def _provider_checks() -> tuple[tuple[Rule, Check], ...]:
    return rules().checks.get("provider_file", ())


class _Judge:
    """Asks the rules about a claim, once for each finding of the loops above it."""

    def __init__(self, outcome: Outcome, options: Options) -> None:
        self.outcome = outcome
        self.found: list[Diagnostic] = []
        self.payer = named(options.payer) if options.payer else None
        self._above: set[tuple[str, int, int, int]] = set()
        checks = outcome.registry.checks.get("file", ())
        self._checks = [check for rule, check in checks if rule.snip <= options.level and options.wants(rule.code)]
        self._general = [check for rule, check in checks if check in self._checks and rule.snip < ALL_LEVELS]

    def choose(self, isa: Segment, gs: Segment) -> Receiver | None:
        """The receiver that the user named, else the one that the file is addressed to."""
        receiver = self.payer or addressed(isa, gs)
        if receiver is not None:
            self.outcome.overrides.update(receiver.severity)
        return receiver

    def __call__(self, claim: Claim, around: Around) -> None:
        """All findings of a claim."""
        for check in self._general if around.receiver is None else self._checks:
            for finding in check(claim, around):
                where = finding.where
                if isinstance(where, X12Ref) and where.segment_no < claim.clm.number:
                    key = (finding.code, where.segment_no, where.element, where.component)
                    if key in self._above:
                        continue
                    self._above.add(key)
                self.found.append(finding)


def _merged(guide: list[Diagnostic], rules_found: list[Diagnostic]) -> list[Diagnostic]:
    """All findings in file order. A code outside its list that type 2 has found is not said again by type 5."""
    said = {_place(one) for one in guide if one.code == _BAD_CODE}
    fresh = [one for one in rules_found if one.code not in _ALSO_TYPE_2 or _place(one) not in said]
    return sorted([*guide, *fresh], key=_place)


_BAD_CODE = codes_by_reason()["bad-code"]
_ALSO_TYPE_2 = ("X5007", "X5008")


def _place(finding: Diagnostic) -> tuple[int, int, int]:
    where = finding.where
    return (where.segment_no, where.element, where.component) if isinstance(where, X12Ref) else (0, 0, 0)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Findings and facts hold no cycles; the collector would only walk them again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


__all__ = ["ALL_LEVELS", "Options", "rules", "validate_source"]
