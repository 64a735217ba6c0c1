"""Parsing into the model beside x12sdk's models (the maintained fork of linuxforhealth-x12), by hand:

    python -m venv /tmp/peer && /tmp/peer/bin/pip install x12sdk
    python -m tests.benchmarks.bench_peers 10000 /tmp/peer/bin/python

Both read the same file, in processes of their own that take turns; what is told is the CPU time of the best round, the
imports aside. Both keep nothing of what they have read.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.generate import repetitive

_TIMED = """
import sys, time
{imports}
def job(path):
    count = 0
{body}
    return count
start = time.process_time()
count = job(sys.argv[1])
print(count, time.process_time() - start)
"""
_OURS = _TIMED.format(imports="import edi", body="    for _ in edi.read_837p(path): count += 1")
_THEIRS = _TIMED.format(
    imports="from x12sdk.io import X12ModelReader",
    body="    with X12ModelReader(path) as reader:\n        for _ in reader.models(): count += 1",
)


def _run(python: str, code: str, path: Path) -> tuple[int, float]:
    done = subprocess.run([python, "-c", code, str(path)], capture_output=True, text=True, check=True, env=os.environ)
    count, seconds = done.stdout.split()
    return int(count), float(seconds)


def main(claims: int, peer: str, rounds: int = 3) -> None:
    """The plain file; the varied one x12sdk refuses."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "repetitive.837"
        with path.open("w") as stream:
            stream.writelines(repetitive(claims))
        ours = theirs = float("inf")
        for _ in range(rounds):
            read, seconds = _run(sys.executable, _OURS, path)
            if read != claims:
                raise SystemExit(f"read {read} claims of {claims}")
            ours = min(ours, seconds)
            theirs = min(theirs, _run(peer, _THEIRS, path)[1])
        print(f"x12sdk {theirs:.2f} s, ours {ours:.2f} s: {theirs / ours:.1f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
