"""`edi-translate ledger`: what was sent, answered and corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from edi.app.given import moment_of
from edi.app.staging import Staging
from edi.app.x12_inputs import ENDINGS, x12_sources
from edi.cli.ledger_options import ledger_option, open_chosen
from edi.cli.one_output import output_stream
from edi.cli.options import common, load_profile, now, profile_option
from edi.cli.x12_given import x12_given
from edi.views.counts import plural

ERRORS = 1
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
Command = TypeVar("Command", bound=Callable[..., Any])


def _of_ledger(function: Command) -> Command:
    """The options of every command here."""
    return ledger_option(profile_option(common(function)))


form_option = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)


@click.group(name="ledger")
def command() -> None:
    """What was sent, answered and corrected.

    \b
    Example:
      edi-translate ledger status                     what stands where
      edi-translate ledger show 300LI2X2RMYMM3ZTI2JI  a claim's whole life
    """


@command.command(name="status")
@form_option
@_of_ledger
def status_command(form: str, ledger_url: str | None, profile_path: Path | None, **_common: bool) -> int:
    """Batches, and claims and rows by state.

    \b
    Example:
      edi-translate ledger status
    """
    from edi.ledger.status import status, text_of

    found = status(open_chosen(ledger_url, profile_path))
    _print(found, form, text_of)
    return ERRORS if found.claims.get("denied") else 0


@command.command(name="show")
@click.argument("claim")
@form_option
@_of_ledger
def show_command(claim: str, form: str, ledger_url: str | None, profile_path: Path | None, **_common: bool) -> int:
    """A claim's whole life: its rows, its versions, every answer, the next step. CLAIM is CLM01, the receiver's number,
    or the provider's own number of a line.

    \b
    Example:
      edi-translate ledger show 300LI2X2RMYMM3ZTI2JI
    """
    from edi.ledger.show import show, text_of

    found = show(open_chosen(ledger_url, profile_path), claim)
    if not found:
        raise click.ClickException("no claim with this number was sent")
    if form == "json":
        click.echo(_json(found))
    else:
        click.echo("\n".join(line for one in found for line in text_of(one)))
    return ERRORS if any(one.state == "denied" for one in found) else 0


@command.command(name="verify")
@click.option("--restored", is_flag=True, help="Go on with an older copy that was put in the ledger's place.")
@_of_ledger
def verify_command(restored: bool, ledger_url: str | None, profile_path: Path | None, **_common: bool) -> int:
    """Compute everything again: the chain of events, the rows, that no line is lost, the files.

    \b
    Example:
      edi-translate ledger verify
    """
    from edi.ledger.verify import verify

    ledger = open_chosen(ledger_url, profile_path)
    if restored:
        with ledger.database.writing():
            ledger.accept_restored(_now())
    found = verify(ledger)
    for line in (*found.faults, *found.notes):
        click.echo(line)
    click.echo(
        f"{found.events} events, {found.batches} batches, {found.lines} lines: {_verdict(len(found.faults))}", err=True
    )
    return ERRORS if found.faults else 0


def _verdict(faults: int) -> str:
    return "the ledger is as it was written" if not faults else f"{faults} fault{'s' if faults > 1 else ''}"


@command.command(name="report")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@click.option("-o", "--output", default="-", metavar="FILE", help="Default: stdout.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="As of this day; default today.")
@_of_ledger
def report_command(
    form: str, output: str, day: datetime | None, ledger_url: str | None, profile_path: Path | None, **_common: bool
) -> int:
    """The measures: acceptance by layer, at first and after correction, days between, duplicates, what waits, charges.

    \b
    Example:
      edi-translate ledger report --format html -o ledger.html
    """
    from edi.ledger.facts import facts
    from edi.ledger.report import page_of, report, text_of

    made = report(facts(open_chosen(ledger_url, profile_path), (day or moment_of(None, None)).date()))
    text = (
        _json(made) + "\n" if form == "json" else page_of(made) if form == "html" else "\n".join(text_of(made)) + "\n"
    )
    _write([text], output)
    return 0


@command.command(name="export")
@click.option("--to", "form", type=click.Choice(["csv", "ndjson", "parquet"]), default="csv", show_default=True)
@click.option("-o", "--output", default="-", metavar="FILE", help="Default: stdout; parquet needs a file.")
@_of_ledger
def export_command(form: str, output: str, ledger_url: str | None, profile_path: Path | None, **_common: bool) -> int:
    """Every line with its state, for other programs.

    \b
    Example:
      edi-translate ledger export --to ndjson -o lines.ndjson
    """
    from edi.ledger import export

    rows = export.exported(open_chosen(ledger_url, profile_path))
    if form == "parquet":
        if output == "-":
            raise click.UsageError("parquet is no text: name a file with -o")
        from edi.ledger.export_parquet import is_available, write_parquet

        if not is_available():
            raise click.UsageError("Parquet needs pyarrow: pip install edi-translate[parquet]")
        write_parquet(rows, Path(output))
        return 0
    _write(export.as_csv(rows) if form == "csv" else export.as_ndjson(rows), output)
    return 0


@command.command(name="denied")
@click.argument(
    "workbooks", nargs=-1, required=True, metavar="WORKBOOK...", type=click.Path(exists=True, path_type=Path)
)
@click.option("-o", "--output", default="edi-out", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@_of_ledger
def denied_command(
    workbooks: tuple[Path, ...], output: Path, ledger_url: str | None, profile_path: Path | None, **_common: bool
) -> int:
    """The provider's own workbook with the rows of denied claims marked: the answer's words, and its own numbers on
    them. WORKBOOK is one that was sent.

    \b
    Example:
      edi-translate ledger denied invoices/march.xlsx -o back
    """
    from edi.app.denied_copies import denied_copies

    ledger, chosen = open_chosen(ledger_url, profile_path), load_profile(profile_path)
    good = True
    with Staging(output) as staging:
        for copy in denied_copies(ledger, workbooks, chosen, now(chosen.profile)):
            if copy.data is not None:
                staging.add(copy.name, copy.data)
                click.echo(f"{copy.workbook}: {plural(copy.rows, 'denied row')}", err=True)
                continue
            good = good and copy.known
            told = "nothing of it is denied" if copy.known else "this workbook was not sent"
            click.echo(f"{copy.workbook}: {told}", err=True)
        paths = staging.commit()
    for path in paths:
        click.echo(str(path))
    return 0 if good else ERRORS


@command.command(name="requeue")
@click.argument("claims", nargs=-1, metavar="CLAIM...")
@click.option("--batch", type=click.IntRange(1), help="All denied claims of a batch.")
@_of_ledger
def requeue_command(
    claims: tuple[str, ...], batch: int | None, ledger_url: str | None, profile_path: Path | None, **_common: bool
) -> int:
    """Have claims go out again as they are: the next `translate` that holds their rows sends them.

    \b
    Example:
      edi-translate ledger requeue --batch 12
    """
    from edi.ledger.corrections import denied_of, requeue

    if not claims and batch is None:
        raise click.UsageError("name claims, or a batch with --batch")
    ledger = open_chosen(ledger_url, profile_path)
    with ledger.writing():
        wanted = [*claims, *(denied_of(ledger, batch) if batch else ())]
        refused = requeue(ledger, wanted, _now())
    for claim in refused:
        click.echo(f"{claim}: accepted, and not sent again; a changed row replaces it")
    click.echo(
        f"{len(set(wanted)) - len(refused)} claims go out again with the next run that holds their rows", err=True
    )
    return ERRORS if refused else 0


@command.command(name="void")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@click.option("-o", "--output", default="edi-out", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@_of_ledger
def void_command(
    claims: tuple[str, ...], output: Path, ledger_url: str | None, profile_path: Path | None, **_common: bool
) -> int:
    """Void accepted claims: writes an 837P with frequency 8 and the receiver's numbers, and records it.

    \b
    Example:
      edi-translate ledger void 300LI2X2RMYMM3ZTI2JI -o edi-out
    """
    from edi.app.voids import write_voids

    ledger, chosen = open_chosen(ledger_url, profile_path), load_profile(profile_path)
    for path in write_voids(ledger, claims, output, chosen, now(chosen.profile)):
        click.echo(str(path))
    return 0


@command.command(name="purge")
@click.option("--before", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Batches and answers before this day.")
@_of_ledger
def purge_command(before: datetime, ledger_url: str | None, profile_path: Path | None, **_common: bool) -> int:
    """Remove what may be about members from batches of long ago; keys, counts and states stay, so that nothing is sent
    twice.

    \b
    Example:
      edi-translate ledger purge --before 2020-01-01
    """
    from edi.ledger.purge import purge

    ledger = open_chosen(ledger_url, profile_path)
    with ledger.writing():
        done = purge(ledger, f"{before:%Y-%m-%d}", _now())
    click.echo(f"{done.batches} batches, {done.lines} lines, {done.answers} answers", err=True)
    return 0


@command.command(name="import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_of_ledger
def import_command(files: tuple[str, ...], ledger_url: str | None, profile_path: Path | None, **_common: bool) -> int:
    """Bring in 837P files that were sent before there was a ledger, so that their lines are known and answers find
    them. Answers are read with `responses`, in any order.

    \b
    Example:
      edi-translate ledger import sent/2026/
    """
    from edi.ledger.bring_in import bring_in

    ledger = open_chosen(ledger_url, profile_path, create=True)
    empty = 0
    with ledger.writing(restored=True):
        for one in x12_sources(x12_given(files), ENDINGS):
            found = bring_in(ledger, one.source, one.name, _now())
            if found is None:
                empty += 1
                click.echo(f"{one.name}: no claim of an 837P 5010 in this file")
            elif found.before:
                click.echo(f"{one.name}: known, batch {found.before}")
            else:
                click.echo(f"{one.name}: batch {found.batch}, {found.claims} claims, {found.lines} lines")
    return ERRORS if empty else 0


def _now() -> str:
    return moment_of(None, None).isoformat(timespec="seconds")


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _print(value: object, form: str, text_of: Callable[[Any], Iterable[str]]) -> None:
    click.echo(_json(value) if form == "json" else "\n".join(text_of(value)))


def _write(parts: Iterable[str], output: str) -> None:
    with output_stream(output) as stream:
        for part in parts:
            stream.write(part.encode("utf-8"))
