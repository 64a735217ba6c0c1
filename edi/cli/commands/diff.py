"""`edi-translate diff`: two 837P files compared by claim and line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from edi.app.x12_inputs import x12_sources
from edi.cli.options import common
from edi.cli.x12_given import x12_given

if TYPE_CHECKING:
    from edi.t837p.compare import Change

DIFFERENT = 1


@click.command(name="diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--show-values", is_flag=True, help="Print old and new values; they may be members' data.")
@common
def command(
    old: str,
    new: str,
    form: str,
    show_values: bool,
    quiet: bool,
    verbose: bool,  # noqa: ARG001 - a common option
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:
    """Compare two 837P files by claim and line: what was added, removed, changed. Exit code 1 when they differ.

    \b
    Example:
      edi-translate diff sent.837 corrected.837
    """
    from edi.t837p.compare import compare

    before, after = x12_sources(x12_given([old])), x12_sources(x12_given([new]))
    if len(before) != 1 or len(after) != 1:
        raise click.UsageError("diff takes two files")
    changes = list(compare(before[0].source, after[0].source))
    if form == "json":
        _print_json(changes, show_values=show_values)
    else:
        for change in changes:
            click.echo(_line(change, show_values=show_values))
    if not quiet:
        click.echo(_summary(changes), err=True)
    return DIFFERENT if changes else 0


def _print_json(changes: Sequence[Change], *, show_values: bool) -> None:
    import msgspec

    shown = changes if show_values else [msgspec.structs.replace(each, before="", after="") for each in changes]
    click.echo(msgspec.json.format(msgspec.json.encode(shown), indent=1).decode())


def _line(change: Change, *, show_values: bool) -> str:
    place = f"claim {change.claim}" + (f" line {change.line}" if change.line else "")
    what = " ".join(part for part in (change.loop, change.element or change.segment, change.name) if part)
    text = f"{place}: {what} {change.kind}" if what else f"{place}: {change.kind}"
    if show_values and change.segment:
        text += f": {change.before!r} -> {change.after!r}"
    return text


def _summary(changes: Sequence[Change]) -> str:
    from edi.t837p.compare import count

    if not changes:
        return "no difference"
    return "claims " + ", ".join(f"{kind} {number}" for kind, number in count(changes).items())
