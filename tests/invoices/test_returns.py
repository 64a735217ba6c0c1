"""The copy that goes back: marked where it is faulty, otherwise what the provider sent."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from edi.diagnostics import Diagnostic, Registry, Rule
from edi.model.reference import FileRef, SheetRef
from edi.views.run_result import InputResult, RunResult
from invoices.findings_sheet import HEADINGS, is_findings_sheet
from invoices.layout.headings import headings_of
from invoices.returns import write as write_module
from invoices.returns.styles import FILLS
from invoices.returns.write import Returned, rejects_workbook
from invoices.workbook import read_workbook
from mappings.layout_file import load_layouts
from mappings.service_table import normal
from tests.examples import HALF

REGISTRY = Registry(
    {
        code: Rule(code, severity, "cell", "{found} is wrong", "Write {expected}.", slug="some-slug")
        for code, severity in (("LN014", "error"), ("CL009", "warning"), ("CL030", "info"))
    }
)
RED, AMBER = FILLS["error"], FILLS["warning"]


def finding(cell: str, code: str = "LN014", found: str = "2.5", sheet: str = "Invoice", slot: int = 0) -> Diagnostic:
    """A finding at "H17", or at "17" for the whole row."""
    split = re.fullmatch(r"([A-Z]*)([0-9]+)", cell)
    assert split
    return Diagnostic(code, SheetRef("in.xlsx", sheet, int(split[2]), split[1], "units", slot), found, "3")


def returned(content: bytes, *findings: Diagnostic, file: str = "in.xlsx", macros: bool = False) -> Returned:
    part = InputResult(file, None, "", findings=list(findings), content=content)
    return rejects_workbook(part, run_of(part), macros=macros)


def run_of(part: InputResult) -> RunResult:
    now = datetime(2026, 4, 2, 8, 30, tzinfo=UTC)
    return RunResult([part], [], [], REGISTRY, {}, "dhcs", "T", date(2026, 4, 1), now, "p.toml", False)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def values(data: bytes, file: str = "in.xlsx") -> list[tuple[str, list[list[object]]]]:
    return [(s.name, [list(row) for row in s.rows()]) for s in read_workbook(Path(file), data)
            if not is_findings_sheet(s.name, next(s.rows(), []))]  # fmt: skip


def edited(data: bytes, changes: Mapping[str, tuple[str, str]]) -> bytes:
    """A package with a text replaced in some parts."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            text = source.read(name)
            if name in changes:
                old, new = changes[name]
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            out.writestr(name, text)
    return target.getvalue()


