"""The reading of a file with answers: read, the answers held against what was read, and read again with those that fit.
Everything that reads with answers goes through here."""

from __future__ import annotations

from collections.abc import Sequence

from edi.report.run_result import InputResult
from invoices.findings_sheet import is_findings_sheet
from invoices.reading.answers import Understood, said, understood
from invoices.reading.ask import question_finding
from invoices.reading.book import read_sheets
from invoices.reading.model import Answers, SheetReading
from invoices.workbook import Sheet
from mappings.errors import ConfigError
from mappings.layout_file import Layout
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
) -> tuple[list[SheetReading], Understood]:
    """The readings of a file's sheets with `answers` by id and `says` as `--say` has them, and what was understood of
    both. What is wrong in them is in `Understood.wrong`, and not used."""
    readings = read_sheets(file, sheets, layouts, subject=subject, fixed=fixed, saved=saved)
    if not answers and not says:
        return readings, Understood({})
    filed, spoken = understood(answers or {}, readings), said(says, readings)
    fit = Understood({**filed.answers, **spoken.answers}, filed.ignored + spoken.ignored, filed.wrong + spoken.wrong)
    answered = read_sheets(file, sheets, layouts, subject=subject, fixed=fixed, answers=fit.answers, saved=saved)
    return answered, fit


def refuse_wrong(fit: Understood) -> None:
    """Raises ConfigError for answers that have to be corrected before anything is read with them."""
    if fit.wrong:
        raise ConfigError("answers", "; ".join(fit.wrong))


def visible(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets that are read: not the hidden ones, nor those that this program has added."""
    return [one for one in sheets if not one.hidden and not is_findings_sheet(one.name, next(one.rows(), []))]


def note_questions(result: InputResult, readings: Sequence[SheetReading], fit: Understood) -> None:
    """Writes down what a file leaves open: its questions, each as a finding, and answers that fit nothing."""
    for reading in readings:
        result.questions += reading.questions
        result.findings += [question_finding(result.file, question) for question in reading.questions]
    result.unused_answers = fit.ignored
    providers = {reading.provider for reading in readings if reading.table is not None or reading.questions}
    result.provider = providers.pop() if len(providers) == 1 else ""
