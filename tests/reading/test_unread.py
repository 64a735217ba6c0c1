"""The invariant: a column that is not read changes nothing of what is sent, or it is asked about, read as a status, or
told where it speaks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi.views.run_result import RunResult
from invoices.workbook import Sheet
from tests.examples import FEW
from tests.invoices.cases import csv_bytes, layout, run, table
from tests.reading.header_sets import SETS, sheet_of
from tests.reading.reading import asked, mapping, read, status_of, with_column

CLEAN = sheet_of(SETS["abbreviated"])


@pytest.mark.parametrize(
    ("heading", "values", "status"),
    [
        ("Visit Status", ["Completed", "No show", "Completed"], "status"),
        ("Void", ["", "X", ""], "status"),
        ("Outcome", ["Tango", "Zulu", "Tango"], "asked"),
        ("Flag", ["A", "", "B", ""], "asked"),
        ("Mod 2", ["76", "95"], "read"),
        ("Notes", ["called twice", "left a message", "met at home"], "not used"),
        ("Program", ["Housing"], "not used"),
        ("Row", [str(number) for number in range(1, 13)], "not used"),
        ("Empty", [""], "not used"),
    ],
)
def test_what_becomes_of_a_column(heading: str, values: Sequence[str], status: str) -> None:
    assert status_of(read(with_column(CLEAN, heading, values)), heading) == status


def test_an_answer_settles_it() -> None:
    sheet = with_column(CLEAN, "Outcome", ["Tango", "Zulu"])
    (question,) = read(sheet).questions
    harmless = read(sheet, answers={question.id: "-"})
    assert asked(harmless) == set()
    said = read(sheet, answers={question.id: {"Tango": "billed", "Zulu": "not billed"}})
    assert asked(said) == set()
    assert status_of(said, "Outcome") == "status"
    half = read(sheet, answers={question.id: {"Tango": "billed"}})
    assert asked(half) == {"Outcome"}


WORDS = st.sampled_from(
    ["", "", "No show", "Void", "Cancelled", "Completed", "Duplicate", "X", "Y", "N", "Tango", "Zulu", "76", "U6",
     "0", "1", "2", "do not bill", "Denied", "12.50"]
)  # fmt: skip
HEADINGS = st.sampled_from(
    ["Flag", "Status", "Outcome", "Void", "Billable", "Result", "Mod 2", "Modifier 2", "Comment", "Hold", "Type",
     "Visit", "Disposition", "Zeta", "Column 9", "Units 2", "Prior", "Note", ""]
)  # fmt: skip
LONG = layout("dhcs-long")
PLAIN = table(LONG, [{"control_number": f"C-{n}", "service_start": f"03/{n:02}/2026", "service_end": ""}
                     for n in range(1, 13)])  # fmt: skip


def text_of(result: RunResult) -> str:
    return "".join(output.text for output in result.outputs)


@cache
def alone() -> RunResult:
    """The clean sheet translated by itself."""
    return run(csv_bytes(PLAIN))


def widened(heading: str, values: Sequence[str]) -> list[list[Any]]:
    """The clean sheet with one more column."""
    head, *rows = PLAIN
    return [[*head, heading], *([*row, values[n % len(values)]] for n, row in enumerate(rows))]


SPEAKING = ("WB025", "WB027", "WB040", "WB016", "WB005")


@given(heading=HEADINGS, values=st.lists(WORDS, min_size=1, max_size=12))
@FEW
def test_an_unread_column_never_changes_what_is_sent_without_a_word(heading: str, values: list[str]) -> None:
    plain = alone()
    assert plain.tally.rows["sent"] == len(PLAIN) - 1
    made = run(csv_bytes(widened(heading, values)))
    told = {finding.code for finding in made.all_findings} - {finding.code for finding in plain.all_findings}
    if text_of(made) != text_of(plain):
        # What is sent changes only by a question or a finding that names the cell, or because the column was read.
        assert told or heading in mapping(read(Sheet("a", _cells=widened(heading, values))))
        return
    filled = {value for value in values if value}
    against = {"No show", "Void", "Cancelled", "Duplicate", "do not bill", "Denied"} & filled
    # A word that speaks against its row is never passed over.
    assert not against or told & {*SPEAKING, "LN060", "LN061", "CL041"}
