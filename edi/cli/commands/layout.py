"""`edi-translate layout`: lists the known layouts, shows how a workbook is read, and drafts a layout for one that no
layout names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from edi.cli.layout_view import describe, lines_of
from edi.cli.options import common, load_profile, profile_option
from invoices.layout.guess import Guess, guess_sheet
from invoices.layout.recognise import recognise
from invoices.layout.table import Table
from invoices.workbook import Sheet, UnreadableError, read_workbook
from mappings.errors import ConfigError
from mappings.layout_file import Layout, layouts_with
from mappings.roster_tables import ROSTER
from mappings.subject_file import INVOICE

# What a sheet of a subject is called.
SHOWN = {INVOICE: "an invoice", ROSTER: "a roster"}
roster_option = click.option("--roster", "is_roster", is_flag=True, help="Provider rosters, not invoices.")
file_argument = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group(name="layout")
def command() -> None:
    """Workbook layouts: list those that are known, inspect how a file is read, draft one for a new kind of file.

    \b
    Example:
      edi-translate layout inspect invoices.xlsx
    """


@command.command(name="list")
@roster_option
@profile_option
@common
def list_layouts(
    is_roster: bool,
    profile_path: Path | None,
    quiet: bool,  # noqa: ARG001 - common options
    verbose: bool,
    no_color: bool,  # noqa: ARG001
) -> int:
    """List the layouts that are recognised: the program's, and those of a folder `layouts` beside the profile.

    \b
    Example:
      edi-translate layout list
    """
    for layout in _layouts(profile_path, _subject(is_roster)).values():
        click.echo(f"{layout.name:<12} {layout.title}")
        if verbose:
            sample = f"sample: samples/{layout.sample}; " if layout.sample else ""
            click.echo(f"{'':<12} {sample}told by {', '.join(layout.recognise)}")
    return 0


@command.command(name="inspect")
@file_argument
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@roster_option
@profile_option
@common
def inspect(
    file: Path,
    form: str,
    is_roster: bool,
    profile_path: Path | None,
    quiet: bool,  # noqa: ARG001 - common options
    verbose: bool,  # noqa: ARG001
    no_color: bool,  # noqa: ARG001
) -> int:
    """Show how each sheet is read: its layout, or the guess where none fits, with how sure it is of each column,
    and what is missing. No member data is printed.

    \b
    Example:
      edi-translate layout inspect invoices.xlsx
    """
    layouts = list(_layouts(profile_path, _subject(is_roster)).values())
    shown: list[dict[str, Any]] = [describe(str(file), sheet, layouts) for sheet in _sheets(file)]
    if form == "json":
        import json

        click.echo(json.dumps({"version": 1, "file": str(file), "sheets": shown}, indent=1, ensure_ascii=False))
    else:
        for part in shown:
            for line in lines_of(part):
                click.echo(line)
    return 0 if any(part["layout"] for part in shown) else 1


@command.command(name="draft")
@file_argument
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write it (NAME.toml).")
@click.option("--sheet", "sheet_name", metavar="NAME", help="Which sheet; default: the first that no layout names.")
@roster_option
@profile_option
@common
def draft_layout(
    file: Path,
    output: Path | None,
    sheet_name: str | None,
    is_roster: bool,
    profile_path: Path | None,
    quiet: bool,
    verbose: bool,  # noqa: ARG001 - common options
    no_color: bool,  # noqa: ARG001
) -> int:
    """Write a layout for a workbook that no layout names, to check and to keep. No member data stands in it.

    \b
    Example:
      edi-translate layout draft new-provider.xlsx -o layouts/new-provider.toml
    """
    from invoices.layout.draft import draft

    if output is not None and output.exists():
        raise ConfigError(output, "is there already; a draft overwrites nothing")
    guess = _guessed(file, sheet_name, profile_path, _subject(is_roster))
    text = draft(guess, output.stem if output else "new-layout")
    if output is None:
        click.echo(text, nl=False)
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
        click.echo(str(output))
    if guess.problem is not None and not quiet:
        click.echo("The draft needs a decision: see the lines that are commented out.", err=True)
    return 0 if guess.problem is None else 1


def _guessed(file: Path, sheet_name: str | None, profile_path: Path | None, subject: str) -> Guess:
    """The guess of the named sheet, or of the first that no layout names. Raises ConfigError where there is none."""
    layouts = list(_layouts(profile_path, subject).values())
    sheets = [s for s in _sheets(file) if s.name == sheet_name or (sheet_name is None and not s.hidden)]
    read = [s for s in sheets if isinstance(recognise(str(file), s, layouts), Table)]
    wanted = [sheet for sheet in sheets if sheet_name is not None or sheet not in read]
    guesses = (guess_sheet(str(file), sheet, subject=subject) for sheet in wanted)
    guess = next((guess for guess in guesses if guess is not None), None)
    if guess is None:
        known = "; ".join(f"a layout names the sheet ‘{sheet.name}’ already" for sheet in read)
        raise ConfigError(file, known or f"no sheet looks like {SHOWN[subject]}, so there is nothing to draft")
    return guess


def _subject(is_roster: bool) -> str:
    return ROSTER if is_roster else INVOICE


def _layouts(profile_path: Path | None, subject: str) -> dict[str, Layout]:
    return layouts_with(load_profile(profile_path).layouts, subject)


def _sheets(file: Path) -> list[Sheet]:
    try:
        return read_workbook(file)
    except UnreadableError as problem:
        raise click.ClickException(f"{file}: {problem.found}; run `edi-translate explain {problem.code}`") from problem
