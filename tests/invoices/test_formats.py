"""Every format reads alike; what cannot be read gives one clear finding."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from invoices.returns.write import rejects_workbook
from invoices.workbook import MAX_COLUMNS, UnreadableError, open_workbook, read_workbook
from invoices.workbook.open_document import hidden_in
from invoices.workbook.records import OldBook, hidden_in_xlsb, sheets_of_xlsb
from invoices.workbook.sheet import Hidden
from tests.invoices.cases import layout, table
from tests.invoices.reading import SHEET, codes, patched, run, sample, visit, workbook
from tests.tools.make_xlsb import xlsb

DATA = Path(__file__).parent / "data"
TEXT = sample("codes-in-a-cell.csv").decode("utf-8-sig")
ROWS = list(csv.reader(io.StringIO(TEXT, newline="")))


def cut(delimiter: str, quoting: int = csv.QUOTE_MINIMAL) -> str:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter, quoting=quoting).writerows(ROWS)  # type: ignore[arg-type]
    return target.getvalue()


ALIKE = {
    "bom.csv": TEXT.encode("utf-8-sig"),
    "plain.csv": TEXT.encode(),
    "ansi.csv": TEXT.encode("cp1252"),
    "little.txt": TEXT.encode("utf-16"),
    "big.txt": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "unmarked.txt": TEXT.encode("utf-16-le"),
    "tabs.tsv": cut("\t").encode(),
    "semicolons.csv": cut(";").encode(),
    "bars.txt": cut("|").encode(),
    "carets.txt": cut("^").encode(),
    "quoted.csv": cut(",", csv.QUOTE_ALL).encode(),
    "said.csv": b"sep=;\r\n" + cut(";").encode(),
    "old.xls": (DATA / "codes.xls").read_bytes(),
    "binary.xlsb": xlsb("codes-in-a-cell", ROWS),
    "open.ods": (DATA / "codes.ods").read_bytes(),
    "flat.json": json.dumps([dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]).encode(),
    "lines.ndjson": b"".join(json.dumps(dict(zip(ROWS[0], row, strict=True))).encode() + b"\n" for row in ROWS[1:]),
    "stdin": TEXT.encode(),
}


@pytest.mark.parametrize("name", ALIKE)
def test_every_format_gives_the_same_claims(name: str) -> None:
    expected = run(("codes-in-a-cell.csv", sample("codes-in-a-cell.csv")))
    found = run((name, ALIKE[name]))
    assert [output.text for output in found.outputs] == [output.text for output in expected.outputs]
    assert sorted(codes(found)) == sorted(codes(expected))


@pytest.mark.parametrize(
    ("name", "kind"), [("a.xlsx", ".csv"), ("a.json", ".csv"), ("a.xls", ".xlsx"), ("b.csv", ".xlsx")]
)
def test_the_content_decides_and_it_is_told(name: str, kind: str) -> None:
    content = TEXT.encode() if kind == ".csv" else sample("wide.xlsx")
    if name == "a.json":
        with pytest.raises(UnreadableError, match="JSON"):
            open_workbook(Path(name), content)
        return
    notes = open_workbook(Path(name), content).notes
    assert [note.code for note in notes] == ["WB020"]
    assert kind in notes[0].expected


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_workbook(Path(name), content)
    return caught.value.code


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
        made.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return target.getvalue()


def ods(table: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", table)
    return target.getvalue()


FAR = r'\g<0><row r="1048576"><c r="AZ1048576"><v>1</v></c></row>'
GOOD = workbook([visit()])
REFUSED = {
    "nothing.xlsx": (b"", "WB002"),
    "blank.json": (b"  \n", "WB002"),
    "no-object.json": (b"[]", "WB002"),
    "cut.xlsx": (GOOD[: len(GOOD) // 2], "WB001"),
    "cut.xls": ((DATA / "codes.xls").read_bytes()[:3000], "WB001"),
    "cut.json": (b'{"a": [1, 2', "WB001"),
    "letter.zip.xlsx": (ods("").replace(b"content.xml", b"letters.xml"), "WB001"),
    "page.csv": (b"<html><body>Log in</body></html>", "WB001"),
    "scan.csv": (b"%PDF-1.7 ...", "WB001"),
    "binary.csv": (bytes(range(256)) * 20, "WB001"),
    "locked.xlsx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "WB008"),
    "locked.xls": ((DATA / "locked.xls").read_bytes(), "WB008"),
    "locked.ods": ((DATA / "locked.ods").read_bytes(), "WB008"),
    "far.xlsb": (xlsb("far", [["a"], *[[]] * 20_000, [*[""] * 1_500, "b"]]), "WB009"),
    "bomb.xlsx": (bomb(), "WB009"),
    "deep.json": (b'{"a":' * 200_000, "WB009"),
    "nested.json": (b'{"a":' * 50 + b"1" + b"}" * 50, "WB009"),
    "wide.csv": (b"," * MAX_COLUMNS + b"\n", "WB009"),
    "far.xlsx": (
        patched(patched(GOOD, SHEET, "<dimension[^>]*>", ""), SHEET, r"(?<=</row>)(?=</sheetData>)", FAR),
        "WB009",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_gives_one_finding(name: str) -> None:
    content, code = REFUSED[name]
    assert refusal(name, content) == code
    assert codes(run((name, content))) == [code]


def test_entities_are_not_expanded() -> None:
    entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    content = patched(GOOD, SHEET, "<worksheet", entity + "<worksheet")
    result = run(("entities.xlsx", content))
    assert result.tally.rows["read"] in (0, 1)


def test_macros_are_told_and_not_run() -> None:
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a") as made:
        made.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    result = run(("macros.xlsm", target.getvalue()))
    assert "WB015" in codes(result)
    assert result.tally.rows["sent"] == 1


@pytest.mark.parametrize("mac", [False, True])
def test_both_date_systems(mac: bool) -> None:
    serial = (date(2026, 2, 3) - (date(1904, 1, 1) if mac else date(1899, 12, 30))).days

    def change(sheet: object) -> None:
        if mac:
            sheet.parent.epoch = CALENDAR_MAC_1904  # type: ignore[attr-defined]

    rows = [visit(Visit_Date=serial), visit(Visit_Date=date(2026, 2, 4), Visit_ID="V2")]
    result = run(("dates.xlsx", workbook(rows, change)))
    text = result.outputs[0].text
    assert "DTP*472*D8*20260203~" in text
    assert "DTP*472*D8*20260204~" in text


def test_hidden_rows_are_skipped_and_told() -> None:
    def change(sheet: object) -> None:
        sheet.row_dimensions[3].hidden = True  # type: ignore[attr-defined]
        sheet.column_dimensions["C"].hidden = True  # type: ignore[attr-defined]

    result = run(("hidden.xlsx", workbook([visit(), visit(Visit_ID="V2", Visit_Date="02/04/2026")], change)))
    assert result.tally.rows == {"read": 2, "sent": 1, "withheld": 0, "skipped": 1}
    assert [d.reason for d in result.inputs[0].dispositions] == ["", "hidden"]
    told = next(f for f in result.all_findings if f.code == "WB021")
    assert "1 hidden row" in told.expected
    assert "$110.00" in told.expected
    assert "WB022" in codes(result)


HIDDEN = {
    "hidden.xls": (DATA / "hidden.xls").read_bytes(),
    "hidden.ods": (DATA / "hidden.ods").read_bytes(),
    "hidden.xlsb": xlsb("codes-in-a-cell", ROWS, hidden_rows=(4, 7, 8), hidden_columns=(2,)),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_rows_and_columns_of_other_formats(name: str) -> None:
    surroundings = open_workbook(Path(name), HIDDEN[name]).sheets[0].surroundings
    assert surroundings.hidden_rows == {4, 7, 8}
    assert surroundings.hidden_columns == {2}
    result = run((name, HIDDEN[name]))
    assert {d.row for d in result.inputs[0].dispositions if d.reason == "hidden"} == {4, 7, 8}


@pytest.mark.parametrize("name", ["codes.xls", "codes.ods"])
def test_where_nothing_is_hidden(name: str) -> None:
    surroundings = open_workbook(DATA / name).sheets[0].surroundings
    assert (surroundings.hidden_rows, surroundings.hidden_columns) == (frozenset(), frozenset())


def test_a_row_that_stands_for_several_is_hidden_with_all_of_them() -> None:
    text = (
        '<table:table table:name="A &amp; B"><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="3"/>'
        '<table:table-row table:number-rows-repeated="4"><x/></table:table-row>'
        '<table:table-row table:visibility="filter" table:number-rows-repeated="2"/></table:table>'
        '<table:table table:name="C"><table:table-row table:visibility="collapse"/></table:table>'
    )
    assert hidden_in(text.encode()) == {
        "A & B": Hidden(frozenset({5, 6}), frozenset({2, 3, 4})),
        "C": Hidden(frozenset({1})),
    }


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 10_000), st.binary(max_size=20))
def test_broken_records_hide_nothing_and_raise_nothing(noise: bytes, place: int, patch: bytes) -> None:
    for content in (noise, damaged_at((DATA / "hidden.xls").read_bytes(), place, patch)):
        book = OldBook(content)
        assert book.date1904 in (True, False)
        assert len(book.surroundings("codes-in-a-cell").hidden_rows) <= 65_536
    part = zipfile.ZipFile(io.BytesIO(HIDDEN["hidden.xlsb"])).read("xl/worksheets/sheet1.bin")
    for content in (noise, damaged_at(part, place % len(part), patch)):
        assert hidden_in_xlsb(content).rows >= frozenset()
        assert isinstance(sheets_of_xlsb(content), dict)


def damaged_at(content: bytes, place: int, patch: bytes) -> bytes:
    """The same bytes with others in one place."""
    return content[:place] + patch + content[place + len(patch) :]


def test_a_formula_without_a_value_and_an_error_are_told_apart() -> None:
    rows = [visit(Where='=VLOOKUP("x",A1:B2,2)'), visit(Where="#REF!", Visit_ID="V2"), visit(Where="", Visit_ID="V3")]

    def change(sheet: object) -> None:
        sheet["Y3"].data_type = "e"  # type: ignore[index]

    result = run(("formulas.xlsx", workbook(rows, change)))
    found = {f.where.row: f.code for f in result.all_findings if f.code in ("CL001", "CL023", "CL030")}  # type: ignore[union-attr]
    assert found == {2: "CL030", 3: "CL023", 4: "CL001"}


def test_merged_cells_hold_for_each_row_but_amounts_do_not() -> None:
    rows = [visit(), visit(Visit_ID="V2", Visit_Date="02/04/2026"), visit(Visit_ID="V3", Visit_Date="02/05/2026")]

    def change(sheet: object) -> None:
        sheet.merge_cells("H2:H4")  # type: ignore[attr-defined]
        sheet.merge_cells("V3:V4")  # type: ignore[attr-defined]

    result = run(("merged.xlsx", workbook(rows, change)))
    assert [f.code for f in result.all_findings if f.code in ("WB023", "CL001")] == ["WB023", "CL001"]
    assert result.tally.rows["sent"] == 2


def test_a_heading_merged_over_several_columns_stands_above_each() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows = table(layout("dhcs-long"), [{"modifiers": "U6"}])
    at = list(layout("dhcs-long").columns).index("modifiers") + 1
    for cells, more in zip(rows, (["", ""], ["HQ", "95"]), strict=True):
        sheet.append([*cells[:at], *more, *cells[at:]])
    sheet.merge_cells(start_row=1, end_row=1, start_column=at, end_column=at + 2)
    target = io.BytesIO()
    book.save(target)
    assert "HC:H0043:U6:95:HQ" in run(("merged.xlsx", target.getvalue())).outputs[0].text


def test_a_million_formatted_rows_are_nothing() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(3, 60_000))
    content = patched(GOOD, SHEET, r"(?<=</row>)(?=</sheetData>)", rows)
    assert run(("formatted.xlsx", content)).tally.rows == {"read": 1, "sent": 1, "withheld": 0, "skipped": 0}


def test_emoji_and_right_to_left_names_are_sent_in_ascii() -> None:
    result = run(("names.xlsx", workbook([visit(Client="Núñez 😀, مريم")])))
    assert result.outputs[0].text.isascii()
    assert "CL026" in codes(result)


def test_json_positions_are_the_running_number_and_the_key() -> None:
    record = dict(zip(ROWS[0], visit(Visit_Date="tomorrow"), strict=True))
    result = run(("one.json", json.dumps([record]).encode()))
    where = next(f.where for f in result.all_findings if f.code == "CL006")
    assert (where.row, where.column) == (1, "Visit Date")  # type: ignore[union-attr]


def test_the_copy_of_a_json_export_marks_the_cell_that_the_value_has_there() -> None:
    result = run(("portal-flat.ndjson", sample("portal-flat.ndjson")))
    made = rejects_workbook(result.inputs[0], result)
    sheet = load_workbook(io.BytesIO(made.data))["portal-flat"]
    marked = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
    place = [cell.value for cell in sheet[1]].index("serviceDate") + 1
    assert f"{get_column_letter(place)}7" in marked


def test_lists_beside_the_services_are_no_rows() -> None:
    service = {"code": "G9012", "dx": [{"code": "Z59.01"}, {"code": "F11.20"}], "notes": ["a", "b"], "none": None}
    document = {"members": [{"cin": 1, "services": [service, service]}], "contacts": [{"name": "x"}]}
    (sheet,) = read_workbook(Path("a.json"), json.dumps(document).encode())
    header, *rows = sheet.rows()
    expected = {
        "contacts": "x",
        "members.cin": 1,
        "members.services.code": "G9012",
        "members.services.dx": "Z59.01; F11.20",
        "members.services.notes": "a; b",
        "members.services.none": "",
    }
    assert [dict(zip(header, row, strict=True)) for row in rows] == [expected] * 2
