"""Every filled row of a file is sent, withheld or skipped, or an error names it: counted by another hand than reads."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from edi.diagnostics import Diagnostic
from edi.views.run_result import RunResult
from invoices.layout.totals import Totals
from invoices.lines import LineReader
from invoices.reading.book import first_readings, known_of
from invoices.rows import SkippedRow
from invoices.workbook import UnreadableError, open_workbook
from invoices.workbook.count import in_words
from mappings.layout_file import load_layouts
from tests.examples import FEW
from tests.invoices.cases import ECM, LINE, codes, context, csv_bytes, layout, row, run, run_lines, table, xlsx_bytes
from tests.invoices.reading import run as read_input
from tests.invoices.reading import sample
from tests.invoices.test_pipeline_properties import check_conservation
from tests.invoices.test_workbook import SHEET, repacked

LONG = layout("dhcs-long")
FIELDS = list(LONG.columns)
FIRST: dict[str, Any] = {"control_number": "C-1"}
SECOND: dict[str, Any] = {**ECM, "control_number": "C-2", "service_start": "03/05/2026", "service_end": ""}
THIRD: dict[str, Any] = {**ECM, "control_number": "C-3", "service_start": "03/06/2026", "service_end": ""}


def states(result: RunResult) -> dict[int, str]:
    """Row -> what became of it, and why it was skipped."""
    return {d.row: d.reason or d.status for part in result.inputs for d in part.dispositions}


def told(result: RunResult, code: str) -> list[tuple[Any, str, str]]:
    """Row, words and expectation of the findings of one code."""
    return [(getattr(f.where, "row", None), f.found, f.expected) for f in result.all_findings if f.code == code]


def text_of(lines: Sequence[dict[str, Any]], change: Callable[[list[str]], None]) -> bytes:
    """A csv of some lines, its physical lines changed."""
    text = csv_bytes(table(LONG, lines)).decode().splitlines()
    change(text)
    return "\r\n".join([*text, ""]).encode()


# Delimited text.


def test_a_quotation_mark_that_is_not_closed_takes_no_other_line_with_it() -> None:
    def change(lines: list[str]) -> None:
        lines[2] = lines[2].replace(",OAKLAND,", ',"OAKLAND,', 1)

    result = run(text_of([FIRST, SECOND, THIRD], change))
    assert states(result) == {2: "sent", 3: "withheld", 4: "sent"}
    assert told(result, "WB034") == [(3, "line 3", "")]
    assert result.has_errors
    check_conservation(result)


def test_a_quotation_mark_that_is_closed_in_the_middle_of_a_cell_is_told() -> None:
    def change(lines: list[str]) -> None:
        lines[2] = lines[2].replace(",OAKLAND,", ',"OAK"LAND,', 1)

    assert states(run(text_of([FIRST, SECOND, THIRD], change))) == {2: "sent", 3: "withheld", 4: "sent"}


def test_two_that_close_each_other_far_below_hide_no_lines() -> None:
    """A reader of csv, a strict one too, sees one long cell."""

    def change(lines: list[str]) -> None:
        lines[2] = lines[2].replace(",OAKLAND,", ',"OAKLAND,', 1)
        lines[4] = lines[4].replace(",OAKLAND,", ',OAKLAND",', 1)

    fourth = {**THIRD, "control_number": "C-4", "service_start": "03/09/2026"}
    result = run(text_of([FIRST, SECOND, THIRD, fourth], change))
    assert states(result) == {2: "sent", 3: "withheld", 4: "sent", 5: "withheld"}


def test_a_remark_over_several_lines_is_one_cell() -> None:
    remark = "met at the clinic,\nspoke about 1, 2 and 03/04/2026, $85.00\nand called again"
    rows = table(LONG, [FIRST, SECOND])
    rows = [[*rows[0], "Remarks"], [*rows[1], remark], [*rows[2], ""]]
    result = run(csv_bytes([[cells[-1], *cells[:-1]] for cells in rows]))
    assert states(result) == {2: "sent", 3: "sent"}


def test_a_cell_too_many_or_too_few_withholds_the_line_by_its_number_in_the_file() -> None:
    def change(lines: list[str]) -> None:
        lines[1] = lines[1].replace("BAY HOUSING PARTNERS", '"BAY HOUSING\nPARTNERS"')
        lines[2] = lines[2].replace(",85.00,", ",$1,110.00,", 1)
        lines[3] = lines[3].replace(",OAKLAND,", ",", 1)

    result = run(
        text_of([FIRST, SECOND, THIRD, {**THIRD, "service_start": "03/07/2026", "control_number": "4"}], change)
    )
    wide = len(FIELDS)
    assert states(result) == {2: "sent", 3: "withheld", 4: "withheld", 5: "sent"}
    assert told(result, "WB035") == [
        (3, f"line 4: {wide + 1} cells", f"{wide}, as the headings have"),
        (4, f"line 5: {wide - 1} cells", f"{wide}, as the headings have"),
    ]


def test_what_stands_beyond_the_headings_in_one_line_is_no_column() -> None:
    def change(lines: list[str]) -> None:
        lines[2] += ",.00"

    assert states(run(text_of([FIRST, SECOND, THIRD], change))) == {2: "sent", 3: "withheld", 4: "sent"}


def test_a_fault_in_another_sheets_row_withholds_the_rows_that_take_their_value_from_it() -> None:
    """A sheet of one row gives its provider and its plan to the others."""
    plans = [name for name in FIELDS if name.startswith("payer")]
    whole = table(LONG, [{**FIRST, "payer_id": "", "payer_name": "Harbor Health Plan"}])
    kept = [place for place, name in enumerate(FIELDS) if name not in plans]
    rows = [[cells[place] for place in kept] for cells in table(LONG, [SECOND, THIRD])]
    result = run(xlsx_bytes({"A": whole, "B": rows}), name="invoice.xlsx")
    assert "LN031" in codes(result)
    assert result.tally.rows["sent"] == 0


@pytest.mark.parametrize("ends", [slice(0, 1), slice(1, None)])
def test_a_delimiter_at_the_end_of_nearly_every_line_is_nothing(ends: slice) -> None:
    def change(lines: list[str]) -> None:
        lines[ends] = [line + "," for line in lines[ends]]

    assert states(run(text_of([FIRST, SECOND, THIRD], change))) == {2: "sent", 3: "sent", 4: "sent"}


def test_a_line_that_lost_a_cell_is_seen_where_every_line_ends_in_a_delimiter() -> None:
    def change(lines: list[str]) -> None:
        lines[:] = [line + "," for line in lines]
        lines[2] = lines[2].replace(",OAKLAND,", ",", 1)

    assert states(run(text_of([FIRST, SECOND, THIRD], change))) == {2: "sent", 3: "withheld", 4: "sent"}


def test_headings_with_an_open_quotation_mark_withhold_the_table() -> None:
    def change(lines: list[str]) -> None:
        lines[0] = lines[0].replace("Billing Provider Phone", '"Billing Provider Phone')

    result = run(text_of([FIRST], change))
    assert set(states(result).values()) <= {"withheld"}
    assert result.has_errors


# Total rows, notes and headings that are none.


@pytest.mark.parametrize("changes", [
    {"member_last_name": "SUMMERS"},
    {"member_first_name": "TOTAL", "member_last_name": "SUM"},
    {"billing_name": "Summit Health"},
    {"billing_name": "Total Care Services"},
    {"billing_npi": "", "billing_name": "Total Care Services"},
    {"member_last_name": "Note", "member_first_name": "Signed"},
    {"billing_npi": "Total"},
    {"billing_npi": "Subtotal", "hcpcs": ""},
    {"billing_npi": "Grand Total", "hcpcs": "", "service_start": "", "service_name": ""},
])  # fmt: skip
def test_a_line_without_its_cin_is_a_line_whatever_its_words_begin_with(changes: dict[str, str]) -> None:
    result = run_lines(FIRST, {**SECOND, "member_cin": "", **changes})
    assert states(result)[3] == "withheld"
    assert result.tally.cents["withheld"] == 8500


@pytest.mark.parametrize("word", ["TOTAL", "Total:", "Grand Total", "Sub-total", "Invoice total March 2026", "Sum",
                                  "Amount due", "Total charges", "Total for Bay Housing", "Importe total",
                                  "Total a pagar", "SUMA", "Monto total de marzo", "Balance due"])  # fmt: skip
def test_a_word_for_a_total_beside_its_amount_is_a_total(word: str) -> None:
    rows = table(LONG, [FIRST, SECOND])
    result = run(csv_bytes([*rows, row(LONG, {"billing_npi": word, "line_charge": "170.00", "units": "2"})]))
    assert states(result) == {2: "sent", 3: "sent", 4: "total"}
    assert result.tally.cents == {"read": 17000, "sent": 17000, "withheld": 0, "skipped": 0}
    assert codes(result).count("WB031") == 0


@pytest.mark.parametrize(("field", "words", "numbers", "becomes"), [
    ("billing_name", "All money", {"line_charge": "340.00"}, "total"),
    ("member_last_name", "Grand Totel", {"line_charge": "$340.00", "units": "4"}, "total"),
    ("unit_cost", "Suma de todo", {"line_charge": "340.00"}, "total"),
    ("billing_name", "All money", {"line_charge": "341.00"}, "withheld"),
    ("billing_name", "All money", {"line_charge": "340.00", "units": "3"}, "withheld"),
    ("billing_name", "Ines Mora", {"line_charge": "85.00"}, "withheld"),
    ("billing_name", "All money", {"line_charge": "340.00", "hcpcs": "H0043"}, "withheld"),
    ("billing_name", "All money", {"line_charge": "340.00", "service_start": "03/05/2026"}, "withheld"),
    ("billing_name", "All money", {"line_charge": "340.00", "member_cin": "91234567A"}, "withheld"),
])  # fmt: skip
def test_a_row_of_sums_is_a_total_in_any_words(field: str, words: str, numbers: dict[str, str], becomes: str) -> None:
    days = [{**SECOND, "control_number": f"C-{day}", "service_start": f"03/0{day}/2026"} for day in range(2, 6)]
    result = run(csv_bytes([*table(LONG, days), row(LONG, {field: words, **numbers})]))
    assert states(result)[6] == becomes
    assert [states(result)[number] for number in range(2, 6)] == ["sent"] * 4


def test_a_row_of_sums_of_two_lines_may_be_chance() -> None:
    rows = table(LONG, [FIRST, SECOND])
    result = run(csv_bytes([*rows, row(LONG, {"billing_name": "All money", "line_charge": "170.00"})]))
    assert states(result)[4] == "withheld"


def test_sums_of_parts_and_of_all() -> None:
    days = [{**SECOND, "control_number": f"C-{day}", "service_start": f"03/0{day}/2026"} for day in range(2, 8)]
    head, *lines = table(LONG, days)
    part = row(LONG, {"billing_name": "Oakland office", "line_charge": "255.00"})
    both = row(LONG, {"billing_name": "Both offices", "line_charge": "510.00"})
    assert list(states(run(csv_bytes([head, *lines[:3], part, *lines[3:], part, both]))).values()).count("total") == 3


def test_a_total_whose_units_are_none_of_the_lines_is_an_error() -> None:
    rows = table(LONG, [FIRST, SECOND])
    result = run(csv_bytes([*rows, row(LONG, {"billing_npi": "TOTAL", "line_charge": "170.00", "units": "3"})]))
    assert told(result, "WB031") == [(4, "total", "units that are not the sum of those above")]
    assert states(result) == {2: "sent", 3: "sent", 4: "total"}
    assert result.has_errors


@pytest.mark.parametrize(("note", "holds"), [
    ({"billing_address": "91234567A"}, "a member's CIN"),
    ({"billing_city": "H0043 U6", "billing_npi": "TOTAL"}, "a procedure code"),
])  # fmt: skip
def test_a_skipped_row_that_holds_a_member_or_a_code_is_an_error(note: dict[str, str], holds: str) -> None:
    result = run(csv_bytes([*table(LONG, [FIRST]), row(LONG, note)]))
    assert [expected for _, _, expected in told(result, "WB031")] == [holds]
    assert states(result)[2] == "sent"
    assert result.has_errors


WORDS = tuple(LONG.totals)


@pytest.mark.parametrize(("cells", "is_total"), [
    (["TOTAL", "", "", "85.00"], True),
    (["", "", "Grand Total:", 85.0], True),
    (["Subtotal Community Supports", "", "", 85.0], True),
    (["Total", "", "03/31/2026", 85.0], True),
    (["", "", "Total Community Supports", 85.0], True),
    (["Total Community Supports", "", "", 85.0], False),  # in a column of names
    (["", "", "Summers", "85.00"], False),
    (["", "", "Totality", "85.00"], False),
    (["", "", "Summit Health", "85.00"], False),
    (["Total", "H0043", "", "85.00"], False),
    (["Total", "x", "", "85.00"], False),
    (["Total", "", "Oakland", "CA", "85.00"], False),
    (["Oakland", "", "", "85.00"], False),
    (["", "", "", "85.00"], False),
])  # fmt: skip
def test_what_a_total_row_is(cells: list[Any], is_total: bool) -> None:
    """Names stand in the first column, codes in the second."""
    assert Totals(WORDS, own=(1,), names=frozenset({0})).fit(cells) is is_total


def test_one_value_of_a_line_is_enough_to_make_no_total() -> None:
    assert not Totals(WORDS, own=(1, 2)).fit(["Total", "H0043", "", "85.00"])


@pytest.mark.parametrize("text", ["Prepared by: M. Okonkwo", "I hereby certify the above", "Note: see the file",
                                  "Signature: J. Rivera, date: 03/31/2026"])  # fmt: skip
def test_a_note_is_a_note(text: str) -> None:
    result = run(csv_bytes([*table(LONG, [FIRST]), row(LONG, {"member_cin": text})]))
    assert states(result) == {2: "sent", 3: "note"}
    assert "WB031" not in codes(result)


@pytest.mark.parametrize("text", ["Denoted Ltd", "Certifyer", "Designed"])
def test_a_word_inside_another_makes_no_note(text: str) -> None:
    result = run(csv_bytes([*table(LONG, [FIRST]), row(LONG, {"service_name": text})]))
    assert states(result)[3] == "withheld"


def moved(*pairs: tuple[str, str]) -> list[str]:
    """The fields of the long layout with some of them in each other's place."""
    fields = list(FIELDS)
    for one, other in pairs:
        here, there = fields.index(one), fields.index(other)
        fields[here], fields[there] = fields[there], fields[here]
    return fields


