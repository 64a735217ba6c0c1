"""A place of service: the two digits, the digits with a name ("Home (12)", "12 - Home"), the exact name, or a word for
it ("Participant's home", "Street")."""

from __future__ import annotations

import re
from functools import cache

from invoices.cells.base import Cleaned, Problem, normalised, total
from mappings.code_sets import load_place_words, load_places
from mappings.service_table import normal


@cache
def _by_name() -> dict[str, str]:
    words = {normal(word): code for word, code in load_place_words().items()}
    return words | {normal(place.name): place.code for place in load_places().values()}


def _clean(text: str) -> Cleaned:
    """Place of service -> two digits of the CMS list; CL014."""
    numbers = re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)
    code = numbers[0].zfill(2) if len(numbers) == 1 else _by_name().get(normal(text), "")
    if code not in load_places():
        return Cleaned(None, (Problem("CL014", "a two-digit place of service, for example 12 for home"),))
    return normalised(code, text, code)


clean = total(_clean)
