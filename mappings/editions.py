"""The code sets that a validation holds values against, with the edition of each: what the head of its table says."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from mappings.errors import ConfigError
from mappings.tables import HERE


class CodeSet(NamedTuple):
    """A code set: its name, its edition (a day), and the SNIP types that use it."""

    name: str
    edition: str
    used_by: frozenset[int]


#: Name, file, the line of its head that says the edition, and the types.
_SETS = (
    ("ICD-10-CM", "codes/icd10cm.txt", "newest-release", (5,)),
    ("Place of service", "codes/place_of_service.csv", "as of", (5,)),
    ("States", "codes/states.csv", "as of", (5,)),
    ("Provider taxonomies of ECM and Community Supports", "codes/taxonomy.csv", "as of", (5,)),
    ("Procedure codes of ECM and Community Supports", "services/services.csv", "as of", (5, 6)),
)


@cache
def code_sets() -> tuple[CodeSet, ...]:
    """All code sets. Raises ConfigError for a table that does not say its edition."""
    return tuple(CodeSet(name, _edition(HERE / file, key), frozenset(types)) for name, file, key, types in _SETS)


def _edition(path: Path, key: str) -> str:
    wanted = f"# {key}:"
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            if not line.startswith("#"):
                break
            if line.startswith(wanted):
                return line.removeprefix(wanted).strip()
    raise ConfigError(path, f"the head of the table has no line {wanted!r}")
