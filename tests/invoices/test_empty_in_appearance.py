"""Error values, formulas without a result and truth values: what looks like a value and is none withholds its line, in
any format and any column that is read."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from edi.model.reference import SheetRef
from edi.views.run_result import RunResult
from invoices.cells import load_kinds
from invoices.workbook import read_workbook
from tests.invoices.cases import form_table, wide_letter, wide_table, xlsx_bytes
from tests.invoices.reading import SHEET, patched, run, visit, workbook
from tests.tools.make_texts import CODES_HEADINGS
from tests.tools.make_xlsb import CellError, xlsb

DATA = Path(__file__).parent / "data"
SHOWN = ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#¡REF!", "#WERT!", "#SPILL!", "#GETTING_DATA", "Err:502"]


def withheld(result: RunResult) -> set[str]:
    """The codes that withhold the only line of a run."""
    ((status, codes),) = [(one.status, one.codes) for one in result.inputs[0].dispositions]
    assert status == "withheld"
    assert not result.outputs
    return set(codes)


@pytest.mark.parametrize("kind", sorted(load_kinds()))
@pytest.mark.parametrize("shown", SHOWN)
def test_no_kind_of_cell_takes_an_error_value(kind: str, shown: str) -> None:
    cleaned = load_kinds()[kind](shown, 60)
    assert cleaned.value is None
    assert [problem.code for problem in cleaned.problems] == ["CL023"]


@pytest.mark.parametrize("text", ["#5", "Unit #12", "Error", "Err", "# 4 Main St", "#12!", "N/A"])
def test_what_only_looks_like_one_is_text(text: str) -> None:
    assert "CL023" not in {problem.code for problem in load_kinds()["text"](text, 60).problems}


@pytest.mark.parametrize("heading", CODES_HEADINGS)
def test_an_error_value_in_any_column_withholds_the_line(heading: str) -> None:
    at = CODES_HEADINGS.index(heading)
    row = visit()
    row[at] = "#REF!"

    def as_error(sheet: Any) -> None:
        sheet.cell(2, at + 1).data_type = "e"

    text = io.StringIO()
    csv.writer(text).writerows([CODES_HEADINGS, row])
    for name, content in (("a.xlsx", workbook([row], as_error)), ("a.csv", text.getvalue().encode())):
        result = run((name, content))
        assert withheld(result) == {"CL023"}, name
        (finding,) = [one for one in result.all_findings if one.code == "CL023"]
        assert finding.found == "#REF!"
        assert isinstance(finding.where, SheetRef)
        assert (finding.where.row, finding.where.column) == (2, chr(65 + at))


@pytest.mark.parametrize("heading", CODES_HEADINGS)
def test_a_formula_without_its_result_in_any_column_withholds_the_line(heading: str) -> None:
    row = visit()
    row[CODES_HEADINGS.index(heading)] = '=VLOOKUP("x",A5:B6,2)'
    assert withheld(run(("a.xlsx", workbook([row])))) == {"CL030"}


def test_a_formula_that_came_to_nothing_is_an_empty_cell() -> None:
    row = visit(Mods="=1")
    content = patched(workbook([row]), SHEET, r'(<c r="U2")[^>]*><f>1</f><v ?/?>(</v>)?', r'\1 t="str"><f>1</f><v></v>')
    assert b't="str"' in zipfile.ZipFile(io.BytesIO(content)).read(SHEET)
    assert run(("a.xlsx", content)).tally.rows["sent"] == 1


def test_an_error_in_a_label_above_the_table_withholds_every_line() -> None:
    rows = form_table([{}, {"control_number": "C-2"}], {"invoice_number": "INV-9"})
    at = next(number for number, cells in enumerate(rows, 1) if "INV-9" in cells)
    content = xlsx_bytes({"Invoice": rows})
    place = rf'<c r="B{at}"[^>]*>.*?</c>'
    made = patched(content, SHEET, place, f'<c r="B{at}" t="e"><f>A1/0</f><v>#DIV/0!</v></c>')
    result = run(("form.xlsx", made))
    assert result.tally.rows["withheld"] == 2
    assert [one.code for one in result.all_findings if one.code == "CL023"] == ["CL023"]


def test_a_group_of_a_wide_row_that_holds_an_error_alone_is_not_lost() -> None:
    content = xlsx_bytes({"Invoice": wide_table([{}])})
    place = wide_letter("hcpcs", 2)
    cell = f'<c r="{place}2" t="e"><v>#REF!</v></c>'
    made = patched(content, SHEET, rf'<c r="{place}2"[^>]*/>|(?=<c r="{wide_letter("hcpcs", 3)}2")', cell)
    if place + "2" not in zipfile.ZipFile(io.BytesIO(made)).read(SHEET).decode():
        made = patched(content, SHEET, r"(?=</row></sheetData>)", cell)
    result = run(("wide.xlsx", made))
    assert [(one.slot, one.status) for one in result.inputs[0].dispositions] == [(1, "sent"), (2, "withheld")]


def in_xls() -> bytes:
    """The .xls of the tests with an error in the place of a text: a LABELSST record becomes a BOOLERR one."""
    content = (DATA / "codes.xls").read_bytes()
    cell = struct.pack("<HHHH", 0x00FD, 10, 1, CODES_HEADINGS.index("Dx Codes"))
    at = content.index(cell)
    return (
        content[:at] + struct.pack("<HH", 0x0205, 10) + content[at + 4 : at + 10] + b"\x17\1\0\0" + content[at + 14 :]
    )


def in_ods() -> bytes:
    """The .ods of the tests with a cell as LibreOffice writes one with an error."""
    target = io.BytesIO()
    error = (
        '<table:table-cell table:formula="of:=[.#REF!]" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>'
    )
    with zipfile.ZipFile(DATA / "codes.ods") as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            text = source.read(name)
            if name == "content.xml":
                rows = text.decode().split("<table:table-row ")
                cells = re.findall(r"<table:table-cell [^>]*?(?:/>|>.*?</table:table-cell>)", rows[2])
                rows[2] = rows[2].replace(cells[-2], error, 1)
                text = "<table:table-row ".join(rows).encode()
            made.writestr(name, text)
    return target.getvalue()


def in_xlsb() -> bytes:
    """A binary workbook with an error."""
    return xlsb("codes-in-a-cell", [CODES_HEADINGS, visit(Dx_Codes=CellError(0x17))])


OTHER_FORMATS = {"a.xls": in_xls, "a.ods": in_ods, "a.xlsb": in_xlsb}


@pytest.mark.parametrize("name", OTHER_FORMATS)
def test_error_values_of_other_formats(name: str) -> None:
    content = OTHER_FORMATS[name]()
    (sheet, *_) = read_workbook(Path(name), content)
    assert {row: set(cells.values()) for row, cells in sheet.surroundings.lacks.items()} == {2: {"#REF!"}}
    result = run((name, content))
    (finding,) = [one for one in result.all_findings if one.code == "CL023"]
    assert (finding.where.row, finding.found) == (2, "#REF!")  # type: ignore[union-attr]
    assert result.inputs[0].dispositions[0].status == "withheld"


AMOUNTS: Mapping[str, str] = {"Units Each": "CL010", "Rates": "CL007"}


@pytest.mark.parametrize("heading", AMOUNTS)
def test_a_truth_value_is_no_number(heading: str) -> None:
    """Also beside the number 1, which equals it in Python."""
    good = visit()
    good[CODES_HEADINGS.index(heading)] = 1
    row = visit(Visit_ID="V2", Visit_Date="02/04/2026")
    row[CODES_HEADINGS.index(heading)] = True
    records = [dict(zip(CODES_HEADINGS, cells, strict=True)) for cells in (good, row)]
    for name, content in (("a.xlsx", workbook([good, row])), ("a.json", json.dumps(records).encode())):
        result = run((name, content))
        assert [one.status for one in result.inputs[0].dispositions] == ["sent", "withheld"], name
        assert AMOUNTS[heading] in result.inputs[0].dispositions[1].codes


def test_a_truth_value_says_yes_where_that_is_asked() -> None:
    told = {}
    for value in (True, "x", ""):
        result = run(("a.xlsx", workbook([visit(**{"Unhoused_Y/N": value, "Client_Address": ""})])))
        told[value] = result.tally.rows["sent"]
    assert told == {True: 1, "x": 1, "": 0}
