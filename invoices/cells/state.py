"""A state: the two letters or the name (USPS abbreviations)."""

from __future__ import annotations

from functools import cache

from invoices.cells.base import Cleaned, Problem, normalised, total
from mappings.code_sets import load_states


@cache
def _by_name() -> dict[str, str]:
    return {name.upper(): code for code, name in load_states().items()} | {
        "CALIF": "CA",
        "CALIF.": "CA",
        "CAL": "CA",
    }


def _clean(text: str) -> Cleaned:
    """State -> two letters; CL016."""
    upper = text.upper()
    code = upper if upper in load_states() else _by_name().get(upper)
    if code is None:
        return Cleaned(None, (Problem("CL016", "a two-letter state, for example CA"),))
    return normalised(code, text, code)


clean = total(_clean)
