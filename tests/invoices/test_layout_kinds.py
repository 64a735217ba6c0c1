"""The ways in which an invoice holds several services: what is matched, what is refused, where it stands."""

from __future__ import annotations

import json
import re
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from invoices.service_name import read_name
from mappings.layout_file import load_layouts
from mappings.service_table import load_services
from tests.cli.running import SAMPLES
from tests.invoices.reading import codes, run, sample, visit, workbook

README = (SAMPLES / "README.md").read_text(encoding="utf-8")
COUNTS = re.compile(
    r"^## (\S+)\n(?:.*\n)+?- all: (\d+) services, \$([\d,.]+)\n- right: (\d+) services, \$([\d,.]+)", re.M
)


@pytest.mark.parametrize("found", COUNTS.findall(README), ids=lambda found: found[0])
def test_the_readme_counts_what_a_run_counts(found: tuple[str, ...]) -> None:
    name, services, dollars, right, good = found
    golden = "monday" if name == "monday/" else name.partition(".")[0]
    summary: dict[str, Any] = json.loads((SAMPLES / f"{golden}.summary.json").read_text(encoding="utf-8"))
    rows, money = summary["rows"], summary["dollars"]
    assert rows["sent"] + rows["withheld"] == int(services)
    assert (rows["sent"], money["sent"]) == (int(right), good.replace(",", ""))
    of_services = Decimal(money["sent"]) + Decimal(money["withheld"])  # a hidden row has dollars of its own
    assert name in ("wide.xlsx", "codes-in-a-cell.csv") or of_services == Decimal(dollars.replace(",", ""))


@pytest.mark.parametrize("layout", load_layouts().values(), ids=lambda layout: layout.name)
def test_every_layout_reads_its_sample(layout: Any) -> None:
    result = run((layout.sample, sample(layout.sample)))
    assert {sheet.layout for part in result.inputs for sheet in part.sheets} == {layout.name}
    assert result.tally.rows["sent"]


@pytest.mark.parametrize(
    ("changes", "sent", "told"),
    [
        ({"Codes": "G9012 U2; H0043 U6", "Units_Each": "1; 1", "Rates": "61; 110"}, 2, ""),
        ({"Codes": "G9012 U2; H0043 U6", "Units_Each": "1", "Rates": "61; 110"}, 2, "LN046"),
        ({"Codes": "G9012 U2; H0043 U6", "Units_Each": "1; 1; 1", "Rates": "61; 110"}, 0, "LN045"),
        ({"Codes": "G9012 U2; H0043 U6", "Units_Each": "1, 1", "Rates": "1,061.00, 110"}, 2, ""),
        ({"Codes": "G9012; H0043", "Mods": "U2; U6", "Units_Each": "1; 1", "Rates": "61; 110"}, 2, ""),
        ({"Codes": "T1019 U6 x 4", "Units_Each": "", "Rates": "7.40"}, 1, ""),
        ({"Codes": "T1019 U6 x 4", "Units_Each": "5", "Rates": "7.40"}, 0, "LN045"),
        ({"Codes": "T1019 U6 x 4", "Units_Each": "4", "Rates": "7.40"}, 1, ""),
        ({"Codes": "G9012 U2; H0043 U6", "Units_Each": "1; one", "Rates": "61; 110"}, 1, "CL010"),
        ({"Codes": "G9012 U2; H0043 U6", "Units_Each": "1; 1", "Rates": "61; 110", "Visit_Total": "170"}, 0, "RC003"),
    ],
)
def test_codes_in_a_cell(changes: dict[str, str], sent: int, told: str) -> None:
    result = run(("codes.xlsx", workbook([visit(**changes)])))
    assert result.tally.rows["sent"] == sent
    assert not told or told in codes(result)


def test_a_total_in_a_row_with_several_codes_is_the_rows() -> None:
    result = run(("codes.xlsx", workbook([visit(Codes="G9012 U2; H0043 U6", Units_Each="1; 1", Rates="61; 110")])))
    assert [d.charge for d in result.inputs[0].dispositions] == [6100, 11000]
    assert [d.slot for d in result.inputs[0].dispositions] == [1, 2]


def test_a_finding_in_a_calendar_names_its_cell() -> None:
    result = run(("calendar.xlsx", sample("calendar.xlsx")))
    cells = {f.where.cell for f in result.all_findings if result.severity(f.code) == "error"}  # type: ignore[union-attr]
    assert cells == {"AC18", "AN20"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ECM visit - phone", ("ecm", "telehealth", "")),
        ("ECM outreach attempt (in person)", ("ecm", "in_person", "")),
        ("ECM by CHW, telephonic", ("ecm", "telehealth", "non_clinical")),
        ("ECM - video / in person", ("ecm", "", "")),
        ("Housing Nav", ("housing_navigation", "", "")),
        ("Home visit", ("", "", "")),
        ("Lunch", ("", "", "")),
        ("", ("", "", "")),
    ],
)
def test_what_the_name_of_a_service_says(name: str, expected: tuple[str, str, str]) -> None:
    assert tuple(read_name(name, load_services())) == expected


def test_a_calendar_without_its_month_is_asked_for_it() -> None:
    book = load_workbook(SAMPLES / "calendar.xlsx")
    sheet = book.active
    for row in sheet.iter_rows(max_row=12):
        for cell in row:
            if isinstance(cell.value, datetime) or "2026" in str(cell.value):
                cell.value = None
    sheet.title = "Visits"
    content = BytesIO()
    book.save(content)
    result = run(("calendar.xlsx", content.getvalue()))
    assert "WB024" in codes(result)
    assert result.tally.rows["sent"] == 0