def provider_book() -> bytes:
    """A workbook as somebody keeps it: fonts, fills, a formula with its value, a comment, a table, protection."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Invoice"
    sheet["A1"], sheet["A1"].font = "Harbor Light", Font(bold=True, size=16, color="FF1F6F8B")
    sheet.merge_cells("A1:C1")
    sheet.append(["CIN", "Units", "Rate", "Amount", "Note"])
    for n in range(3, 9):
        sheet.append([f"9123456{n}A", n / 2, 81.25, f"=B{n}*C{n}", "=not a formula"])
        sheet.cell(n, 5).data_type = "s"
        sheet.cell(n, 3).number_format = '"$"0.00'
        sheet.cell(n, 2).fill = PatternFill("solid", fgColor="FFCCFFCC")
        sheet.cell(n, 2).protection = Protection(locked=False)
    sheet["A3"].comment = Comment("Ask Dana about this one", "Lee")
    sheet.conditional_formatting.add("B3:B8", CellIsRule(operator="lessThan", formula=["0"], fill=PatternFill()))
    sheet.add_table(Table(displayName="Lines", ref="A2:E8"))
    sheet.protection.sheet = True
    sheet.column_dimensions["A"].width = 22
    book.create_sheet("Codes").append(["G9008", 81.25])
    data = saved(book)
    return edited(data, {"xl/worksheets/sheet1.xml": ("<v></v>", "<v>99.5</v>")}) if b"<v></v>" in _sheet(data) else (
        edited(data, {"xl/worksheets/sheet1.xml": ("<v />", "<v>99.5</v>")}))  # fmt: skip


def _sheet(data: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


def colour(data: bytes, cell: str, sheet: str = "Invoice") -> str:
    fill = opened(data)[sheet][cell].fill
    return str(fill.fgColor.rgb) if fill.patternType == "solid" else ""


def note(data: bytes, cell: str, sheet: str = "Invoice") -> str:
    comment = opened(data)[sheet][cell].comment
    return str(comment.text) if comment else ""


def look(cell: Any) -> tuple[str, ...]:
    """What a mark must not change."""
    return (repr(cell.font), repr(cell.border), repr(cell.alignment), repr(cell.protection), cell.number_format)


def test_faulty_cells_are_coloured_and_explained() -> None:
    result = returned(provider_book(), finding("B5"), finding("C6", "CL009", "81.25"), finding("A7", "CL030"))
    assert result.how == "edited"
    assert colour(result.data, "B5") == RED
    assert colour(result.data, "C6") == AMBER
    assert colour(result.data, "A7") == ""
    assert note(result.data, "B5") == "edi-translate found:\nLN014 (error)\n2.5 is wrong\nTo fix: Write 3."
    assert note(result.data, "A7") == ""


def test_the_rest_is_as_it_was() -> None:
    before, after = provider_book(), returned(provider_book(), finding("B5"), finding("D6")).data
    assert values(after) == values(before)
    assert values(after)[0][1][5][3] == 99.5  # the formula kept its value
    old, new = opened(before)["Invoice"], opened(after)["Invoice"]
    assert new["D6"].value == "=B6*C6"
    assert new["B5"].protection.locked is False
    assert new["B5"].number_format == old["B5"].number_format
    for row in old.iter_rows():
        for cell in row:
            other = new[cell.coordinate]
            assert other.value == cell.value
            assert look(other) == look(cell)
            if cell.coordinate not in ("B5", "D6"):
                assert repr(other.fill) == repr(cell.fill)
    assert list(new.tables) == ["Lines"]
    assert new.protection.sheet
    assert len(list(new.conditional_formatting)) == 1
    assert [str(area) for area in new.merged_cells.ranges] == ["A1:C1"]
    assert new.column_dimensions["A"].width == 22


def test_untouched_parts_are_the_same_bytes() -> None:
    before, after = provider_book(), returned(provider_book(), finding("B5")).data
    one, other = (zipfile.ZipFile(io.BytesIO(data)) for data in (before, after))
    changed = {name for name in one.namelist() if one.read(name) != other.read(name)}
    assert "xl/worksheets/sheet2.xml" not in changed
    assert "xl/sharedStrings.xml" not in changed
    assert "xl/tables/table1.xml" not in changed


def test_somebodys_comment_stays_above_ours() -> None:
    result = returned(provider_book(), finding("A3"), finding("A4"))
    assert note(result.data, "A3").startswith("Ask Dana about this one\n\nedi-translate found:\nLN014")
    assert note(result.data, "A4").startswith("edi-translate found:\nLN014")
    assert result.how == "edited"


def test_every_new_comment_has_its_shape() -> None:
    data = returned(provider_book(), finding("A3"), finding("B5"), finding("F20")).data
    archive = zipfile.ZipFile(io.BytesIO(data))
    drawing = next(archive.read(name) for name in archive.namelist() if name.endswith(".vml"))
    cells = re.findall(rb"<\w+:Row>(\d+)</\w+:Row>\s*<\w+:Column>(\d+)<", drawing)
    assert sorted(cells) == [(b"19", b"5"), (b"2", b"0"), (b"4", b"1")]
    ids = re.findall(rb'<\w+:shape [^>]*\bid="([^"]+)"', drawing)
    assert len(ids) == len(set(ids)) == 3


def test_missing_cells_and_rows_are_put_in_order() -> None:
    result = returned(provider_book(), finding("G4"), finding("H30"), finding("C30"), finding("AB12"), finding("A900"))
    assert result.how == "edited"
    assert [colour(result.data, cell) for cell in ("G4", "H30", "C30", "AB12", "A900")] == [RED] * 5
    xml = _sheet(result.data).decode()
    assert [int(n) for n in re.findall(r'<row r="(\d+)"', xml)] == [1, 2, 3, 4, 5, 6, 7, 8, 12, 30, 900]
    assert re.findall(r'<c r="([A-Z]+)30"', xml) == ["C", "H"]


def test_a_whole_row_is_marked_at_its_first_filled_cell_and_faults_share_a_cell() -> None:
    result = returned(provider_book(), finding("5", "CL009", "row"), finding("A5"), finding("77"))
    assert colour(result.data, "A5") == RED
    assert note(result.data, "A5").count("is wrong") == 2
    assert colour(result.data, "A77") == RED


def test_a_cell_below_a_merged_one_marks_the_one_that_shows() -> None:
    assert colour(returned(provider_book(), finding("C1")).data, "A1") == RED


def test_the_findings_sheet_lists_all_with_links() -> None:
    data = returned(provider_book(), finding("B8", "CL030"), finding("C6", "CL009"), finding("B5"), finding("A4"),
                    Diagnostic("LN014", FileRef("in.xlsx"), "whole"), finding("7", sheet="Co's")).data  # fmt: skip
    book = opened(data)
    assert book.sheetnames == ["Invoice", "Codes", "Findings"]
    sheet = book["Findings"]
    assert [cell.value for cell in sheet[1]] == list(HEADINGS)
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("LN014", "error", "A4"),
        ("LN014", "error", "B5"),
        ("LN014", "error", ""),
        ("LN014", "error", "row 7"),
        ("CL009", "warning", "C6"),
        ("CL030", "info", "B8"),
    ]
    assert rows[1][4:7] == ["2.5 is wrong", "Write 3.", "2.5"]
    links = [cell.hyperlink.location if cell.hyperlink else "" for cell in sheet["D"][1:]]
    assert links == ["'Invoice'!A4", "'Invoice'!B5", "", "'Co''s'!A7", "'Invoice'!C6", "'Invoice'!B8"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G7"
    assert sheet.column_dimensions["H"].hidden


def test_a_returned_copy_sent_again_is_marked_anew_and_not_twice() -> None:
    first = returned(provider_book(), finding("B5"), finding("A3"), finding("C6", "CL009")).data
    second = returned(first, finding("B7", "CL009"), finding("1", "CL030", sheet="Findings")).data
    assert opened(second).sheetnames == ["Invoice", "Codes", "Findings"]
    assert opened(second)["Findings"].max_row == 2
    assert [colour(second, cell) for cell in ("B5", "A3", "C6", "B7")] == ["FFCCFFCC", "", "", AMBER]
    assert note(second, "A3") == "Ask Dana about this one"
    assert (note(second, "B5"), note(second, "C6")) == ("", "")
    assert note(second, "B7").startswith("edi-translate found:\nCL009")
    assert values(second) == values(provider_book())


def test_the_same_copy_again_does_not_grow() -> None:
    findings = (finding("B5"), finding("A3"))
    first = returned(provider_book(), *findings).data
    second = returned(first, *findings).data
    assert note(second, "A3").count("edi-translate found:") == 1
    assert colour(second, "B5") == RED
    assert colour(returned(second).data, "B5") == "FFCCFFCC"


def test_a_colour_that_the_findings_sheet_remembers_is_only_a_colour() -> None:
    first = returned(provider_book(), finding("B5")).data
    name = next(n for n in zipfile.ZipFile(io.BytesIO(first)).namelist() if "sheet3" in n)
    forged = edited(first, {name: ("rgb=FFCCFFCC", "rgb=&quot;/&gt;&lt;x y=&quot; theme=!!")})
    result = returned(forged)
    assert result.how == "edited"
    assert colour(result.data, "B5") == ""


def test_a_mark_goes_even_if_somebody_deleted_its_comment() -> None:
    first = returned(provider_book(), finding("B5"), finding("A4")).data
    part = next(n for n in zipfile.ZipFile(io.BytesIO(first)).namelist() if "comment1.xml" in n)
    cleaned = edited(first, {part: ("edi-translate found:", "")})
    assert [colour(returned(cleaned).data, cell) for cell in ("B5", "A4")] == ["FFCCFFCC", ""]


def test_a_sheet_of_theirs_called_findings_is_kept() -> None:
    book = openpyxl.Workbook()
    book.active.title = "findings"  # type: ignore[union-attr]
    book.active.append(["their", "own"])  # type: ignore[union-attr]
    data = returned(saved(book), finding("A1", sheet="findings")).data
    assert opened(data).sheetnames == ["findings", "Findings 2"]
    assert values(data) == [("findings", [["their", "own"]])]


def test_its_headings_are_those_of_no_layout() -> None:
    known = {
        key
        for layout in load_layouts().values()
        for known in [headings_of(layout)]
        for key in (*known.places, *known.labels)
    }
    assert not {normal(heading) for heading in HEADINGS} & known


@pytest.mark.parametrize("prefix", ["x", "ss"])
def test_prefixed_namespaces(prefix: str) -> None:
    before = provider_book()
    xml = _sheet(before).decode()
    prefixed = re.sub(r"<(/?)(?=[a-zA-Z])", rf"<\1{prefix}:", xml).replace(" xmlns=", f" xmlns:{prefix}=")
    data = edited(before, {"xl/worksheets/sheet1.xml": (xml, prefixed)})
    result = returned(data, finding("B5"), finding("Z50"))
    assert result.how == "edited"
    assert values(result.data) == values(before)
    assert colour(result.data, "B5") == colour(result.data, "Z50") == RED


def test_the_strict_form_of_a_workbook() -> None:
    before = provider_book()
    strict, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(before))
    with zipfile.ZipFile(strict, "w") as out:
        for name in source.namelist():
            data = source.read(name)
            for kind in ("spreadsheetml", "officeDocument"):
                old = f"http://schemas.openxmlformats.org/{kind}/2006/".encode()
                data = data.replace(old, f"http://purl.oclc.org/ooxml/{kind}/".encode())
            out.writestr(name, data)
    result = returned(strict.getvalue(), finding("B5"))
    assert result.how == "edited"
    assert values(result.data) == values(before)
    assert b"schemas.openxmlformats.org/officeDocument" not in zipfile.ZipFile(io.BytesIO(result.data)).read(
        "xl/_rels/workbook.xml.rels"
    )


def test_shared_strings_stay_shared() -> None:
    """A marked cell keeps its number in the table of strings."""
    inline = '<c r="A5" t="inlineStr"><is><t>91234565A</t></is></c>'
    types = "</Types>"
    table = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    data = edited(
        provider_book(),
        {
            "xl/worksheets/sheet1.xml": (inline, '<c r="A5" t="s"><v>0</v></c>'),
            "[Content_Types].xml": (
                types,
                f'<Override PartName="/xl/sharedStrings.xml" ContentType="{table}"/>{types}',
            ),
            "xl/_rels/workbook.xml.rels": (
                "</Relationships>",
                f'<Relationship Id="s1" Type="{kind}" Target="sharedStrings.xml"/></Relationships>',
            ),
        },
    )
    whole = io.BytesIO(data)
    with zipfile.ZipFile(whole, "a") as out:
        out.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}"><si><t>=shared</t></si></sst>')
    result = returned(whole.getvalue(), finding("A5"))
    assert result.how == "edited"
    assert values(result.data)[0][1][4][0] == "=shared"
    assert re.search(rb'<c r="A5" t="s" s="\d+"><v>0</v></c>', _sheet(result.data))


def test_a_threaded_comment_is_left_alone() -> None:
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    added = f'<Relationship Id="t1" Type="{kind}" Target="../threadedComments/t.xml"/></Relationships>'
    data = edited(provider_book(), {"xl/worksheets/_rels/sheet1.xml.rels": ("</Relationships>", added)})
    result = returned(data, finding("A3"))
    assert note(result.data, "A3") == "Ask Dana about this one"
    assert colour(result.data, "A3") == RED
    assert colour(returned(result.data).data, "A3") == ""


def test_cells_and_rows_without_addresses() -> None:
    before = provider_book()
    xml = _sheet(before).decode()
    bare = re.sub(r'<(row|c) r="[^"]+"', r"<\1", xml)
    result = returned(edited(before, {"xl/worksheets/sheet1.xml": (xml, bare)}), finding("B5"), finding("F5"))
    assert values(result.data) == values(before)
    assert colour(result.data, "B5") == colour(result.data, "F5") == RED


def test_a_part_may_have_any_name() -> None:
    before = provider_book()
    moved, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(before))
    with zipfile.ZipFile(moved, "w") as out:
        for name in source.namelist():
            data = source.read(name).replace(b"worksheets/sheet1.xml", b"worksheets/lines.xml")
            out.writestr(name.replace("sheet1.xml", "lines.xml"), data)
    result = returned(moved.getvalue(), finding("B5"))
    assert result.how == "edited"
    assert colour(result.data, "B5") == RED


def test_what_cannot_be_edited_is_rebuilt_with_the_values_of_formulas() -> None:
    before = provider_book()
    broken = edited(before, {"xl/worksheets/sheet1.xml": ("<sheetData>", "<sheetData><!-- odd -->")})
    result = returned(broken, finding("B5"))
    assert result.how == "rebuilt"
    assert values(result.data) == values(before)
    assert opened(result.data)["Invoice"]["D5"].value == 99.5
    assert colour(result.data, "B5") == RED
    assert opened(result.data).sheetnames[-1] == "Findings"


def test_what_openpyxl_does_not_know_is_no_word_on_the_terminal(recwarn: pytest.WarningsRecorder) -> None:
    extension = '<extLst><ext uri="{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'  # data validations
    changes = ("<sheetData>", "<sheetData><!-- odd -->"), ("</worksheet>", extension)
    broken = provider_book()
    for change in changes:
        broken = edited(broken, {"xl/worksheets/sheet1.xml": change})
    assert returned(broken, finding("B5")).how == "rebuilt"
    assert not recwarn.list


def test_the_last_way_is_the_bare_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_module, "reads_alike", lambda sheets, data: False)
    result = returned(provider_book(), finding("B5"))
    assert result.how == "plain"
    assert values(result.data)[0][1][4] == ["91234565A", 2.5, 81.25, 99.5, "=not a formula"]
    assert colour(result.data, "B5") == RED


def test_macros_are_left_out_of_a_file_that_may_not_hold_them() -> None:
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    vba = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    added = f'<Relationship Id="v1" Type="{vba}" Target="vbaProject.bin"/></Relationships>'
    relation = ("</Relationships>", added)
    data = edited(provider_book(), {"[Content_Types].xml": (plain, macro), "xl/_rels/workbook.xml.rels": relation})
    with_macros = io.BytesIO(data)
    with zipfile.ZipFile(with_macros, "a") as out:
        out.writestr("xl/vbaProject.bin", b"macro")
    data = with_macros.getvalue()
    dropped = zipfile.ZipFile(io.BytesIO(returned(data, finding("B5"), file="in.xlsm").data))
    assert "xl/vbaProject.bin" not in dropped.namelist()
    assert macro.encode() not in dropped.read("[Content_Types].xml")
    kept = zipfile.ZipFile(io.BytesIO(returned(data, finding("B5"), file="in.xlsm", macros=True).data))
    assert kept.read("xl/vbaProject.bin") == b"macro"
    assert macro.encode() in kept.read("[Content_Types].xml")


CSV = 'CIN,Units,Note\r\n\r\n00123,=1+1,"@x, y"\r\n91234567A,2.5,-z\r\n'


def test_a_csv_becomes_a_workbook_of_text() -> None:
    at = [Diagnostic("LN014", SheetRef("in.csv", "in", 4, "B", "units"), "2.5", "3")]
    result = returned(CSV.encode(), *at, file="in.csv")
    assert result.how == "plain"
    assert values(result.data) == values(CSV.encode(), "in.csv")
    sheet = opened(result.data)["in"]
    assert sheet["A3"].value == "00123"
    assert [sheet["B3"].data_type, sheet["C3"].data_type, sheet["B4"].number_format] == ["s", "s", "@"]
    assert colour(result.data, "B4", "in") == RED
    assert note(result.data, "B4", "in").startswith("edi-translate found:")


def test_a_csv_with_a_name_that_no_sheet_may_have() -> None:
    file = "a very long name [of] a file: with marks in it.csv"
    name = Path(file).stem
    at = Diagnostic("LN014", SheetRef(file, name, 4, "B"), "2.5", "3")
    data = returned(CSV.encode(), at, file=file).data
    first = opened(data).sheetnames[0]
    assert len(first) <= 31
    assert colour(data, "B4", first) == RED
    assert opened(data)["Findings"]["C2"].value == first


TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=40
) | st.sampled_from(
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "_x0041_",
        "a\rb",
        " \t",
        "\x00\x01",
        "<b>&amp;",
        "'",
    ]
)


@given(st.lists(st.lists(TEXT, min_size=2, max_size=3), min_size=1, max_size=4), TEXT)
@HALF
def test_any_text_survives_and_none_becomes_a_formula(rows: list[list[str]], found: str) -> None:
    """In the rows of a .csv and in the Findings sheet, whatever a cell holds."""
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([["CIN", "Units", "x"], *rows])
    content = file.getvalue().replace("\x00", "").encode()
    at = Diagnostic("LN014", SheetRef("in.csv", "in", 2, "B"), found, "3")
    data = returned(content, at, file="in.csv").data
    before = values(content, "in.csv")[0][1]
    after = values(data)[0][1]
    assert [_trim(row) for row in _trimmed(after)] == [_trim(row) for row in _trimmed(before)]
    assert all(cell.data_type != "f" for sheet in opened(data) for row in sheet.iter_rows() for cell in row)
    findings = read_workbook(Path("x.xlsx"), data)[-1]
    assert list(findings.rows())[1][6] == found


def _trim(row: list[object]) -> list[object]:
    while row and row[-1] == "":
        row = row[:-1]
    return row


def _trimmed(rows: list[list[object]]) -> list[list[object]]:
    while rows and not _trim(rows[-1]):
        rows = rows[:-1]
    return rows


def test_same_input_same_bytes() -> None:
    assert returned(provider_book_once(), finding("B5")).data == returned(provider_book_once(), finding("B5")).data


_BOOK: list[bytes] = []


def provider_book_once() -> bytes:
    """openpyxl writes the time into the file: make it once."""
    if not _BOOK:
        _BOOK.append(provider_book())
    return _BOOK[0]


def test_a_large_workbook_is_marked_row_by_row() -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Invoice")
    for n in range(3_000):
        sheet.append([f"text {n}", n, "=1+1"])
    result = returned(saved(book), *[finding(f"B{n}") for n in range(2, 3_000, 50)])
    assert result.how == "edited"
    assert len(re.findall(rb"<row ", _sheet(result.data))) == 3_000
