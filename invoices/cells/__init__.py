"""One total function a kind of cell: any value that a workbook can hold -> a clean value, or None, and what was
noticed on the way. A kind is a file: its module defines `clean(value, limit)` and is found by its name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

from invoices.cells.base import Cleaned, text_of
from invoices.cells.date import USUAL, DateForm

Cleaner = Callable[..., Cleaned]

# Kinds whose reading depends on how their column is written.
DATE_KINDS = frozenset({"date", "span", "soft_date", "birth_date", "zero_date", "digit_date"})


# The kinds for columns that count cents, by the kind that counts dollars.
IN_CENTS = {"money": "cents", "unit_cost": "unit_cents"}


@cache
def load_kinds() -> dict[str, Cleaner]:
    """Every kind of cell by name."""
    kinds: dict[str, Cleaner] = {}
    for found in pkgutil.iter_modules(__path__):
        if found.name != "base":
            kinds[found.name] = importlib.import_module(f"{__name__}.{found.name}").clean
    return kinds


class Memo(dict[Any, Any]):
    """Cleans every distinct value of a column once: a column of 100,000 rows holds a few hundred dates, codes and
    numbers. Gives the clean value itself, or the whole `Cleaned` where something was noticed, so that the hot loop
    asks one question a row and not one a cell. Bounded, so that a column of distinct texts does not keep them all.
    """

    __slots__ = ("_clean", "_limit", "_says")
    MOST = 50_000

    def __init__(self, kind: str, limit: int, form: DateForm = USUAL, says: Mapping[str, str] | None = None) -> None:
        """`says` gives for the text of a value what is read in its place."""
        super().__init__({"": None})
        self._says = says or {}
        clean = load_kinds()[kind]
        self._clean = partial(clean, form=form) if form != USUAL and kind in DATE_KINDS else clean
        self._limit = limit

    def __missing__(self, value: Any) -> Any:
        said = self._says.get(text_of(value), value) if self._says else value
        cleaned = self._clean(said, self._limit)
        kept = cleaned if cleaned.problems else cleaned.value
        if len(self) < self.MOST:
            self[value] = kept
        return kept

    def cleaned(self, value: Any) -> Cleaned:
        """The value with what was noticed, whether or not there was something."""
        kept = self[value]
        return kept if type(kept) is Cleaned else Cleaned(kept)
