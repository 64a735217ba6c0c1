"""Golden files beside the samples: what the program makes of each, byte for byte.

`python3 .ci/dev.py bless` writes them anew; nothing else does.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.running import PROFILE, SAMPLES, run

ENDINGS = {".xlsx", ".csv", ".tsv", ".json", ".ndjson"}
NAMES = sorted(
    path.name for path in SAMPLES.iterdir() if path.suffix in ENDINGS and not path.name.endswith(".summary.json")
)
KINDS = ("837", "summary.json")


@pytest.mark.parametrize("name", NAMES)
def test_sample_gives_its_golden_files(name: str, tmp_path: Path) -> None:
    outcome = run(name, "--profile", PROFILE, "-o", tmp_path, cwd=SAMPLES)
    assert outcome.code == 1, outcome.err  # every sample has a few honest mistakes
    stem = Path(name).stem
    compare({kind: (tmp_path / f"{stem}.{kind}", SAMPLES / f"{stem}.{kind}") for kind in KINDS})


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_the_folder_gives_its_golden_files(jobs: str, tmp_path: Path) -> None:
    outcome = run("monday", "--profile", PROFILE, "--jobs", jobs, "-o", tmp_path, cwd=SAMPLES)
    assert outcome.code == 1, outcome.err
    compare({kind: (tmp_path / f"batch.{kind}", SAMPLES / f"monday.{kind}") for kind in KINDS})


def compare(pairs: dict[str, tuple[Path, Path]]) -> None:
    """Each made file with its golden one, or the golden one written anew."""
    for made, golden in pairs.values():
        if os.environ.get("EDI_BLESS"):
            golden.write_bytes(made.read_bytes())
        assert golden.is_file(), f"no golden file {golden.name}: run `python3 .ci/dev.py bless`"
        assert made.read_bytes() == golden.read_bytes(), f"{golden.name} differs"
