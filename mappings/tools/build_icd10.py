"""Make ``codes/icd10cm.txt`` from simple-icd-10-cm's release and ``codes/icd10_changes.csv``.

Run ``python -m mappings.tools.build_icd10``. Needs no network: the dated changes are kept in the tree (made
by ``derive_icd10_changes``), and the same two inputs always give the same bytes.
"""

from __future__ import annotations

import csv
import datetime
import hashlib
import importlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mappings.errors import ConfigError
from mappings.icd10 import FIRST_DAY, TABLE
from mappings.tools.derive_icd10_changes import CHANGES, COLUMNS, UNDOTTED, leaves

PINNED = "1.5.0"
"""The simple-icd-10-cm release the table is made of; another one may carry other codes."""

RELEASE_DAY = datetime.date(2026, 4, 1)
"""First day of the ICD-10-CM release that version carries."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes file: its header and, by code, the dated bounds (first days, last days)."""

    header: Mapping[str, str]
    started: Mapping[str, datetime.date]
    ended: Mapping[str, datetime.date]
    unconfirmed_from: datetime.date


def read_changes(path: Path = CHANGES) -> Changes:
    """Take the changes file; return it typed; raises ConfigError naming the line that cannot be used."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    header = {n.strip(): v.strip() for n, _, v in (line[1:].partition(":") for line in comments)}
    if lines[len(comments) : len(comments) + 1] != [COLUMNS]:
        raise ConfigError(path, f"columns must be {COLUMNS}", len(comments) + 1)
    bounds: dict[str, dict[str, datetime.date]] = {"started": {}, "ended": {}}
    latest = datetime.date.fromisoformat(header["releases"].split()[-1])
    # Past the newest release a change is CMS's word alone; answers from its first day on say so.
    unconfirmed = datetime.date.fromisoformat(header["known-through"]) + datetime.timedelta(days=1)
    for number, cells in enumerate(csv.reader(lines[len(comments) + 1 :]), start=len(comments) + 2):
        try:
            code, kind, text, evidence = cells
            day = datetime.date.fromisoformat(text)
            if not UNDOTTED.fullmatch(code) or code in bounds[kind] or evidence not in ("published", "inference"):
                raise ValueError(f"bad or repeated change of {code}")
        except (KeyError, ValueError) as error:
            raise ConfigError(path, f"not a dated change: {error}", number) from error
        bounds[kind][code] = day
        effective = day if kind == "started" else day + datetime.timedelta(days=1)
        if effective > latest:
            unconfirmed = min(unconfirmed, effective)
    return Changes(header, bounds["started"], bounds["ended"], unconfirmed)


def release_codes() -> set[str]:
    """Return the billable codes of the installed simple-icd-10-cm; raises ConfigError at another version."""
    found = version("simple-icd-10-cm")
    if found != PINNED:
        raise ConfigError("simple-icd-10-cm", f"version {found} is installed, the table is made of {PINNED}")
    # Imported by name and only here: the import parses 10 MB of XML.
    library: Any = importlib.import_module("simple_icd_10_cm")
    listed = (str(code).replace(".", "") for code in library.get_all_codes(with_dots=False))
    return leaves(code for code in listed if UNDOTTED.fullmatch(code))


def build(current: set[str], changes: Changes) -> bytes:
    """Take a release's billable codes and the dated changes; return the table's bytes."""
    codes = sorted(current | set(changes.started) | set(changes.ended))
    lines: list[str] = []
    for code in codes:
        first, last = changes.started.get(code, FIRST_DAY), changes.ended.get(code)
        if (first <= RELEASE_DAY and (last is None or last >= RELEASE_DAY)) != (code in current):
            raise ConfigError(CHANGES, f"{code}: dates {first} to {last} do not fit the {RELEASE_DAY} release")
        dates = [str(first)] if first != FIRST_DAY or last else []
        lines.append(" ".join([code, *dates, *([str(last)] if last else [])]))
    body = "".join(f"{line}\n" for line in lines).encode("ascii")
    return _header(changes, len(lines), body).encode("ascii") + body


def _header(changes: Changes, rows: int, body: bytes) -> str:
    releases = changes.header["releases"].split()
    pairs = {
        "table": "ICD-10-CM billable codes; first day if not 2015-10-01, last day if ended",
        "made": changes.header["made"],
        "made-by": f"mappings.tools.build_icd10 of simple-icd-10-cm {PINNED} and icd10_changes.csv",
        "oldest-release": releases[0],
        "newest-release": releases[-1],
        "releases": " ".join(releases),
        "unconfirmed-from": str(changes.unconfirmed_from),
        "known-through": changes.header["known-through"],
        "rows": str(rows),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    return "".join(f"# {name}: {value}\n" for name, value in pairs.items())


def main() -> int:
    """Write the table beside its loader; return 0."""
    made = build(release_codes(), read_changes())
    TABLE.write_bytes(made)
    sys.stdout.write(f"{TABLE}: {len(made)} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
