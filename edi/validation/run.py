"""One file through the engine and the rules."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

from edi.claims.register import Register, far_repeats
from edi.claims.screen import Screen
from edi.collector import collector_paused
from edi.diagnostics import Registry, rules_with_added
from edi.guide.findings import Finding, Summary
from edi.streams import Spill
from edi.validation.checked import checked
from edi.validation.engine import Run, borrowed
from edi.validation.gather import ALL, Gathering
from edi.validation.judge import Judge
from edi.validation.options import ALL_LEVELS, Options
from edi.validation.outcome import Outcome
from edi.x12.encoding import ASCII
from edi.x12.kind import first_transaction
from edi.x12.reader import read_file
from edi.x12.source import Source

PROVIDER_FILE = "274"
SYNTAX_AND_GUIDE = 2
#: The families of rules that files of claims are asked about, and the one rule of another family that is about them.
OF_CLAIMS = ("guide_findings", "x", "pv027")


@cache
def rules() -> Registry:
    """The rules that a submitted file of claims can break."""
    return rules_with_added("edi.rules", families=OF_CLAIMS)


@cache
def all_rules() -> Registry:
    """The rules that any submitted file can break, those of provider files, too."""
    return rules_with_added("edi.rules", families=(*OF_CLAIMS, "pv"))


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
                    columns, self.judge, options.received, file=outcome.file,
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


__all__ = ["ALL_LEVELS", "Options", "Reading", "judged_as_provider_file", "read_again", "rules", "validate_source"]
