"""Addresses that are none, and ZIP codes that are another's."""

from __future__ import annotations

from typing import Any

import pytest

from edi.views.run_result import RunResult
from invoices.cells import load_kinds
from tests.invoices.cases import codes, csv_bytes, run, run_lines, table, xlsx_bytes
from tests.invoices.cases import everything as layout
from tests.invoices.reading import run as run_codes
from tests.invoices.reading import visit, workbook

NOWHERE = {"member_city": "", "member_zip": "", "member_state": "", "homeless_indicator": ""}
WORDS = ["HOMELESS", "Homeless", "homeless.", "Unhoused", "TRANSIENT", "No fixed address", "Sin hogar"]


def member_of(result: RunResult) -> list[str]:
    """N3 and N4 of the first member."""
    parts = result.outputs[0].text.split("~\n")
    at = next(number for number, part in enumerate(parts) if part.startswith("NM1*IL"))
    return parts[at + 1 : at + 3]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_alone_takes_the_providers_city(word: str) -> None:
    marked = run_lines({**NOWHERE, "member_address": "", "homeless_indicator": "1"})
    result = run_lines({**NOWHERE, "member_address": word})
    assert member_of(result) == member_of(marked) == ["N3*HOMELESS", "N4*OAKLAND*CA*946121234"]
    assert codes(result) == codes(marked) == ["CL002", "LN027"] or "LN027" in codes(result)


def test_the_city_of_each_provider_is_taken() -> None:
    """One member with two providers: the address is that of the claim's own."""
    other = {"billing_npi": "1245319599", "billing_city": "FRESNO", "billing_zip": "937011234", "control_number": "C-2"}
    text = (
        run_lines({**NOWHERE, "member_address": "HOMELESS"}, {**NOWHERE, **other, "member_address": "HOMELESS"})
        .outputs[0]
        .text
    )
    assert text.count("N3*HOMELESS~\nN4*OAKLAND") == text.count("N3*HOMELESS~\nN4*FRESNO") == 1


def test_a_word_with_an_address_around_it_keeps_it() -> None:
    assert member_of(run_lines({"member_address": "HOMELESS"})) == ["N3*HOMELESS", "N4*OAKLAND*CA*94607"]


def test_a_whole_address_of_one_word() -> None:
    for word in WORDS:
        result = run_codes(("a.xlsx", workbook([visit(Client_Address=word)])))
        assert member_of(result)[0] == "N3*HOMELESS"


@pytest.mark.parametrize("street", ["12 TRANSIENT WAY", "HOMELESSNESS SERVICES", "NO"])
def test_a_street_is_no_word_for_none(street: str) -> None:
    assert "CL001" in codes(run_lines({**NOWHERE, "member_address": street}))


@pytest.mark.parametrize("text", ["4605", "04605", "9460", "946050", "94605123"])
def test_four_digits_of_text_are_no_zip(text: str) -> None:
    cleaned = load_kinds()["zip"](text, 0)
    assert (cleaned.value == text) is (text == "04605")
    assert cleaned.value in (None, text)


def test_a_number_gets_its_zero_back_and_is_told() -> None:
    """The number of a workbook has lost it; 04607 beside California is told as well."""

    def sent(value: Any, state: str) -> RunResult:
        return run(
            xlsx_bytes({"Invoice": table(layout(), [{"member_zip": value, "member_state": state}])}),
            name="invoice.xlsx", layouts=[layout()],
        )  # fmt: skip

    assert member_of(sent(2138, "MA"))[1] == "N4*OAKLAND*MA*02138"
    assert {"CL022", "LN069"} & set(codes(sent(2138, "MA"))) == {"CL022"}
    assert {"CL022", "LN069"} <= set(codes(sent(4607, "")))
    as_text = run(csv_bytes(table(layout(), [{"member_zip": "4607"}])), layouts=[layout()])
    assert as_text.tally.rows["withheld"] == 1
