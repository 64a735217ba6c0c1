"""Tables of web pages, and what a page strikes through or hides."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.workbook import MergedRange, UnreadableError, open_workbook
from invoices.workbook.sheet import Sheet


def page(text: str, name: str = "report.xls") -> list[Sheet]:
    """The sheets of a page."""
    return open_workbook(Path(name), text.encode()).sheets


def test_a_table_called_xls_is_read() -> None:
    book = open_workbook(Path("report.xls"), b"<html><body><table><tr><th>CIN<th>Units<tr><td>9<br>1<td> 2 </table>")
    assert [list(sheet.rows()) for sheet in book.sheets] == [[["CIN", "Units"], ["9\n1", "2"]]]
    assert [(note.code, note.found, note.expected) for note in book.notes] == [("WB020", ".xls file", ".html file")]
    assert not open_workbook(Path("report.html"), b"<!DOCTYPE html><table><tr><td>1</table>").notes


def test_spans_are_merged_cells() -> None:
    (sheet,) = page("<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td>e</table>")
    assert list(sheet.rows()) == [["a", "b", ""], ["", "c", "d"], ["e", "", ""]]
    assert sheet.merged() == [MergedRange(0, 0, 1, 0), MergedRange(0, 1, 0, 2)]


def test_the_innermost_tables_are_sheets() -> None:
    sheets = page("<table><tr><td><table><tr><td>x</table><td><table><tr><td>y</table></table>")
    assert [(sheet.name, list(sheet.rows())) for sheet in sheets] == [("report", [["x"]]), ("report 2", [["y"]])]


def test_what_a_page_strikes_or_hides() -> None:
    (sheet,) = page(
        "<table><tr><td><s>a</s><td>b<tr style='text-decoration: line-through'><td>c<td>d"
        "<tr style='display:none'><td>e<td>f<tr><td>g <del>h</del><td><span style='display:none'>no</span>i</table>"
    )
    assert sheet.surroundings.struck == {1: frozenset([0]), 2: frozenset([0, 1])}
    assert sheet.surroundings.hidden_rows == {3}
    assert list(sheet.rows())[3] == ["g h", "i"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<html><body><p>Please sign in</p></body></html>", "WB001"),
        ("<table><tr>" + "<td colspan=900>x" * 3 + "</table>", "WB009"),
    ],
)
def test_pages_that_are_refused(text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        page(text)
    assert refused.value.code == code


def test_entities_are_not_expanded_and_nothing_is_fetched() -> None:
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "xxxxxxxxxx"><!ENTITY b SYSTEM "file:///etc/passwd">]><table><tr><td>&a;&b;</table>'
    )
    (sheet,) = page(bomb)
    text = str(next(iter(sheet.rows())))
    assert "xxxxxxxxxx" not in text
    assert "root:" not in text


@given(st.text(alphabet="<>/tabledr h='\"2x&;", max_size=80))
def test_any_page_is_read_or_refused(text: str) -> None:
    with suppress(UnreadableError):
        assert all(len({len(row) for row in sheet.rows()}) <= 1 for sheet in page(f"<table>{text}"))
