"""What became of a visit, in a column beside it: completed, no show, cancelled, void, denied, in English or Spanish."""

from __future__ import annotations

import re
from functools import cache

from invoices.cells.base import Cleaned, Problem, total
from mappings.row_words import RowStatus, load_row_statuses, phrase

# Beside a word of the table these turn it round ("not completed" is a word of its own), or leave it open.
TURNING = frozenset({"not", "no", "non", "never", "un", "sin", "nunca", "if", "maybe", "si", "almost", "partially"})


def _clean(text: str) -> Cleaned:
    """Status -> a meaning of the table; CL041 for a word that it does not have, for two meanings, and for a
    question."""
    found = _meaning(text)
    return Cleaned(found) if found else Cleaned(None, (Problem("CL041", "a status such as Completed or No show"),))


def _meaning(text: str) -> RowStatus | None:
    rest = f" {phrase(text)} "
    whole = load_row_statuses().get(rest.strip())
    if whole or "?" in text:
        return None if "?" in text else whole
    meanings = set()
    for word, pattern, means in _patterns():
        if word in rest:  # much faster than to search for every pattern
            rest = pattern.sub(" ", rest)
            meanings.add(means)
    if len(meanings) != 1 or TURNING & set(rest.split()):
        return None
    return meanings.pop()


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], RowStatus], ...]:
    """The words of the table between spaces, and what finds them, the longest first."""
    words = sorted(load_row_statuses().items(), key=lambda pair: -len(pair[0]))
    return tuple((f" {word} ", re.compile(rf"(?<= ){re.escape(word)}(?= )"), means) for word, means in words)


clean = total(_clean)
