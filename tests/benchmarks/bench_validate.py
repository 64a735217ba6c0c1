"""Types 1 and 2 side by side with pyx12, on one core, in one run.

    python -m tests.benchmarks.bench_validate [claims] [rounds]

pyx12 and the fast validator take turns, so that both meet the same weather on the machine; the ratio is of
their best rounds. pyx12 gets its maps kept between rounds, as ours are. Memory is the peak of a process of
its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from edi.guide.pyx12_engine import run_pyx12
from edi.guide.validate import validate
from tests.benchmarks.generate import repetitive, varied

_ALONE = """
import sys
from edi.guide.validate import validate
validate(sys.argv[1]).run()
with open("/proc/self/status") as status:  # ru_maxrss would start from the parent's peak
    print(next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024)
"""


def _best(job: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        job()
        times.append(time.process_time() - start)
    return min(times)


def measure(path: Path, name: str, claims: int, rounds: int) -> None:
    """Print one row: claims a second of both, the ratio, and our peak of memory."""
    slow = fast = float("inf")
    for _ in range(rounds):
        fast = min(fast, _best(lambda: validate(path).run(), 5))
        slow = min(slow, _best(lambda: run_pyx12(path), 1))
    alone = subprocess.run([sys.executable, "-c", _ALONE, str(path)], capture_output=True, text=True, check=True)
    print(f"{name:<12}{claims / slow:>12,.0f}{claims / fast:>12,.0f}{slow / fast:>10.1f}{float(alone.stdout):>10.1f}")


def main(claims: int, rounds: int) -> None:
    """Write both files, measure both engines."""
    print(f"{'file':<12}{'pyx12 cl/s':>12}{'fast cl/s':>12}{'ratio':>10}{'peak MB':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for name, make in (("repetitive", repetitive), ("varied", varied)):
            path = Path(folder) / f"{name}.837"
            with path.open("w") as stream:
                stream.writelines(make(claims))
            measure(path, name, claims, rounds)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