def in_order(fields: Sequence[str], lines: Sequence[dict[str, Any]]) -> list[list[Any]]:
    heads = [LONG.columns[field][0] for field in fields]
    return [heads, *([{**LINE, **line}.get(field, "") for field in fields] for line in lines)]


def test_headings_that_come_again_in_another_order_are_headings_of_their_own() -> None:
    swapped = in_order(moved(("billing_npi", "billing_name"), ("units", "unit_cost")), [SECOND, THIRD])
    result = run(csv_bytes([*table(LONG, [FIRST]), *swapped]))
    assert states(result) == {2: "sent", 4: "sent", 5: "sent"}
    text = result.outputs[0].text
    assert text.count("*XX*1234567893") == 1
    assert text.count("*85*UN*1*") == 3


def test_lines_below_moved_headings_that_cannot_be_read_are_withheld() -> None:
    """The second headings lack a column that the layout needs, so that they begin no table."""
    fields = [field for field in moved(("units", "unit_cost")) if field not in ("member_cin", "billing_npi")]
    again = [[*cells, "", ""] for cells in in_order(fields, [SECOND, THIRD])]
    result = run(csv_bytes([*table(LONG, [FIRST]), *again]))
    assert result.has_errors
    assert states(result)[2] == "sent"
    assert {states(result)[number] for number in (4, 5)} == {"withheld"}


