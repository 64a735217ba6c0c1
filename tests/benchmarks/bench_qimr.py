"""Speed and memory of the quarterly report against parsing the same files, by hand:

python -m tests.benchmarks.bench_qimr 500000
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.generate import in_envelopes

#: What members of a plan are given in a quarter, lines by weight.
SERVICES = (("G9012:U2", 5), ("G9012:U2:GQ", 4), ("G9008:U1", 2), ("G9012:U8:GQ", 1), ("H0043:U6", 2), ("S5170:U6", 1))
LINES_A_CLAIM = 2
LINES_A_MEMBER = 10
FILES = 4

_PARSE = """
import sys, time, edi
start = time.process_time()
for path in sys.argv[1:]:
    for claim in edi.read_837p(path):
        pass
print(time.process_time() - start)
"""
# VmHWM and not ru_maxrss: that one begins with what the parent held.
_REPORT = """
import sys, time
from pathlib import Path
from edi.cli.main import run
start = time.process_time()
try:
    run(["qimr", *sys.argv[1:], "--quarter", "2024Q2", "--report-version", "2022", "-q"])
except SystemExit:
    pass
took = time.process_time() - start
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(took, int(peak.split()[1]) / 1024)
"""


def plan(lines: int, first: int) -> Iterator[str]:
    """A file of that many service lines: claims of two lines, ten lines a member on its own days."""
    source = random.Random(first)
    codes = [code for code, weight in SERVICES for _ in range(weight)]
    claims = range(first, first + lines // LINES_A_CLAIM)
    return in_envelopes(_claim(number, source, codes) for number in claims)


def _claim(number: int, source: random.Random, codes: list[str]) -> list[str]:
    member = number // (LINES_A_MEMBER // LINES_A_CLAIM)
    visit = number % (LINES_A_MEMBER // LINES_A_CLAIM)
    letters = "".join(chr(65 + member // 26**place % 26) for place in range(4))
    claim = [
        "SBR*P*18*******MC",
        f"NM1*IL*1*RIVERA{letters}*ANA****MI*9{member:07}A",
        "N3*1200 MARTIN LUTHER KING JR WAY APT 4",
        "N4*OAKLAND*CA*946120001",
        f"DMG*D8*{member % 75 + 1940}0412*F",
        "NM1*PR*2*CALIFORNIA-DHCS*****PI*610442",
        f"CLM*300H{number:08}*350***12:B:1*Y*A*Y*Y",
        f"REF*EA*MRN{member:07}",
        "HI*ABK:Z5901*ABF:F1120",
    ]
    for line in range(1, LINES_A_CLAIM + 1):
        day = f"2024{4 + visit % 3:02}{1 + (visit * 7 + line * 11 + member) % 28:02}"
        claim += [
            f"LX*{line}", f"SV1*HC:{source.choice(codes)}*175*UN*1***1", f"DTP*472*D8*{day}",
            f"REF*6R*INV{number:08}-{line}",
        ]  # fmt: skip
    return claim


def _run(script: str, *arguments: str) -> list[float]:
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    return [float(word) for word in done.stdout.split() if word[0].isdigit()]


def main(lines: int, rounds: int = 3) -> None:
    """Writes the files and measures parsing and the report in turn, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number in range(FILES):
            path = Path(folder) / f"{number}.837"
            with path.open("w") as stream:
                stream.writelines(plan(lines // FILES, number * lines // FILES // LINES_A_CLAIM))
            paths.append(str(path))
        target = str(Path(folder) / "q.xlsx")
        for _ in range(rounds):
            [parsed] = _run(_PARSE, *paths)
            start = time.perf_counter()
            took, peak = _run(_REPORT, *paths, "-o", target)
            size = Path(target).stat().st_size / 1e6
            print(
                f"parsing {parsed:.1f} s, report {took:.1f} s ({took / parsed:.2f} x), peak {peak:.0f} MB, workbook "
                f"{size:.1f} MB, from start to exit {time.perf_counter() - start:.1f} s"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500_000)
