"""The requirements read out of the public guidance texts (`requirements/requirements.csv`)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mappings.tables import HERE, read_table


class Requirement(NamedTuple):
    """One statement of a guidance text: where it stands, what it asks, what it applies to."""

    id: str
    document: str
    place: str
    statement: str
    kind: str
    applies_to: str
    suggestion: str
    severity: str


@cache
def load_requirements() -> dict[str, Requirement]:
    """All requirements by id, in the order of the file."""
    path = HERE / "requirements" / "requirements.csv"
    return {row["id"]: Requirement(**row) for _, row in read_table(path)}