def test_lines_below_headings_that_begin_no_table_are_withheld_until_they_come_again() -> None:
    """As where no table was found below after many that were tried."""
    wrong = in_order(moved(("units", "unit_cost")), [SECOND])
    cells = [*table(LONG, [FIRST]), *wrong, *table(LONG, [THIRD])]
    sheets = open_workbook(Path("invoice.csv"), csv_bytes(cells)).sheets
    [reading] = first_readings("invoice.csv", sheets, known_of(list(load_layouts().values())))[:1]
    assert reading[0] is not None
    assert reading[0].table is not None
    found: list[Diagnostic] = []
    items = list(LineReader(reading[0].table, context(), found.append).read())
    assert [(one.code, getattr(one.where, "row", 0)) for one in found if one.code == "WB039"] == [("WB039", 4)]
    assert [item.row for item in items if not isinstance(item, SkippedRow)] == [2, 4, 6]


# Sheets and lists that were not read.

ODD = [["aa", "bb", "cc", "n"], ["91234567A", "H0043 U6", "03/04/2026", "2"], ["91234568B", "H2016", "", "1"]]
CODES = [["Code", "Modifier", "Service", "Rate"], ["G9012", "U2", "ECM", 61], ["G9012", "U8", "Outreach", 25]]
LETTER = [["Dear plan,"], ["please find enclosed our invoice."]]


