"""Hospitals that a provider belongs to: "Estuary General (1234567893); Bay Hospital"."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from invoices.cells import npi as npi_cell
from invoices.cells import text as text_cell
from invoices.cells.base import BETWEEN, Cleaned, several

LONGEST_NAME = 60


class Affiliation(NamedTuple):
    """A hospital: name and NPI, one of them may be ""."""

    name: str
    npi: str


def _find(text: str) -> Affiliation | None:
    number = re.search(r"\(?\b([12]\d{9})\b\)?", text)
    npi = npi_cell.clean(number[1], 0).value if number else ""
    if npi is None or BETWEEN[0].search(text):
        return None
    name = (text[: number.start()] + text[number.end() :] if number else text).strip(" -,;:()")[:LONGEST_NAME].strip()
    return Affiliation(name, npi) if name or npi else None


def clean(value: Any, limit: int) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """Affiliations -> a tuple of Affiliation in the order written; CL055 for one without a name or a right NPI, and
    what `text` finds in the names."""
    lines = value.replace("\n", ";") if isinstance(value, str) else value
    whole = text_cell.clean(lines, 0)
    if whole.value is None:
        return whole
    cleaned = several(whole.value, _find, "CL055", "hospitals by name, with or without their NPI")
    return Cleaned(cleaned.value, (*whole.problems, *cleaned.problems))
