"""`providers` on the command line: what it writes, prints and compares."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import openpyxl

from tests.cli.running import PROFILE, SAMPLES, run

CLINIC = SAMPLES / "providers" / "clinic.xlsx"
COUNTY = SAMPLES / "providers" / "county.xlsx"


def made(tmp_path: Path, *words: str | Path, code: int = 1) -> Path:
    """The 274 that a run writes."""
    outcome = run("providers", *words, "--profile", PROFILE, "-o", tmp_path)
    assert outcome.code == code, outcome.err
    (path,) = tmp_path.glob("*.dat")
    return path


def test_it_writes_what_translate_writes_and_says_so(tmp_path: Path) -> None:
    outcome = run("providers", CLINIC, "--profile", PROFILE, "-o", tmp_path)
    assert outcome.code == 1
    names = [Path(line).name for line in outcome.out.splitlines()]
    assert names == [
        "123456789_300_274_20260331_00001.dat", "clinic.rejects.xlsx", "clinic.report.html", "clinic.summary.json",
    ]  # fmt: skip
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in names} == {0o600}
    assert "sent      7 rows  1 group, 2 sites, 7 providers in 123456789_300_274_20260331_00001.dat" in outcome.err
    assert "$" not in outcome.err
    (output,) = json.loads((tmp_path / "clinic.summary.json").read_text())["outputs"]
    assert (output["kind"], output["groups"], output["sites"], output["providers"]) == ("274", 1, 2, 7)
    page = (tmp_path / "clinic.report.html").read_text()
    assert "Roster to 274" in page
    assert "$" not in page.split("</style>")[1]


def test_the_marked_roster_can_be_corrected_and_read_again(tmp_path: Path) -> None:
    made(tmp_path, CLINIC)
    book = openpyxl.load_workbook(tmp_path / "clinic.rejects.xlsx")
    cell = book["Roster"]["X9"]
    assert "CL003" in cell.comment.text
    cell.value = book["Roster"]["X4"].value
    book.save(tmp_path / "corrected.xlsx")
    again = tmp_path / "again"
    outcome = run("providers", tmp_path / "corrected.xlsx", "--profile", PROFILE, "-o", again)
    assert outcome.code == 0, outcome.err
    assert "8 rows  1 group, 2 sites, 8 providers" in outcome.err


def test_the_file_itself_goes_to_stdout_and_a_dry_run_nowhere(tmp_path: Path) -> None:
    outcome = run("providers", COUNTY, "--profile", PROFILE, "-o", "-", cwd=tmp_path)
    assert outcome.out.startswith("ISA*03*202603 ")
    outcome = run("providers", COUNTY, "--profile", PROFILE, "--dry-run", "--month", "2026-02", cwd=tmp_path)
    assert (outcome.code, outcome.out) == (1, "")
    assert not list(tmp_path.iterdir())


def test_the_reporting_month_is_the_users(tmp_path: Path) -> None:
    assert made(tmp_path, COUNTY, "--month", "2026-02").read_text().startswith("ISA*03*202602 ")


def test_what_is_no_roster_is_nothing_done(tmp_path: Path) -> None:
    outcome = run("providers", SAMPLES / "dhcs-long.xlsx", "--profile", PROFILE, "-o", tmp_path)
    assert outcome.code == 2
    assert not list(tmp_path.iterdir())


def test_a_receiver_without_provider_files_says_so(tmp_path: Path) -> None:
    profile = tmp_path / "edi-translate.toml"
    profile.write_text(PROFILE.read_text().replace('payer = "dhcs"', 'payer = "plan"'))
    outcome = run("providers", CLINIC, "--profile", profile, "-o", tmp_path)
    assert outcome.code == 2
    assert "takes no 274" in outcome.err


def test_changes_since_last_month(tmp_path: Path) -> None:
    before = made(tmp_path / "before", COUNTY)
    outcome = run("providers", CLINIC, "--profile", PROFILE, "-o", tmp_path / "now", "--since", before)
    assert "10 added, 0 changed, 8 ended" in outcome.err
    assert "added   group" in outcome.err
    (listed,) = json.loads((tmp_path / "now" / "clinic.changes.json").read_text())["files"]
    assert (listed["plan_code"], listed["counts"]) == ("300", {"added": 10, "changed": 0, "ended": 8})
    sheet = openpyxl.load_workbook(tmp_path / "now" / "clinic.changes.xlsx").active
    assert sheet is not None
    assert sheet.max_row == 19


def test_since_a_file_that_is_no_274(tmp_path: Path) -> None:
    outcome = run("providers", CLINIC, "--profile", PROFILE, "-o", tmp_path, "--since", SAMPLES / "wide.837")
    assert outcome.code == 2
    assert "no level of a 274" in outcome.err


def test_invoices_and_claims_against_the_file(tmp_path: Path) -> None:
    outcome = run(
        "providers", CLINIC, "--profile", PROFILE, "-o", tmp_path, "-v", "--against", SAMPLES / "dhcs-long.xlsx",
        "--against", SAMPLES / "wide.837",
    )  # fmt: skip
    assert outcome.code == 1
    told = [line for line in outcome.err.splitlines() if ": PV03" in line]
    assert any("PV030 the provider 2044173609 gave ecm and is not in the provider file" in line for line in told)
    assert any(line.startswith(f"{SAMPLES / 'wide.837'}: PV031 the provider 2522968140") for line in told)


def test_a_folder_of_rosters_makes_one_file(tmp_path: Path) -> None:
    text = made(tmp_path, SAMPLES / "providers").read_text()
    assert text.count("*QV*") == 3


def test_a_274_becomes_a_roster_and_that_the_same_274(tmp_path: Path) -> None:
    before = made(tmp_path / "one", CLINIC)
    book = tmp_path / "back.xlsx"
    assert run("convert", before, "--to", "xlsx", "-o", book).code == 0
    after = made(tmp_path / "two", book, code=0)
    assert after.read_bytes() == before.read_bytes()


def test_a_274_with_more_than_a_roster_can_say_is_told(tmp_path: Path) -> None:
    path = tmp_path / "more.274"
    text = made(tmp_path / "one", CLINIC).read_text()
    path.write_text(text.replace("NM1*77*", "N2*A*B~NM1*77*", 0).replace("PDI*", "CRC*01*Y*AA~\nPDI*", 1))
    outcome = run("convert", path, "--to", "xlsx", "-o", tmp_path / "back.xlsx")
    assert outcome.code == 1
    assert "1 of them hold something that a roster cannot say" in outcome.err


def test_layouts_of_rosters_are_shown_and_drafted(tmp_path: Path) -> None:
    assert "roster-wide" in run("layout", "list", "--roster").out
    shown = run("layout", "inspect", "--roster", COUNTY)
    assert "Sites: layout roster-sites" in shown.out
    directory = tmp_path / "directory.csv"
    directory.write_text(
        "Agency Name,Facility Name,Street Address,City,State,Zip,NPI,Last Name,First Name,Taxonomy Code\n"
        "BAY AGENCY,MAIN OFFICE,1200 BROADWAY,OAKLAND,CA,94612-1234,2271059380,SANTACRUZ,IMELDA,1041C0700X\n"
    )
    draft = tmp_path / "layouts" / "directory.toml"
    outcome = run("layout", "draft", "--roster", directory, "-o", draft)
    assert outcome.code == 0, outcome.err
    read = run("providers", directory, "--profile", PROFILE, "--layout", draft, "-o", tmp_path / "out", "-v")
    assert "sent      1 row" in read.err
    assert "WB018" not in read.err


def test_what_the_state_published_against_what_is_sent(tmp_path: Path) -> None:
    first = tmp_path / "first"
    published = tmp_path / "published.csv"
    header = "PlanCode,NPI,Provider_Name,Taxonomy,FacilityName\n"
    published.write_text(header + "300,2119388462,Okafor-Reed Deshawn,208D00000X,Brackwater Main Clinic\n305,1,X,Y,Z\n")
    outcome = run("providers", CLINIC, "--profile", PROFILE, "-o", first, "--listing", published)
    assert "1 published, 7 sent, 0 the same" in outcome.err
    assert "Taxonomy was sent as '207Q00000X', published as '208D00000X'" in outcome.err
    assert "not published: 300 2233901752 Lindqvist Astrid" in outcome.err
    assert json.loads((first / "clinic.listing.json").read_text())["sent"] == 7
    listing = first / "clinic.listing.csv"
    again = run("providers", CLINIC, "--profile", PROFILE, "-o", tmp_path / "again", "--listing", listing)
    assert "7 published, 7 sent, 7 the same, 0 differences" in again.err
