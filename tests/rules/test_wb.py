"""WB: workbooks and sheets, and X2: the check of our own output."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from edi.model.reference import FileRef, SheetRef, X12Ref
from edi.views.run_result import RunResult
from invoices import workbook
from invoices.check import OutputFault
from tests.invoices.cases import csv_bytes, everything, layout, run, run_lines, table, wide_table, xlsx_bytes
from tests.rules.case import RunCase

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 100
FILE, XLSX = FileRef("invoice.csv"), FileRef("invoice.xlsx")
LONG = layout("dhcs-long")
LETTER = [["Dear plan,"], ["please find enclosed our invoice."], ["Yours"]]


def book(sheets: dict[str, Sequence[Sequence[Any]]], hidden: Sequence[str] = ()) -> RunResult:
    return run(xlsx_bytes(sheets, hidden), name="invoice.xlsx")


def rows(rows: list[list[Any]], **options: Any) -> RunResult:
    return run(csv_bytes(rows), **options)


def without(*fields: str) -> list[list[Any]]:
    """A line of the long layout without some columns."""
    keep = [n for n, field in enumerate(LONG.columns) if field not in fields]
    return [[cells[n] for n in keep] for cells in table(LONG, [{}])]


def with_column(heading: str, value: str = "x") -> list[list[Any]]:
    head, line = table(LONG, [{}])
    return [[*head, heading], [*line, value]]


def sheet(number: int = 0, column: str = "", field: str = "", slot: int = 0) -> SheetRef:
    return SheetRef("invoice.csv", "invoice", number, column, field, slot)


# What takes a line back.
BACK = {"units": "-1", "line_charge": "-85.00"}
NEXT = "BE"  # the column after the long layout's last


def test_next_is_the_column_behind_the_long_layout() -> None:
    from openpyxl.utils import get_column_letter

    assert get_column_letter(len(LONG.columns) + 1) == NEXT


# Far below the rows by which a column is judged.
LATE = 5000


def late(value: str) -> RunResult:
    """An invoice whose column of notes is empty but for one row."""
    head, *lines = table(LONG, [{"control_number": f"C-{number}"} for number in range(2, LATE + 2)])
    notes = [value if number == LATE else "" for number in range(2, LATE + 2)]
    return rows([[*head, "Notes"], *([*line, note] for line, note in zip(lines, notes, strict=True))])


def labelled(npi: str) -> list[list[Any]]:
    """The table below a label that gives the provider's NPI, too."""
    return [["Agency NPI", npi], [], *table(LONG, [{}])]


def renamed(field: str, heading: str) -> list[list[Any]]:
    """A line of the long layout with another heading."""
    head, line = table(LONG, [{}])
    place = list(LONG.columns).index(field)
    return [[*head[:place], heading, *head[place + 1 :]], line]


def parted(heading: str, *values: str) -> list[list[Any]]:
    """Lines that a further column parts."""
    head, *lines = table(LONG, [{"control_number": f"C-{number}"} for number, _ in enumerate(values)])
    return [[*head, heading], *([*line, value] for line, value in zip(lines, values, strict=True))]


def named(service: str) -> list[list[Any]]:
    """A line whose service is told by its name alone."""
    keep = [n for n, field in enumerate(LONG.columns) if field not in ("hcpcs", "modifiers")]
    return [[cells[n] for n in keep] for cells in table(LONG, [{"service_name": service}])]


def two_layouts() -> RunResult:
    other = everything().model_copy(update={"name": "another"})
    return run(csv_bytes(table(everything(), [{}])), layouts=[everything(), other])


def struck(*columns: int) -> RunResult:
    """A line whose cells in those columns (counted from 1; none: all) are struck through, and one as it was."""
    rows_of = table(LONG, [{"control_number": "C-1"}, {"control_number": "C-2"}])
    stream = io.BytesIO(xlsx_bytes({"invoice": rows_of}))
    book = load_workbook(stream)
    for cell in book["invoice"][2]:
        if not columns or cell.column in columns:
            cell.font = Font(strike=True)
    stream.seek(0)
    book.save(stream)
    return run(stream.getvalue(), name="invoice.xlsx")


def example(last_name: str, cin: str) -> list[list[Any]]:
    """A line that names nobody above one that does."""
    nobody = {"member_last_name": last_name, "member_cin": cin, "control_number": "C-1"}
    return table(LONG, [nobody, {"control_number": "C-2"}])


def refuse_a_claim(text: str) -> list[OutputFault]:
    """A checker that does not like members called RAMIREZ."""
    parts = [part.strip() for part in text.split("~")]
    return [
        OutputFault(number, "SV1", 2, 0, "6")
        for number, part in enumerate(parts, 1)
        if part.startswith("SV1*") and "*85*" in part
    ]


def refuse_the_file(_text: str) -> list[OutputFault]:
    return [OutputFault(0, "", 0, 0, "not accepted")]


