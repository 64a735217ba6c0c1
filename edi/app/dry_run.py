"""What a file would become with some answers, by running the use case without writing anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from edi.app.settings import ChosenProfile
from edi.app.workbook_inputs import stem_of
from edi.control_numbers import Counting
from edi.model.money import dollars
from edi.views.run_result import RunResult
from invoices.check import CHECKERS
from invoices.context import Context
from invoices.intake import Source
from invoices.reading.model import Answers
from mappings.layout_file import Layout
from mappings.payer_file import load_payer
from mappings.reading_file import load_readings
from mappings.subject_file import INVOICE


class DryRun(NamedTuple):
    """Lines that would be sent of those that were read, in cents, too; the codes of what withholds the others."""

    sent: int
    lines: int
    cents: int
    codes: list[str]

    @property
    def charges(self) -> str:
        """The charges that would be sent, in dollars."""
        return dollars(self.cents)


def dry_run(
    source: Source,
    chosen: ChosenProfile,
    layouts: Sequence[Layout],
    subject: str,
    answers: Answers,
    moment: datetime,
    *,
    fixed: bool = False,
) -> DryRun:
    """Translates an invoice, or makes the provider file of a roster, and throws it away. `fixed` says that the user has
    named the layout."""
    profile = chosen.profile
    context = Context(
        profile,
        load_payer(profile.payer),
        moment.date(),
        fixed_layout=fixed,
        answers=answers,
        saved=load_readings(chosen.readings),
    )
    result = (
        _translated(source, context, layouts, moment) if subject == INVOICE else _made(source, context, layouts, moment)
    )
    tally = result.tally
    withheld = [line.codes for part in result.inputs for line in part.dispositions if line.status == "withheld"]
    codes = sorted({code for some in withheld for code in some})
    return DryRun(tally.rows["sent"], tally.rows["sent"] + tally.rows["withheld"], tally.cents["sent"], codes)


def _translated(source: Source, context: Context, layouts: Sequence[Layout], moment: datetime) -> RunResult:
    from invoices.translate import translate

    return translate(
        [source], context, layouts, stem=stem_of(source.path), numbers=Counting(1), now=moment,
        checker=CHECKERS["fast"], profile_name="",
    )  # fmt: skip


def _made(source: Source, context: Context, layouts: Sequence[Layout], moment: datetime) -> RunResult:
    from invoices.roster.job import make_provider_files

    result, _ = make_provider_files(
        [source], context, layouts, numbers=Counting(1), now=moment, checker=CHECKERS["fast"], profile_name=""
    )
    return result
