"""Cells that hold several things are taken apart where their forms and their headings say what each is."""

from __future__ import annotations

import pytest
from hypothesis import given

from invoices.reading.parted_labels import parted
from invoices.reading.shapes.cell_parts import parts_of
from invoices.reading.shapes.known import Known
from invoices.reading.shapes.search import load_shapes
from invoices.workbook import CellValue, Origin, Sheet
from tests.invoices.shapes.grids import VISITS, assert_conserved, records, sheet_of
from tests.invoices.shapes.test_operators import FEW, only, texts
from tests.tools import office_writers as office
from tests.tools import shape_writers as write
from tests.tools.shape_writers import KINDS, PEOPLE, Rows, Visit

KNOWN = Known()


@FEW
@given(visits=VISITS)
def test_several_things_in_a_cell_become_columns(visits: list[Visit]) -> None:
    rows = only(office.composite(visits))
    after = load_shapes()["composite"].plain(sheet_of(rows), KNOWN)
    assert after is not None
    assert_conserved(sheet_of(rows), after)
    assert sorted(records(after, "CIN", "Service Date", "HCPCS", "Qty")) == texts(visits)
    told = [
        (v.person.whole_name, v.person.sex, v.kind.place, v.person.dx, f"${float(v.kind.rate):.2f}") for v in visits
    ]
    assert records(after, "Client", "Sex", "POS", "Dx", "Rate") == told
    assert after.origins is not None
    head = len(write.above()) + 1
    assert [after.origins.at(head + 1, at) for at in (1, 2)] == [Origin("Sheet1", head + 1, 0)] * 2


def plain(heading: CellValue, *cells: CellValue) -> Sheet | None:
    """A table with one column under test."""
    rows: Rows = [["Last Name", "First Name", heading, "Street"]]
    for cell, person in zip(cells, PEOPLE * 3, strict=False):
        rows.append([person.last, person.first, cell, person.street])
    return load_shapes()["composite"].plain(sheet_of(rows), KNOWN)


def parts(heading: CellValue, *cells: CellValue) -> dict[str, list[CellValue]]:
    """Title -> values of the parts of a column; {} where it is left alone."""
    after = plain(heading, *cells)
    if after is None:
        return {}
    head, *rows = after.rows()
    return {
        str(title): [row[at] for row in rows] for at, title in enumerate(head) if at > 2 and title not in ("", "Street")
    }