OTHER = {"control_number": "C-0002", "member_cin": "91234568B", "unit_cost": "40.00", "line_charge": "40.00"}


def checked_lines() -> RunResult:
    return run_lines({}, OTHER, checker=refuse_a_claim)


CASES = [
    RunCase("WB001", "pdf", lambda: run(b"%PDF-1.7 ...", name="invoice.xlsx"), (XLSX,), "error"),
    RunCase("WB001", "truncated", lambda: run(xlsx_bytes({"A": LETTER})[:-400], name="invoice.xlsx"), (XLSX,), "error"),
    RunCase("WB001", "old-excel", lambda: run(OLE + b"\x00" * 900, name="invoice.xlsx"), (XLSX,), "error"),
    RunCase("WB001", "csv", lambda: rows(table(LONG, [{}]))),
    RunCase("WB002", "no-byte", lambda: run(b""), (FILE,), "error"),
    RunCase("WB002", "blank-text", lambda: run(b" \r\n \n"), (FILE,), "error"),
    RunCase("WB002", "no-cell", lambda: book({"A": []}), (XLSX,), "error"),
    RunCase("WB002", "one-cell", lambda: book({"A": [["x"]]})),
    RunCase("WB003", "headings-only", lambda: rows(table(LONG, [])), (sheet(1),), "warning"),
    RunCase("WB003", "a-line", lambda: rows(table(LONG, [{}]))),
    RunCase("WB003", "an-unreadable-line", lambda: rows(table(LONG, [{"member_cin": "x"}]))),
    RunCase("WB004", "letter", lambda: rows(LETTER), (sheet(),), "error"),
    RunCase("WB004", "few-headings", lambda: rows([["Invoice", "Units"], ["1", "2"]]), (sheet(),), "error"),
    RunCase("WB004", "title-above", lambda: rows([["INVOICE"], [], *table(LONG, [{}])])),
    RunCase("WB005", "no-cin", lambda: rows(without("member_cin")), (sheet(1),), "error"),
    RunCase("WB005", "no-tin", lambda: rows(without("billing_tin"))),
    RunCase("WB025", "no-tin", lambda: rows(without("billing_tin")), (sheet(1),), "error"),
    RunCase("WB025", "with-tin", lambda: rows(without("billing_phone"))),
    RunCase("WB005", "no-end", lambda: rows(without("service_end"))),
    RunCase("WB025", "units-twice", lambda: rows(with_column("Service Units", "4")), (sheet(1, NEXT),), "error"),
    RunCase("WB025", "units-twice-the-same", lambda: rows(with_column("Service Units", "1"))),
    RunCase("WB025", "modifiers-in-two-columns", lambda: rows(with_column("Modifier 2", "HQ"))),
    RunCase("WB025", "two-layouts", two_layouts),
    RunCase("WB025", "which-are-billed", lambda: rows(parted("Result", "Tango", "Zulu")), (sheet(1, NEXT),), "error"),
    RunCase("WB016", "label-and-column", lambda: rows(labelled("1245319599")), (sheet(3),), "error"),
    RunCase("WB016", "the-same", lambda: rows(labelled("1234567893"))),
    RunCase("WB018", "own-words", lambda: rows(renamed("member_cin", "Benefits ID")), (sheet(1),), "info"),
    RunCase("WB018", "a-known-layout", lambda: rows(table(LONG, [{}]))),
    RunCase("WB027", "late", lambda: late("No show"), (sheet(LATE, NEXT),), "error"),
    RunCase("WB027", "late-and-harmless", lambda: late("late start")),
    RunCase("WB008", "encrypted", lambda: run(ENCRYPTED, name="invoice.xlsx"), (XLSX,), "error"),
    RunCase("WB008", "open", lambda: book({"A": table(LONG, [{}])})),
    RunCase("WB009", "columns", lambda: rows([[""] * workbook.MAX_COLUMNS + ["x"]]), (FILE,), "error"),
    RunCase("WB009", "widest", lambda: rows([[""] * (workbook.MAX_COLUMNS - 1) + ["x"]])),
    RunCase("WB011", "notes", lambda: rows(with_column("Notes")), (sheet(1, NEXT),), "info"),
    RunCase("WB011", "all-used", lambda: rows(table(LONG, [{}]))),
    RunCase(
        "WB012", "hidden", lambda: book({"A": table(LONG, [{}]), "B": LETTER}, ["B"]),
        (SheetRef("invoice.xlsx", "B"),), "warning",
    ),
    RunCase("WB012", "services", lambda: book({"A": table(LONG, [{}]), "B": table(LONG, [{}])}, ["B"])),
    RunCase("WB012", "open", lambda: book({"A": table(LONG, [{}]), "B": table(LONG, [OTHER])})),
    RunCase("WB013", "no-invoice-date", lambda: rows(without("invoice_date")), (sheet(1),), "warning"),
    RunCase("WB013", "spared", lambda: rows(without("service_end", "homeless_indicator", "service_name"))),
    RunCase(
        "WB014", "letter", lambda: book({"A": table(LONG, [{}]), "Letter": LETTER}),
        (SheetRef("invoice.xlsx", "Letter"),), "info",
    ),
    RunCase("WB014", "alone", lambda: book({"Letter": LETTER})),
    RunCase("LN079", "a-name", lambda: rows(named("Weekly check-in")), (sheet(2, "AG", "service_name"),), "error"),
    RunCase("LN079", "a-service", lambda: rows(named("Housing Deposits"))),
    RunCase("WB040", "no-show", lambda: run_lines({}, {"row_status": "No show"}), (sheet(1),), "info"),
    RunCase("WB040", "completed", lambda: run_lines({"row_status": "Completed"})),
    RunCase("WB041", "a-row", struck, (SheetRef("invoice.xlsx", "invoice", 1),), "warning"),
    RunCase("WB041", "a-cell", lambda: struck(3)),
    RunCase("WB042", "a-cell", lambda: struck(3), (SheetRef("invoice.xlsx", "invoice", 1),), "error"),
    RunCase("WB042", "a-row", struck),
    RunCase("WB043", "john-doe", lambda: rows(example("Doe", "91234567A")), (sheet(1),), "info"),
    RunCase("WB043", "a-member", lambda: run_lines({})),
    RunCase("WB044", "a-reversal", lambda: run_lines({}, BACK), (sheet(1),), "warning"),
    RunCase("WB044", "two-lines", lambda: run_lines({}, {"service_start": "03/05/2026", "service_end": ""})),
    RunCase("WB045", "one-of-two", lambda: run_lines({}, {}, BACK), (sheet(2), sheet(3)), "error"),
    RunCase("WB045", "a-reversal", lambda: run_lines({}, BACK)),
    RunCase(
        "X2001", "a-claim", checked_lines,
        (X12Ref("invoice.837", segment_no=30, segment="SV1", element=2, claim="300" + "A" * 17),), "error",
        (SheetRef("invoice.csv", "invoice", 2),),
    ),
    RunCase(
        "X2001", "the-file", lambda: run_lines({}, checker=refuse_the_file), (X12Ref("invoice.837"),), "error"
    ),
    RunCase("X2001", "accepted", lambda: run_lines({}, checker=lambda _: [])),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: RunCase, monkeypatch: pytest.MonkeyPatch) -> None:
    if case.name == "a-claim":
        monkeypatch.setattr("invoices.group.identifier", lambda key, length: ("A" if "4567A" in key else "B") * length)
    case.check()


