"""Denials, back to the provider: its own workbook with the rows of denied claims marked, its own numbers on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from edi.app.settings import ChosenProfile
from edi.diagnostics import Diagnostic
from edi.ledger.fold import DENIED
from edi.ledger.ledger import Ledger
from edi.ledger.life import lives
from edi.ledger.records import Input, Line, Version
from edi.ledger.take_in import digest_of
from edi.ledger.words import in_words
from edi.model.reference import SheetRef
from edi.views.run_result import InputResult
from invoices.returns.write import rejects_workbook
from invoices.run import begun
from mappings.payer_file import load_payer


class DeniedCopy(NamedTuple):
    """The copy of a workbook: its name, its bytes (None: nothing of it is denied), how many rows are marked; `known` is
    whether the ledger has sent the workbook."""

    workbook: Path
    name: str
    data: bytes | None
    rows: int
    known: bool


def denied_copies(
    ledger: Ledger, workbooks: Sequence[Path], chosen: ChosenProfile, now: datetime
) -> Iterator[DeniedCopy]:
    """The copy of each workbook that was sent, in their order. They are known by their content. OSError passes on."""
    profile = chosen.profile
    for path in workbooks:
        digest = digest_of(path)
        with ledger.database.transaction(reading=True):
            inputs = [one.id for one in ledger.database.rows(Input, sha256=digest) if one.batch]
            findings = list(_findings(ledger, inputs, str(path)))
        name = f"{path.stem}.denied.xlsx"
        if not findings:
            yield DeniedCopy(path, name, None, 0, bool(inputs))
            continue
        run = begun(profile, load_payer(profile.payer), now.date(), now, profile_name=chosen.name)
        part = InputResult(str(path), path, digest, findings=findings)
        run.inputs.append(part)
        yield DeniedCopy(path, name, rejects_workbook(part, run).data, len(findings), known=True)


def _findings(ledger: Ledger, inputs: Sequence[int], file: str) -> Iterator[Diagnostic]:
    database = ledger.database
    lines = list(database.rows_in(Line, "input", inputs))
    claims = {one.claim for one in database.rows_in(Version, "id", {line.version for line in lines})}
    denied = {
        life.versions[-1].version.id: life.versions[-1] for life in lives(database, claims) if life.states[-1] == DENIED
    }
    for line in lines:
        sent = denied.get(line.version)
        if sent is not None and line.row:
            words = in_words(sent.outcome)
            own = f", your number {line.control_number}" if line.control_number else ""
            why = f": {'; '.join(words.why)}" if words.why else ""
            text = f"claim {sent.version.claim}{own}, {words.outcome}{why}"
            yield Diagnostic("LG005", SheetRef(file, line.sheet, line.row, slot=line.slot), "", text)
