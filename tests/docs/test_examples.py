"""The worked examples of the pages do what the pages say."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

from edi.control_numbers import Counting
from edi.report.run_result import RunResult
from invoices.context import Context
from invoices.translate import Source, translate
from mappings.layout_file import Layout, read_layout
from mappings.payer_file import load_payer, read_payer
from mappings.profile_file import SAMPLE_PROFILE, read_profile
from mappings.service_table import KINDS, SERVICES, UNITS
from tests.tools.docs_pages.markdown import DOCS


def block(page: str, language: str) -> str:
    """The first block of a language on a page."""
    found = re.search(
        rf"^```{language}\n(.*?)^```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
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


def test_the_rule_of_the_how_to_is_a_rule() -> None:
    made: dict[str, object] = {"__name__": "ln041_visit_on_a_holiday"}
    exec(compile(block("how-to/add-a-rule.md", "python"), "add-a-rule.md", "exec"), made)
    assert made["RULE"].code == "LN041"  # type: ignore[attr-defined]
    assert callable(made["check"])
