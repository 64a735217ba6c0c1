"""Which diagnoses make an indicator of the Member Information File, and how far back they count
(`members/conditions.csv`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from mappings.errors import ConfigError
from mappings.tables import HERE, read_table

CONDITIONS = HERE / "members" / "conditions.csv"
SOCIAL = "sdoh"


class Condition(NamedTuple):
    """One row: beginnings of codes without dots, the months that count and the different days that are needed."""

    name: str
    codes: tuple[str, ...]
    months: int
    services: int
    means: str

    def has(self, code: str) -> bool:
        """Whether a diagnosis (with or without its dot) is one of it."""
        return code.replace(".", "").upper().startswith(self.codes)


@cache
def load_conditions(path: Path = CONDITIONS) -> tuple[Condition, ...]:
    """All rows in the order of the file. Raises ConfigError for a bad one."""
    found = []
    for line, row in read_table(path):
        try:
            months, services = int(row["months"]), int(row["services"])
            found.append(Condition(row["name"], tuple(row["codes"].split()), months, services, row["means"]))
        except (KeyError, ValueError) as problem:
            raise ConfigError(path, f"months and services are whole numbers: {problem}", line) from problem
    return tuple(found)
