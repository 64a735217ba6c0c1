"""`edi-translate read`: how a sheet is understood, the open questions, and what would be sent."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from edi.app.dry_run import DryRun
from edi.app.read import FileReading, ReadRequest
from edi.app.reading_grid import grid_lines
from edi.app.reading_view import described, heading_line, question_lines, reasons
from edi.cli.asking import ask
from edi.cli.ignored_answers import tell_ignored
from edi.cli.options import answers_option, at_terminal, common, load_profile, now, profile_option
from edi.cli.workbook_given import given_answers, sources
from edi.views.counts import plural
from edi.views.text import shown_dollars
from mappings.roster_tables import ROSTER
from mappings.subject_file import INVOICE

QUESTIONS, NOTHING_DONE = 1, 2


def _ask(file: FileReading, *, show_values: bool) -> None:
    """Asks what is open, and what the answers open in turn, until nothing is open or everything was skipped."""
    skipped: set[str] = set()
    while questions := file.questions(skipped):
        given = ask(questions, show_values=show_values)
        skipped |= {question.id for question in questions}
        if given:
            file.read({**file.answers, **given})
            tell_ignored(file.ignored)


def _keep(file: FileReading, who: str, when: datetime) -> list[Path]:
    """Keeps what was confirmed; nothing, and a line that says so, without a profile."""
    if not file.can_be_kept:
        click.echo("Nothing was kept: there is no edi-translate.toml; `edi-translate init` writes one.", err=True)
        return []
    return file.keep(who, when)


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
    session = FileReading(
        ReadRequest(
            source=sources([str(file)])[0], profile=chosen, layout=layout_name or "",
            subject=ROSTER if is_roster else INVOICE,
        )
    )  # fmt: skip
    session.read(given_answers(answers_file, 1), says)
    tell_ignored(session.ignored)
    if form == "text":
        for line in _tables(session, show_values=show_values, verbose=verbose):
            click.echo(line)
        if at_terminal():
            _ask(session, show_values=show_values)
    wanted = bool(session.answers) if save is None else save
    kept = _keep(session, who or getpass.getuser(), moment) if wanted else []
    run = session.would_send(moment)
    if form == "json":
        click.echo(_document(session, run, kept, show_values=show_values))
    else:
        for line in _outcome(session, run, kept, show_values=show_values, quiet=quiet):
            click.echo(line)
    if session.questions():
        return QUESTIONS
    return 0 if any(reading.table for reading in session.readings) else NOTHING_DONE


def _tables(session: FileReading, *, show_values: bool, verbose: bool) -> Iterator[str]:
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


def _outcome(session: FileReading, run: DryRun, kept: list[Path], *, show_values: bool, quiet: bool) -> Iterator[str]:
    questions = session.questions()
    if questions:
        yield f"\n{plural(len(questions), 'open question')}:"
    for number, question in enumerate(questions, 1):
        yield from question_lines(question, number, show_values=show_values)
    if questions:
        yield f"Answer with `edi-translate read {session.source.path.name} --say COLUMN=FIELD`, or at a terminal."
    amount = f", {shown_dollars(run.cents)}" if session.subject == INVOICE else ""
    yield f"Would be sent: {run.sent:,} of {plural(run.lines, 'line')}{amount}"
    if run.sent < run.lines and not quiet:
        yield f"Withheld by {', '.join(run.codes)}: `edi-translate translate` says where."
    yield from (f"Kept in {path}" for path in kept)


def _document(session: FileReading, run: DryRun, kept: list[Path], *, show_values: bool) -> str:
    shown: dict[str, Any] = {
        "version": 1,
        "file": session.source.name,
        "sha256": session.sha256,
        "sheets": [part for part, _ in described(session.sheets, session.readings, show_values=show_values)],
        "would_be_sent": {"lines": run.sent, "of": run.lines, "charges": run.charges, "withheld_by": run.codes},
        "kept": [str(path) for path in kept],
    }
    return json.dumps(shown, indent=1, ensure_ascii=False)
