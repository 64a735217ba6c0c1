"""Reading what is not a workbook, is a broken one, or wants to break us: UnreadableError with a code, or the cells
as they stand, and nothing else."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invoices import workbook
from invoices.workbook import Sheet, UnreadableError, read_workbook
from tests.invoices.cases import csv_bytes, everything, run, table, xlsx_bytes

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LETTER = [["Dear plan", 1.0], ["", 2.5]]
BOOK = xlsx_bytes({"Invoice": LETTER})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(content: bytes, name: str = "invoice.xlsx") -> list[Sheet]:
    return read_workbook(Path(name), content)


def cells(content: bytes, name: str = "invoice.csv") -> list[list[Any]]:
    return list(read(content, name)[0].rows())


def refused(content: bytes, name: str = "invoice.xlsx") -> str:
    with pytest.raises(UnreadableError) as problem:
        read(content, name)
    assert problem.value.found
    return problem.value.code


def repacked(parts: Mapping[str, str | bytes | None], book: bytes = BOOK) -> bytes:
    """A workbook with some of its parts replaced (None: left out)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = parts.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in parts.items():
            if name not in old.namelist() and content is not None:
                new.writestr(name, content)
    return buffer.getvalue()


def sheet_xml(rows: str, dimension: str = "A1", declaration: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{declaration}<worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def test_a_workbook_is_read_as_it_stands() -> None:
    (sheet,) = read(BOOK)
    assert (sheet.name, sheet.hidden, sheet.first_column) == ("Invoice", False, 0)
    assert list(sheet.rows()) == LETTER


def test_types_are_kept() -> None:
    row = [1.5, 3.0, True, "text", date(2026, 3, 4), datetime(2026, 3, 4, 15, 45)]  # noqa: DTZ001 - a cell has no zone
    assert list(read(xlsx_bytes({"A": [row]}))[0].rows()) == [row]


def test_positions_are_kept_where_a_table_begins_further_in() -> None:
    (sheet,) = read(xlsx_bytes({"A": [[], [], ["", "", "x", "y"], ["", "", "z"]]}))
    rows = list(sheet.rows())
    assert sheet.first_column == 2
    assert [n for n, row in enumerate(rows, 1) if any(cell != "" for cell in row)] == [3, 4]
    assert rows[2] == ["x", "y"]


@pytest.mark.parametrize("name", ["invoice.xlsx", "invoice.XLSM"])
@pytest.mark.parametrize("content", [b"%PDF-1.7\n1 0 obj", b"<html><table></table></html>", b"hello", b"\x89PNG\r\n"])
def test_another_kind_of_file_that_is_called_a_workbook(content: bytes, name: str) -> None:
    assert refused(content, name) == "WB001"


# The size of a workbook varies with the moment that stands in it: names, not sizes, tell the cases apart.
@pytest.mark.parametrize(
    "keep",
    [4, 10, 30, 100, len(BOOK) // 2, len(BOOK) - 22, len(BOOK) - 1],
    ids=["4", "10", "30", "100", "half", "directory", "last byte"],
)
def test_a_truncated_workbook(keep: int) -> None:
    assert refused(BOOK[:keep]) == "WB001"


def test_a_zip_that_is_no_workbook() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refused(buffer.getvalue()) == "WB001"


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "[Content_Types].xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("content", [None, "", "<not xml", "<?xml version='1.0'?><other/>"])
def test_a_workbook_with_a_broken_part(part: str, content: str | None) -> None:
    """Refused, or read without that part: never an exception of the library."""
    try:
        sheets = read(repacked({part: content}))
    except UnreadableError as problem:
        assert problem.code in ("WB001", "WB002")  # noqa: PT017 - either way out is right
    else:
        assert all(isinstance(list(sheet.rows()), list) for sheet in sheets)


@given(st.data())
@settings(max_examples=80)
def test_a_damaged_workbook_is_refused_or_read(data: st.DataObject) -> None:
    content = bytearray(BOOK)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        for sheet in read(bytes(content)):
            list(sheet.rows())
    except UnreadableError as problem:
        assert problem.code in ("WB001", "WB002", "WB008", "WB009")  # noqa: PT017


@given(st.binary(max_size=200), st.sampled_from(["a.xlsx", "a.csv", "a", "a.txt"]))
def test_any_bytes_are_refused_or_read(content: bytes, name: str) -> None:
    try:
        for sheet in read(content, name):
            assert all(isinstance(cell, str) for row in sheet.rows() for cell in row)
    except UnreadableError as problem:
        assert problem.code in ("WB001", "WB002", "WB008", "WB009")  # noqa: PT017


def test_a_zip_bomb_is_refused_before_it_is_expanded() -> None:
    bomb = repacked({SHEET: b" " * 60_000_000})
    assert len(bomb) < 200_000
    assert refused(bomb) == "WB009"


def test_a_zip_bomb_in_another_part_is_refused_too() -> None:
    assert refused(repacked({"xl/media/image1.png": b"\0" * 60_000_000})) == "WB009"


def test_an_ordinary_workbook_of_repeating_rows_is_no_bomb() -> None:
    (sheet,) = read(xlsx_bytes({"A": [["H0043", "U6", 1, 85.0]] * 3000}))
    assert len(list(sheet.rows())) == 3000


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 16}'>" for n in range(8)
) + "]>"  # fmt: skip


