"""What `edi-translate qimr` reads: encounters, and the files beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import click

from edi.cli.inputs import sources as invoice_sources
from edi.cli.options import ChosenProfile
from edi.cli.x12_inputs import is_x12, x12_sources
from edi.diagnostics import Diagnostic
from edi.qimr.files import Files as X12Files
from edi.qimr.files import Named
from edi.qimr.given import Given
from edi.qimr.source import EncounterSource, Joined
from invoices.context import Context
from invoices.encounters import encounters_of
from mappings.layout_file import layouts_with
from mappings.payer_file import load_payer


class Files(NamedTuple):
    """Paths by what they are given as."""

    members: Sequence[Path]
    returns: Sequence[Path]
    outreach: Sequence[Path]
    referrals: Sequence[Path]
    requests: Sequence[Path]
    authorizations: Sequence[Path]
    roster: Sequence[Path]


def encounter_source(inputs: Sequence[str], chosen: ChosenProfile, now: datetime) -> EncounterSource:
    """The encounters of 837P files and invoices. A folder gives its 837P files, or its workbooks where it has none;
    standard input is an 837P. Raises click.UsageError for what is not there."""
    x12 = [text for text in inputs if text == "-" or _has_x12(Path(text))]
    books = [text for text in inputs if text not in x12]
    found: list[EncounterSource] = []
    if x12:
        found.append(X12Files([Named(one.name, _again(one.source)) for one in x12_sources(x12)]))
    if books:
        context = Context(chosen.profile, load_payer(chosen.profile.payer), now.date())
        layouts = list(layouts_with(chosen.layouts).values())
        found.append(encounters_of(invoice_sources(books), context, layouts, now))
    return found[0] if len(found) == 1 else Joined(*found)


def _has_x12(path: Path) -> bool:
    if not path.exists():
        raise click.UsageError(f"{path}: no such file or folder")
    return any(map(is_x12, path.rglob("*"))) if path.is_dir() else is_x12(path)


def _again(source: Path | bytes) -> Path | bytes:
    """A source that can be read twice: a pipe is taken into memory."""
    return source if isinstance(source, bytes) or source.is_file() else source.read_bytes()


def given_of(files: Files, chosen: ChosenProfile, now: datetime) -> tuple[Given, Iterable[Diagnostic]]:
    """The files beside the encounters, read, with what is wrong with them."""
    return Given(), ()
