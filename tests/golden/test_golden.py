"""Golden files beside the samples: what the program makes of each, byte for byte.

`python3 .ci/dev.py bless` writes them anew; nothing else does.
"""

from __future__ import annotations

import json
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
    assert outcome.code in (0, 1), outcome.err  # most samples have a few honest mistakes
    stem = Path(name).stem
    compare({kind: (tmp_path / f"{stem}.{kind}", SAMPLES / f"{stem}.{kind}") for kind in KINDS})


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_the_folder_gives_its_golden_files(jobs: str, tmp_path: Path) -> None:
    outcome = run("monday", "--profile", PROFILE, "--jobs", jobs, "-o", tmp_path, cwd=SAMPLES)
    assert outcome.code == 1, outcome.err
    compare({kind: (tmp_path / f"batch.{kind}", SAMPLES / f"monday.{kind}") for kind in KINDS})


def test_the_quarter_of_the_small_plan_gives_its_golden_837(tmp_path: Path) -> None:
    folder = SAMPLES / "quarter"
    invoices = sorted(path.name for path in folder.glob("invoice-*.xlsx"))
    outcome = run(*invoices, "-o", tmp_path, cwd=folder)
    assert outcome.code == 0, outcome.err
    compare({"837": (tmp_path / "batch.837", folder / "quarter.837")})


ROSTERS = sorted(path.name for path in (SAMPLES / "providers").glob("*.xlsx"))


@pytest.mark.parametrize("name", ROSTERS)
def test_a_roster_gives_its_golden_files(name: str, tmp_path: Path) -> None:
    outcome = run("providers", f"providers/{name}", "--profile", PROFILE, "-o", tmp_path, cwd=SAMPLES)
    assert outcome.code == 1, outcome.err  # every sample has an honest mistake
    stem = Path(name).stem
    (made,) = tmp_path.glob("*.dat")
    golden = SAMPLES / "providers"
    compare(
        {
            "274": (made, golden / f"{stem}.274"),
            "summary.json": (tmp_path / f"{stem}.summary.json", golden / f"{stem}.summary.json"),
        }
    )


OF_THE_QUARTER = (
    *("--members", "members/member-information.xlsx", "--outreach", "members/outreach-tracker.xlsx"),
    *("--returns", "members/return-lrhp.xlsx", "--returns", "members/return-mccp.xlsx"),
    *("--returns", "members/return-sfhc.xlsx", "--referrals", "members/referrals.csv"),
    *("--requests", "plan/requests.csv", "--authorizations", "plan/authorizations.csv", "--roster", "plan/roster.csv"),
)
REPORTS = {
    "qimr-2022": ("quarter.837", "--quarter", "2024Q1", "--report-version", "2022", *OF_THE_QUARTER),
    "qimr-2024": ("quarter.837", "corrections.837", "--quarter", "2024Q1", "--congruence", *OF_THE_QUARTER),
    "outreach": ("quarter.837", "--quarter", "2024Q1", "--report", "outreach-request", *OF_THE_QUARTER),
    "transition": ("transition/invoice.csv", "--quarter", "2022Q1", "--report", "transition", "--members",
                   "transition/member-information.csv"),
}  # fmt: skip


@pytest.mark.parametrize("name", REPORTS)
def test_the_reports_of_the_small_plan(name: str, tmp_path: Path) -> None:
    folder = SAMPLES / "quarter"
    outcome = run("qimr", *REPORTS[name], "-o", tmp_path / f"{name}.json", cwd=folder)
    assert outcome.code == (1 if name == "qimr-2024" else 0), outcome.err  # there the encounters were corrected
    compare({"json": (tmp_path / f"{name}.json", folder / f"{name}.json")})
    assert all(tab["rows"] for tab in json.loads((folder / f"{name}.json").read_text())["tabs"])


def compare(pairs: dict[str, tuple[Path, Path]]) -> None:
    """Each made file with its golden one, or the golden one written anew."""
    for made, golden in pairs.values():
        if os.environ.get("EDI_BLESS"):
            golden.write_bytes(made.read_bytes())
        assert golden.is_file(), f"no golden file {golden.name}: run `python3 .ci/dev.py bless`"
        assert made.read_bytes() == golden.read_bytes(), f"{golden.name} differs"
