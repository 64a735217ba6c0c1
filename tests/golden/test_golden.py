"""Golden files beside the samples: what the program makes of each, byte for byte.

`python3 .ci/dev.py bless` writes them anew; nothing else does.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.running import PROFILE, SAMPLES, run

NAMES = sorted(path.stem for path in SAMPLES.glob("*.xlsx"))
KINDS = ("837", "summary.json")


@pytest.mark.parametrize("name", NAMES)
def test_sample_gives_its_golden_files(name: str, tmp_path: Path) -> None:
    outcome = run(f"{name}.xlsx", "--profile", PROFILE, "-o", tmp_path, cwd=SAMPLES)
    assert outcome.code == 1, outcome.err  # every sample has a few honest mistakes
    for kind in KINDS:
        made, golden = tmp_path / f"{name}.{kind}", SAMPLES / f"{name}.{kind}"
        if os.environ.get("EDI_BLESS"):
            golden.write_bytes(made.read_bytes())
        assert golden.is_file(), f"no golden file {golden.name}: run `python3 .ci/dev.py bless`"
        assert made.read_bytes() == golden.read_bytes(), f"{golden.name} differs"
