"""Which receiver takes which kind of file, by the id that stands in ISA08."""

from __future__ import annotations

from functools import cache
from typing import Literal

from mappings.own import toml_files
from mappings.tables import HERE, read_toml

PAYERS = HERE / "payers"
SECTIONS = {"837P": "interchange", "274": "provider_file"}


@cache
def receivers_of(kind: Literal["837P", "274"]) -> dict[str, str]:
    """Receiver id -> payer, for the shipped payers and a plan's own that take files of a kind; ids that a profile
    fills in are left out."""
    found: dict[str, str] = {}
    for path in toml_files(PAYERS).values():
        receiver = read_toml(path).get(SECTIONS[kind], {}).get("receiver_id", "")
        if receiver and "{" not in receiver:
            found[receiver] = path.stem
    return found
