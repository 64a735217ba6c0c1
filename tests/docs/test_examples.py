"""The worked examples of the pages do what the pages say."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from edi.control_numbers import Counting
from edi.views.run_result import RunResult
from invoices.context import Context
from invoices.intake import Source
from invoices.reading.book import read_sheets
from invoices.translate import translate
from invoices.workbook import read_workbook
from mappings.layout_file import Layout, load_layouts, read_layout
from mappings.own import TABLES, use
from mappings.payer_file import load_payer, read_payer
from mappings.profile_file import SAMPLE_PROFILE, read_profile
from mappings.service_table import KINDS, SERVICES, UNITS
from tests.cli.running import run as run_program
from tests.tools.docs_pages.markdown import DOCS, ROOT

SAMPLES = ROOT / "samples"


def block(page: str, language: str) -> str:
    """The first block of a language on a page."""
    found = re.search(
        rf"^```{language}(?: title=[^\n]*)?\n(.*?)^```",
        (DOCS / page).read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    assert found, f"{page} has no block of {language}"
    return found[1]


def run(path: Path, layout: Layout, payer: str = "dhcs") -> RunResult:
    context = Context(read_profile(SAMPLE_PROFILE), load_payer(payer), date(2026, 3, 31))
    return translate(
        [Source(path, path.name)],
        context,
        [layout],
        stem=path.stem,
        numbers=Counting(1),
        now=datetime(2026, 3, 31, 9, 30),  # noqa: DTZ001 - an envelope carries local time
        checker=None,
        profile_name="test",
    )


@pytest.fixture
def sunrise(tmp_path: Path) -> tuple[Path, Layout]:
    invoice, layout = tmp_path / "sunrise.csv", tmp_path / "sunrise.toml"
    invoice.write_text(block("how-to/add-a-layout.md", "csv"), encoding="utf-8")
    layout.write_text(block("how-to/add-a-layout.md", "toml"), encoding="utf-8")
    return invoice, read_layout(layout)


def test_the_layout_of_the_how_to_reads_its_invoice(sunrise: tuple[Path, Layout]) -> None:
    result = run(*sunrise)
    assert result.tally.rows == {"read": 1, "sent": 1, "withheld": 0, "skipped": 0}
    assert not result.has_errors


def test_the_draft_of_the_how_tos_file_is_a_layout_that_works(sunrise: tuple[Path, Layout], tmp_path: Path) -> None:
    if "sunrise" in load_layouts():
        pytest.skip("somebody ships it: nothing is drafted of a sheet that a layout names")
    drafted = tmp_path / "drafted" / "sunrise.toml"
    drafted.parent.mkdir()
    done = run_program("layout", "draft", sunrise[0], "-o", drafted)
    assert done.code == 0, done.err
    layout = read_layout(drafted)
    assert layout.columns.keys() == sunrise[1].columns.keys()
    result = run(sunrise[0], layout)
    assert result.tally.rows == {"read": 1, "sent": 1, "withheld": 0, "skipped": 0}
    assert result.outputs[0].text == run(*sunrise).outputs[0].text


def test_the_payer_of_the_how_to_is_a_claim_to_a_plan(sunrise: tuple[Path, Layout], tmp_path: Path) -> None:
    path = tmp_path / "northern-plan.toml"
    path.write_text(block("how-to/add-a-payer.md", "toml"), encoding="utf-8")
    assert read_payer(path).prior_payer is None
    made = run(*sunrise, payer=str(path)).outputs
    assert [one.file for one in made] == ["NP_300_20260331_00001.837"]
    assert "NM1*40*2*NORTHERN PLAN*****46*NP001~" in made[0].text
    assert "SBR*P*18*******HM" not in made[0].text


def test_the_code_of_the_how_to_is_a_row_of_the_table() -> None:
    header = next(line for line in SERVICES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    row = dict(zip(header.split(","), block("how-to/add-a-code.md", "csv").strip().split(","), strict=True))
    assert row["unit"] in UNITS
    assert row["kind"] in KINDS
    assert date.fromisoformat(row["effective_from"])


def test_the_own_mapping_of_the_how_to_is_found(tmp_path: Path) -> None:
    page = "how-to/keep-your-own-mappings.md"
    (tmp_path / "edi-translate.toml").write_text('payer = "dhcs"\n', encoding="utf-8")
    own = tmp_path / "mappings" / "services" / "services.csv"
    own.parent.mkdir(parents=True)
    own.write_text(block(page, "csv"), encoding="utf-8")
    assert "S9977 U2" in run_program("codes", "S9977", cwd=tmp_path).out
    own.write_text(block(page, "csv").replace(",service,,,service,", ",service,,,box,"), encoding="utf-8")
    said = re.search(r"^edi-translate: .*$", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert said
    assert said[0].removeprefix("edi-translate: ") in run_program("codes", cwd=tmp_path).err
    use(None)
    for name in re.findall(r"(?:services|codes|reports|members)/\S+\.csv", (DOCS / page).read_text(encoding="utf-8")):
        assert name in TABLES, name


def test_the_rule_of_the_how_to_is_a_rule() -> None:
    made: dict[str, object] = {"__name__": "ln900_visit_on_a_holiday"}
    exec(compile(block("how-to/add-a-rule.md", "python"), "add-a-rule.md", "exec"), made)
    assert made["RULE"].code == "LN900"  # type: ignore[attr-defined]
    assert callable(made["check"])


def test_the_tutorial_shows_the_claim_of_the_sample() -> None:
    page = (DOCS / "tutorial/first-invoice.md").read_text(encoding="utf-8")
    shown = [line for line in page.splitlines() if re.match(r"[A-Z0-9]{2,3}\*.*~$", line)]
    assert len(shown) >= 7
    made = (SAMPLES / "dhcs-long.837").read_text(encoding="ascii").splitlines()
    places = [made.index(line) for line in shown]
    assert places == sorted(places)
    assert places[-1] - places[0] < 30


@pytest.mark.parametrize(("page", "file"), [("tutorial/first-invoice.md", "dhcs-long"), ("index.md", "invoices")])
def test_the_pages_show_the_sums_of_the_sample(page: str, file: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    summary = json.loads((SAMPLES / "dhcs-long.summary.json").read_bytes())
    for name in ("read", "sent", "withheld", "skipped"):
        dollars = f"${float(summary['dollars'][name]):,.2f}"
        assert re.search(rf"^  {name} +{summary['rows'][name]} rows? +{re.escape(dollars)}", text, re.MULTILINE), name
    claims = summary["outputs"][0]["claims"]
    assert f"{claims} claims in {file}.837" in text


def test_the_correction_of_the_tutorial_gives_what_it_shows(tmp_path: Path) -> None:
    first = run_program(SAMPLES / "dhcs-long.xlsx", "--profile", SAMPLES / "edi-translate.toml", "-o", tmp_path)
    assert first.code == 1
    # The results of the formulas with it: openpyxl would save the formulas without them.
    workbook = load_workbook(tmp_path / "dhcs-long.rejects.xlsx", data_only=True)
    page = (DOCS / "tutorial/first-invoice.md").read_text(encoding="utf-8")
    written = re.search(r"Write `(\w+)` into `(\w+)`", page)
    assert written
    workbook["Invoice"][written[2]] = written[1]
    workbook.save(tmp_path / "corrected.xlsx")
    again = run_program(
        tmp_path / "corrected.xlsx", "--profile", SAMPLES / "edi-translate.toml", "-o", tmp_path, "--check", "none"
    )
    shown = page[page.index("../march/corrected.xlsx\n") :].splitlines()[1:5]
    printed = again.err.splitlines()
    assert [line for line in shown if line not in printed] == []


@pytest.mark.parametrize("name", load_layouts())
def test_a_sample_fits_its_own_layout_and_no_other(name: str) -> None:
    sample = SAMPLES / load_layouts()[name].sample
    sheets = [sheet for sheet in read_workbook(sample) if not sheet.hidden]
    readings = read_sheets(sample.name, sheets, list(load_layouts().values()))
    assert {reading.layout for reading in readings} == {name}


def test_acknowledge_a_submission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "how-to/acknowledge-a-submission.md"
    (tmp_path / "samples").symlink_to(SAMPLES)
    monkeypatch.chdir(tmp_path)
    command = block(page, "bash").split()
    assert command[:2] == ["edi-translate", "validate"]
    done = run_program(*command[1:], cwd=tmp_path)
    assert done.code == 0
    assert [Path(line).name for line in done.out.split()] == ["form.ta1", "form.999", "form.277ca"]
    assert "*00501*000000501*" in (tmp_path / "acks" / "form.ta1").read_text()
    exec(compile(block(page, "python"), page, "exec"), {})
    assert capsys.readouterr().out == "['ta1', '999', '277ca']\n"
