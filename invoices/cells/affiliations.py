"""Hospitals that a provider belongs to: "Estuary General (1234567893); Bay Hospital"."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from invoices.cells import npi as npi_cell
from invoices.cells import text as text_cell
from invoices.cells.base import Cleaned, Problem, several

LONGEST_NAME = 60


class Affiliation(NamedTuple):
    """A hospital: name and NPI, one of them may be ""."""

    name: str
    npi: str


def _find(text: str) -> Affiliation | None:
    number = re.search(r"\(?\b([12]\d{9})\b\)?", text)
    npi = npi_cell.clean(number[1], 0).value if number else ""
    if npi is None:
        return None
    name = (text[: number.start()] + text[number.end() :] if number else text).strip(" -,;:()")
    cleaned = text_cell.clean(name, LONGEST_NAME) if name else Cleaned("")
    return Affiliation(cleaned.value or "", npi) if cleaned.value or npi else None


def clean(value: Any, limit: int) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """Affiliations -> a tuple of Affiliation in the order written; CL055 for one without a name or a right NPI."""
    cleaned = several(value, _find, "CL055", "hospitals by name, with or without their NPI")
    told = text_cell.clean(value, 0).problems if isinstance(value, str) and not cleaned.problems else ()
    return Cleaned(cleaned.value, (*cleaned.problems, *(p for p in told if p.code in ("CL020", "CL026"))) or ())


__all__ = ["Affiliation", "Problem", "clean"]
