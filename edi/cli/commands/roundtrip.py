"""`edi-translate roundtrip`: reads an 837P or a 274 into the model, writes it from the model, shows what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from edi.app.x12_inputs import X12Source, x12_sources
from edi.cli.options import common
from edi.cli.x12_given import x12_given

if TYPE_CHECKING:
    from edi.guide.differences import Outcome

DIFFERENT = 1
NOTHING_DONE = 2


@click.command(name="roundtrip")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--show-values", is_flag=True, help="Print the segments; they may be members' data.")
@common
def command(files: tuple[str, ...], show_values: bool, quiet: bool, verbose: bool, no_color: bool) -> int:  # noqa: ARG001
    """Read 837P and 274 files into the model, write them again and compare, segment by segment.

    Insignificant differences are counted and do not matter: separators at the end of a segment, line breaks, and the
    form of numbers, such as 150.00 and 150.

    \b
    Example:
      edi-translate roundtrip march/batch.837
    """
    results = [_one(file, show_values=show_values, quiet=quiet) for file in x12_sources(x12_given(files))]
    if NOTHING_DONE in results and not {0, DIFFERENT} & set(results):
        return NOTHING_DONE
    return DIFFERENT if any(results) else 0


def _one(file: X12Source, *, show_values: bool, quiet: bool) -> int:
    outcome, count, noun = _compared(file)
    for each in outcome.differences:
        place = f"{each.segment}{each.element:02}" if each.element else each.segment
        where = " ".join(part for part in (each.loop, place, each.name) if part)
        click.echo(f"{file.name}:{each.segment_no}: {where} differs")
        if show_values:
            click.echo(f"  - {each.before}\n  + {each.after}")
    if not quiet:
        click.echo(f"{file.name}: {_verdict(outcome.counts, count, noun)}", err=True)
    if not count:
        return NOTHING_DONE
    return DIFFERENT if outcome.differences else 0


def _compared(file: X12Source) -> tuple[Outcome, int, str]:
    """The differences of a file, how much of it was read, and what that is called."""
    from edi.x12.kind import first_transaction

    if first_transaction(file.source) == "274":
        from edi.t274.roundtrip import roundtrip as roundtrip_274

        return *roundtrip_274(file.source), "levels"
    from edi.t837p.roundtrip import roundtrip

    return *roundtrip(file.source), "claims"


def _verdict(counts: dict[str, int], count: int, noun: str) -> str:
    if not count:
        return "no claim of an 837P 5010 and no level of a 274 in this file"
    if not counts:
        return f"{count} {noun}, the same to the byte"
    told = ", ".join(f"{kind}" if kind == "line breaks" else f"{kind} × {number}" for kind, number in counts.items())
    return f"{count} {noun}, {'differs: ' if 'different' in counts else 'the same but for '}{told}"
