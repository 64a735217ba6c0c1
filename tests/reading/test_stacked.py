"""Several tables on one sheet: each is read by its own headings, and no row is lost between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edi.views.run_result import RunResult
from invoices.reading.book import read_sheets
from invoices.workbook import Sheet
from mappings.layout_file import load_layouts
from tests.invoices.cases import ECM, LINE, codes, csv_bytes, everything, layout, row, run, table, xlsx_bytes
from tests.reading.header_sets import SETS, sheet_of

LONG = layout("dhcs-long")
FIRST = [{"control_number": "C-1"}, {"control_number": "C-2", "service_start": "03/05/2026", "service_end": ""}]
SECOND = [
    {**ECM, "control_number": "C-3"},
    {**ECM, "control_number": "C-4", "service_start": "03/06/2026", "service_end": ""},
]
BLANK = [""] * len(LONG.columns)


def padded(rows: Sequence[Sequence[Any]], width: int = 0) -> list[list[Any]]:
    """Rows of one width."""
    widest = max(width, *map(len, rows))
    return [[*cells, *[""] * (widest - len(cells))] for cells in rows]


def turned(rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """The same columns from right to left."""
    return [list(reversed(cells)) for cells in rows]


def said(result: RunResult) -> list[tuple[int, str, str]]:
    """Row, status and reason of everything on the sheet."""
    return [(d.row, d.status, d.reason) for d in result.inputs[0].dispositions]


def sent(result: RunResult) -> str:
    """The 837P."""
    return "".join(output.text for output in result.outputs)


def test_a_second_table_has_its_own_columns() -> None:
    above, below = table(LONG, FIRST), turned(table(LONG, SECOND))
    together = run(csv_bytes(padded([*above, BLANK, ["Enhanced Care Management"], *below])))
    apart = run(csv_bytes(above), csv_bytes(below))
    assert [sheet.layout for sheet in together.inputs[0].sheets] == ["dhcs-long", "dhcs-long"]
    assert sent(together) == sent(apart)
    assert said(together) == [
        (2, "sent", ""), (3, "sent", ""), (4, "skipped", "blank"), (5, "skipped", "note"), (7, "sent", ""),
        (8, "sent", ""),
    ]  # fmt: skip


def test_three_tables_each_of_another_layout() -> None:
    wide = layout("wide")
    slot = {**LINE, "control_number": "C-9", "service_start": "03/09/2026", "service_end": "03/09/2026"}
    headings = [texts[0] for texts in wide.columns.values()]
    headings += [texts[0].format(n=1) for texts in wide.slots.columns.values()] if wide.slots else []
    values = row(wide, slot) + [slot.get(field, "") for field in (wide.slots.columns if wide.slots else ())]
    rows = [*table(LONG, FIRST), *turned(table(LONG, SECOND)), headings, values]
    result = run(xlsx_bytes({"Invoice": padded(rows)}))
    assert [sheet.layout for sheet in result.inputs[0].sheets] == ["dhcs-long", "dhcs-long", "wide"]
    assert [row for row, status, _ in said(result) if status == "sent"] == [2, 3, 5, 6, 8]


def test_a_second_table_that_no_layout_names() -> None:
    other = list(sheet_of(SETS["abbreviated"]).rows())
    rows = padded([*table(LONG, FIRST), BLANK, *other])
    result = run(csv_bytes(rows))
    assert [sheet.layout for sheet in result.inputs[0].sheets] == ["dhcs-long", "inferred"]
    assert "WB018" in codes(result)
    assert {number for number, _, _ in said(result)} == set(range(2, len(rows) + 1)) - {5}


def test_a_first_table_that_no_layout_names() -> None:
    other = list(sheet_of(SETS["abbreviated"]).rows())
    rows = padded([*other, BLANK, *table(LONG, FIRST)])
    result = run(csv_bytes(rows))
    assert [sheet.layout for sheet in result.inputs[0].sheets] == ["inferred", "dhcs-long"]
    assert {number for number, _, _ in said(result)} == set(range(2, len(rows) + 1)) - {len(other) + 2}


def test_a_first_table_that_needs_a_decision_is_asked_about() -> None:
    fields = {heading: field for heading, field in SETS["abbreviated"].items() if heading != "Org NPI"}
    rows = padded([*sheet_of(fields).rows(), BLANK, *table(LONG, FIRST)])
    result = run(csv_bytes(rows))
    assert [sheet.layout for sheet in result.inputs[0].sheets] == ["inferred", "dhcs-long"]
    assert "WB005" in codes(result)
    assert [status for _, status, _ in said(result)][-2:] == ["sent", "sent"]


def test_a_label_at_the_top_holds_for_every_table_and_one_between_them_for_its_own() -> None:
    form = layout("form")
    labels = {field: texts[0] for field, texts in form.labels.items()}
    top = [[labels[field], LINE.get(field, "")] for field in labels]
    theirs = {**LINE, "billing_npi": "1245319599"}
    own = [[labels[field], theirs.get(field, "")] for field in labels if field.startswith("billing_")]
    rows = padded([*top, *table(form, FIRST), BLANK, *own, *turned(table(form, SECOND))])
    result = run(csv_bytes(rows))
    assert [sheet.layout for sheet in result.inputs[0].sheets] == ["form", "form"]
    assert sent(result).count("*XX*1234567893") == 1
    assert sent(result).count("*XX*1245319599") == 1


def test_another_npi_between_two_tables_takes_no_name_and_address_from_the_top() -> None:
    form = layout("form")
    labels = {field: texts[0] for field, texts in form.labels.items()}
    top = [[labels[field], LINE.get(field, "")] for field in labels]
    own = [[labels["billing_npi"], "1245319599"]]
    result = run(csv_bytes(padded([*top, *table(form, FIRST), BLANK, *own, *turned(table(form, SECOND))])))
    assert sent(result).count("*XX*1234567893") == 1
    assert "1245319599" not in sent(result)


def test_a_faulty_label_of_one_table_withholds_that_table_alone() -> None:
    form = layout("form")
    labels = {field: texts[0] for field, texts in form.labels.items()}
    top = [[labels[field], LINE.get(field, "")] for field in labels]
    bad = [[labels["billing_npi"], "1234567890"]]
    result = run(csv_bytes(padded([*top, *table(form, FIRST), BLANK, *bad, *turned(table(form, SECOND))])))
    first = len(top) + 2
    assert [status for number, status, _ in said(result) if number in (first, first + 1)] == ["sent", "sent"]
    assert [status for number, status, _ in said(result)][-2:] == ["withheld", "withheld"]


@pytest.mark.parametrize(
    "words",
    [
        ["Signature", "Title", "Date", "Phone"],
        ["Prepared by", "Reviewed by", "Approved by", "Name", "Title"],
        ["Service", "Rate", "Comment", "Total", "Contact"],
    ],
)
def test_words_below_a_table_are_no_table(words: list[str]) -> None:
    result = run(csv_bytes(padded([*table(LONG, FIRST), BLANK, words, ["Dana Ruiz", "Biller", "soon"]])))
    assert len(result.inputs[0].sheets) == 1
    assert [status for _, status, _ in said(result)][:2] == ["sent", "sent"]


def test_the_headings_of_the_same_table_once_more_are_skipped() -> None:
    headings, *lines = table(LONG, FIRST)
    result = run(csv_bytes([headings, lines[0], headings, lines[1]]))
    assert len(result.inputs[0].sheets) == 1
    assert said(result) == [(2, "sent", ""), (3, "skipped", "heading"), (4, "sent", "")]


def test_dates_that_are_day_first_in_one_table_alone() -> None:
    days = [
        {"control_number": f"C-{day}", "service_start": f"{day}/03/2026", "service_end": ""} for day in (4, 25, 26, 27)
    ]
    american = [{**ECM, "control_number": "C-8", "service_start": "03/26/2026", "service_end": ""}]
    result = run(csv_bytes([*table(LONG, days), *turned(table(LONG, american))]))
    assert [date for date in ("20260304", "20260325", "20260326") if f"D8*{date}" in sent(result)] == [
        "20260304", "20260325", "20260326",
    ]  # fmt: skip


def test_a_sheet_says_which_tables_it_has() -> None:
    sheet = Sheet("Invoice", _cells=padded([*table(LONG, FIRST), *turned(table(LONG, SECOND))]))
    layouts = list(load_layouts().values())
    assert [reading.heading_row for reading in read_sheets("f.xlsx", [sheet], layouts)] == [1, 4]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 2), st.booleans()), min_size=1, max_size=4))
def test_no_row_and_no_dollar_is_lost_between_tables(parts: list[tuple[int, int, bool]]) -> None:
    every = everything()
    rows: list[list[Any]] = []
    count = 0
    for lines, blanks, is_turned in parts:
        changes = [{"control_number": f"C-{count + n}", "service_start": f"01/{count + n + 1:02}/2026"}
                   for n in range(lines)]  # fmt: skip
        part = table(every, [{**each, "service_end": ""} for each in changes])
        count += lines
        rows += [*(turned(part) if is_turned else part), *[[""] * len(part[0])] * blanks]
    result = run(csv_bytes(rows), layouts=[every])
    found = [d for d in result.inputs[0].dispositions if d.status != "skipped"]
    assert len(found) == count
    assert sum(d.charge for d in found) == 8500 * count
