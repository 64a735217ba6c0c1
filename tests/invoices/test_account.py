"""The account of a run by itself: what a finding withholds, what shares a fate, what is dropped, what is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from edi.diagnostics import Diagnostic
from edi.model.reference import FileRef, SheetRef
from edi.views.run_result import InputResult
from invoices.account import Account, Entry
from invoices.layout.table import Label, Table
from invoices.rows import SkippedRow
from invoices.run import begun
from tests.invoices.cases import NOW, everything, profile
from tests.invoices.cases import context as surroundings

ERROR, INFO = "CL003", "LN027"


class Service:
    """A line of a table, as the account sees one."""

    def __init__(self, row: int, slot: int = 0) -> None:
        self.row, self.slot = row, slot


class Filled:
    """A table with its items."""

    def __init__(self, sheet: str, items: list[Any], labels: dict[str, Label] | None = None) -> None:
        self.table = Table("a.xlsx", sheet, everything(), 3, [], {}, (), labels or {}, 0, ())
        self.items = items


@pytest.fixture
def account() -> Account[Service]:
    """An account of one input with two tables, the first with a row of two services and a total."""
    result = begun(profile(), surroundings().payer, date(2026, 3, 31), NOW)
    made: Account[Service] = Account(result, lambda line, where: where.slot in (0, line.slot))
    first = [Service(4), Service(5, 1), Service(5, 2), SkippedRow(6, "total"), Service(7)]
    part = InputResult("a.xlsx", Path("a.xlsx"), "")
    made.enter(part, [Filled("One", first, {"x": Label(1, 0, "x")}), Filled("Two", [Service(4)])])
    return made


def codes(account: Account[Service]) -> list[list[str]]:
    return [entry.codes for entry in account.entries.values()]


def test_an_error_withholds_its_row_and_nothing_else_does(account: Account[Service]) -> None:
    assert account.withhold(Diagnostic(ERROR, SheetRef("a.xlsx", "One", 4)))
    assert not account.withhold(Diagnostic(ERROR, SheetRef("a.xlsx", "One", 4))), "it is no news"
    assert not account.withhold(Diagnostic(INFO, SheetRef("a.xlsx", "One", 7)))
    assert not account.withhold(Diagnostic(ERROR, FileRef("a.xlsx")))
    assert codes(account) == [[ERROR], [], [], [], []]
    assert [line.row for line in account.clean()] == [5, 5, 7, 4]


def test_an_error_of_one_service_leaves_the_others_of_its_row(account: Account[Service]) -> None:
    account.withhold(Diagnostic(ERROR, SheetRef("a.xlsx", "One", 5, slot=2)))
    assert codes(account) == [[], [], [ERROR], [], []]
    account.withhold(Diagnostic(ERROR, SheetRef("a.xlsx", "One", 5)))
    assert codes(account) == [[], [ERROR], [ERROR], [], []]


@pytest.mark.parametrize("row", [3, 1])
def test_a_heading_and_a_label_are_for_all_lines_of_their_table(row: int, account: Account[Service]) -> None:
    account.withhold(Diagnostic(ERROR, SheetRef("a.xlsx", "One", row)))
    assert codes(account) == [[ERROR], [ERROR], [ERROR], [ERROR], []]


def test_a_cell_above_is_of_the_row_that_is_read_with_it(account: Account[Service]) -> None:
    account.withhold(Diagnostic(ERROR, SheetRef("a.xlsx", "Two", 2, "B", line=7, line_sheet="One")))
    assert codes(account) == [[], [], [], [ERROR], []]


def test_kin_goes_with_a_row(account: Account[Service]) -> None:
    last = account.inputs[0].tables[1].entries[0].line
    account.report(Diagnostic(ERROR, SheetRef("a.xlsx", "One", 4)), lambda line, where: [last])
    assert codes(account) == [[ERROR], [], [], [], [ERROR]]
    assert [one.code for one in account.inputs[0].result.findings] == [ERROR]
    account.tell(Diagnostic(INFO, FileRef("another.xlsx")))
    assert [one.code for one in account.result.findings] == [INFO]


def test_lines_that_go_together_share_all_codes(account: Account[Service]) -> None:
    some = account.clean()[:3]
    assert not account.share_fate(some)
    account.entries[some[0]].withhold([ERROR])
    account.entries[some[2]].withhold(["CL005"])
    assert account.share_fate(some)
    assert codes(account) == [[ERROR, "CL005"]] * 3 + [[], []]


def test_what_was_refused_is_withheld_where_it_stands_nowhere_else(account: Account[Service]) -> None:
    first, second, *_ = account.clean()
    for where in ("300", "301"):
        account.send(first, where)
    account.send(second, "300", 2)
    account.drop([first, second], ["X2001"], "300")
    one, other = account.entries[first], account.entries[second]
    assert (one.sent, one.is_sent, one.codes) == ((("301", 0),), True, [])
    assert (other.sent, other.is_sent, other.codes) == ((), False, ["X2001"])


def test_every_row_is_told_in_the_order_of_the_sheet(account: Account[Service]) -> None:
    def said(table: Table, item: Entry[Service] | SkippedRow) -> tuple[str, int, bool]:
        return (table.sheet, item.row, False) if isinstance(item, SkippedRow) else (table.sheet, item.line.row, True)

    account.tell(Diagnostic(ERROR, SheetRef("a.xlsx", "Two", 4)))
    account.tell(Diagnostic(ERROR, SheetRef("a.xlsx", "One", 4)))
    ((part, told),) = account.dispose(said)
    assert told == [
        ("One", 4, True), ("One", 5, True), ("One", 5, True), ("One", 6, False), ("One", 7, True), ("Two", 4, True),
    ]  # fmt: skip
    assert [finding.where.sheet for finding in part.findings] == ["One", "Two"]  # type: ignore[union-attr]
