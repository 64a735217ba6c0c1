"""Two blocks of labels above the lines, the member's and the provider's: each value goes to whom it is about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoices.reading.model import SheetReading
from invoices.workbook import CellValue, Sheet
from tests.examples import HALF
from tests.reading.reading import read

Labels = Sequence[tuple[str, str]]
MEMBER: Labels = (
    ("Name", "Lena Okafor"), ("CIN", "91130457C"), ("DOB", "05/14/1961"), ("Sex", "F"),
    ("Address", "2217 Larkmead Ave"), ("City", "Oakland"), ("State", "CA"), ("Zip", "94601"),
)  # fmt: skip
AGENCY: Labels = (
    ("Agency", "Harbor Light Services"), ("NPI", "1234567893"), ("Tax ID", "94-3388120"), ("Phone", "(510) 555-0142"),
    ("Address", "10 Quay St"), ("City", "San Leandro"), ("State", "CA"), ("Zip", "94577"),
)  # fmt: skip
FIELDS = {"Name": "full_name", "CIN": "cin", "DOB": "dob", "Sex": "gender", "Agency": "name", "NPI": "npi",
          "Tax ID": "tin", "Phone": "phone", "Address": "address", "City": "city", "State": "state",
          "Zip": "zip"}  # fmt: skip
HEADING: list[CellValue] = ["Service Date", "HCPCS", "Modifier", "Units", "Rate", "Amount", "POS", "Dx"]


def below(head: Sequence[Sequence[CellValue]]) -> Sheet:
    """A form: its head, and five services."""
    lines: list[list[CellValue]] = [
        [f"02/{at + 10}/2026", "H0043", "U6", str(at + 1), "112.00", f"{112 * (at + 1)}.00", "12", "Z59.01"]
        for at in range(5)
    ]
    above: list[list[CellValue]] = [["Invoice"], [], *map(list, head), []]
    return Sheet("Form", _cells=[*above, HEADING, *lines])


def beside(left: Labels, right: Labels) -> list[list[CellValue]]:
    """Two blocks side by side with an empty column between them."""
    return [[*one, "", *other] for one, other in zip_longest(left, right, fillvalue=("", ""))]


def given_fields(labels: Labels, role: str) -> dict[str, str]:
    """Field -> value, as the labels of a block say."""
    return {f"{role}_{FIELDS[label]}": value for label, value in labels}


def found(reading: SheetReading) -> dict[str, str]:
    """Field -> its value, of columns and labels about the member and the provider."""
    read_of = [*reading.columns, *reading.labels]
    return {one.field: one.values[0] for one in read_of if one.field.startswith(("member_", "billing_"))}


WANTED = given_fields(MEMBER, "member") | given_fields(AGENCY, "billing")
ADDRESS_LESS = [label for label in AGENCY if label[0] in ("Agency", "NPI", "Tax ID", "Phone")]


@pytest.mark.parametrize(
    "head",
    [
        beside(MEMBER, AGENCY),
        beside(AGENCY, MEMBER),
        [["CLIENT INFORMATION", "", "", "PROVIDER INFORMATION"], *beside(MEMBER, AGENCY)],
        [["Provider", "", "", "Client"], *beside(AGENCY, MEMBER)],
        [[f"{a}: {x}", "", f"{b}: {y}"] for (a, x), (b, y) in zip(MEMBER, AGENCY, strict=True)],
        [*map(list, AGENCY), *map(list, MEMBER)],
        [*map(list, MEMBER), *map(list, AGENCY)],
    ],
    ids=["member left", "provider left", "headings", "short headings", "one cell", "provider above", "provider below"],
)
def test_each_block_speaks_of_its_own(head: Sequence[Sequence[CellValue]]) -> None:
    assert found(read(below(head))) == WANTED


def test_the_members_address_is_not_the_providers_who_has_none() -> None:
    assert (
        found(read(below(beside(MEMBER, ADDRESS_LESS))))
        .keys()
        .isdisjoint({"billing_address", "billing_city", "billing_state", "billing_zip"})
    )


@given(st.permutations(MEMBER), st.permutations(AGENCY), st.booleans(), st.integers(0, 3))
@HALF
def test_no_order_of_labels_gives_a_value_to_somebody_else(
    member: list[tuple[str, str]], agency: list[tuple[str, str]], is_left: bool, apart: int
) -> None:
    member = [("", "")] * apart + member
    head = beside(member, agency) if is_left else beside(agency, member)
    for field, value in found(read(below(head))).items():
        assert WANTED.get(field) == value
