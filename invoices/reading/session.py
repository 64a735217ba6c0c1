"""The reading of a file with answers: read, the answers held against what was read, and read again with those that fit.
Everything that reads with answers goes through here."""

from __future__ import annotations

from collections.abc import Sequence

from invoices.findings_sheet import is_findings_sheet
from invoices.reading.answers import Understood, said, understood
from invoices.reading.book import read_sheets
from invoices.reading.complete import complete
from invoices.reading.model import Answers, SheetReading
from invoices.workbook import Sheet
from mappings.errors import ConfigError
from mappings.layout_file import Layout
from mappings.profile_file import ProviderEntry
from mappings.reading_file import SavedReading
from mappings.subject_file import INVOICE


def read_answered(
    file: str,
    sheets: Sequence[Sheet],
    layouts: Sequence[Layout],
    *,
    subject: str = INVOICE,
    fixed: Layout | None = None,
    answers: Answers | None = None,
    says: Sequence[str] = (),
    saved: Sequence[SavedReading] = (),
    providers: Sequence[ProviderEntry] = (),
) -> tuple[list[SheetReading], Understood]:
    """The readings of a file's sheets with `answers` by id and `says` as `--say` has them, and what was understood of
    both. What is wrong in them is in `Understood.wrong`, and not used. `providers` are those of the profile: what a
    sheet leaves out of its provider is filled in from there, or asked."""

    def read(given: Answers) -> list[SheetReading]:
        readings = read_sheets(file, sheets, layouts, subject=subject, fixed=fixed, answers=given, saved=saved)
        for reading in readings:
            complete(reading, providers, saved, given)
        return readings

    readings = read({})
    if not answers and not says:
        return readings, Understood({})
    filed, spoken = understood(answers or {}, readings), said(says, readings)
    fit = Understood({**filed.answers, **spoken.answers}, filed.ignored + spoken.ignored, filed.wrong + spoken.wrong)
    return read(fit.answers), fit


def refuse_wrong(fit: Understood) -> None:
    """Raises ConfigError for answers that have to be corrected before anything is read with them."""
    if fit.wrong:
        raise ConfigError("answers", "; ".join(fit.wrong))


def visible(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets that are read: not the hidden ones, nor those that this program has added."""
    return [one for one in sheets if not one.hidden and not is_findings_sheet(one.name, next(one.rows(), []))]
