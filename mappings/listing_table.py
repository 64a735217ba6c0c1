"""The fields of the public provider listing (`guides/274/listing.csv`), and what a 274 says of each."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mappings.tables import HERE, read_table

LISTING = HERE / "guides" / "274" / "listing.csv"


class ListingField(NamedTuple):
    """A field: `says` names what a 274 says of it, "" where it says nothing."""

    meaning: str
    says: str
    evidence: str


@cache
def load_listing() -> dict[str, ListingField]:
    """The fields by name, in the listing's order."""
    return {row["field"]: ListingField(row["meaning"], row["says"], row["evidence"]) for _, row in read_table(LISTING)}
