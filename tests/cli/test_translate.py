"""The main job from the outside: what is written where, what is said, which exit code."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.running import PROFILE, SAMPLES, run

SAMPLE = SAMPLES / "dhcs-long.xlsx"


def test_writes_the_four_outputs_and_names_them(tmp_path: Path) -> None:
    outcome = run(SAMPLE, "--profile", PROFILE, "-o", tmp_path / "out")
    assert outcome.code == 1
    names = [Path(line).name for line in outcome.out.splitlines()]
    assert names == ["dhcs-long.837", "dhcs-long.rejects.xlsx", "dhcs-long.report.html", "dhcs-long.summary.json"]
    for name in names:
        path = tmp_path / "out" / name
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == names


def test_stdout_and_stderr_have_their_own_content(tmp_path: Path) -> None:
    outcome = run(SAMPLE, "--profile", PROFILE, "-o", tmp_path)
    assert "LN014" in outcome.err
    assert "LN014" not in outcome.out
    quiet = run(SAMPLE, "--profile", PROFILE, "-o", tmp_path, "--quiet")
    assert quiet.err == ""


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    run(SAMPLE, "--profile", PROFILE, "-o", tmp_path)
    summary = json.loads((tmp_path / "dhcs-long.summary.json").read_text())
    rows = summary["rows"]
    assert rows["read"] == rows["sent"] + rows["withheld"] + rows["skipped"] == len(summary["dispositions"])
    assert rows == {"read": 59, "sent": 51, "withheld": 7, "skipped": 1}
    assert summary["dollars"] == {"read": "13041.15", "sent": "12215.70", "withheld": "825.45", "skipped": "0.00"}


def test_the_837_goes_to_stdout(tmp_path: Path) -> None:
    outcome = run(SAMPLE, "--profile", PROFILE, "-o", "-", "--quiet", cwd=tmp_path)
    assert outcome.out.startswith("ISA*00*")
    assert outcome.out.rstrip().endswith("IEA*1*000000001~")
    assert list(tmp_path.iterdir()) == []


def test_the_same_run_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        run(SAMPLE, "--profile", PROFILE, "-o", folder)
    for path in sorted(first.iterdir()):
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name


def test_stdin_reads_like_the_file(tmp_path: Path) -> None:
    outcome = run("-", "--profile", PROFILE, "-o", "-", "--quiet", stdin=SAMPLE.read_bytes())
    assert outcome.out == (SAMPLES / "dhcs-long.837").read_text()


def test_a_folder_gives_one_file_and_a_report_each(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "more").mkdir(parents=True)
    for name in ("dhcs-long.xlsx", "form.xlsx", "more/wide.xlsx", "more/wide.837"):
        (folder / name).write_bytes((SAMPLES / Path(name).name).read_bytes())
    outcome = run(folder, "--profile", PROFILE, "-o", tmp_path / "out")
    assert outcome.code == 1
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    for stem in ("dhcs-long", "form", "wide"):
        assert f"{stem}.rejects.xlsx" in names
        assert f"{stem}.report.html" in names
    assert {"batch.837", "batch.report.html", "batch.summary.json"} <= set(names)
    assert not [name for name in names if name.endswith(".part")]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.xlsx").write_bytes(SAMPLE.read_bytes())
    (folder / "bad.xlsx").write_bytes(b"not a workbook")
    outcome = run(folder, "--profile", PROFILE, "-o", tmp_path / "out")
    assert outcome.code == 1
    assert (tmp_path / "out" / "batch.837").is_file()
    assert "WB001" in outcome.err


def test_dry_run_writes_nothing(tmp_path: Path) -> None:
    outcome = run(SAMPLE, "--profile", PROFILE, "--dry-run", cwd=tmp_path)
    assert (outcome.code, outcome.out) == (1, "")
    assert list(tmp_path.iterdir()) == []


def test_strict_withholds_rows_with_warnings(tmp_path: Path) -> None:
    source = tmp_path / "warned.csv"
    _write_csv(source, **{"Billing Provider Phone Number": "12"})
    kept = run(source, "--profile", PROFILE, "-o", tmp_path / "a")
    assert kept.code == 0, kept.err
    strict = run(source, "--profile", PROFILE, "-o", tmp_path / "b", "--strict")
    assert strict.code == 1
    assert not (tmp_path / "b" / "warned.837").exists()


def test_the_built_in_profile_says_so_and_marks_a_test_file(tmp_path: Path) -> None:
    source = tmp_path / "one.csv"
    _write_csv(source)
    outcome = run(source, "-o", "out", cwd=tmp_path)
    assert "Built-in sample profile" in outcome.err
    assert (tmp_path / "out" / "one.837").read_text().split("*")[15] == "T"


def test_the_plan_receiver_gets_a_claim_without_a_prior_payer(tmp_path: Path) -> None:
    profile = tmp_path / "edi-translate.toml"
    profile.write_text(PROFILE.read_text().replace('payer = "dhcs"', 'payer = "plan"'))
    outcome = run(SAMPLE, "--profile", profile, "-o", tmp_path / "out")
    assert outcome.code == 1, outcome.err
    text = (tmp_path / "out" / "dhcs-long.837").read_text()
    assert "*CH~" in text.splitlines()[3]
    assert "\nSVD*" not in text
    assert "\nSBR*P*18" in text
    assert "X2001" not in outcome.err


def test_values_are_masked_unless_asked_for(tmp_path: Path) -> None:
    masked = run(SAMPLE, "--profile", PROFILE, "-o", tmp_path / "a", "--verbose")
    shown = run(SAMPLE, "--profile", PROFILE, "-o", tmp_path / "b", "--verbose", "--show-values")
    wrong_cin = str(load_workbook(SAMPLE)["Invoice"]["S58"].value)
    assert wrong_cin in shown.err
    for text in (masked.err, (tmp_path / "a" / "dhcs-long.report.html").read_text()):
        assert wrong_cin not in text
    assert wrong_cin not in (tmp_path / "a" / "dhcs-long.summary.json").read_text()


BAD_FILES = {
    "not-a-workbook.xlsx": (b"hello", 2, "WB001"),
    "pdf.xlsx": (b"%PDF-1.7 and so on", 2, "WB001"),
    "empty.xlsx": (b"", 2, "WB002"),
    "empty.csv": (b"\n \n", 2, "WB002"),
    "letter.csv": (b"Dear plan,\nplease find our invoice attached.\n", 2, "WB004"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, 2, "WB001"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_files_give_one_clear_line(name: str, tmp_path: Path) -> None:
    content, code, finding = BAD_FILES[name]
    path = tmp_path / name
    path.write_bytes(content)
    outcome = run(path, "--profile", PROFILE, "-o", tmp_path / "out")
    assert outcome.code == code
    assert finding in outcome.err
    assert outcome.out == ""
    assert not (tmp_path / "out").exists()


def test_headings_only_is_a_finding(tmp_path: Path) -> None:
    source = tmp_path / "template.csv"
    _write_csv(source, rows=0)
    outcome = run(source, "--profile", PROFILE, "-o", tmp_path / "out")
    assert outcome.code == 0
    assert "WB003" in outcome.err


def test_a_missing_required_column_is_named(tmp_path: Path) -> None:
    source = tmp_path / "lacking.csv"
    _write_csv(source, without=["Member Client Index Number (CIN)"])
    outcome = run(source, "--profile", PROFILE, "-o", tmp_path / "out")
    assert outcome.code == 1
    assert "required column is missing: ‘Member CIN’" in outcome.err
    assert not list((tmp_path / "out").glob("*.837"))
    summary = json.loads((tmp_path / "out" / "lacking.summary.json").read_text())
    assert "WB005" in {finding["code"] for finding in summary["findings"]}
    assert summary["rows"] == {"read": 1, "sent": 0, "withheld": 1, "skipped": 0}
    assert summary["dollars"]["withheld"] == summary["dollars"]["read"] == "64.00"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["missing.xlsx"], "missing.xlsx"),
        ([SAMPLE, "--layout", "nonsense"], "nonsense"),
        ([SAMPLE, "--received", "yesterday"], "yesterday"),
        ([SAMPLE, "--profile", "nowhere.toml"], "nowhere.toml"),
        ([], "INPUT"),
    ],
)
def test_wrong_usage_exits_2(words: list[str], said: str, tmp_path: Path) -> None:
    outcome = run("translate", *words, cwd=tmp_path)
    assert outcome.code == 2
    assert said in outcome.err


def test_a_bad_profile_names_its_key_and_not_its_value(tmp_path: Path) -> None:
    profile = tmp_path / "edi-translate.toml"
    profile.write_text(PROFILE.read_text().replace('usage = "T"', 'usage = "secret"'))
    outcome = run(SAMPLE, "--profile", profile)
    assert outcome.code == 2
    assert "usage" in outcome.err
    assert "secret" not in outcome.err


def test_an_output_folder_that_cannot_be_made_exits_2(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    outcome = run(SAMPLE, "--profile", PROFILE, "-o", tmp_path / "file")
    assert outcome.code == 2
    assert len(outcome.err.strip().splitlines()) == 1


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    code = (
        "import errno, os\n"
        "def full(handle): raise OSError(errno.ENOSPC, 'No space left on device')\n"
        "os.fsync = full\n"
        "from edi.cli.main import run\n"
        "run()"
    )
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-c", code, str(SAMPLE), "--profile", str(PROFILE), "-o", str(tmp_path / "out")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_an_internal_fault_exits_3_without_values(tmp_path: Path) -> None:
    code = (
        "import invoices.translate as t\n"
        "def broken(*a, **k): raise RuntimeError('91234567A secret')\n"
        "t.read_input = broken\n"
        "from edi.cli.main import run\n"
        "run()"
    )
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-c", code, str(SAMPLE), "--profile", str(PROFILE)],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 3
    assert "secret" not in done.stderr
    crash = Path(done.stderr.split()[-1])
    assert "RuntimeError" in crash.read_text()
    assert "secret" not in crash.read_text()
    crash.unlink()


def _write_csv(path: Path, rows: int = 1, without: list[str] | None = None, **changes: str) -> None:
    """A valid dhcs-long invoice of one line, with some cells changed or columns left out."""
    import csv

    cells = {
        "Billing Provider NPI": "2044173609",
        "Billing Provider TIN": "690558207",
        "Billing Provider Name": "Estuary Bridge Care Collaborative",
        "Billing Provider Phone Number": "5105550101",
        "Billing Provider Address": "12 Wharf St",
        "Billing Provider City": "Oakland",
        "Billing Provider State": "CA",
        "Billing Provider Zip": "946123305",
        "Member Client Index Number (CIN)": "91234567A",
        "Member First Name": "Ana",
        "Member Last Name": "Rivera",
        "Member Homelessness Indicator": "",
        "Member Residential Address": "3 Elm St",
        "Member Residential City": "Oakland",
        "Member Residential Zip": "94607",
        "Member Date of Birth": "04/12/1985",
        "Member Gender Code": "F",
        "Primary Payer (MCP) Identifier": "300",
        "Procedure Code": "G9012",
        "Procedure Code Modifier": "U2",
        "Service Start Date": "02/03/2026",
        "Service End Date": "02/03/2026",
        "Service Name": "Enhanced Care Management",
        "Service Units": "1",
        "Service Unit Cost": "64.00",
        "Place of Service": "12",
        "Member Diagnosis Code": "Z59.811",
        "Total Amount": "64.00",
        "Invoice Date": "03/05/2026",
        "Invoice Number": "INV-1",
        "Control Number": "C-1",
    } | changes
    for heading in without or []:
        del cells[heading]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(cells)
        for _ in range(rows):
            writer.writerow(cells.values())