@pytest.mark.parametrize(("rows", "expected"), [
    (ODD, "2 rows with a CIN and 2 rows with a procedure code"),
    ([["bb", "cc"], ["H0043", "03/04/2026"]], "1 row with a procedure code"),
    ([["bb", "n", "dd"], ["H0043", 2, 170.0]], "1 row with a procedure code"),
    ([["bb"], ["H0043"], ["H0043"]], "2 rows with a procedure code"),
    (CODES, ""),
    (LETTER, ""),
])  # fmt: skip
@pytest.mark.parametrize("hidden", [False, True])
def test_a_sheet_that_is_not_read_is_an_error_where_it_holds_services(
    rows: list[list[Any]], expected: str, hidden: bool
) -> None:
    result = run(xlsx_bytes({"A": table(LONG, [FIRST]), "B": rows}, ["B"] if hidden else []), name="invoice.xlsx")
    kind, code = ("hidden", "WB012") if hidden else ("second", "WB014")
    assert told(result, "WB032") == ([(0, kind, expected)] if expected else [])
    assert (code in codes(result)) == (not expected)
    assert result.has_errors == bool(expected)
    assert states(result) == {2: "sent"}


def test_a_workbook_with_nothing_but_a_hidden_invoice_is_an_error() -> None:
    book = Workbook()
    book.active.append(["see the other sheet"])  # type: ignore[union-attr]
    sheet = book.create_sheet("May")
    for cells in table(LONG, [FIRST]):
        sheet.append(cells)
    sheet.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    assert "WB032" in codes(run(target.getvalue(), name="invoice.xlsx"))


