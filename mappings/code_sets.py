"""Small dated code sets: place of service, states, taxonomy."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from mappings.tables import HERE, optional_date, read_table

CODES = HERE / "codes"
CORRECTIONAL_FACILITY = "09"
# First letters of ICD-10-CM codes V00 to Y99, the external causes of morbidity (chapter 20).
EXTERNAL_CAUSES = frozenset("VWXY")


class PlaceOfService(NamedTuple):
    """A place of service: two-digit code, name, first day of validity (None: since before 2022)."""

    code: str
    name: str
    valid_from: date | None


@cache
def load_places() -> dict[str, PlaceOfService]:
    """CMS place of service codes, by code (code source 237)."""
    path = CODES / "place_of_service.csv"
    return {
        row["code"]: PlaceOfService(row["code"], row["name"], optional_date(path, line, row["valid_from"]))
        for line, row in read_table(path)
    }


@cache
def load_place_words() -> dict[str, str]:
    """How people write a place of service -> its code, by `normal` words."""
    return {row["word"]: row["code"] for _, row in read_table(CODES / "place_words.csv")}


@cache
def load_states() -> dict[str, str]:
    """USPS state abbreviations -> names."""
    return {row["code"]: row["name"] for _, row in read_table(CODES / "states.csv")}


@cache
def load_zip_states() -> dict[str, frozenset[str]]:
    """The first three digits of a ZIP code -> the states in which it is used."""
    return {row["zip3"]: frozenset(row["states"].split()) for _, row in read_table(CODES / "zip3_states.csv")}


def state_of_zip(zip_code: str | None) -> str | None:
    """The state of a ZIP code, by its first three digits; None where it is unknown, or in use in more than one."""
    states = load_zip_states().get(zip_code[:3], frozenset()) if zip_code else frozenset[str]()
    return next(iter(states)) if len(states) == 1 else None


@cache
def load_provinces() -> dict[str, str]:
    """Abbreviations of the provinces and territories of Canada -> names."""
    return {row["code"]: row["name"] for _, row in read_table(CODES / "provinces.csv")}


@cache
def load_taxonomies() -> dict[str, str]:
    """Provider taxonomy codes that ECM and Community Supports providers use -> names (NUCC; not the whole
    code set)."""
    return {row["taxonomy"]: row["name"] for _, row in read_table(CODES / "taxonomy.csv")}
