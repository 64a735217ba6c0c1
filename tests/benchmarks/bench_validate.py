"""Types 1 and 2, and types 1 to 7, side by side with pyx12, on one core, in one run; then two processes.

    python -m tests.benchmarks.bench_validate [claims] [rounds]

pyx12 and the fast validator take turns, so that both meet the same weather on the machine; the ratio is of
their best rounds. `varied` has ten findings of types 3 to 7 a claim, `varied-good` next to none.
pyx12 gets its maps kept between rounds, as ours are. Memory is the peak of a process of
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
from edi.validation import Options, validate_source
from edi.validation.jobs import validate_all
from tests.benchmarks.generate import repetitive, varied, varied_good

_ALONE = """
import sys
from edi.guide.validate import validate
validate(sys.argv[1]).run()
with open("/proc/self/status") as status:  # ru_maxrss would start from the parent's peak
    print(next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024)
"""

_ALONE_FULL = _ALONE.replace(
    "from edi.guide.validate import validate\nvalidate(sys.argv[1]).run()",
    "from edi.validation import Options, validate_source\nvalidate_source(sys.argv[1], 'x', Options('20261122'))",
)
OPTIONS = Options("20261122")


def _best(job: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        job()
        times.append(time.process_time() - start)
    return min(times)


def measure(path: Path, name: str, claims: int, rounds: int) -> None:
    """Print one row: claims a second of both, the ratio, and our peak of memory."""
    slow = fast = full = float("inf")
    for _ in range(rounds):
        fast = min(fast, _best(lambda: validate(path).run(), 5))
        full = min(full, _best(lambda: validate_source(path, name, OPTIONS), 5))
        slow = min(slow, _best(lambda: run_pyx12(path), 1))
    peaks = [_peak(code, path) for code in (_ALONE, _ALONE_FULL)]
    print(
        f"{name:<12}{claims / slow:>10,.0f}{claims / fast:>10,.0f}{slow / fast:>8.1f}{peaks[0]:>7.1f}"
        f"{claims / full:>10,.0f}{slow / full:>8.1f}{peaks[1]:>7.1f}",
        flush=True,
    )


def _peak(code: str, path: Path) -> float:
    command = [sys.executable, "-c", code, str(path)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def measure_jobs(path: Path) -> None:
    """Print the time on the clock of one and of two processes, types 1 to 7."""
    times = []
    for jobs in (1, 2):
        start = time.perf_counter()
        validate_all([(path, path.name)], OPTIONS, jobs)
        times.append(time.perf_counter() - start)
    print(f"types 1-7, ten times the claims: one process {times[0]:.2f} s, two {times[1]:.2f} s, ", end="")
    print(f"{times[0] / times[1]:.2f} x")


def main(claims: int, rounds: int) -> None:
    """Write both files, measure both engines."""
    print(f"{'':<12}{'pyx12':>10}{'1-2':>10}{'ratio':>8}{'MB':>7}{'1-7':>10}{'ratio':>8}{'MB':>7}   claims/s")
    with tempfile.TemporaryDirectory() as folder:
        for name, make in (("repetitive", repetitive), ("varied-good", varied_good), ("varied", varied)):
            path = Path(folder) / f"{name}.837"
            with path.open("w") as stream:
                stream.writelines(make(claims))
            measure(path, name, claims, rounds)
        path = Path(folder) / "large.837"
        with path.open("w") as stream:
            stream.writelines(repetitive(10 * claims))
        measure_jobs(path)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
