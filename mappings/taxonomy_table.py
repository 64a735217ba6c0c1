"""The provider taxonomy codes that this program knows (`codes/provider_taxonomies.csv`); the code set is NUCC's."""

from __future__ import annotations

from functools import cache

from mappings.code_sets import load_taxonomies
from mappings.tables import HERE, read_table

TAXONOMIES = HERE / "codes" / "provider_taxonomies.csv"


@cache
def known_taxonomies() -> frozenset[str]:
    """Codes of agencies and supports (`codes/taxonomy.csv`) and those of clinicians and facilities."""
    return frozenset({row["taxonomy"] for _, row in read_table(TAXONOMIES)} | set(load_taxonomies()))
