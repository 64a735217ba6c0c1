"""What a table can be about: an invoice, a provider roster. A subject is a file under `subjects/`; it names the folder
that holds its fields, its header aliases and its layouts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from mappings.errors import ConfigError
from mappings.tables import HERE, read_toml

SUBJECTS = HERE / "subjects"
INVOICE = "invoice"


class Subject(NamedTuple):
    """One subject. `roles` are whom a heading can be about, in the order in which they win; `own` gives the role of
    fields that are not named for theirs; fields of `never_bare` are never meant by a heading that does not say so.
    `label_roles` and `label_fields` may stand once above a table. `core` makes a table of this subject out, with
    `in_sight` of its lines at least, or columns for all of `enough`; `proven_by_values` are known by their values where
    a heading says nothing. `sure`, `telling`, `amounts` and two of `identity` tell rows apart; `not_filled` are never
    filled from a merged cell."""

    title: str
    folder: Path
    roles: tuple[str, ...]
    own: dict[str, str]
    never_bare: tuple[str, ...]
    label_roles: tuple[str, ...]
    label_fields: tuple[str, ...]
    not_guessed: tuple[str, ...]
    core: tuple[tuple[str, ...], ...]
    in_sight: int
    enough: tuple[str, ...]
    doubtful: tuple[str, ...]
    proven_by_values: tuple[str, ...]
    slot_fields: frozenset[str]
    sure: tuple[str, ...]
    telling: tuple[str, ...]
    amounts: tuple[str, ...]
    identity: tuple[str, ...]
    not_filled: frozenset[str]


@cache
def load_subject(name: str = INVOICE) -> Subject:
    """One subject. Raises ConfigError for a file with other keys than these."""
    path = SUBJECTS / f"{name}.toml"
    row = read_toml(path)
    if set(row) != set(Subject._fields):
        raise ConfigError(path, f"needs exactly {', '.join(Subject._fields)}")
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    values["folder"] = HERE / row["folder"]
    values["core"] = tuple(tuple(names) for names in row["core"])
    values |= {key: frozenset(row[key]) for key in ("slot_fields", "not_filled")}
    return Subject(**values)


@cache
def load_subjects() -> dict[str, Subject]:
    """All subjects by name, in the order of the file names."""
    return {path.stem: load_subject(path.stem) for path in sorted(SUBJECTS.glob("*.toml"))}
