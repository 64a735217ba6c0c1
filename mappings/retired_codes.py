"""Codes of findings that are no longer made (`findings/retired.csv`): a code keeps its meaning for years, so that an
old report can still be looked up."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mappings.tables import HERE, read_table


class RetiredCode(NamedTuple):
    """A code that is no longer made: what it meant, the codes that are told instead, and why."""

    code: str
    title: str
    replacements: tuple[str, ...]
    why: str


@cache
def load_retired() -> dict[str, RetiredCode]:
    """Every retired code in the order of the file."""
    path = HERE / "findings" / "retired.csv"
    return {
        row["code"]: RetiredCode(row["code"], row["title"], tuple(row["replacement"].split()), row["why"])
        for _, row in read_table(path)
    }
