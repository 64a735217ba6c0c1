"""What a column that parts the rows says of each: status words, and a bare yes by its heading."""

from __future__ import annotations

import pytest

from invoices.reading.model import BILLED, NOT_BILLED
from invoices.reading.status import meaning, meanings, speaks_against, yes_means


@pytest.mark.parametrize(
    ("heading", "yes"),
    [
        ("Void?", "not_billed"), ("No Show", "not_billed"), ("Do not bill", "not_billed"), ("Cancelled", "not_billed"),
        ("Denied", "not_billed"), ("Billable", "billed"), ("Completed", "billed"), ("Attended", "billed"),
        ("Outcome", "status"), ("Visit Status", "status"), ("Member CIN", ""), ("Notes", ""),
    ],
)  # fmt: skip
def test_what_a_yes_means(heading: str, yes: str) -> None:
    assert yes_means(heading) == yes


@pytest.mark.parametrize("yes", ["Y", "yes", "X", "✓", "TRUE", "1"])
@pytest.mark.parametrize(("heading", "billed"), [("Void", False), ("Billable", True)])
def test_a_yes_below_void_is_the_opposite_of_one_below_billable(heading: str, billed: bool, yes: str) -> None:
    found, unknown = meanings(heading, [yes, "no"])
    assert unknown == []
    assert (meaning(found[yes]) == "delivered") is billed
    assert (meaning(found["no"]) == "delivered") is not billed


def test_words_speak_for_themselves_and_others_are_unknown() -> None:
    found, unknown = meanings("Visit Status", ["Completed", "No show", "Tango", "Y"])
    assert set(found) == {"Completed", "No show"}
    assert unknown == ["Tango", "Y"]


@pytest.mark.parametrize("text", ["No show", "called - cancelled", "VOID", "client refused; no show"])
def test_a_remark_that_speaks_against_its_row(text: str) -> None:
    assert speaks_against(text)


@pytest.mark.parametrize("text", ["", "met at home", "Completed", "late by ten minutes"])
def test_a_remark_that_does_not(text: str) -> None:
    assert not speaks_against(text)


def test_the_words_of_an_answer() -> None:
    assert {BILLED, NOT_BILLED} == {"billed", "not billed"}