def test_entities_are_never_expanded() -> None:
    """A billion laughs in a sheet gives at most the few characters that stand there."""
    xml = sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>&i;</t></is></c></row>', declaration=LAUGHS)
    try:
        rows = [row for sheet in read(repacked({SHEET: xml})) for row in sheet.rows()]
    except UnreadableError as problem:
        assert problem.code in ("WB001", "WB002")  # noqa: PT017
    else:
        assert sum(len(str(cell)) for row in rows for cell in row) < 100


def test_an_external_entity_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET")
    declaration = f"<!DOCTYPE x [<!ENTITY s SYSTEM '{secret.as_uri()}'>]>"
    xml = sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>&s;</t></is></c></row>', declaration=declaration)
    try:
        rows = [row for sheet in read(repacked({SHEET: xml})) for row in sheet.rows()]
    except UnreadableError as problem:
        assert problem.code in ("WB001", "WB002")  # noqa: PT017
    else:
        assert "SECRET" not in str(rows)


def test_a_sheet_that_only_declares_a_million_rows_is_small() -> None:
    xml = sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>', "A1:XFD1048576")
    (sheet,) = read(repacked({SHEET: xml}))
    assert list(sheet.rows()) == [["x"]]


def test_a_sheet_that_only_declares_and_holds_nothing_is_empty() -> None:
    assert refused(repacked({SHEET: sheet_xml("", "A1:XFD1048576")})) == "WB002"


def test_formatted_empty_cells_are_no_rows() -> None:
    styled = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 20_000))
    xml = sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>' + styled, "A1:A20000")
    (sheet,) = read(repacked({SHEET: xml}))
    assert [row for row in sheet.rows() if row != [""]] == [["x"]]


@pytest.mark.parametrize("columns", [workbook.MAX_COLUMNS + 1, 10_000])
def test_too_many_columns(columns: int) -> None:
    assert refused(xlsx_bytes({"A": [["x"] * columns]})) == "WB009"
    assert refused(csv_bytes([["x"] * columns]), "invoice.csv") == "WB009"


def test_as_many_columns_as_allowed() -> None:
    assert len(cells(csv_bytes([["x"] * workbook.MAX_COLUMNS]))[0]) == workbook.MAX_COLUMNS


def test_a_password() -> None:
    content = OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100
    assert refused(content) == "WB008"
    assert refused(content, "invoice.csv") == "WB008"


def test_an_old_workbook() -> None:
    assert refused(OLE + b"\0" * 500, "invoice.xls") == "WB001"


