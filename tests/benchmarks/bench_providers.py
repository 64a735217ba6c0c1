"""Validating, parsing and writing a 274 against pyx12 with our guide, on one core, in one run, by hand:

    python -m tests.benchmarks.bench_providers [providers] [sites] [rounds]

pyx12 and ours take turns, so that both meet the same weather on the machine; ratios are of the best rounds. pyx12 gets
its maps kept between rounds, as ours are.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from edi.guide.pyx12_engine import run_pyx12
from edi.guide.validate import validate
from edi.t274.parse import read_274
from edi.validation import Options, validate_source
from tests.benchmarks.generate_providers import lines, providers

OPTIONS = Options("20261122")


def _best(job: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.process_time()
        job()
        times.append(time.process_time() - start)
    return min(times)


def main(count: int, sites: int, rounds: int) -> None:
    """Writes the file and measures."""
    file = providers(count, sites)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "providers.274"
        with path.open("w") as stream:
            stream.writelines(lines(file))
        segments = validate(path).run().segments
        jobs: dict[str, Callable[[], object]] = {
            "validate, types 1-2": lambda: validate(path).run(),
            "validate, all rules": lambda: validate_source(path, path.name, OPTIONS),
            "parse": lambda: sum(1 for _ in read_274(path)),
            "build": lambda: sum(map(len, lines(file))),
        }
        best = dict.fromkeys([*jobs, "pyx12"], float("inf"))
        for _ in range(rounds):
            for name, job in jobs.items():
                best[name] = min(best[name], _best(job, 3))
            best["pyx12"] = min(best["pyx12"], _best(lambda: run_pyx12(path), 1))
    print(f"{count:,} providers at {sites:,} sites, {segments:,} segments")
    for name, seconds in best.items():
        print(f"{name:<22}{seconds:>8.2f} s{segments / seconds:>12,.0f} segments/s{best['pyx12'] / seconds:>8.1f} x")


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    main(*(given + [20_000, 3_000, 2][len(given) :]))
