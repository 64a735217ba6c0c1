"""`edi-translate responses`: what was answered to what was sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from edi.app.given import NamedBytes, moment_of, named
from edi.cli.ledger_options import NONE, default_ledger, ledger_option, open_chosen
from edi.cli.options import common, profile_option
from edi.cli.x12_given import x12_given
from edi.diagnostics.shown import shown

if TYPE_CHECKING:
    from edi.ledger.take_in import TakenIn, Told

ERRORS = 1
ENDINGS = (".ta1", ".999", ".997", ".277ca", ".277", ".xml", ".evr", ".edi", ".x12", ".txt", ".dat", ".rsp", ".ack")
MOST_TOLD = 20


@click.command(name="responses")
@click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@ledger_option
@profile_option
@common
def command(
    files: tuple[str, ...],
    form: str,
    ledger_url: str | None,
    profile_path: Path | None,
    quiet: bool,
    verbose: bool,
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:
    """Read TA1, 999, 277CA and the state's validation response (EVR), match them to what was sent, and say what became
    of each claim and what to do next. Any order, twice, early or late: nothing is changed twice. What answers nothing
    of ours, or without a ledger (`--ledger none`), is explained all the same.

    \b
    Example:
      edi-translate responses answers/
    """
    from edi.ledger.take_in import explain, take_in

    chosen = ledger_url or default_ledger(profile_path)
    ledger = None if chosen in ("", NONE) else open_chosen(chosen, profile_path)
    at = moment_of(None, None).isoformat(timespec="seconds")
    found: list[TakenIn] = []
    for source, name in _sources(files):
        one = take_in(ledger, source, name, at) if ledger else explain(source, name)
        found.append(one)
        if form == "text":
            for line in _lines(one, quiet=quiet, verbose=verbose):
                click.echo(line)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    return 0 if all(one.is_good for one in found) else ERRORS


def _sources(files: tuple[str, ...]) -> Iterator[tuple[Path | bytes, str]]:
    """Files by the names that the user gave, each folder as every answer below it in sorted order."""
    for given in x12_given(files):
        path = named(given)
        if isinstance(path, NamedBytes):
            yield path.data, path.name
            continue
        if not path.exists():
            raise click.UsageError(f"{path}: no such file or folder")
        if not path.is_dir():
            yield path, shown(str(path))
            continue
        below = [one for one in sorted(path.rglob("*")) if one.is_file() and one.suffix.lower() in ENDINGS]
        if not below:
            raise click.UsageError(f"{path}: no answer in this folder")
        yield from ((one, shown(str(one))) for one in below)


def _lines(one: TakenIn, *, quiet: bool, verbose: bool) -> Iterator[str]:
    holds = ", ".join(f"{count} {what}" for what, count in one.holds.items()) or "nothing"
    if one.before:
        yield f"{one.file}: read before, on {one.before[:10]}; nothing was changed"
    yield f"{one.file}: {holds}"
    if one.claims:
        states = ", ".join(f"{count} {state}" for state, count in sorted(one.claims.items()))
        yield f"  claims of ours: {states}"
    most = len(one.told) if verbose else MOST_TOLD
    for told in one.told[:most]:
        yield from _told(told)
    if len(one.told) > most:
        yield f"  and {len(one.told) - most} more; -v prints all"
    if one.unknown_count:
        yield f"  {one.unknown_count} of its statements answer nothing that this ledger has sent"
        for words in one.unknown if not quiet else ():
            yield f"    {words}"


def _told(told: Told) -> Iterator[str]:
    yield f"  {told.claim}: {told.outcome}"
    if told.contradicted:
        yield "    two answers of one kind contradict each other; the later one counts"
    yield from (f"    {text}" for text in told.why)
    yield from (f"    from {row}" for row in told.rows)
    if told.next:
        yield f"    next: {told.next}"
