"""How a file is understood: its sheets read, its questions answered, the reading kept for the provider, and what would
be sent. A file is held as it was opened, with the first rows of each table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from edi.app.dry_run import DryRun, dry_run
from edi.app.given import RequestError, UnreadableInputError
from edi.app.settings import ChosenProfile, chosen_profile
from edi.app.staging import Staging
from edi.app.workbook_request import chosen_layouts
from edi.model.question import Question
from invoices.intake import Source, open_input
from invoices.reading.answers import Given
from invoices.reading.model import SheetReading as SheetReading
from invoices.reading.remember import remember
from invoices.reading.session import read_answered, refuse_wrong, visible
from invoices.workbook import Sheet, UnreadableError
from mappings.reading_file import load_readings, path_of, reading_text
from mappings.subject_file import INVOICE


class ReadRequest(msgspec.Struct, frozen=True, kw_only=True):
    """The file to understand; `layout` is the name or file of a layout that the user says to read by ("": all),
    `subject` what it is about: an invoice or a roster."""

    source: Source
    profile: ChosenProfile
    layout: str = ""
    subject: str = INVOICE


class FileReading:
    """One file with what it is read with. `readings` and `answers` are those of the last reading, `ignored` says which
    of its answers fit nothing."""

    def __init__(self, request: ReadRequest) -> None:
        """Opens the file. Raises UnreadableInputError where it holds no rows, ConfigError for a broken layout or
        reading; OSError passes through."""
        self.source = request.source
        self.subject = request.subject
        self.chosen = chosen_profile(request.profile)
        self.layouts = chosen_layouts(request.layout, self.chosen.layouts, request.subject)
        self.is_fixed = bool(request.layout)
        self.saved = load_readings(self.chosen.readings)
        opened = open_input(self.source)
        if isinstance(opened.workbook, UnreadableError):
            problem = opened.workbook
            told = f"{self.source.path}: {problem.found}; run `edi-translate explain {problem.code}`"
            raise UnreadableInputError(told)
        self.sha256 = opened.sha256
        self.sheets: Sequence[Sheet] = opened.workbook.sheets
        self.readings: Sequence[SheetReading] = ()
        self.answers: Given = {}
        self.ignored: Sequence[str] = ()

    def read(self, answers: Given | None = None, says: Sequence[str] = ()) -> None:
        """Reads the file with answers by id and what was said of places ("E=units"). Raises ConfigError for those that
        have to be corrected."""
        self.readings, fit = read_answered(
            self.source.name,
            visible(self.sheets),
            self.layouts,
            subject=self.subject,
            fixed=self.layouts[0] if self.is_fixed else None,
            answers=answers or {},
            says=says,
            saved=self.saved,
            providers=self.chosen.profile.providers,
        )
        refuse_wrong(fit)
        self.answers, self.ignored = fit.answers, fit.ignored

    def questions(self, skipped: Collection[str] = ()) -> list[Question]:
        """What is open, but for questions that somebody does not want to answer."""
        return [one for reading in self.readings for one in reading.questions if one.id not in skipped]

    @property
    def can_be_kept(self) -> bool:
        """Whether there is a profile, beside which readings are kept."""
        return self.chosen.readings is not None

    def keep(self, who: str, when: datetime) -> list[Path]:
        """Writes what was confirmed beside the profile, a file a provider; the paths. All of them or none. RequestError
        without a profile."""
        folder = self.chosen.readings
        if folder is None:
            raise RequestError("a reading is kept beside a profile, and there is none")
        made = remember(self.readings, self.answers, who=who, when=when, sha256=self.sha256, known=self.saved)
        if not made:
            return []
        folder.mkdir(parents=True, exist_ok=True)
        with Staging(folder) as staging:
            for reading in made:
                staging.add(path_of(folder, reading).name, reading_text(reading).encode())
            return staging.commit()

    def would_send(self, moment: datetime) -> DryRun:
        """What the file would become with the answers, at a time."""
        return dry_run(
            self.source, self.chosen, self.layouts, self.subject, self.answers, moment, fixed=self.is_fixed
        )  # fmt: skip


def draft_of(reading: SheetReading, name: str) -> str:
    """A layout for a table that no layout names, to check and to keep; no member data stands in it."""
    from invoices.reading.draft import draft

    return draft(reading, name)


def decisions_of(reading: SheetReading) -> list[Question]:
    """What a draft leaves to a person. What the workbook lacks of its provider is no matter of a layout."""
    return [question for question in reading.questions if question.kind != "missing"]