def test_services_above_the_headings_are_an_error() -> None:
    stray = row(LONG, {**LINE, **SECOND})
    result = run(csv_bytes([stray, *table(LONG, [FIRST])]))
    assert told(result, "WB030") == [(1, "", "row 1")]
    assert states(result) == {3: "sent"}


NESTED: dict[str, Any] = json.loads(sample("portal-nested.json"))


def shared_out(name: str, change: Callable[[dict[str, Any]], dict[str, Any]] = lambda one: one) -> bytes:
    """The nested sample with each member's services but the first in a list of another name."""
    document = json.loads(json.dumps(NESTED))
    for member in document["invoice"]["members"]:
        first, *rest = member["services"]
        member["services"] = [first]
        if rest:
            member[name] = [change(one) for one in rest]
    return json.dumps(document).encode()


def lines_of(result: RunResult) -> list[str]:
    """The service lines of the 837P, in any order."""
    return sorted(re.findall(r"SV1[^~]*~", "".join(output.text for output in result.outputs)))


@pytest.mark.parametrize("name", ["communitySupports", "ecm", "more_services"])
def test_a_list_of_the_same_kind_beside_the_services_is_read(name: str) -> None:
    expected, found = read_export(json.dumps(NESTED).encode()), read_export(shared_out(name))
    assert found.tally.rows == expected.tally.rows
    assert found.tally.cents == expected.tally.cents
    assert lines_of(found) == lines_of(expected)


def read_export(content: bytes) -> RunResult:
    return read_input(("portal-nested.json", content))


def test_a_list_of_another_kind_that_holds_services_is_an_error() -> None:
    result = read_export(shared_out("other", lambda one: {"hc": one["code"], "u": one["units"]}))
    others = sum(len(member["services"]) - 1 for member in NESTED["invoice"]["members"])
    assert told(result, "WB033") == [(None, "invoice.members.other", str(others))]
    assert result.tally.rows["read"] == len(NESTED["invoice"]["members"])


def test_a_key_that_stands_twice_withholds_what_is_made_of_its_object() -> None:
    text = json.dumps(NESTED).replace('"id": "T1-2", ', '"id": "T1-2", "units": 3, ')
    result = read_export(text.encode())
    assert [(row, found) for row, found, _ in told(result, "WB036")] == [(2, "units")]
    assert states(result)[2] == "withheld"
    assert states(result)[1] == "sent"


def test_a_list_under_a_key_that_stands_twice_loses_none_of_its_services() -> None:
    whole = {"cin": "91234567A", "services": [{"code": "H0043", "units": 1}], "more": [{"code": "H2016", "units": 1}]}
    text = json.dumps(whole).replace('"more"', '"services"')
    workbook = open_workbook(Path("a.json"), text.encode())
    assert len(list(workbook.sheets[0].rows())) == 3
    assert sorted(workbook.sheets[0].surroundings.faults(0)) == [1, 2]


