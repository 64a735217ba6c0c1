"""The long fuzz runs, by hand; what they find becomes a test.

python -m tests.fuzz --seconds 1200 --seed 1 --keep /tmp/found
python -m tests.fuzz perturb --count 10000 --seed 1
python -m tests.fuzz workbooks --cases 5000 --seed 1 --keep /tmp/found
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

from tests.benchmarks.generate import varied, varied_good
from tests.fuzz import perturb, workbooks
from tests.fuzz.check import BrokenError, check
from tests.fuzz.damage import damaged
from tests.guide.mutants import corpus_files
from tests.guide.samples import encounter
from tests.t837p.files import SAMPLES, every_loop

LARGEST = 15_000


def bases() -> list[bytes]:
    """Files to damage: samples, the corpus where it is, generated ones with several transactions."""
    small = [path.read_bytes() for path in [*SAMPLES, *corpus_files()] if path.stat().st_size < LARGEST]
    return [
        encounter(),
        every_loop(),
        *small,
        *("".join(make(6, seed)).encode() for make in (varied, varied_good) for seed in (1, 2)),
    ]


def main(seconds: float, seed: int, keep: Path | None) -> int:
    """Damages and checks until the time is over; returns the number of different faults."""
    originals = bases()
    end = time.monotonic() + seconds
    faults: Counter[str] = Counter()
    number = 0
    while time.monotonic() < end:
        source = random.Random(seed * 1_000_000 + number)
        data = damaged(source.choice(originals), source)
        try:
            check(data, source)
        except Exception as problem:
            last = traceback.extract_tb(problem.__traceback__)[-1]
            told = (
                str(problem).partition(":")[0] if isinstance(problem, BrokenError) else f"{last.filename}:{last.lineno}"
            )
            name = f"{type(problem).__name__} {told}"
            faults[name] += 1
            if faults[name] <= 5:
                print(f"case {seed}.{number}: {name}: {problem}", flush=True)
                if keep:
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"{seed}.{number}.edi").write_bytes(data)
        number += 1
    print(f"{number} cases, {sum(faults.values())} faults of {len(faults)} kinds: {dict(faults)}")
    return len(faults)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="?", choices=("x12", "perturb", "workbooks"), default="x12")
    parser.add_argument("--count", type=int, default=10_000, help="cells to change (perturb)")
    parser.add_argument("--cases", type=int, default=1000, help="of workbooks")
    parser.add_argument("--first", type=int, default=0, help="the number of the first case, of workbooks")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    if given.what == "perturb":
        sys.exit(bool(perturb.main(given.count, given.seed)))
    if given.what == "workbooks":
        sys.exit(bool(workbooks.main(given.cases, given.seed, given.first, given.keep)))
    sys.exit(bool(main(given.seconds, given.seed, given.keep)))
