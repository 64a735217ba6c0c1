"""CSV, one row a service line. A spreadsheet must not take a value for a formula: such values get an apostrophe."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import IO

from edi.conversion.rows import COLUMNS, rows
from edi.model.claim import Claim
from edi.model.harmless import harmless

_TEXT = [kind == "text" for kind in COLUMNS.values()]


def write_csv(claims: Iterable[Claim], stream: IO[str]) -> None:
    """Writes the heading and a row for each line, with CR LF as RFC 4180 has it."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        [harmless(cell) if is_text else cell for cell, is_text in zip(row, _TEXT, strict=True)] for row in rows(claims)
    )
