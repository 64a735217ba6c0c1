"""Counts in words."""

from __future__ import annotations


def plural(count: int, one: str, many: str = "") -> str:
    """`1 row`, `2 rows`; thousands are set off."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
