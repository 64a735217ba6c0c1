"""`edi-translate read`: how a sheet is understood, the open questions, and what would be sent."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from edi.app.settings import ChosenProfile
from edi.app.workbook_request import chosen_layouts
from edi.cli.asking import ask, lines_of
from edi.cli.dry_run import DryRun, dry_run
from edi.cli.grid import grid_lines
from edi.cli.keeping import keep
from edi.cli.layout_view import described, heading_line, reasons
from edi.cli.options import answers_option, at_terminal, common, load_profile, now, profile_option
from edi.cli.workbook_given import given_answers, sources
from edi.views.counts import plural
from edi.views.text import shown_dollars
from invoices.intake import Opened, Source, open_input
from invoices.reading.answers import Given
from invoices.reading.model import SheetReading
from invoices.reading.session import read_answered, refuse_wrong, visible
from invoices.workbook import Sheet, UnreadableError
from mappings.layout_file import Layout
from mappings.reading_file import SavedReading, load_readings
from mappings.roster_tables import ROSTER
from mappings.subject_file import INVOICE

QUESTIONS, NOTHING_DONE = 1, 2


class Session:
    """One file with what it is read with. `readings` and `answers` are those of the last reading."""

    def __init__(self, file: Path, chosen: ChosenProfile, layout_name: str | None, subject: str) -> None:
        self.source: Source = sources([str(file)])[0]
        self.chosen = chosen
        self.subject = subject
        self.layouts: list[Layout] = chosen_layouts(layout_name or "", chosen.layouts, subject)
        self.fixed = self.layouts[0] if layout_name else None
        self.saved: list[SavedReading] = load_readings(chosen.readings)
        self.opened: Opened = open_input(self.source)
        self.answers: Given = {}
        self.readings: list[SheetReading] = []
        if isinstance(self.opened.workbook, UnreadableError):
            problem = self.opened.workbook
            raise click.ClickException(f"{file}: {problem.found}; run `edi-translate explain {problem.code}`")
        self.sheets: list[Sheet] = self.opened.workbook.sheets

    def read(self, answers: Given, says: tuple[str, ...] = ()) -> None:
        """Reads the file with answers. Raises ConfigError for those that have to be corrected; tells those that fit
        nothing."""
        self.readings, fit = read_answered(
            self.source.name,
            visible(self.sheets),
            self.layouts,
            subject=self.subject,
            fixed=self.fixed,
            answers=answers,
            says=says,
            saved=self.saved,
            providers=self.chosen.profile.providers,
        )
        refuse_wrong(fit)
        for text in fit.ignored:
            click.echo(text, err=True)
        self.answers = fit.answers

    def ask(self, *, show_values: bool) -> None:
        """Asks what is open, and what the answers open in turn, until nothing is open or everything was skipped."""
        skipped: set[str] = set()
        while questions := [q for reading in self.readings for q in reading.questions if q.id not in skipped]:
            given = ask(questions, show_values=show_values)
            skipped |= {question.id for question in questions}
            if given:
                self.read({**self.answers, **given})

    def keep(self, who: str, when: datetime) -> list[Path]:
        """Writes what was confirmed beside the profile; nothing, and a line that says so, without a profile."""
        if self.chosen.readings is None:
            click.echo("Nothing was kept: there is no edi-translate.toml; `edi-translate init` writes one.", err=True)
            return []
        return keep(
            self.chosen.readings, self.readings, self.answers,
            who=who, when=when, sha256=self.opened.sha256, known=self.saved,
        )  # fmt: skip


@click.command(name="read")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--say", "says", multiple=True, metavar="COLUMN=FIELD", help="Say what a column holds (repeatable).")
@answers_option
@click.option("--save/--no-save", default=None, help="Keep the reading for this provider; default: when you answered.")
@click.option(
    "--who", metavar="NAME", default="", help="Who confirms the reading; default: the name you are logged in as."
)
@click.option("--layout", "layout_name", metavar="NAME|FILE", help="Read what this layout names by it.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--roster", "is_roster", is_flag=True, help="A provider roster, not an invoice.")
@click.option("--show-values", is_flag=True, help="Print values from the file; they may be members' data.")
@profile_option
@common
def command(
    file: Path,
    says: tuple[str, ...],
    answers_file: Path | None,
    save: bool | None,
    who: str,
    layout_name: str | None,
    form: str,
    is_roster: bool,
    show_values: bool,
    profile_path: Path | None,
    quiet: bool,
    verbose: bool,
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:
    """Show how a workbook is understood: the first rows with the field over each column, what is open, and what would
    be sent. On a terminal the open questions are asked; answers are kept for the provider.

    COLUMN is a letter ("E", "May!E" on the sheet May) or a heading; "E=-" says that the column tells nothing,
    "E:No show=not billed" what a value means.

    \b
    Example:
      edi-translate read may.xlsx --say E=unit_cost
    """
    chosen = load_profile(profile_path)
    moment = now(chosen.profile)
    session = Session(file, chosen, layout_name, ROSTER if is_roster else INVOICE)
    session.read(given_answers(answers_file, 1), says)
    if form == "text":
        for line in _tables(session, show_values=show_values, verbose=verbose):
            click.echo(line)
        if at_terminal():
            session.ask(show_values=show_values)
    kept = session.keep(who or getpass.getuser(), moment) if (bool(session.answers) if save is None else save) else []
    fixed = session.fixed is not None
    run = dry_run(session.source, chosen, session.layouts, session.subject, session.answers, moment, fixed=fixed)
    if form == "json":
        click.echo(_document(session, run, kept, show_values=show_values))
    else:
        for line in _outcome(session, run, kept, show_values=show_values, quiet=quiet):
            click.echo(line)
    if any(reading.questions for reading in session.readings):
        return QUESTIONS
    return 0 if any(reading.table for reading in session.readings) else NOTHING_DONE


def _tables(session: Session, *, show_values: bool, verbose: bool) -> Iterator[str]:
    """Each table: its first rows, then why its columns were taken for what they are; all of them with --verbose."""
    for part, reading in described(session.sheets, session.readings, show_values=show_values):
        yield heading_line(part)
        if reading is None:
            continue
        yield ""
        yield from grid_lines(reading, session.sheets, show_values=show_values)
        for place in (*part["labels"], *part["columns"]):
            if verbose or place["status"] in ("asked", "status") or place["rivals"]:
                name = place["column"] or "label"
                yield f"  {name} ‘{place['heading']}’ {place['field'] or place['status']}"
                yield from (f"    {line}" for line in reasons(place))
        yield from (f"  {finding['code']} {finding['message']}" for finding in part["told"])


def _outcome(session: Session, run: DryRun, kept: list[Path], *, show_values: bool, quiet: bool) -> Iterator[str]:
    questions = [question for reading in session.readings for question in reading.questions]
    if questions:
        yield f"\n{plural(len(questions), 'open question')}:"
    for number, question in enumerate(questions, 1):
        yield from lines_of(question, number, show_values=show_values)
    if questions:
        yield f"Answer with `edi-translate read {session.source.path.name} --say COLUMN=FIELD`, or at a terminal."
    amount = f", {shown_dollars(run.cents)}" if session.subject == INVOICE else ""
    yield f"Would be sent: {run.sent:,} of {plural(run.lines, 'line')}{amount}"
    if run.sent < run.lines and not quiet:
        yield f"Withheld by {', '.join(run.codes)}: `edi-translate translate` says where."
    yield from (f"Kept in {path}" for path in kept)


def _document(session: Session, run: DryRun, kept: list[Path], *, show_values: bool) -> str:
    shown: dict[str, Any] = {
        "version": 1,
        "file": session.source.name,
        "sha256": session.opened.sha256,
        "sheets": [part for part, _ in described(session.sheets, session.readings, show_values=show_values)],
        "would_be_sent": {"lines": run.sent, "of": run.lines, "charges": run.charges, "withheld_by": run.codes},
        "kept": [str(path) for path in kept],
    }
    return json.dumps(shown, indent=1, ensure_ascii=False)
