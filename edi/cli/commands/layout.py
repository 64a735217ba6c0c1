"""`edi-translate layout`: lists the known layouts, and shows how a workbook is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from edi.cli.options import common
from edi.diagnostics import load_rules
from edi.diagnostics.render import say
from invoices.cells.base import text_of
from invoices.layout.recognise import recognise
from invoices.layout.table import Table, column_letter
from invoices.translate import RULE_PACKAGES
from invoices.workbook import UnreadableError, read_workbook
from mappings.fields import load_fields
from mappings.layout_file import load_layouts


@click.group(name="layout")
def command() -> None:
    """Workbook layouts: list those that are known, inspect how a file is read.

    \b
    Example:
      edi-translate layout inspect invoices.xlsx
    """


@command.command(name="list")
@common
def list_layouts(quiet: bool, verbose: bool, no_color: bool) -> int:  # noqa: ARG001 - common options
    """List the layouts that are recognised.

    \b
    Example:
      edi-translate layout list
    """
    for layout in load_layouts().values():
        click.echo(f"{layout.name:<12} {layout.title}")
        if verbose:
            click.echo(f"{'':<12} sample: samples/{layout.sample}; told by {', '.join(layout.recognise)}")
    return 0


@command.command(name="inspect")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common
def inspect(file: Path, form: str, quiet: bool, verbose: bool, no_color: bool) -> int:  # noqa: ARG001
    """Show each sheet's layout, heading row and columns, and what is missing. No member data is printed.

    \b
    Example:
      edi-translate layout inspect invoices.xlsx
    """
    rules = load_rules(*RULE_PACKAGES).rules
    try:
        sheets = read_workbook(file)
    except UnreadableError as problem:
        raise click.ClickException(f"{file}: {problem.found}; run `edi-translate explain {problem.code}`") from problem
    shown: list[dict[str, Any]] = []
    for sheet in sheets:
        found = recognise(str(file), sheet, load_layouts().values())
        if isinstance(found, Table):
            shown.append(_structure(found))
        else:
            said = say(found, rules[found.code], show_values=False)
            shown.append(
                {"sheet": sheet.name, "layout": "", "code": found.code, "why": said.message, "hint": said.hint}
            )
        shown[-1]["hidden"] = sheet.hidden
    if form == "json":
        import json

        click.echo(json.dumps({"version": 1, "file": str(file), "sheets": shown}, indent=1, ensure_ascii=False))
    else:
        for part in shown:
            _print(part)
    return 0 if any(part["layout"] for part in shown) else 1


def _structure(table: Table) -> dict[str, Any]:
    columns = [
        {"column": column_letter(column), "heading": text_of(_heading(table, column)), "field": name, "slot": slot}
        for slot, places in enumerate((table.columns, *table.slots))
        for name, where in places.items()
        for column in where
    ]
    labels = [
        {"cell": f"{column_letter(label.column)}{label.row}", "field": name} for name, label in table.labels.items()
    ]
    lacking = [f.name for f in load_fields().values() if f.presence != "optional" and not table.has(f.name)]
    unused = [{"column": column_letter(column), "heading": heading} for column, heading in table.unused]
    return {
        "sheet": table.sheet,
        "layout": table.layout.name,
        "heading_row": table.header_row,
        "columns": columns,
        "labels": labels,
        "unused": unused,
        "missing": lacking,
    }


def _heading(table: Table, column: int) -> str:
    return table.header[column - table.first_column]


def _print(part: dict[str, Any]) -> None:
    hidden = " (hidden)" if part["hidden"] else ""
    if not part["layout"]:
        click.echo(f"{part['sheet']}{hidden}: {part['code']} {part['why']}\n  {part['hint']}")
        return
    click.echo(f"{part['sheet']}{hidden}: layout {part['layout']}, headings in row {part['heading_row']}")
    for label in part["labels"]:
        click.echo(f"  {label['cell']:<5} {label['field']}")
    for column in part["columns"]:
        slot = f" {column['slot']}" if column["slot"] else ""
        click.echo(f"  {column['column']:<5} {column['field'] + slot:<22} {column['heading']}")
    for column in part["unused"]:
        click.echo(f"  {column['column']:<5} {'(not used)':<22} {column['heading']}")
    if part["missing"]:
        click.echo(f"  missing: {', '.join(part['missing'])}")