RECORD = '{"cin": "91234567A", "note": "one\u2028two\x85three"}'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_other_line_ends_may_stand_inside_a_string(end: str) -> None:
    (sheet,) = open_workbook(Path("a.ndjson"), end.join([RECORD, "", RECORD, ""]).encode()).sheets
    assert list(sheet.rows()) == [["cin", "note"], *[["91234567A", "one\u2028two\x85three"]] * 2]


@pytest.mark.parametrize(("lines", "number"), [
    ([RECORD, RECORD[:-1], RECORD], 2),
    ([RECORD[:-1], RECORD, RECORD], 1),
    ([RECORD, "", RECORD, RECORD[:20]], 4),
    (["{", '"a": 1,', '"b": }'], 3),
    (['{"a": [', "1,", "}"], 3),
])  # fmt: skip
def test_the_line_that_is_broken_is_named(lines: list[str], number: int) -> None:
    with pytest.raises(UnreadableError) as problem:
        open_workbook(Path("a.ndjson"), "\n".join(lines).encode())
    assert problem.value.found.endswith(f"line {number}")


# Workbooks, by their XML.

BOOK = xlsx_bytes({"Invoice": table(LONG, [FIRST, SECOND, THIRD])})
XML = zipfile.ZipFile(io.BytesIO(BOOK)).read(SHEET).decode()


def with_xml(change: Callable[[str], str]) -> RunResult:
    """The three lines, with the XML of their sheet written in another way."""
    xml = change(XML)
    assert xml != XML
    return run(repacked({SHEET: xml}, BOOK), name="invoice.xlsx")


HIDDEN: dict[str, Callable[[str], str]] = {
    "apostrophes": lambda xml: xml.replace('<row r="3"', "<row hidden='1' r='3'"),
    "in words": lambda xml: xml.replace('<row r="3"', '<row r="3" hidden="true"'),
    "spaces": lambda xml: xml.replace('<row r="3"', '<row  hidden = "1"\n r = "3"'),
    "attributes between": lambda xml: xml.replace('<row r="3"', '<row x:dyDescent="0.25" hidden="1" spans="1:9" r="3"'),
    "no height": lambda xml: xml.replace('<row r="3"', '<row ht="0" customHeight="1" r="3"'),
    "no number": lambda xml: xml.replace('<row r="3"', '<row hidden="1"'),
    "folded up": lambda xml: xml.replace('<row r="3"', '<row r="3" outlineLevel="1"').replace(
        '<row r="4"', '<row r="4" collapsed="1"'
    ),
    "folded up from above": lambda xml: (
        xml.replace('<row r="3"', '<row r="3" outlineLevel="1"')
        .replace('<row r="2"', '<row r="2" collapsed="true"')
        .replace("<sheetPr>", '<sheetPr><outlinePr summaryBelow="0"/>')
        .replace('<outlinePr summaryBelow="1" summaryRight="1"/>', "")
    ),
    "a prefix": lambda xml: prefixed(xml).replace('<x:row r="3"', '<x:row hidden="1" r="3"'),
}


def prefixed(xml: str) -> str:
    """Every element with a prefix."""
    xml = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml)
    return xml.replace('xmlns="http', 'xmlns:x="http', 1)


@pytest.mark.parametrize("name", HIDDEN)
def test_a_hidden_row_is_hidden_however_its_xml_is_written(name: str) -> None:
    result = with_xml(HIDDEN[name])
    assert states(result) == {2: "sent", 3: "hidden", 4: "sent"}
    assert result.tally.cents == {"read": 25500, "sent": 17000, "withheld": 0, "skipped": 8500}
    assert [(row, expected) for row, _, expected in told(result, "WB021")] == [
        (1, "1 hidden row with services of $85.00")
    ]
    assert result.has_errors


@pytest.mark.parametrize("change", [
    lambda xml: xml.replace('<row r="3"', '<row r="3" hidden="0"'),
    lambda xml: xml.replace('<row r="3"', '<row r="3" ht="10.50" customHeight="1"'),
    lambda xml: xml.replace('<row r="3"', '<row r="3" outlineLevel="1"'),
    lambda xml: xml.replace('<row r="3"', '<row r="3" x:hidden="1"').replace("<worksheet", '<worksheet xmlns:x="y"'),
    lambda xml: xml.replace("<sheetFormatPr", '<sheetFormatPr zeroHeight="1"'),
    lambda xml: prefixed(xml),
])  # fmt: skip
def test_a_row_that_is_shown_is_not_hidden(change: Callable[[str], str]) -> None:
    assert set(states(with_xml(change)).values()) == {"sent"}


