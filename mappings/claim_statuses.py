"""What a 277CA says of a finding (`responses/claim_statuses.csv`): category, status and entity (STC01)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from mappings.errors import ConfigError
from mappings.tables import HERE, read_table

CLAIM_STATUSES = HERE / "responses" / "claim_statuses.csv"
#: The entity is the party in whose loop the finding stands.
BY_LOOP = "loop"
_FORMS = {"finding": r"X[3-7]\d{3}", "category": r"A[1-8]", "status": r"\d{1,3}", "entity": r"|loop|[0-9A-Z]{2,3}"}


class ClaimStatus(NamedTuple):
    """STC01-1, STC01-2, and STC01-3 (`BY_LOOP`, a code, or "" for none), with the status in words."""

    category: str
    status: str
    entity: str
    meaning: str


#: For a finding that the table does not name: rejected, missing or invalid information.
UNNAMED = ClaimStatus("A7", "21", "", "missing or invalid information")


@cache
def load_claim_statuses() -> Mapping[str, ClaimStatus]:
    """Finding code -> what is said of it. Raises ConfigError for a bad table."""
    found: dict[str, ClaimStatus] = {}
    for line, row in read_table(CLAIM_STATUSES):
        for column, form in _FORMS.items():
            if not re.fullmatch(form, row[column]):
                raise ConfigError(CLAIM_STATUSES, f"{row[column]!r} is no {column}", line)
        if row["finding"] in found:
            raise ConfigError(CLAIM_STATUSES, f"{row['finding']} stands here twice", line)
        found[row["finding"]] = ClaimStatus(row["category"], row["status"], row["entity"], row["meaning"])
    return found
