"""What `providers` says of the files that its own are compared with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from edi.conversion.provider_changes import ChangeList, change_line
from edi.conversion.provider_listing import Comparison, difference_line

MOST_LINES = 20


def tell_changes(lists: Sequence[ChangeList], *, verbose: bool) -> None:
    """The changes for people: their numbers, and the first of them, or all."""
    for each in lists:
        counts = ", ".join(f"{count:,} {kind}" for kind, count in each.counts.items())
        click.echo(f"Plan code {each.plan_code} since {each.since or 'nothing'}: {counts}", err=True)
        shown = each.changes if verbose else each.changes[:MOST_LINES]
        for change in shown:
            click.echo(f"  {change_line(change)}", err=True)
        if len(shown) < len(each.changes):
            click.echo(f"  and {len(each.changes) - len(shown):,} more; --verbose prints all", err=True)


def tell_listing(found: Comparison, path: Path, *, verbose: bool) -> None:
    """The differences for people: their number, and the first of them, or all."""
    click.echo(
        f"{path}: {found.published:,} published, {found.sent:,} sent, {found.same:,} the same, "
        f"{len(found.differences):,} differences",
        err=True,
    )
    shown = found.differences if verbose else found.differences[:MOST_LINES]
    for each in shown:
        click.echo(f"  {difference_line(each)}", err=True)
    if len(shown) < len(found.differences):
        click.echo(f"  and {len(found.differences) - len(shown):,} more; --verbose prints all", err=True)
