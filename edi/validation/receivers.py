"""What type 7 needs of the payer files, read without their whole model: pydantic costs more than the validation of a
small file. `translate` and the tests read the same files through `mappings.payer_file`, which checks every key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from edi.claims.around import Receiver
from edi.claims.parts import Segment
from mappings.errors import ConfigError
from mappings.own import toml_files
from mappings.tables import HERE, read_toml

if TYPE_CHECKING:
    from mappings.profile_file import Profile

PAYERS = HERE / "payers"


@cache
def shipped() -> tuple[Receiver, ...]:
    """All payers of the folder, and those of a plan's own mappings."""
    return tuple(receiver_of(read_toml(path)) for path in toml_files(PAYERS).values())


def named(name: str, known: Sequence[Receiver] = ()) -> Receiver:
    """A payer by name: of those that a profile knows, or shipped; or one from a path that ends in .toml. Raises
    ConfigError."""
    if name.endswith(".toml"):
        from mappings.payer_file import read_payer  # checks every key of a file that is not ours

        return receiver_of(read_payer(Path(name)).model_dump())
    found = next((payer for payer in (*known, *shipped()) if payer.name == name), None)
    if found is None:
        names = ", ".join(payer.name for payer in shipped())
        raise ConfigError(name, f"there is no payer named {name!r}; known: {names}")
    return found


def addressed(isa: Segment, gs: Segment, known: Sequence[Receiver] = ()) -> Receiver | None:
    """The payer whose receiver id stands in ISA08 or GS03: one that a profile knows, or a shipped one."""
    to, group = isa.value(8).strip(), gs.value(3).strip()
    for payer in (*known, *shipped()):
        if (payer.receiver_id and payer.receiver_id == to) or (payer.group_receiver and payer.group_receiver == group):
            return payer
    return None


def of_profile(profile: Profile) -> tuple[Receiver, ...]:
    """The receivers whose ids a profile fills in, for each of its plans, its own payer first. Raises ConfigError for a
    payer file that cannot be filled in."""
    from edi.templates import filler, placeholders  # pydantic, which a run without a profile never needs
    from mappings.payer_file import load_payer

    found: dict[tuple[str, str, str], Receiver] = {}
    for name in dict.fromkeys((profile.payer, *(payer.name for payer in shipped()))):
        payer = load_payer(name)
        interchange = payer.interchange
        for plan in profile.plans:
            fill = filler(payer.name, placeholders(profile, plan))
            ids = fill(interchange.receiver_id), fill(interchange.group_receiver)
            filled = replace(receiver_of(payer.model_dump()), receiver_id=ids[0], group_receiver=ids[1])
            found.setdefault((payer.name, *ids), filled)
    return tuple(found.values())


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
