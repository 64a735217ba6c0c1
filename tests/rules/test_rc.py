"""RC: totals against their lines."""

from __future__ import annotations

from typing import Any

import pytest

from edi.model.reference import SheetRef
from edi.views.run_result import RunResult
from tests.invoices.cases import (
    csv_bytes,
    everything,
    form_table,
    layout,
    letter,
    row,
    run,
    table,
    wide_letter,
    wide_table,
)
from tests.rules.case import RunCase

A = {"control_number": "C-0001"}
B = {"control_number": "C-0002", "member_cin": "91234568B", "units": "1", "unit_cost": "40.00", "line_charge": "40.00"}
TOTAL_COLUMN = letter(everything(), "line_charge")
CODE = ("H0043", "U6", "1", "85.00")
ECM_VISIT = ("G9012", "U2", "1", "60.00")


def totals(*below: tuple[str, str] | dict[str, str]) -> RunResult:
    """Lines and total rows (word, amount) in the order given."""
    of = everything()
    rows: list[list[Any]] = table(of, [])
    for item in below:
        if isinstance(item, dict):
            rows += table(of, [item])[1:]
        else:
            rows.append(row(of, {"billing_npi": item[0], "line_charge": item[1]}))
    return run(csv_bytes(rows), layouts=[of])


def form(total: str, *lines: dict[str, str]) -> RunResult:
    return run(csv_bytes(form_table(lines, {"invoice_total": total})), layouts=[layout("form")])


def wide(row_total: str, *services: tuple[str, ...]) -> RunResult:
    return run(csv_bytes(wide_table([{"row_total": row_total, "services": services}])), layouts=[layout("wide")])


def at(number: int) -> SheetRef:
    return SheetRef("invoice.csv", "invoice", number, TOTAL_COLUMN, "line_charge")


# The row of "Invoice Total" in the form: one below the other labels that LINE fills.
TOTAL_ROW = next(n for n, cells in enumerate(form_table([], {"invoice_total": "1"}), 1) if "Invoice Total" in cells)

CASES = [
    RunCase("RC001", "wrong", lambda: totals(A, B, ("TOTAL", "120.00")), (at(4),), "warning"),
    RunCase(
        "RC001", "wrong-subtotal",
        lambda: totals(A, ("Subtotal", "80.00"), B, ("Subtotal", "40.00"), ("Grand Total", "$125.00")),
        (at(3),), "warning",
    ),
    RunCase("RC001", "right", lambda: totals(A, B, ("Total:", "$125.00"))),
    RunCase(
        "RC001", "subtotals", lambda: totals(A, ("Subtotal", "85.00"), B, ("Subtotal", "40.00"), ("TOTAL", "125.00"))
    ),
    RunCase("RC001", "no-amount", lambda: totals(A, B, ("TOTAL", ""))),
    RunCase(
        "RC002", "wrong", lambda: form("130.00", A, B),
        (SheetRef("invoice.csv", "invoice", TOTAL_ROW, "B", "invoice_total"),), "warning",
    ),
    RunCase("RC002", "right", lambda: form("$125.00", A, B)),
    RunCase("RC002", "none", lambda: form("", A, B)),
    RunCase(
        "RC003", "wrong", lambda: wide("150.00", CODE, ECM_VISIT),
        (SheetRef("invoice.csv", "invoice", 2, wide_letter("row_total"), "row_total"),), "error",
    ),
    RunCase("RC003", "right", lambda: wide("145.00", CODE, ECM_VISIT)),
    RunCase("RC003", "none", lambda: wide("", CODE, ECM_VISIT)),
    RunCase("RC003", "a-charge-is-missing", lambda: wide("145.00", CODE, ("G9012", "U2", "1", ""))),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: RunCase) -> None:
    case.check()


def test_a_wrong_row_total_withholds_every_service_of_its_row() -> None:
    result = wide("150.00", CODE, ECM_VISIT)
    assert [(d.slot, d.status, d.codes) for d in result.inputs[0].dispositions] == [
        (1, "withheld", ("RC003",)),
        (2, "withheld", ("RC003",)),
    ]


def test_a_wrong_total_withholds_nothing() -> None:
    result = totals(A, B, ("TOTAL", "120.00"))
    assert result.tally.rows == {"read": 3, "sent": 2, "withheld": 0, "skipped": 1}
    assert result.tally.cents["sent"] == 12500
