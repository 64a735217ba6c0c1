"""The peak of memory and the time of one validation, types 1 to 7, in this process.

python -m tests.benchmarks.generate repetitive 1020000 > large.837
python -m tests.benchmarks.bench_validate_memory large.837
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from edi.validation import Options, validate_source


def main(path: Path) -> None:
    """Validate, read all findings once, and print."""
    start = time.process_time()
    outcome = validate_source(path, path.name, Options("20261122"))
    findings = sum(1 for _ in outcome.findings)
    seconds = time.process_time() - start
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(f"{outcome.claims:,} claims, {findings:,} findings, {seconds:.1f} s, {int(peak.split()[1]) / 1024:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