@pytest.mark.parametrize("content", [b"", b"  ", b"\r\n\r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_text(content: bytes) -> None:
    assert refused(content, "invoice.csv") == "WB002"


ROWS = [["Member", "Units"], ["MUÑOZ", "1"], ["O'NEIL, JR", "2"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_text_table_in_every_dress(delimiter: str, encoding: str) -> None:
    content = csv_bytes(ROWS, delimiter).decode("utf-8").encode(encoding)
    assert cells(content) == ROWS


@pytest.mark.parametrize(("bom", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_both_orders_of_utf_16(bom: bytes, encoding: str) -> None:
    assert cells(bom + csv_bytes(ROWS).decode("utf-8").encode(encoding)) == ROWS


def test_a_line_break_inside_quotes() -> None:
    assert cells(b'a,"one\r\ntwo",c\r\nd,e,f\r\n') == [["a", "one\r\ntwo", "c"], ["d", "e", "f"]]


def test_short_rows_are_filled_up() -> None:
    assert cells(b"a,b,c\nd\n\ne,f\n") == [["a", "b", "c"], ["d", "", ""], ["", "", ""], ["e", "f", ""]]


def test_an_open_quote_does_not_fail() -> None:
    assert cells(b'a,b\n"never closed,c\nd,e\n')[0] == ["a", "b"]


@pytest.mark.parametrize("before", [b"", b"x"])
def test_control_bytes_mean_another_kind_of_file_where_the_rest_is_no_text_either(before: bytes) -> None:
    """Wherever they stand: an even or an odd place makes no difference. A stray one is a fault of its cell."""
    noise = bytes(code for code in range(1, 9)) * 9 + b"\xff\xfe\xfd"
    assert refused(before + b"a,b" + noise + b"\n1,2\n", "invoice.csv") == "WB001"
    assert len(cells(before + b"a,b\x00c\n1,2\n")) == 2


def test_a_nul_further_down_is_a_control_character_of_its_cell() -> None:
    rows = table(everything(), [{"control_number": f"C-{n}", "member_cin": f"912345{n:02}A"} for n in range(30)])
    rows[30][rows[0].index("Member last name")] = "RAM\x00IREZ"
    content = csv_bytes(rows)
    assert content.index(b"\x00") > 4096
    result = run(content, layouts=[everything()])
    assert {(f.code, getattr(f.where, "row", 0)) for f in result.all_findings if f.code == "CL020"} == {("CL020", 31)}
    assert "RAM IREZ" in result.outputs[0].text


def test_a_very_long_cell_is_read() -> None:
    assert len(cells(csv_bytes([["x" * 1_000_000, "y"]]))[0][0]) == 1_000_000


def test_a_cell_beyond_all_measure_is_refused() -> None:
    assert refused(b'"' + b"x" * 10_000_001 + b'"', "invoice.csv") == "WB001"


def test_the_field_limit_of_the_csv_module_is_left_as_it_was() -> None:
    import csv

    before = csv.field_size_limit()
    cells(b"a,b\n")
    assert csv.field_size_limit() == before


FAR_CORNER = """
import resource, sys
from pathlib import Path
from invoices.workbook import UnreadableError, read_workbook
limit = 4 * 1024**3
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
try:
    read_workbook(Path("invoice.xlsx"), sys.stdin.buffer.read())
except UnreadableError as problem:
    print(problem.code)
"""


def test_a_stray_cell_in_the_far_corner_is_refused() -> None:
    """A1 and XFD1048576 filled: a few kilobytes that span 17 thousand million cells."""
    far = '<row r="{0}"><c r="{1}{0}" t="inlineStr"><is><t>x</t></is></c></row>'
    book = repacked({SHEET: sheet_xml(far.format(1, "A") + far.format(1_048_576, "XFD"))})
    done = subprocess.run([sys.executable, "-c", FAR_CORNER], input=book, capture_output=True, check=False)
    assert (done.returncode, done.stdout.decode().strip()) == (0, "WB009")
