"""What first words of headings teach of whom they are about."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from invoices.workbook import CellValue
from tests.invoices.shapes.grids import sheet_of
from tests.reading.reading import mapping, read
from tests.reading.test_headerless import AGENCY, PEOPLE


def _sheet(headings: Sequence[str]) -> list[list[CellValue]]:
    rows: list[list[CellValue]] = [list(headings)]
    for at, person in enumerate((*PEOPLE, *PEOPLE)):
        visit = (f"10/{at + 3:02}/2025", "S5170", "U6", "3", "11.25", "33.75", "12", "Z59.41")
        rows.append([*person, *visit, *AGENCY])
    return rows


SERVICE = ("SERV_DT", "PROC", "MODS", "QTY", "PRICE_EACH", "TX_AMT", "PLACE_OF_SERV", "DX")
PROVIDER = ("SERV_AREA_NPI", "SERV_AREA_NAME", "SERV_AREA_TAXID", "SERV_AREA_ADDR", "SERV_AREA_CITY_STATE_ZIP")


def test_words_that_go_on_differently_say_nothing_of_the_others() -> None:
    """The NPI of the area says whose its name is; the day of the service is no day of the agency's."""
    person = ("CIN", "Last", "First", "Birth date", "Sex", "Home street", "City, State ZIP")
    found = mapping(read(sheet_of(_sheet([*person, *SERVICE, *PROVIDER]))))
    assert found["SERV_DT"] == "service_start"
    assert found["SERV_AREA_NAME"] == "billing_name"


@pytest.mark.parametrize("who", ["customer", "shopper", "zorb"])
def test_an_attribute_is_not_taken_for_whom_it_is_about(who: str) -> None:
    person = (
        f"{who}.cin", f"{who}.name.family", f"{who}.name.given", f"{who}.birthdate", f"{who}.sex",
        f"{who}.address.line1", f"{who}.address.city_state_zip",
    )  # fmt: skip
    found = mapping(read(sheet_of(_sheet([*person, *SERVICE, *PROVIDER]))))
    assert found[f"{who}.address.line1"] == "member_address"
