"""How the simulated payer answers: a TOML file, every key of which has a default."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from mappings.errors import ConfigError

#: Statuses (STC01) of a 277CA; the code lists 507 and 508 are published, which of them a payer chooses is its own.
STATUSES = {
    "unknown_member": "A7:33:IL",
    "not_eligible": "A7:88:IL",
    "duplicate": "A7:54",
    "not_covered": "A7:454",
    "too_late": "A3:718",
    "random": "A7:21",
}
Kind = Literal["ta1", "999", "277ca", "evr"]


def _percent(name: str, value: int) -> None:
    if not 0 <= value <= 100:
        raise ValueError(f"{name} is not from 0 to 100")


class KnownMember(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A member of the payer: the number, and first and last day of eligibility (none: open)."""

    cin: str
    first: date | None = None
    last: date | None = None


class Delivery(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How answers come: so many days late; which kinds twice; all in reverse order; which kinds cut short; and in how
    many of a hundred claims a second 277CA says the opposite of the first."""

    late_days: int = 0
    doubled: list[Kind] = []
    reordered: bool = False
    truncated: list[Kind] = []
    contradict_percent: int = 0

    def __post_init__(self) -> None:
        _percent("contradict_percent", self.contradict_percent)
        if self.late_days < 0:
            raise ValueError("late_days is below 0")


class PayerSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the payer knows and wants. Without `members` every member is known and eligible; without `codes` every
    procedure is covered; `filing_days` is the limit from the last service to the day received (0: none); so many of a
    hundred claims are denied by chance. `history` are files that were processed before, relative to this one; their
    service lines are duplicates. `statuses` replace those of the 277CA, by the names of `STATUSES`."""

    members: list[KnownMember] = []
    codes: list[str] = []
    filing_days: int = 0
    deny_percent: int = 0
    history: list[str] = []
    statuses: dict[str, str] = {}
    delivery: Delivery = Delivery()

    def __post_init__(self) -> None:
        _percent("deny_percent", self.deny_percent)
        unknown = set(self.statuses) - set(STATUSES)
        if unknown:
            raise ValueError(f"statuses: {', '.join(sorted(unknown))} is none of {', '.join(STATUSES)}")
        if self.filing_days < 0:
            raise ValueError("filing_days is below 0")

    def status(self, name: str) -> str:
        """The status that the payer gives for something."""
        return self.statuses.get(name, STATUSES[name])


def read_settings(path: Path) -> PayerSettings:
    """The settings of a file; history files get its folder before them. Raises ConfigError for a bad one."""
    try:
        found = msgspec.toml.decode(path.read_bytes(), type=PayerSettings)
    except OSError as problem:
        raise ConfigError(path, problem.strerror or str(problem)) from problem
    except (msgspec.DecodeError, ValueError) as problem:
        raise ConfigError(path, str(problem)) from problem
    return msgspec.structs.replace(found, history=[str(path.parent / one) for one in found.history])
