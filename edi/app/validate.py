"""Checks X12 files, SNIP types 1 to 7, and answers them.

Files are streamed: a run holds the claim that it reads, what may be repeated of those before, and findings, which go to
a file without a name beyond some thousands. Content that is given as bytes is held as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec

from edi.app.given import Input, Progress, RequestError, Step, choice, moment_of, silent
from edi.app.settings import ProfileInput
from edi.app.sink import Output, Sink, sink_of
from edi.app.staging import distinct
from edi.app.x12_inputs import ENDINGS, X12Source, x12_sources
from edi.claims.around import Receiver
from edi.diagnostics import Diagnostic
from edi.diagnostics.shown import file_stem
from edi.validation import Options, Outcome
from edi.validation.jobs import validate_all
from edi.validation.run import ALL_LEVELS, all_rules
from mappings.own_check import use_own

ENGINES = ("fast", "pyx12", "both")
FORMS = ("text", "json", "sarif", "html")


class ValidateRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What to check, and how. `received` is the day that rules with a date go by, and the time of the acknowledgments;
    `level` the highest SNIP type; `payer` a payer's name or file ("": by the receiver in the file), `receivers` those
    that a profile knows; `select` and `ignore` are beginnings of codes; `engine` checks types 1 and 2; `answered` asks
    for acknowledgments, whose control numbers go on from `first_number`; `jobs` are processes; `mappings` is the folder
    of a plan's own."""

    sources: tuple[X12Source, ...]
    received: datetime
    level: int = ALL_LEVELS
    payer: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    receivers: tuple[Receiver, ...] = ()
    engine: str = "fast"
    answered: bool = False
    first_number: int = 1
    jobs: int = 1
    mappings: Path | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.level <= ALL_LEVELS:
            raise RequestError(f"level: {self.level} is no SNIP type from 1 to {ALL_LEVELS}")
        choice("engine", self.engine, ENGINES)
        if self.answered and self.engine == "pyx12":
            raise RequestError("acknowledgments answer what our engine finds: use the engine fast or both")
        check_codes((*self.select, *self.ignore))

    @property
    def options(self) -> Options:
        """The same as the validator has it."""
        return Options(
            f"{self.received:%Y%m%d}", self.level, self.payer, self.select, self.ignore,
            answered=self.answered, receivers=self.receivers,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ValidateResult:
    """The outcome of each file, in the order given, and the names of the acknowledgments of each."""

    sources: Sequence[X12Source]
    outcomes: Sequence[Outcome]
    acknowledgments: Sequence[Sequence[str]] = ()

    @property
    def valid(self) -> bool:
        """Whether no file has an error."""
        return all(outcome.valid for outcome in self.outcomes)

    @property
    def findings(self) -> Iterator[Diagnostic]:
        """The findings of all files, in file order."""
        return chain.from_iterable(outcome.findings for outcome in self.outcomes)

    def text(self, form: str = "text", *, show_values: bool = False) -> str:
        """The result as text (a line a finding), "json", "sarif" or "html"; values of the file are masked unless they
        are asked for."""
        return "".join(rendered(self, form, self.acknowledgments, show_values=show_values))


def check_codes(beginnings: Iterable[str]) -> None:
    """RequestError for one that no code begins with: whoever mistypes it would take the file for valid."""
    for code in beginnings:
        if not any(known.startswith(code) for known in all_rules().rules):
            raise RequestError(f"{code}: no finding has this code; `edi-translate rules` lists them")


def run(request: ValidateRequest, acknowledgments: Sink | None = None, progress: Progress = silent) -> ValidateResult:
    """Checks the files and writes `<name>.ta1`, `<name>.999` and `<name>.277ca` of each, where they are asked for, into
    a sink. Bad data gives findings; ConfigError means a bad payer file, OSError a file that cannot be opened."""
    use_own(request.mappings)
    outcomes = _outcomes(request)
    for number, outcome in enumerate(outcomes, 1):
        progress(Step("read", outcome.file, number, len(outcomes)))
    if acknowledgments is None or not request.answered:
        return ValidateResult(request.sources, outcomes)
    return ValidateResult(request.sources, outcomes, list(_answered(request, outcomes, acknowledgments, progress)))


def _outcomes(request: ValidateRequest) -> list[Outcome]:
    options = request.options
    outcomes = validate_all([(one.source, one.name) for one in request.sources], options, request.jobs)
    if request.engine == "fast":
        return outcomes
    from edi.validation.oracle import beside_pyx12  # pyx12 is slow to import

    compare = request.engine == "both"
    pairs = zip(outcomes, request.sources, strict=True)
    return [beside_pyx12(outcome, one.source, options, compare=compare) for outcome, one in pairs]


def answer_stems(sources: Sequence[X12Source]) -> list[str]:
    """What the acknowledgments of each file are called after."""
    return distinct([file_stem(Path(one.name).stem) for one in sources])


def _answered(
    request: ValidateRequest, outcomes: Sequence[Outcome], sink: Sink, progress: Progress
) -> Iterator[list[str]]:
    """Writes the acknowledgments; the names of those of each file."""
    from edi.control_numbers import Counting
    from edi.responses.write import acknowledgments

    numbers = Counting(request.first_number, request.first_number)
    pairs = zip(outcomes, request.sources, answer_stems(request.sources), strict=True)
    for number, (outcome, one, stem) in enumerate(pairs, 1):
        names = []
        for kind, parts in acknowledgments(outcome, one.source, request.received, numbers):
            sink.add(f"{stem}.{kind}", (part.encode("ascii") for part in parts))
            names.append(f"{stem}.{kind}")
        yield names
        progress(Step("answered", one.name, number, len(outcomes)))


def rendered(
    result: ValidateResult, form: str, acknowledgments: Sequence[Sequence[str]] = (), *, show_values: bool = False
) -> Iterator[str]:
    """The result in a form, in pieces; findings are read one after the other. `acknowledgments` are the paths that JSON
    names for each file."""
    choice("form", form, FORMS)
    return _rendered(result, form, acknowledgments, show_values)


def _rendered(
    result: ValidateResult, form: str, acknowledgments: Sequence[Sequence[str]], show_values: bool
) -> Iterator[str]:
    from edi.views.validation import json_text, text_line

    outcomes = result.outcomes
    read = [(outcome, one.source) for outcome, one in zip(outcomes, result.sources, strict=True)]
    if form == "json":
        yield from json_text(outcomes, acknowledgments, show_values=show_values)
    elif form == "sarif":
        from edi.views.sarif import sarif_text

        yield from sarif_text(read, show_values=show_values)
    elif form == "html":
        from edi.views.reading import page

        yield from page(read, show_values)
    else:
        for outcome in outcomes:
            for finding in outcome.findings:
                yield text_line(finding, outcome, show_values=show_values) + "\n"


class Known(NamedTuple):
    """What a profile knows of files that others send: its receivers, and the folder of a plan's own mappings."""

    receivers: tuple[Receiver, ...] = ()
    mappings: Path | None = None


def known_to(profile: ProfileInput) -> Known:
    """What a profile knows; nothing without one. Raises ConfigError."""
    if profile is None:
        return Known()
    from edi.app.settings import chosen_profile
    from edi.validation.receivers import of_profile

    chosen = chosen_profile(profile)
    return Known(of_profile(chosen.profile), chosen.mappings)


def validate(
    *files: Input,
    received: datetime | None = None,
    level: int = ALL_LEVELS,
    payer: str = "",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    profile: ProfileInput = None,
    engine: str = "fast",
    acknowledgments: Output = None,
    first_number: int = 1,
    jobs: int = 1,
    progress: Progress = silent,
) -> ValidateResult:
    """Checks X12 files (paths, folders, bytes, open files): 837 claims, SNIP types 1 to 7, and 274 provider files.
    Files of one call are held against each other.

    `received` is the time of the check, by default now. `profile` names receivers of one's own. `acknowledgments` is a
    folder or a sink for a TA1, a 999 and a 277CA of each file. Everything else as in `ValidateRequest`. Raises
    RequestError for what cannot be done, ConfigError for a bad profile or payer file, OSError for a file that cannot be
    opened; bad data gives findings.
    """
    known = known_to(profile)
    request = ValidateRequest(
        sources=tuple(x12_sources(files, ENDINGS)),
        received=moment_of(received), level=level, payer=payer, select=tuple(select), ignore=tuple(ignore),
        receivers=known.receivers, mappings=known.mappings, engine=engine, answered=acknowledgments is not None,
        first_number=first_number, jobs=jobs,
    )  # fmt: skip
    with sink_of(acknowledgments) as sink:
        return run(request, sink, progress)
