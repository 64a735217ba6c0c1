"""Speed of parsing, writing and NDJSON against pyx12's validation of the same file, by hand:

python -m tests.benchmarks.bench_parse 10000
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import edi
from edi.control_numbers import Counting
from edi.conversion.json_form import ndjson
from edi.guide.pyx12_engine import run_pyx12
from edi.t837p.build import build
from tests.benchmarks.generate import repetitive, varied
from tests.t837p.test_properties import ENVELOPE

# VmHWM and not ru_maxrss: that one begins with what the parent held.
_ALONE = """
import sys, edi
from pathlib import Path
for claim in edi.read_837p(sys.argv[1]):
    pass
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(int(peak.split()[1]) / 1024)
"""


def _best(job: Callable[[], object], rounds: int = 3) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        job()
        times.append(time.process_time() - start)
    return min(times)


def _parse(path: Path) -> None:
    for _ in edi.read_837p(path):
        pass


def _ndjson(path: Path) -> None:
    for _ in ndjson(edi.read_837p(path)):
        pass


def measure(path: Path, name: str, claims: int) -> None:
    """One row: claims a second, the ratios to pyx12, the peak of memory."""
    encounters = [claim.encounter for claim in edi.read_837p(path)]
    jobs: dict[str, Callable[[], object]] = {
        "parse": lambda: _parse(path),
        "build": lambda: sum(map(len, build(encounters, ENVELOPE, Counting(1, 1, 1)))),
        "ndjson": lambda: _ndjson(path),
    }
    slow = _best(lambda: run_pyx12(path), 1)
    for job, run in jobs.items():
        fast = _best(run)
        print(f"{name:<12}{job:<8}{claims / fast:>12,.0f} claims/s{slow / fast:>10.1f} x pyx12 ({claims / slow:,.0f})")
    alone = subprocess.run([sys.executable, "-c", _ALONE, str(path)], capture_output=True, text=True, check=True)
    print(f"{name:<12}peak {float(alone.stdout):.0f} MB")


def main(claims: int) -> None:
    """Writes both files and measures."""
    with tempfile.TemporaryDirectory() as folder:
        for name, make in (("repetitive", repetitive), ("varied", varied)):
            path = Path(folder) / f"{name}.837"
            with path.open("w") as stream:
                stream.writelines(make(claims))
            measure(path, name, claims)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
