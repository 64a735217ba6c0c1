"""What a cell may say about its row as a whole: whether the service took place and is to be billed
(`layouts/row_statuses.csv`), and whether the row corrects a claim that was sent before
(`layouts/claim_frequencies.csv`)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal, TypeAlias, cast, get_args

from mappings.errors import ConfigError
from mappings.subject_file import load_subject
from mappings.tables import read_table

RowStatus: TypeAlias = Literal["delivered", "not_delivered", "correction", "paid", "denied", "pending"]
# Of two statuses of a row the one that stands first counts.
WORST_FIRST: tuple[RowStatus, ...] = ("not_delivered", "correction", "denied", "pending", "paid", "delivered")
STATUSES = "row_statuses.csv"
FREQUENCIES = "claim_frequencies.csv"


def worst(status: str) -> int:
    """The place of a status among all, the worst first."""
    return WORST_FIRST.index(cast(RowStatus, status))


def phrase(text: str) -> str:
    """A text as these tables compare it: words in small letters without accents, a blank between two."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).split())


@cache
def load_row_statuses() -> dict[str, RowStatus]:
    """Word, as `phrase` writes it -> what it means. Raises ConfigError for an unknown meaning and for a word with
    two."""
    path = load_subject().folder / STATUSES
    found: dict[str, RowStatus] = {}
    for line, row in read_table(path):
        if row["means"] not in get_args(RowStatus):
            raise ConfigError(path, f"means is {row['means']!r}: one of {', '.join(get_args(RowStatus))}", line)
        means = cast(RowStatus, row["means"])
        if found.setdefault(phrase(row["word"]), means) != means:
            raise ConfigError(path, f"{row['word']!r} has two meanings", line)
    return found


@cache
def load_claim_frequencies() -> dict[str, str]:
    """Word, as `phrase` writes it -> the claim frequency code. Raises ConfigError for a word with two."""
    path = load_subject().folder / FREQUENCIES
    found: dict[str, str] = {}
    for line, row in read_table(path):
        if found.setdefault(phrase(row["word"]), row["code"]) != row["code"]:
            raise ConfigError(path, f"{row['word']!r} has two codes", line)
    return found