def test_a_refused_claim_is_withheld_and_the_rest_is_sent() -> None:
    result = checked_lines()
    assert [(d.row, d.status, d.codes) for d in result.inputs[0].dispositions] == [
        (2, "withheld", ("X2001",)),
        (3, "sent", ()),
    ]
    assert [output.claims for output in result.outputs] == [1]
    assert "RAMIREZ*ANA****MI*91234567A" not in result.outputs[0].text


def test_a_refused_file_is_not_made() -> None:
    result = run_lines({}, OTHER, checker=refuse_the_file)
    assert result.outputs == []
    assert result.tally.rows == {"read": 2, "sent": 0, "withheld": 2, "skipped": 0}
    assert result.tally.cents["withheld"] == 12500


def test_a_missing_column_withholds_every_line_of_its_sheet() -> None:
    result = rows(without("billing_tin"))
    assert [(d.status, d.codes) for d in result.inputs[0].dispositions] == [("withheld", ("WB025",))]


def test_a_hidden_sheet_is_not_read() -> None:
    result = book({"A": table(LONG, [{}]), "B": table(LONG, [OTHER])}, ["B"])
    assert [part.name for part in result.inputs[0].sheets] == ["A"]


def test_one_bad_input_does_not_stop_the_others() -> None:
    good, bad = csv_bytes(table(LONG, [{}])), b"%PDF-1.7\x00\x00\x00\x00\x00\x00"
    result = run(bad, good)
    assert [part.tally.rows["sent"] for part in result.inputs] == [0, 1]


def test_slots_of_a_wide_row_are_found_by_column() -> None:
    result = run(csv_bytes(wide_table([{"services": [("H0043", "U6", "1", "85.00"), ("H0043", "zz9", "x", "1.00")]}])))
    places = {(f.code, f.where.slot) for f in result.all_findings if isinstance(f.where, SheetRef) and f.where.slot}
    assert ("CL010", 2) in places
    assert {slot for _, slot in places} == {2}
    assert [(d.slot, d.status) for d in result.inputs[0].dispositions] == [(1, "sent"), (2, "withheld")]


def test_a_path_is_read_as_well_as_bytes(tmp_path: Path) -> None:
    path = tmp_path / "january.csv"
    path.write_bytes(csv_bytes(table(LONG, [{}])))
    assert [part.name for part in workbook.read_workbook(path)] == ["january"]
