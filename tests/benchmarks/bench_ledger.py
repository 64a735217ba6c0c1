"""What a ledger adds to `translate`, in CPU; run by hand.

    python -m tests.benchmarks.bench_ledger [ROWS] [--known LINES] [--check fast]

Translates one workbook without a ledger, into an empty one, and (with --known) into one that holds so many other lines
already; each in a process of its own, and prints seconds and the shares.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from edi.ledger.ledger import Who, open_ledger
from edi.ledger.records import Line, Version
from tests.benchmarks.make_workbook import main as make_workbook

ROOT = Path(__file__).resolve().parents[2]
KEY = bytes(32)


def one_run(path: Path, url: str, check: str) -> None:
    """One run, with the files it writes."""
    from edi.app.remembering import run_remembering
    from edi.app.settings import chosen_profile
    from edi.app.sink import sink_of
    from edi.app.translate import TranslateRequest, run
    from invoices.intake import Source

    chosen = chosen_profile(ROOT / "samples" / "edi-translate.toml")
    now = chosen.profile.clock.now or datetime(2026, 3, 31)  # noqa: DTZ001 - a pinned clock
    request = TranslateRequest(
        sources=(Source(path, path.name),), profile=chosen, now=now, received=now.date(), check=check
    )
    with tempfile.TemporaryDirectory() as folder:
        if url:
            ledger = open_ledger(url, KEY, Who("bench", "0"), create=True)
            result = run_remembering(request, Path(folder), ledger).result
        else:
            with sink_of(folder) as sink:
                result = run(request, sink)
    print(result.tally.rows["sent"], file=sys.stderr)


def _version(number: int) -> Version:
    day = "2020-01-01"
    return Version(number, f"X{number:019}", 1, 1, 0, 5, 20, "1", "1234567893", b"", "", 100, 1, day, day, b"")


def fill(url: str, lines: int) -> None:
    """A ledger with so many lines of other members, in batches as they are."""
    ledger = open_ledger(url, KEY, Who("bench", "0"), create=True)
    some = 100_000
    for start in range(1, lines + 1, some):
        ids = range(start, min(start + some, lines + 1))
        with ledger.database.transaction():
            ledger.database.add([_version(at) for at in ids])
            ledger.database.add(
                [Line(at, at, 1, os.urandom(16), os.urandom(16), b"", 100, 9, 0, "S", 2, 0, 1, "") for at in ids]
            )


def cpu(*words: str) -> float:
    """Seconds of CPU of a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "tests.benchmarks.bench_ledger", *words], check=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measures, or is measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=100_000)
    parser.add_argument("--known", type=int, default=0)
    parser.add_argument("--check", default="fast")
    parser.add_argument("--one", nargs=2, metavar=("FILE", "URL"))
    given = parser.parse_args()
    if given.one:
        one_run(Path(given.one[0]), "" if given.one[1] == "none" else given.one[1], given.check)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "march.csv"
        make_workbook(given.rows, path, text_dates=False)
        plain = cpu("--one", str(path), "none", "--check", given.check)
        empty = cpu("--one", str(path), f"{folder}/empty.db", "--check", given.check)
        print(
            f"without a ledger {plain:.1f} s; into an empty one {empty:.1f} s, {100 * (empty / plain - 1):.0f} % more"
        )
        if given.known:
            fill(f"{folder}/full.db", given.known)
            full = cpu("--one", str(path), f"{folder}/full.db", "--check", given.check)
            print(f"into one of {given.known:,} lines {full:.1f} s, {100 * (full / plain - 1):.0f} % more")


if __name__ == "__main__":
    main()
