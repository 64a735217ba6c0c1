"""What a column that parts the rows says about each of them: billed or not. Status words speak for themselves; a bare
yes, no or mark is read by its heading ("Void?", "Billable")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from invoices.cells import row_status
from invoices.cells.base import text_of
from invoices.reading.wording import words_of
from invoices.workbook import CellValue
from mappings.tables import HERE, read_table

YES = frozenset({"y", "yes", "true", "t", "1", "x", "✓", "✔", "√", "si", "sí", "checked", "on"})
NO = frozenset({"n", "no", "false", "f", "0", "unchecked", "off"})
# The words that `row_status` reads as a visit that is billed, and as one that is not.
BILLED, NOT_BILLED = "delivered", "not delivered"


@cache
def _headings() -> tuple[tuple[str, str], ...]:
    """Words of a heading -> what a yes below it means ("billed", "not_billed", "paid"), the longest first."""
    rows = [(row["heading"], row["yes_means"]) for _, row in read_table(HERE / "layouts" / "status_headings.csv")]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def yes_means(heading: str) -> str:
    """What a yes below a heading says of its row: "billed", "not_billed", "status" for a heading that needs words
    below it, or "" where the heading speaks of nothing like it."""
    said = f" {' '.join(words_of(heading))} "
    return next((means for words, means in _headings() if f" {words} " in said), "")


def meaning(value: CellValue) -> str:
    """What a word says of its row (`row_statuses.csv`); "" for a word that says nothing of the kind."""
    text = text_of(value)
    return "" if len(text) > 60 else row_status.clean(value, 0).value or ""


def is_mark(value: CellValue) -> bool:
    """Whether a cell is a bare yes, no or mark."""
    return text_of(value).casefold() in YES | NO


def meanings(heading: str, values: Iterable[CellValue]) -> tuple[dict[str, str], list[str]]:
    """The values of a status column, as they stand, with the status word that each stands for; and those that nobody
    can tell without asking."""
    means = yes_means(heading)
    found: dict[str, str] = {}
    unknown: list[str] = []
    for value in values:
        text = text_of(value)
        if is_mark(value) and means in ("billed", "not_billed"):
            yes = text.casefold() in YES
            found[text] = BILLED if yes == (means == "billed") else NOT_BILLED
        elif meaning(value) and not is_mark(value):
            found[text] = text
        else:
            unknown.append(text)
    return found, unknown


def speaks_against(text: str) -> bool:
    """Whether a remark may say that its row is not to be billed: it has a word of a status that is not."""
    pieces = re.split(r"[.;:!?()\n-]+", text)
    return any(meaning(piece) not in ("", "delivered") for piece in (text, *pieces) if piece.strip())


def against(values: Iterable[CellValue]) -> list[str]:
    """The values that may say that their row is not to be billed."""
    return [text_of(value) for value in values if speaks_against(text_of(value))]