def test_two_rows_of_one_number_are_withheld() -> None:
    result = with_xml(lambda xml: xml.replace('r="4"', 'r="3"').replace('4" t=', '3" t='))
    assert [(row, found) for row, found, _ in told(result, "WB037")] == [(3, "row 3")]
    assert states(result)[2] == "sent"
    assert states(result)[3] == "withheld"


def test_an_empty_row_of_the_same_number_is_nothing() -> None:
    result = with_xml(lambda xml: xml.replace('<row r="3"', '<row r="3"/><row r="3"'))
    assert set(states(result).values()) == {"sent"}


def test_sheets_of_one_name_are_not_read_and_the_others_are() -> None:
    book = xlsx_bytes({"A": table(LONG, [FIRST]), "B": table(LONG, [SECOND]), "C": table(LONG, [THIRD])})
    names = zipfile.ZipFile(io.BytesIO(book)).read("xl/workbook.xml").decode()
    result = run(repacked({"xl/workbook.xml": names.replace('name="B"', 'name="C"')}, book), name="invoice.xlsx")
    assert [found for _, found, _ in told(result, "WB038")] == ["C"]
    assert states(result) == {2: "sent"}
    both = run(repacked({"xl/workbook.xml": re.sub('name="[AB]"', 'name="C"', names)}, book), name="invoice.xlsx")
    assert codes(both) == ["WB038"]


def test_a_row_of_formulas_that_were_never_calculated_is_told() -> None:
    cells = "".join(f'<c r="{letter}5"><f>A4</f></c>' for letter in "ABCDEFGHIJKL")
    result = with_xml(lambda xml: xml.replace("</sheetData>", f'<row r="5">{cells}</row></sheetData>'))
    assert told(result, "WB030") == [(5, "", "row 5")]
    assert states(result) == {2: "sent", 3: "sent", 4: "sent"}


def test_a_sheet_of_formulas_that_were_never_calculated_is_told() -> None:
    book = xlsx_bytes({"A": table(LONG, [FIRST]), "B": [["=A1"], [], ["=A2", "=A3"]], "C": []})
    result = run(book, name="invoice.xlsx")
    assert told(result, "WB030") == [(None, "", "rows 1, 3 of the sheet ‘B’")]
    assert states(result) == {2: "sent"}


BLANK_TEXTS = {
    "inline": '<c r="A5" t="inlineStr"><is><t xml:space="preserve">  </t></is></c>',
    "nothing on purpose": '<c r="A5" t="str"><f>IF(1,"","")</f><v></v></c>',
    "blank result": '<c r="A5" t="str"><f>B1</f><v> </v></c>',
    "style": '<c r="A5" s="0"/>',
}


@pytest.mark.parametrize("name", BLANK_TEXTS)
def test_a_row_of_blank_text_is_nothing(name: str) -> None:
    result = with_xml(lambda xml: xml.replace("</sheetData>", f'<row r="5">{BLANK_TEXTS[name]}</row></sheetData>'))
    assert "WB030" not in codes(result)
    assert not result.has_errors


def test_a_shared_string_that_is_blank_is_nothing() -> None:
    book = xlsx_bytes({"Invoice": [*table(LONG, [FIRST]), [" "], ["", " \t"]]})
    result = run(book, name="invoice.xlsx")
    assert "WB030" not in codes(result)


def test_a_cell_that_says_to_stand_in_another_row_is_told() -> None:
    """The row element holds a line; calamine goes by the cells, and puts it where another stands."""
    result = with_xml(lambda xml: re.sub(r'(<c r="[A-Z]+)4"', r'\g<1>3"', xml))
    assert told(result, "WB030") == [(4, "", "row 4")]


def test_row_numbers_in_words() -> None:
    assert in_words([7]) == "row 7"
    assert in_words([12, 7, 9, 10, 11]) == "rows 7, 9 to 12"
    assert in_words(range(1, 40, 2)).endswith("19 and 10 more places")


# Whatever stands on a sheet.

JUNK: list[dict[str, str]] = [
    {},
    {"billing_npi": "TOTAL", "line_charge": "170.00"},
    {"billing_name": "Total Care Services", "line_charge": "5.00"},
    {"member_cin": "Signature: J. Rivera"},
    {"member_last_name": "Summers", "member_first_name": "Ana"},
    {"billing_address": "H0043"},
    {"billing_city": " "},
    {"units": "3"},
    dict(zip(FIELDS, [LONG.columns[field][0] for field in FIELDS], strict=True)),
    dict(zip(FIELDS, [LONG.columns[field][0] for field in reversed(FIELDS)], strict=True)),
]
KINDS = st.one_of(st.sampled_from(range(3)), st.sampled_from(range(len(JUNK))).map(lambda n: -1 - n))


