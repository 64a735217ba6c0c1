"""The main job against a bare read of the same workbook, side by side in one run; run by hand.

    python -m tests.benchmarks.bench_translate [ROWS] [--csv] [--check fast]

Makes the workbook where it is not there yet (`make_workbook`), then measures each step in a process of its own, three
times in turn, and prints medians and ratios: the machine's own speed falls out.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.make_workbook import main as make_workbook

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1024


def read_only(path: Path) -> None:
    """What any reader has to do: every cell into Python lists."""
    if path.suffix == ".csv":
        import csv

        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
    else:
        from python_calamine import CalamineWorkbook

        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert len(rows) > 1


def whole_job(path: Path, check: str) -> None:
    """Everything up to the text of the 837P: all rules, grouping, writing."""
    from datetime import datetime

    from edi.control_numbers import Counting
    from invoices.check import CHECKERS
    from invoices.context import Context
    from invoices.intake import Source
    from invoices.translate import translate
    from mappings.layout_file import load_layouts
    from mappings.payer_file import load_payer
    from mappings.profile_file import read_profile

    profile = read_profile(ROOT / "samples" / "edi-translate.toml")
    now = profile.clock.now or datetime(2026, 3, 31)  # noqa: DTZ001 - a pinned clock
    context = Context(profile, load_payer("dhcs"), now.date())
    result = translate(
        [Source(path, path.name)],
        context,
        list(load_layouts().values()),
        stem="bench",
        numbers=Counting(1),
        now=now,
        checker=CHECKERS[check],
        profile_name="bench",
    )
    assert result.outputs


def measured(step: str, path: Path, check: str) -> tuple[float, float]:
    """Seconds and peak megabytes of one step in a fresh process, imports and start left out of the seconds."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_translate", "--step", step, "--file", str(path)]
    done = subprocess.run([*command, "--check", check], cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


def report(rows: int, ending: str, check: str) -> None:
    """Prints the table."""
    path = Path(tempfile.gettempdir()) / f"edi-bench-{rows}{ending}"
    if not path.exists():
        make_workbook(rows, path, text_dates=False)
    runs = [(measured("read", path, check), measured("translate", path, check)) for _ in range(3)]
    read, job = (statistics.median(run[i][0] for run in runs) for i in (0, 1))
    ratios = sorted(run[1][0] / run[0][0] for run in runs)
    peak = max(run[1][1] for run in runs)
    print(f"{rows:,} rows{ending}, check {check}: read {read:.2f} s, whole job {job:.2f} s")
    print(f"ratio {ratios[1]:.2f} ({ratios[0]:.2f} to {ratios[2]:.2f}), peak {peak:.0f} MB")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", type=int, nargs="?", default=100_000)
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--check", default="none")
    parser.add_argument("--step", choices=["read", "translate"])
    parser.add_argument("--file", type=Path)
    options = parser.parse_args()
    if options.step is None:
        report(options.rows, ".csv" if options.csv else ".xlsx", options.check)
        return
    began = time.perf_counter()
    if options.step == "read":
        read_only(options.file)
    else:
        whole_job(options.file, options.check)
    seconds = time.perf_counter() - began
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE)


if __name__ == "__main__":
    main()
