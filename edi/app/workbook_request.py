"""What every run over workbooks is asked: what to read, by which settings and answers, and how strictly."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

import msgspec

from edi.app.given import RequestError, choice
from edi.app.settings import ChosenProfile, chosen_profile
from edi.control_numbers import ControlNumbers, Counting
from invoices.check import CHECKERS
from invoices.context import Context
from invoices.intake import Source
from invoices.reading.answers import Given as Given
from invoices.reading.questions import read_answers
from invoices.workbook import INPUT_FORMATS as INPUT_FORMATS
from mappings.errors import ConfigError
from mappings.layout_file import Layout, layouts_with, read_layout
from mappings.payer_file import load_payer
from mappings.reading_file import load_readings
from mappings.subject_file import INVOICE

#: Answers to questions by their ids, or a file that holds them.
AnswersInput: TypeAlias = "str | os.PathLike[str] | Mapping[str, str | dict[str, str]] | None"
MOST_INTERCHANGES = 1_000_000_000
CHECKS = tuple(sorted(CHECKERS))


class WorkbookRequest(msgspec.Struct, frozen=True, kw_only=True):
    """`now` stamps envelopes, `received` is the day of receipt; `layout` is the name or file of a layout that the user
    says to read by ("": all); `answers` those to the questions of one input; `check` names who checks the output;
    `strict` has warnings withhold, too; `interchange_number` is the first ISA13 (0: as the profile says, else by the
    second); `show_values` prints members' data in reports and summaries."""

    sources: tuple[Source, ...]
    profile: ChosenProfile
    now: datetime
    received: date
    layout: str = ""
    answers: Given = {}
    check: str = "fast"
    strict: bool = False
    interchange_number: int = 0
    show_values: bool = False

    def __post_init__(self) -> None:
        if not self.sources:
            raise RequestError("there is no input")
        choice("check", self.check, CHECKS)
        if self.answers and len(self.sources) > 1:
            raise RequestError("answers are for the questions of one file; give that file alone")
        if not 0 <= self.interchange_number < MOST_INTERCHANGES:
            raise RequestError(f"interchange_number: {self.interchange_number} has more than nine digits")

    def context(self) -> Context:
        """What rules and grouping know besides the rows; from now on this process reads the mappings beside the
        profile. Raises ConfigError for a payer or a reading that is broken."""
        profile = chosen_profile(self.profile).profile
        return Context(
            profile,
            load_payer(profile.payer),
            self.received,
            fixed_layout=bool(self.layout),
            answers=self.answers,
            saved=load_readings(self.profile.readings),
        )

    def numbers(self) -> ControlNumbers:
        """The control numbers of a run that remembers nothing: without a pinned number, the second of the day keeps two
        runs apart."""
        control = self.profile.profile.control
        first = self.interchange_number or control.interchange or int(self.now.timestamp()) % MOST_INTERCHANGES or 1
        return Counting(first, control.group, control.transaction)


def answers_of(given: AnswersInput) -> Given:
    """The answers that are meant. Raises ConfigError for a bad file."""
    if given is None:
        return {}
    return dict(given) if isinstance(given, Mapping) else dict(read_answers(Path(given)))


def chosen_layouts(name: str, own: Path | None, subject: str = INVOICE) -> list[Layout]:
    """The layouts of a subject to read with: the one that the user named, else all. Raises ConfigError for a name that
    there is not."""
    known = layouts_with(own, subject)
    if not name:
        return list(known.values())
    if name.endswith(".toml"):
        return [read_layout(Path(name))]
    if name not in known:
        raise ConfigError(name, f"no layout is called so; known: {', '.join(known)}")
    return [known[name]]
