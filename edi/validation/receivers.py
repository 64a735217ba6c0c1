"""What type 7 needs of the payer files, read without their whole model: pydantic costs more than the validation of a
small file. `translate` and the tests read the same files through `mappings.payer_file`, which checks every key."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from edi.claims.around import Receiver
from edi.claims.parts import Segment
from mappings.errors import ConfigError
from mappings.tables import HERE, read_toml

PAYERS = HERE / "payers"


@cache
def shipped() -> tuple[Receiver, ...]:
    """All payers of the folder."""
    return tuple(receiver_of(read_toml(path)) for path in sorted(PAYERS.glob("*.toml")))


def named(name: str) -> Receiver:
    """A shipped payer by name, or one from a path that ends in .toml; raises ConfigError."""
    if name.endswith(".toml"):
        from mappings.payer_file import read_payer  # checks every key of a file that is not ours

        return receiver_of(read_payer(Path(name)).model_dump())
    found = next((payer for payer in shipped() if payer.name == name), None)
    if found is None:
        known = ", ".join(payer.name for payer in shipped())
        raise ConfigError(name, f"no payer is called {name!r}; known: {known}")
    return found


def addressed(isa: Segment, gs: Segment) -> Receiver | None:
    """The payer whose receiver id stands in ISA08 or GS03."""
    to, group = isa.value(8).strip(), gs.value(3).strip()
    for payer in shipped():
        if (payer.receiver_id and payer.receiver_id == to) or (payer.group_receiver and payer.group_receiver == group):
            return payer
    return None


def receiver_of(table: dict[str, Any]) -> Receiver:
    """What type 7 needs of the table of a payer file."""
    interchange, transaction = table["interchange"], table["transaction"]
    return Receiver(
        name=table["name"],
        sender_id=interchange["sender_id"],
        receiver_id=_literal(interchange["receiver_id"]),
        group_receiver=_literal(interchange["group_receiver"]),
        type=transaction["type"],
        max_claims=transaction.get("max_claims", 5000),
        plan_code_per_file=table.get("plan_code_per_file", True),
        id_prefix=table.get("claim", {}).get("id_prefix", ""),
        member_id=table["subscriber"].get("member_id", ""),
        severity=table.get("severity", {}),
    )


def _literal(text: str) -> str:
    """A value that stands in the file; "" for one that a profile fills in."""
    return "" if "{" in text else text
