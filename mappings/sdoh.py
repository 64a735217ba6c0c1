"""The social determinant Z codes that DHCS recommends, with the days each is billable.

Reads ``codes/sdoh_zcodes.csv`` (DHCS APL 21-009; dates as in the ICD-10-CM table).
"""

from __future__ import annotations

import csv
import datetime
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

from mappings.errors import ConfigError

SDOH = Path(__file__).parent / "codes" / "sdoh_zcodes.csv"
COLUMNS = ("icd10", "description", "priority", "valid_from", "valid_to", "evidence")


class SdohCode(NamedTuple):
    """One Z code: with its dot; on DHCS's list or not; first and last billable day; how sure its place is."""

    icd10: str
    description: str
    priority: bool
    valid_from: datetime.date
    valid_to: datetime.date | None
    evidence: Literal["published", "unverified"]


@cache
def sdoh_codes(path: Path = SDOH) -> tuple[SdohCode, ...]:
    """Take the file (the shipped one by default); return its rows in file order.

    Raises ConfigError naming the line where the file is missing, a column is not as expected, a value cannot
    be read or a code is there twice.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(path, f"cannot be read: {error}") from error
    skipped = sum(line.startswith("#") for line in lines)
    rows: dict[str, SdohCode] = {}
    for number, cells in enumerate(csv.reader(lines[skipped:]), start=skipped + 1):
        if number == skipped + 1:
            if tuple(cells) != COLUMNS:
                raise ConfigError(path, f"columns must be {','.join(COLUMNS)}", number)
            continue
        row = _row(path, number, cells)
        if rows.setdefault(row.icd10, row) is not row:
            raise ConfigError(path, f"{row.icd10} is there twice", number)
    if not rows:
        raise ConfigError(path, "holds no codes")
    return tuple(rows.values())


def _row(path: Path, number: int, cells: list[str]) -> SdohCode:
    """Turn one line's cells into a row, or say what is wrong with them."""
    try:
        code, description, priority, first, last, evidence = cells
        if not code or not description:
            raise ValueError("code and description must be filled in")
        if priority not in ("0", "1"):
            raise ValueError(f"priority must be 0 or 1, not {priority!r}")
        if evidence not in ("published", "unverified"):
            raise ValueError(f"evidence must be published or unverified, not {evidence!r}")
        starts = datetime.date.fromisoformat(first)
        ends = datetime.date.fromisoformat(last) if last else None
    except ValueError as error:
        raise ConfigError(path, str(error), number) from error
    level = cast(Literal["published", "unverified"], evidence)
    return SdohCode(code, description, priority == "1", starts, ends, level)