def drawn(kinds: Sequence[int]) -> list[list[Any]]:
    """Lines and junk."""
    good = [FIRST, SECOND, THIRD]
    return [row(LONG, {**LINE, **good[kind]} if kind >= 0 else JUNK[-1 - kind]) for kind in kinds]


def check_accounted(result: RunResult, filled: set[int], holding: set[int]) -> None:
    """Every filled row has a disposition or is the heading of a table, or an error names it; what holds a member, a
    code, units or an amount is no quiet note."""
    check_conservation(result)
    known = states(result)
    headings = {number for number in filled if number not in known}
    assert len(headings) <= len(result.inputs[0].sheets) + ("WB030" in codes(result))
    for number in holding & set(known):
        errors = [f for f in result.all_findings if getattr(f.where, "row", 0) == number]
        assert known[number] in ("sent", "withheld", "total") or any(result.severity(f.code) == "error" for f in errors)


@given(st.lists(KINDS, max_size=8), st.sampled_from(["csv", "xlsx"]))
@FEW
def test_whatever_stands_on_a_sheet_is_accounted_for(kinds: list[int], ending: str) -> None:
    rows = [*table(LONG, []), *drawn(kinds)]
    content = csv_bytes(rows) if ending == "csv" else xlsx_bytes({"Invoice": rows})
    filled = {number for number, cells in enumerate(rows, 1) if any(str(cell).strip() for cell in cells)}
    # Below headings that begin a table of their own, units alone may stand in a column of something else.
    own = kinds.index(-10) if -10 in kinds else len(kinds)
    holding = {n + 2 for n, kind in enumerate(kinds) if kind >= 0 or kind in (-5, -6) or (kind == -8 and n < own)}
    check_accounted(run(content, name=f"invoice.{ending}"), filled, holding)


@given(st.lists(st.sampled_from(range(3)), min_size=1, max_size=4), st.data())
@FEW
def test_damage_to_one_line_of_a_text_never_reaches_another(kinds: list[int], data: st.DataObject) -> None:
    """A stray quotation mark or delimiter, or one lost: the other lines are what they were."""
    lines = csv_bytes([*table(LONG, []), *drawn(kinds)]).decode().splitlines()
    whole = run("\n".join(lines).encode())
    at = data.draw(st.integers(1, len(lines) - 1))
    place = data.draw(st.integers(0, len(lines[at])))
    mark = data.draw(st.sampled_from(['"', ",", '","', '""']))
    hurt = [*lines[:at], lines[at][:place] + mark + lines[at][place:], *lines[at + 1 :]]
    result = run("\n".join(hurt).encode())
    check_conservation(result)
    before, after = states(whole), states(result)
    assert set(after) == set(before)
    for number in set(before) - {at + 1}:
        same = [d for d in whole.inputs[0].dispositions if d.row == number]
        now = [d for d in result.inputs[0].dispositions if d.row == number]
        assert [d.charge for d in now] == [d.charge for d in same]


names = st.sampled_from(["services", "communitySupports", "ecm", "extra", "lines"])


@given(st.lists(st.tuples(names, st.sampled_from(["H0043", "H2016", "T2041"]), st.booleans()), min_size=1, max_size=6))
@settings(max_examples=80, deadline=None)
def test_every_object_of_an_export_is_a_row_or_is_told(items: list[tuple[str, str, bool]]) -> None:
    lists: dict[str, list[dict[str, Any]]] = {}
    for name, code, alike in items:
        one = {"code": code, "units": 1, "rate": "85.00", "day": "2026-03-04"} if alike else {"hc": code, "n": 1}
        lists.setdefault(name, []).append(one)
    document = {"members": [{"cin": "91234567A", **lists}]}
    workbook = open_workbook(Path("a.json"), json.dumps(document).encode())
    _, *rows = workbook.sheets[0].rows()
    text = json.dumps([list(map(str, cells)) for cells in rows])
    told_of = sum(int(note.expected) for note in workbook.notes if note.code == "WB033")
    assert len(rows) + told_of >= len(items)
    assert told_of or sum(text.count(code) for code in ("H0043", "H2016", "T2041")) >= len(items)
