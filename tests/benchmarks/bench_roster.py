"""A roster workbook into a validated 274, against a bare read of the same workbook, in one run; by hand:

    python -m tests.benchmarks.bench_roster [providers] [sites] [rounds]

Makes the workbook of a made-up provider file, then measures CPU time: the bare read and the whole job take turns, and
the ratio is that of the best rounds.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from python_calamine import CalamineWorkbook

from edi.control_numbers import Counting
from edi.conversion.roster_form import write_roster
from edi.model.claim import Transaction
from edi.t274.parse import Parsed
from invoices.check import fast_checker
from invoices.context import Context
from invoices.intake import Source
from invoices.roster.job import make_provider_files
from mappings.layout_file import load_layouts
from mappings.payer_file import load_payer
from mappings.profile_file import read_profile
from tests.benchmarks.generate_providers import providers
from tests.cli.running import PROFILE


def workbook(path: Path, count: int, sites: int) -> None:
    """Writes a roster with one row a provider at a site."""
    isa = "*".join(["ISA", "03", "202603", "00", "", "ZZ", "123456789300"])
    with path.open("wb") as stream:
        write_roster([Parsed(providers(count, sites), Transaction(isa))], stream)


def whole_job(path: Path) -> None:
    """Everything up to the text of the 274, checked."""
    profile = read_profile(PROFILE)
    assert profile.clock.now is not None
    context = Context(profile, load_payer("dhcs"), profile.clock.now.date())
    result, _ = make_provider_files(
        [Source(path, path.name)],
        context,
        list(load_layouts("roster").values()),
        numbers=Counting(1),
        now=profile.clock.now,
        checker=fast_checker,
        profile_name="bench",
    )
    # Of so many made-up NPIs two may be the same.
    assert result.tally.rows["sent"] > result.tally.rows["read"] * 0.99


def best(job: Callable[[], object], rounds: int) -> list[float]:
    """CPU seconds of each round."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        job()
        times.append(time.process_time() - start)
    return times


def main(count: int, sites: int, rounds: int) -> None:
    """Makes the workbook and measures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.xlsx"
        workbook(path, count, sites)
        read, job = [], []
        for _ in range(rounds):
            read += best(lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(), 1)
            job += best(lambda: whole_job(path), 1)
    print(f"{count:,} providers at {sites:,} sites: bare read {min(read):.2f} s, whole job {min(job):.2f} s")
    print(f"ratio {min(job) / min(read):.1f}")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*[*given, *(20_000, 3_000, 3)[len(given) :]])
