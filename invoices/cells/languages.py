"""Languages, one or several in a cell, by name or by ISO 639 code: "English, Spanish; Hmong", "en/es"."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from invoices.cells.base import Cleaned, several
from mappings.roster_tables import language_names
from mappings.service_table import normal

EXPECTED = "names of languages, or their ISO 639 codes"
CODE = 3


@lru_cache(maxsize=4096)
def code_of(text: str) -> str | None:
    """The ISO 639 code of a language by its name or code, of two letters where there is one; None for none."""
    own = language_names().get(normal(text))
    if own:
        return own
    import pycountry  # slow to import, and only for a language that the table does not have

    languages = pycountry.languages
    if len(text) <= CODE:
        found = languages.get(**{f"alpha_{len(text)}": text.lower()}) if len(text) > 1 else None
    else:
        found = languages.get(name=text.title()) or languages.get(name=text)
    return getattr(found, "alpha_2", found.alpha_3) if found else None


def clean(value: Any, limit: int) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """Languages -> a tuple of ISO 639 codes in the order written; CL050 for one that is not known (left out)."""
    return several(value, code_of, "CL050", EXPECTED)
