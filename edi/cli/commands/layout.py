"""`edi-translate layout`: lists the known layouts, shows how a workbook is read, and drafts a layout for one that no
layout names."""

from __future__ import annotations

from pathlib import Path

import click

from edi.app.read import FileReading, ReadRequest, SheetReading, decisions_of, draft_of
from edi.app.reading_view import described, lines_of
from edi.cli.options import common, load_profile, profile_option
from edi.cli.workbook_given import sources
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
@click.option("--show-values", is_flag=True, help="Print values from the file; they may be members' data.")
@roster_option
@profile_option
@common
def inspect(
    file: Path,
    form: str,
    show_values: bool,
    is_roster: bool,
    profile_path: Path | None,
    quiet: bool,
    verbose: bool,  # noqa: ARG001 - common options
    no_color: bool,  # noqa: ARG001
) -> int:
    """Show how each sheet is read: what every column was taken for and how sure that is, why, what else it could have
    been, and what is missing; with -q a line a column. Members' data is masked.

    \b
    Example:
      edi-translate layout inspect invoices.xlsx
    """
    read = _read(file, profile_path, _subject(is_roster))
    shown = [part for part, _ in described(read.sheets, read.readings, show_values=show_values)]
    if form == "json":
        import json

        click.echo(json.dumps({"version": 1, "file": str(file), "sheets": shown}, indent=1, ensure_ascii=False))
    else:
        for part in shown:
            for line in lines_of(part, briefly=quiet):
                click.echo(line)
    return 0 if read.readings else 1


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
    if output is not None and output.exists():
        raise ConfigError(output, "is there already; a draft overwrites nothing")
    reading = _unnamed(file, sheet_name, profile_path, _subject(is_roster))
    text = draft_of(reading, output.stem if output else "new-layout")
    if output is None:
        click.echo(text, nl=False)
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
        click.echo(str(output))
    decisions = decisions_of(reading)
    if decisions and not quiet:
        click.echo("The draft needs a decision: see the lines that are commented out.", err=True)
    return 1 if decisions else 0


def _unnamed(file: Path, sheet_name: str | None, profile_path: Path | None, subject: str) -> SheetReading:
    """The reading of the named sheet, or of the first that no layout names. Raises ConfigError where there is none."""
    layouts = _layouts(profile_path, subject)
    readings = _read(file, profile_path, subject).readings
    wanted = [one for one in readings if one.sheet == sheet_name or (sheet_name is None and one.layout not in layouts)]
    if wanted:
        return wanted[0]
    known = "; ".join(f"a layout names the sheet ‘{one.sheet}’ already" for one in readings)
    raise ConfigError(file, known or f"no sheet looks like {SHOWN[subject]}, so there is nothing to draft")


def _read(file: Path, profile_path: Path | None, subject: str) -> FileReading:
    (source,) = sources([str(file)])
    read = FileReading(ReadRequest(source=source, profile=load_profile(profile_path), subject=subject))
    read.read()
    return read


def _subject(is_roster: bool) -> str:
    return ROSTER if is_roster else INVOICE


def _layouts(profile_path: Path | None, subject: str) -> dict[str, Layout]:
    return layouts_with(load_profile(profile_path).layouts, subject)
