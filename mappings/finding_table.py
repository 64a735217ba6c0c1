"""What is said of the guide validator's findings (`guides/findings.toml`)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from mappings.errors import ConfigError
from mappings.tables import HERE, read_toml

FINDINGS = HERE / "guides" / "findings.toml"
UNLISTED = {1: "X1000", 2: "X2000"}


class GuideFinding(NamedTuple):
    """One reason: its code, and what `explain` prints."""

    code: str
    reason: str
    title: str
    why: str
    fix: str
    example: str


@cache
def load_guide_findings() -> tuple[GuideFinding, ...]:
    """All reasons in the order of the file. Raises ConfigError for a bad table."""
    found = []
    for code, row in read_toml(FINDINGS).items():
        if not re.fullmatch(r"X[12]\d{3}", code) or set(row) != set(GuideFinding._fields[1:]):
            raise ConfigError(FINDINGS, f"{code}: needs {', '.join(GuideFinding._fields[1:])}")
        found.append(GuideFinding(code, **row))
    return tuple(found)


@cache
def codes_by_reason() -> dict[str, str]:
    """Reason -> code."""
    return {row.reason: row.code for row in load_guide_findings()}