@pytest.mark.parametrize(
    ("heading", "cells", "wanted"),
    [
        ("POS / Dx", ["12 / Z59.01", "11 / F10.20"], {"POS": ["12", "11"], "Dx": ["Z59.01", "F10.20"]}),
        ("Dx; POS", ["Z59.01; 12", "F10.20; 11"], {"Dx": ["Z59.01", "F10.20"], "POS": ["12", "11"]}),
        ("DOB / Sex", ["09/11/1959 F", "6/14/1984, M"], {"DOB": ["09/11/1959", "6/14/1984"], "Sex": ["F", "M"]}),
        ("Nacimiento y sexo", ["1959-09-11 (F)", "1984-06-14 (M)"],
         {"Nacimiento": ["1959-09-11", "1984-06-14"], "sexo": ["F", "M"]}),
        ("Client (CIN)", ["Ngo, Ines (98531767F)", "Kekona, Mireya - 99006567N"],
         {"Client": ["Ngo, Ines", "Kekona, Mireya"], "CIN": ["98531767F", "99006567N"]}),
        ("Last, First (CIN)", ["Ngo, Ines (98531767F)", "Kekona, Mireya (99006567N)"],
         {"Member Name": ["Ngo, Ines", "Kekona, Mireya"], "CIN": ["98531767F", "99006567N"]}),
        ("Member", ["Ines Ngo CIN: 98531767F", "Mireya Kekona CIN: 99006567N"],
         {"Member": ["Ines Ngo", "Mireya Kekona"], "Member CIN": ["98531767F", "99006567N"]}),
        ("", ["98531767F Ngo, Ines", "99006567N Kekona, Mireya"],
         {"Member CIN": ["98531767F", "99006567N"], "Member Name": ["Ngo, Ines", "Kekona, Mireya"]}),
        ("Member / CIN / DOB", ["Ines Ngo / 98531767F / 3/12/1992", "Mireya Kekona / 99006567N / 9/11/1959"],
         {"Member": ["Ines Ngo", "Mireya Kekona"], "CIN": ["98531767F", "99006567N"],
          "DOB": ["3/12/1992", "9/11/1959"]}),
        ("Qty @ Rate", ["1 @ $94.25", "3 @ $17.25"], {"Qty": ["1", "3"], "Rate": ["$94.25", "$17.25"]}),
        ("Units x Price", ["1 x $94.25", "3 x 17.25"], {}),
        ("", ["3 nights @ $205", "1 night @ $205"], {"Units": ["3", "1"], "Rate": ["$205", "$205"]}),
        ("Charge detail", ["3 nights @ $205 = $615", "1 night @ $205 = $205"],
         {"Units": ["3", "1"], "Rate": ["$205", "$205"], "Amount": ["$615", "$205"]}),
        ("Service", ["H0043 U6 x 4 @ $108.25", "T2041-U6 x 2 @ $17.25"],
         {"Procedure Code": ["H0043 U6", "T2041-U6"], "Units": ["4", "2"], "Rate": ["$108.25", "$17.25"]}),
        ("Code - Units", ["H0043-U6 - 4", "T2041-U6 - 2"], {"Code": ["H0043-U6", "T2041-U6"], "Units": ["4", "2"]}),
        ("Date & Time", ["11/3/2025, 9:15 AM", "11/4/2025, 10:00 AM"],
         {"Date": ["11/3/2025", "11/4/2025"], "Time": ["9:15 AM", "10:00 AM"]}),
        ("Date / time in / out", ["11/3/2025 9:15 - 10:00", "11/4/2025 10:00 - 10:30"],
         {"Date": ["11/3/2025", "11/4/2025"], "Start Time": ["9:15", "10:00"], "End Time": ["10:00", "10:30"]}),
        ("Agency (NPI)", ["Bay Homes (NPI 1301237537)", "Bay Homes (NPI 1301237537)"],
         {"Agency": ["Bay Homes"] * 2, "Agency NPI": ["1301237537"] * 2}),
        ("City, ZIP", ["Long Beach 90806", "Fresno 93721-1104"],
         {"City": ["Long Beach", "Fresno"], "ZIP": ["90806", "93721-1104"]}),
    ],
)  # fmt: skip
def test_five_spellings_and_more(heading: str, cells: list[CellValue], wanted: dict[str, list[CellValue]]) -> None:
    assert parts(heading, *cells) == {title.replace("ZIP", "City ZIP"): values for title, values in wanted.items()}


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("HCPCS", ["H0043 U6", "T2041-U6"]),
        ("Service", ["Housing Navigation (H0043 U6)", "Tenancy (T2041 U6)"]),
        ("Dates", ["11/3/2025-11/5/2025", "11/4/2025-11/6/2025"]),
        ("Dx", ["Z59.01, F10.20", "I10, E11.9"]),
        ("Dx", ["F32.1 - Depression", "I10 - Hypertension"]),
        ("POS", ["12 - Home", "11 - Office"]),
        ("Address", ["41 Old Mill Rd, Modesto, CA 95350", "6 Harbor View, Stockton, CA 95202"]),
        ("City, State ZIP", ["Modesto, CA 95350", "Stockton, CA 95202"]),
        ("Date", ["11/3/2025 9:15", "11/4/2025 10:00"]),
        ("Units", ["45 min", "30 min"]),
        ("Notes", ["paid $5 for 1 visit", "paid $5 for 1 visit"]),
        ("Authorized (qty @ rate)", ["1 @ $94.25", "3 @ $17.25"]),
        ("Authorization", ["A-77 exp 12/31/2026", "A-78 exp 12/31/2026"]),
        ("Previous visit / sex", ["09/11/2025 F", "06/14/2025 M"]),
        ("Copay", ["Copay $5 (1 visit)", "Copay $5 (2 visits)"]),
        ("Sex / DOB", ["12 / Z59.01", "11 / F10.20"]),
        ("Remarks", ["Saw Ines 98531767F at home on 11/3/2025", "Saw Mireya 99006567N at home on 11/4/2025"]),
        ("POS / Dx", ["12 / Z59.01", "at home", "see note", "11"]),
        ("", ["M 62", "F 41"]),
    ],
)
def test_what_is_read_whole_or_is_something_else(heading: str, cells: list[CellValue]) -> None:
    assert parts(heading, *cells) == {}


def test_a_cell_that_is_made_otherwise_stands_whole_in_the_first_part() -> None:
    cells = ["12 / Z59.01"] * 9
    found = parts("POS / Dx", *cells, "at home")
    assert found["POS"][-1] == "at home"
    assert found["Dx"][-1] == ""


def test_a_word_for_what_follows_is_no_part() -> None:
    assert [part.text for part in parts_of("Ngo, Ines; CIN 98531767F; DOB: 3/12/1992")] == [
        "Ngo, Ines", "98531767F", "3/12/1992",
    ]  # fmt: skip
    assert parts_of("x" * 200) == ()
    assert parts_of(12) == ()


@pytest.mark.parametrize(
    ("label", "value", "wanted"),
    [
        ("Payee city / zip", "Long Beach 90806-2973", [("Payee city", "Long Beach"), ("Payee zip", "90806-2973")]),
        ("City, State, ZIP", "Fresno, CA 93721", [("City", "Fresno"), ("State", "CA"), ("ZIP", "93721")]),
        ("City / ZIP", "Fresno, CA 93721", []),
        ("Agency", "Bay Homes (NPI 1301237537, TIN 33-2046167)", [("Agency", "Bay Homes")]),
        ("Agency", "Bay Homes (formerly Bay Care)", []),
        ("Client", "Ines Ngo (NPI 1301237537)", []),
        ("Phone / fax", "(559) 555-0142", []),
    ],
)
def test_labels_that_name_two_things(label: str, value: str, wanted: list[tuple[str, str]]) -> None:
    assert list(parted(label, value, "invoice")) == wanted


def test_the_sample_and_a_column_of_codes_are_read_together() -> None:
    visits = [Visit(person, write.date(2026, 1, 7), KINDS[0], 2) for person in PEOPLE]
    rows = only(office.composite(visits))
    for cells in rows[len(write.above()) + 1 :]:
        cells[-3] = f"{cells[-3]} ({cells[-4]})"
    assert load_shapes()["composite"].plain(sheet_of(rows), KNOWN) is not None
