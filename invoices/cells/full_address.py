"""A whole address in one cell: "12 Main St Apt 4, Oakland, CA 94612"."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from invoices.cells import state as state_cell
from invoices.cells import text as text_cell
from invoices.cells import zip as zip_cell
from invoices.cells.base import Cleaned, Problem

EXPECTED = "street, city, state and ZIP code, for example 12 Main St, Oakland, CA 94612"
USUAL = re.compile(r"(?i)(.+?)\s*[,;]\s*([^,;\d]+?)\s*[,;]?\s+([A-Z]{2}|Calif(?:ornia)?)\.?[,\s]\s*(\d{5}(?:-?\d{4})?)")
HOMELESS = re.compile(
    r"(?i)(?:homeless|unhoused|unsheltered|transient|no (?:fixed |permanent )?address|sin (?:hogar|techo|domicilio))\b"
    r"[\s.,;-]*"
)
# "Homeless (Fresno, CA 93701)", "unhoused - Merced CA 95340": where somebody without an address was.
LAST_SEEN = re.compile(rf"(?:{HOMELESS.pattern.removeprefix('(?i)')})\(?\s*([^()]+?)\)?\s*$", re.IGNORECASE)
STREET_LIMIT, CITY_LIMIT = 55, 30


class FullAddress(NamedTuple):
    """The parts of an address in the order of the fields that they go into."""

    street: str | None
    city: str | None
    state: str | None
    zip: str | None


def _split(text: str) -> tuple[str, str, str, str]:
    usual = USUAL.fullmatch(text)
    if usual:
        return usual[1], usual[2], usual[3], usual[4]
    import usaddress  # slow to import, and only for an address that is not written the usual way

    parts: dict[str, list[str]] = {"street": [], "PlaceName": [], "StateName": [], "ZipCode": []}
    try:
        for word, label in usaddress.parse(text):
            parts[label if label in parts else "street"].append(word.strip(",; "))
    except (ValueError, RuntimeError):
        return "", "", "", ""
    street, city, state, code = (" ".join(words) for words in parts.values())
    return street, city, state, code


def clean(value: Any, limit: int) -> Cleaned:  # noqa: ARG001 - all cell functions are called alike
    """Whole address -> FullAddress; CL033 for one without street, city or ZIP code, or with a state that there is not,
    CL022 with the parts as they were read. `HOMELESS` stands for a street, and may stand alone."""
    whole = text_cell.clean(value, 0)
    if whole.value is None:
        return whole
    homeless = HOMELESS.match(whole.value)
    if homeless and homeless.end() == len(whole.value):
        return Cleaned(FullAddress("HOMELESS", None, None, None), whole.problems)
    street, city, state, code = _split(LAST_SEEN.sub(r"HOMELESS, \1", whole.value))
    if homeless:
        street = "HOMELESS"
    cleaned = (
        text_cell.clean(street, STREET_LIMIT),
        text_cell.clean(city, CITY_LIMIT),
        state_cell.clean(state, 0),
        zip_cell.clean(code, 0),
    )
    address = FullAddress(*(part.value for part in cleaned))
    if address.street is None or address.city is None or address.zip is None or (state and address.state is None):
        return Cleaned(None, (Problem("CL033", EXPECTED),))
    told = [p for part in cleaned[:2] for p in part.problems]
    shown = f"street {address.street}, city {address.city}, state {address.state or '?'}, ZIP {address.zip}"
    return Cleaned(address, (*whole.problems, *told, Problem("CL022", shown)))
