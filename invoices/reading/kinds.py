"""What the values of a column look like, as names of kinds of cells: enough to know a column again by, and no value."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from invoices.cells import load_kinds
from invoices.cells.base import text_of

# Kinds that tell columns apart, from the narrow ones to the wide ones.
TELLING = (
    "cin", "npi", "tin", "hcpcs", "diagnoses", "modifiers", "taxonomy", "birth_date", "date", "phone", "zip", "state",
    "gender", "place_of_service", "whole_number", "money", "full_address", "full_name",
)  # fmt: skip
# A word may be read as one of these; a code has a digit, a name has none.
WITH_DIGIT, WITHOUT_DIGIT = frozenset({"hcpcs", "diagnoses", "taxonomy"}), frozenset({"full_name"})
# Values to look at, and the share of them in tenths that has to be of a kind.
MOST, ENOUGH = 40, 8
WORDS = "text"


def kinds_of(values: Iterable[object]) -> tuple[str, ...]:
    """The kinds of cells that nearly all of the values are of; `text` alone where they are words of no kind, nothing
    where there are no values."""
    texts: dict[str, None] = {}
    for value in values:
        text = text_of(value)
        if text:
            texts[text] = None
        if len(texts) == MOST:
            break
    if not texts:
        return ()
    found = tuple(name for name in TELLING if sum(_is_of(name, text) for text in texts) * 10 >= ENOUGH * len(texts))
    return found or (WORDS,)


def _is_of(kind: str, text: str) -> bool:
    has_digit = any(letter.isdigit() for letter in text)
    if (kind in WITH_DIGIT and not has_digit) or (kind in WITHOUT_DIGIT and has_digit):
        return False
    return load_kinds()[kind](text, 0).value is not None


def compatible(some: Collection[str], others: Collection[str]) -> bool:
    """Whether two columns may be the same by their kinds: one is a part of the other, as where few values were seen, or
    half of all kinds are common. A column without values may be any."""
    one, two = frozenset(some), frozenset(others)
    if one <= two or two <= one:
        return True
    return len(one & two) * 2 >= len(one | two)
