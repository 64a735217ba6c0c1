"""What a writer spreads out, its operator makes plain again, with every row and cell accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, assume, given, settings

from invoices.reading.shapes.known import Known, key_of
from invoices.reading.shapes.search import applied, load_shapes
from invoices.workbook import CellValue, Sheet, open_workbook
from invoices.workbook.sheet import Surroundings
from tests.invoices.shapes.grids import VISITS, assert_conserved, records, sheet_of, written
from tests.tools import shape_writers as write
from tests.tools.shape_writers import Rows, Visit

KNOWN = Known()
# A sheet is large beside what it tells.
FEW = settings(max_examples=12, phases=[Phase.explicit, Phase.generate])


def plain(name: str, rows: Sequence[Sequence[CellValue]]) -> Sheet | None:
    """A sheet of these rows, made plain by one operator."""
    return load_shapes()[name].plain(sheet_of(rows), KNOWN)


def made(name: str, rows: Rows) -> Sheet:
    """The same where the shape must be there; every row and cell must be accounted for."""
    after = plain(name, rows)
    assert after is not None
    return after


def only(sheets: dict[str, Rows]) -> Rows:
    """The rows of the only sheet."""
    ((_, rows),) = sheets.items()
    return rows


def texts(visits: Sequence[Visit]) -> list[tuple[str, ...]]:
    """CIN, day, code and units of each visit."""
    return sorted((v.person.cin, v.day.isoformat(), v.kind.code, str(v.units)) for v in visits)


@FEW
@given(visits=VISITS)
def test_a_block_that_is_left_blank_is_filled(visits: list[Visit]) -> None:
    assume(len({visit.person for visit in visits}) < len(visits))
    for writer in (write.fill_down, write.ditto):
        rows = only(writer(visits))
        after = made("fill_down", rows)
        assert_conserved(sheet_of(rows), after, said_elsewhere=['"'])
        assert sorted(records(after, "CIN", "Service Date", "HCPCS", "Units")) == texts(visits)


@FEW
@given(visits=VISITS)
def test_bands_become_columns(visits: list[Visit]) -> None:
    assume(len({visit.person for visit in visits}) > 1)
    rows = only(write.bands(visits))
    after = made("bands", rows)
    assert_conserved(sheet_of(rows), after)
    assert sorted(records(after, "Member CIN", "Service Date", "HCPCS", "Units")) == texts(visits)
    rows = only(write.one_line_bands(visits))
    after = made("bands", rows)
    assert_conserved(sheet_of(rows), after)
    assert sorted(records(after, "Member CIN", "Service Date", "HCPCS", "Units")) == texts(visits)


@FEW
@given(visits=VISITS)
def test_a_crosstab_becomes_a_row_for_each_service(visits: list[Visit]) -> None:
    assume(len({visit.kind for visit in visits}) > 1)
    rows = only(write.crosstab(visits))
    after = made("crosstab", rows)
    heads = [str(cell) for cell in rows[len(write.above())] if "(" in str(cell)]
    assert_conserved(sheet_of(rows), after, said_elsewhere=heads)
    assert sorted(records(after, "CIN", "Visit Date", "Procedure Code", "Units")) == texts(visits)
    rates = sorted(records(after, "Procedure Code", "Modifiers", "Rate"))
    assert rates == sorted((v.kind.code, v.kind.modifiers, f"{float(v.kind.rate):g}") for v in visits)


@FEW
@given(visits=VISITS)
def test_ticks_become_one_column(visits: list[Visit]) -> None:
    assume(len({visit.kind for visit in visits}) > 1)
    rows = only(write.ticks(visits))
    after = made("ticks", rows)
    heads = [str(cell) for cell in rows[len(write.above())] if "(" in str(cell)]
    assert_conserved(sheet_of(rows), after, said_elsewhere=heads)
    ticked = [(cin, name) for cin, name in records(after, "CIN", "Service Name")]
    assert ticked == [
        (v.person.cin, f"{v.kind.name} ({v.kind.code} {v.kind.modifiers})") for v in visits
    ]  # fmt: skip
    assert plain("crosstab", rows) is None


@FEW
@given(visits=VISITS)
def test_rows_of_a_template_are_taken_out(visits: list[Visit]) -> None:
    rows = only(write.template_rows(visits))
    after = made("template_rows", rows)
    assert_conserved(sheet_of(rows), after)
    head = len(write.above()) + 1
    assert after.dropped == {head + 1: "template", head + 2: "template"}
    assert after.skips == {head + 1: "example"}
    assert after.origins is not None
    assert after.origins.record(head + 1) == ("Sheet1", head + 3, 0)


@FEW
@given(visits=VISITS)
def test_forms_below_each_other_become_rows(visits: list[Visit]) -> None:
    rows = only(write.forms(visits))
    after = made("forms", rows)
    assert_conserved(sheet_of(rows), after, said_elsewhere=["CIN"])
    assert sorted(records(after, "CIN", "Service Date", "HCPCS", "Units")) == texts(visits)


def test_a_label_that_only_one_form_has_is_a_column_too() -> None:
    rows = only(write.forms([Visit(p, JAN, write.KINDS[0], 1) for p in write.PEOPLE]))
    after = made("forms", [*rows[:-1], ["Reversed", "yes"], []])
    assert [cells[-1] for cells in after.rows()][-len(write.PEOPLE) :] == [*[""] * (len(write.PEOPLE) - 1), "yes"]


def test_forms_with_a_label_twice_or_two_members_are_left_alone() -> None:
    rows = only(write.forms([Visit(p, JAN, write.KINDS[0], 1) for p in write.PEOPLE]))
    assert plain("forms", [*rows[:-1], ["Units", 2], []]) is None
    assert plain("forms", [*rows[:-1], ["CIN of the child", "94417063B"], []]) is None


@FEW
@given(visits=VISITS)
def test_the_member_above_the_lines_becomes_columns(visits: list[Visit]) -> None:
    found = []
    for rows in write.form_head(visits).values():
        after = made("form_head", rows)
        assert_conserved(sheet_of(rows), after)
        found += records(after, "Member CIN", "Service Date", "HCPCS", "Units", "Member Home address")
    assert sorted(cells[:4] for cells in found) == texts(visits)
    assert {cells[4] for cells in found} == {visit.person.whole_address for visit in visits}


def test_two_members_above_the_lines_or_one_in_them_are_left_alone() -> None:
    rows = next(iter(write.form_head([Visit(write.PEOPLE[0], JAN, write.KINDS[0], 1)]).values()))
    at = len(write.above())
    assert plain("form_head", rows) is not None
    assert plain("form_head", [*rows[:at], ["Daughter's CIN", "94417063B"], *rows[at:]]) is None
    assert plain("form_head", [*rows, [*rows[-1][:-1], "94417063B"]]) is None


@FEW
@given(visits=VISITS)
def test_the_words_of_a_group_are_filled_into_its_lines(visits: list[Visit]) -> None:
    assume(len({visit.person for visit in visits}) > 1)
    rows = only(write.groups(visits))
    after = made("groups", rows)
    assert_conserved(sheet_of(rows), after)
    named = sorted(records(after, "CIN", "Client Name"))
    assert named == sorted((visit.person.cin, visit.person.whole_name) for visit in visits)


def test_lines_that_stand_in_no_group_or_have_words_of_their_own_make_no_groups() -> None:
    rows = only(write.groups([Visit(p, JAN, write.KINDS[0], 1) for p in write.PEOPLE]))
    head = len(write.above()) + 1
    assert plain("groups", rows) is not None
    assert plain("groups", [*rows[:head], rows[head + 1], *rows[head:]]) is None
    assert plain("groups", [*rows, ["Mora, Ines", *rows[head + 1][1:]]]) is None


def test_groups_of_several_members_are_no_names() -> None:
    visits = [Visit(p, JAN, write.KINDS[0], 1) for p in write.PEOPLE]
    rows = [cells for cells in only(write.groups(visits)) if not str(cells[:1]).startswith("['Total")]
    at = [number for number, cells in enumerate(rows) if len(cells) == 1]
    rows = [cells for number, cells in enumerate(rows) if number not in (at[1], *at[3:])]
    assert "Client Name" not in list(made("groups", rows).rows())[len(write.above())]


@FEW
@given(visits=VISITS)
def test_nothing_is_done_to_a_plain_sheet(visits: list[Visit]) -> None:
    rows = write.plain_rows(visits)
    assert [name for name in load_shapes() if plain(name, rows) is not None] == []


@FEW
@given(visits=VISITS)
def test_a_cell_of_the_plain_sheet_stands_where_it_says(visits: list[Visit]) -> None:
    assume(len({visit.person for visit in visits}) > 1)
    rows = only(write.bands(visits))
    after = made("bands", rows)
    assert after.origins is not None
    for number, cells in enumerate(after.rows(), 1):
        for column, cell in enumerate(cells):
            if cell != "" and number > len(write.above()) + 1:
                assert written(rows, after.origins.at(number, column)) == cell


@FEW
@given(visits=VISITS)
def test_a_calendar_becomes_a_row_for_each_day(visits: list[Visit]) -> None:
    visits = [visit for visit in visits if visit.day.month == 1]
    assume(visits)
    rows = only(write.calendar(visits))
    after = made("calendar", rows)
    assert_conserved(sheet_of(rows), after, said_elsewhere=[str(day) for day in range(1, 32)])
    assert sorted(records(after, "CIN", "Service Date", "Code", "Units")) == sorted(
        (v.person.cin, v.day.isoformat(), f"{v.kind.code} {v.kind.modifiers}", str(v.units)) for v in visits
    )


def test_the_code_of_a_day_stands_in_for_that_of_the_row() -> None:
    head: list[CellValue] = ["Member", "CIN", "DOB", "Code", *range(1, 8)]
    cells: list[CellValue] = ["x", "G9012 U2 GQ", "2", "", "T1019", "T1019 x 4", ""]
    rows: Rows = [["Month", "January 2026"], head, ["Abernathy, Lola", "91130457C", "1961-03-14", "H0043 U6", *cells]]
    assert records(made("calendar", rows), "CIN", "Service Date", "Code", "Units") == [
        ("91130457C", "2026-01-01", "H0043 U6", "1"),
        ("91130457C", "2026-01-02", "G9012 U2 GQ", "1"),
        ("91130457C", "2026-01-03", "H0043 U6", "2"),
        ("91130457C", "2026-01-05", "T1019", ""),
        ("91130457C", "2026-01-06", "T1019 x 4", ""),
    ]


def test_months_become_rows_without_a_day() -> None:
    head: list[CellValue] = ["Member", "CIN", "DOB", "Procedure Code", "Oct", "Nov", "Dec"]
    rows: Rows = [["Services Oct 2025 to Dec 2025"], head]
    rows += [[person.whole_name, person.cin, "1961-03-14", "H0043 U6", 3, "", 2] for person in write.PEOPLE]
    found = records(made("calendar", rows), "CIN", "Service Month", "Units")
    assert found[:2] == [("91130457C", "October 2025", "3"), ("91130457C", "December 2025", "2")]


def test_a_month_of_a_service_by_the_month_is_all_its_days() -> None:
    rows: Rows = [["Member", "CIN", "DOB", "Procedure Code", "Oct 2025", "Nov 2025"]]
    rows += [[person.whole_name, person.cin, "1961-03-14", "H0044 U6", 1, ""] for person in write.PEOPLE]
    found = records(made("calendar", rows), "CIN", "Service Date", "Units")
    assert found[0] == ("91130457C", "10/01/2025 - 10/31/2025", "1")


@FEW
@given(visits=VISITS)
def test_a_table_on_its_side_is_turned(visits: list[Visit]) -> None:
    rows = only(write.transpose(visits))
    after = made("transpose", rows)
    assert_conserved(sheet_of(rows), after)
    assert sorted(records(after, "CIN", "Service Date", "HCPCS", "Units")) == texts(visits)
    assert after.origins is not None
    number = len(write.above()) + 2
    assert after.origins.at(number, 0) == ("Sheet1", len(write.above()) + 1, 1)
    assert after.origins.record(number) == ("Sheet1", len(write.above()) + 1, 1)


@FEW
@given(visits=VISITS)
def test_two_rows_become_one(visits: list[Visit]) -> None:
    rows = only(write.two_rows(visits))
    after = made("two_rows", rows)
    assert_conserved(sheet_of(rows), after)
    assert sorted(records(after, "CIN", "Service Date", "HCPCS", "Units")) == texts(visits)


@FEW
@given(visits=VISITS)
def test_a_table_without_headings_gets_blank_ones(visits: list[Visit]) -> None:
    rows = only(write.headerless(visits))
    after = made("headerless", rows)
    assert_conserved(sheet_of(rows), after)
    assert next(iter(after.rows())) == [""] * len(rows[0])
    assert after.origins is not None
    assert after.origins.record(2) == ("Sheet1", 1, 0)


@FEW
@given(visits=VISITS)
def test_city_state_and_zip_are_parted(visits: list[Visit]) -> None:
    rows = only(write.city_state_zip(visits))
    after = made("city_state_zip", rows)
    assert_conserved(sheet_of(rows), after)
    expected = [(v.person.cin, v.person.city, "CA", v.person.zip) for v in visits]
    assert records(after, "CIN", "City", "State", "Zip") == expected


@FEW
@given(visits=VISITS)
def test_blocks_side_by_side_are_put_below_each_other(visits: list[Visit]) -> None:
    rows = only(write.side_by_side(visits))
    after = made("side_by_side", rows)
    assert_conserved(sheet_of(rows), after, said_elsewhere=[*write.MEMBER, *write.SERVICE])
    assert sorted(records(after, "CIN", "Service Date", "HCPCS", "Units")) == texts(visits)


class Struck(Surroundings):
    """Rows that are struck through, with their columns."""

    def __init__(self, rows: dict[int, frozenset[int]]) -> None:
        self._rows = rows

    @property
    def struck(self) -> dict[int, frozenset[int]]:
        """As they were given."""
        return self._rows


def test_a_struck_row_is_skipped_also_after_other_shapes() -> None:
    visits = [Visit(person, day, write.KINDS[0], 1) for person in write.PEOPLE[:3] for day in (JAN, FEB)]
    rows = only(write.bands(visits))
    lines = [number for number, row in enumerate(rows, 1) if row and row[0] in (JAN.isoformat(), FEB.isoformat())]
    marks = Struck({lines[1]: frozenset(range(8)), lines[2]: frozenset([3])})
    sheet = replace(sheet_of(rows), surroundings=marks)
    after = applied(sheet, ["bands"], KNOWN)
    assert after.origins is not None
    assert {after.origins.record(row)[1]: why for row, why in after.skips.items()} == {
        lines[1]: "struck through",
        lines[2]: "partly struck through",
    }


def test_a_struck_band_is_so_for_the_rows_below_it() -> None:
    visits = [Visit(person, day, write.KINDS[0], 1) for person in write.PEOPLE[:2] for day in (JAN, FEB)]
    rows = only(write.bands(visits))
    band = next(number for number, row in enumerate(rows, 1) if row and row[0] == "Client:")
    sheet = replace(sheet_of(rows), surroundings=Struck({band: frozenset(range(10))}))
    after = applied(sheet, ["bands"], KNOWN)
    assert after.origins is not None
    assert {after.origins.record(row)[1] for row in after.skips} == {band + 2, band + 3}


JAN, FEB = write.date(2026, 1, 7), write.date(2026, 2, 3)


def test_a_lone_missing_cin_is_not_filled() -> None:
    visits = [Visit(person, JAN, write.KINDS[0], 1) for person in write.PEOPLE]
    rows = write.plain_rows(visits)
    rows[len(write.above()) + 2][0] = ""
    assert plain("fill_down", rows) is None


def test_a_partial_block_is_not_filled_from_above_nor_from_the_one_before_it() -> None:
    one, two = write.PEOPLE[:2]
    rows = write.plain_rows([Visit(p, JAN, write.KINDS[0], 1) for p in (one, one, two, two)])
    head = len(write.above())
    rows[head + 2][:9] = [""] * 9
    rows[head + 3][5:9] = ['"'] * 4
    rows[head + 4][:9] = [""] * 9
    after = made("fill_down", rows)
    assert [cin for cin, _ in records(after, "CIN", "Street")] == [one.cin, one.cin, two.cin, two.cin]
    assert [street for _, street in records(after, "CIN", "Street")] == [one.street] * 4


def test_a_second_column_for_a_field_of_the_member_is_not_of_its_block() -> None:
    one = write.PEOPLE[0]
    rows = write.plain_rows([Visit(one, day, write.KINDS[0], 1) for day in (JAN, FEB)])
    head = len(write.above())
    for number, row in enumerate(rows[head:]):
        row.append(f"{number}" if number else "Last Name")
    rows[head + 2][:9] = [""] * 9
    assert [row[0] for row in made("fill_down", rows).rows()][head + 1 :] == [one.cin, one.cin]


def test_merged_blocks_are_left_to_their_merging() -> None:
    page = "<table><tr><th>CIN<th>Last Name<th>First Name<th>DOB<th>Service Date<th>HCPCS<th>Units"
    for person in write.PEOPLE[:2]:
        cells = "".join(f"<td rowspan=2>{text}" for text in (person.cin, person.last, person.first, person.born))
        page += f"<tr>{cells}<td>01/07/2026<td>H0043<td>1<tr><td>02/03/2026<td>H0043<td>1"
    (sheet,) = open_workbook(Path("a.xls"), page.encode()).sheets
    assert load_shapes()["fill_down"].plain(sheet, KNOWN) is None
    unmerged = sheet_of(list(sheet.rows()))
    assert load_shapes()["fill_down"].plain(unmerged, KNOWN) is not None


def test_a_service_whose_name_could_be_units_is_a_service() -> None:
    rows: Rows = [["Member", "CIN", "DOB", "Visit Date", "Medically Tailored Meals (S5170 U6)", "ECM (G9012 U2)"]]
    rows += [[person.whole_name, person.cin, "1960-01-01", "2026-01-07", 7, 1] for person in write.PEOPLE]
    assert records(made("crosstab", rows), "Procedure Code", "Units") == [("S5170", "7"), ("G9012", "1")] * 5


def test_nothing_is_filled_below_a_total_or_a_blank_row() -> None:
    one = write.PEOPLE[0]
    rows = write.plain_rows([Visit(one, day, write.KINDS[0], 1) for day in (JAN, JAN, FEB)])
    head = len(write.above())
    for row in rows[head + 2 :]:
        row[:9] = [""] * 9
    rows.insert(head + 3, ["Subtotal", *[""] * 15, 224.0])
    after = made("fill_down", rows)
    assert [row[0] for row in after.rows()][head + 1 :] == [one.cin, one.cin, "Subtotal", ""]


def test_a_last_name_do_or_same_is_a_name() -> None:
    rows = write.plain_rows([Visit(p, JAN, write.KINDS[0], 1) for p in write.PEOPLE[:3]])
    rows[len(write.above()) + 2][1] = "Same"
    assert plain("fill_down", rows) is None


def test_what_an_outer_band_says_holds_for_the_bands_below_it() -> None:
    head = [*write.SERVICE]
    rows: Rows = []
    for site, people in (("Quay", write.PEOPLE[:2]), ("Alder", write.PEOPLE[2:4])):
        rows.append(["Rendering provider:", site])
        for person in people:
            rows += [["Client:", person.whole_name, "CIN:", person.cin], head]
            rows.append(write.service_cells(Visit(person, JAN, write.KINDS[0], 1)))
    after = made("bands", rows)
    assert_conserved(sheet_of(rows), after)
    assert [row[-1] for row in after.rows()][1:] != []
    assert records(after, "Member CIN", "Rendering provider") == [
        (person.cin, site) for person, site in zip(write.PEOPLE, ("Quay", "Quay", "Alder", "Alder"), strict=False)
    ]


def test_a_value_of_one_client_does_not_reach_the_next() -> None:
    one, two = write.PEOPLE[:2]
    rows: Rows = [list(write.SERVICE)]
    rows.append(["Client:", one.whole_name, "CIN:", one.cin, "DOB:", "03/14/1961"])
    rows.append(write.service_cells(Visit(one, JAN, write.KINDS[0], 1)))
    rows.append(["Client:", two.whole_name, "CIN:", two.cin])
    rows.append(write.service_cells(Visit(two, JAN, write.KINDS[0], 1)))
    assert records(made("bands", rows), "Member CIN", "Member DOB") == [(one.cin, "03/14/1961"), (two.cin, "")]


@pytest.mark.parametrize(
    ("heading", "code", "modifiers", "name"),
    [
        ("G9012 U2 GQ", "G9012", "U2 GQ", ""),
        ("ECM phone (G9012 U2 GQ)", "G9012", "U2 GQ", "ECM phone"),
        ("G9012-U2 in person", "G9012", "U2", "in person"),
        ("H0043:U6 - Housing Transition Navigation", "H0043", "U6", "Housing Transition Navigation"),
        ("Respite @ $88.00", "", "", "Respite"),
    ],
)
def test_the_service_of_a_heading(heading: str, code: str, modifiers: str, name: str) -> None:
    from invoices.reading.shapes.crosstab import service_of

    found = service_of(heading, 0, KNOWN)
    assert found is not None
    assert (found.code, found.modifiers, found.name) == (code, modifiers, name)
    assert found.price == ("88.00" if "$" in heading else "")


def test_marks_in_a_crosstab_are_one_unit_unless_units_are_quarter_hours() -> None:
    rows: Rows = [["Member", "CIN", "DOB", "Visit Date", "H0043 U6", "T1019 U6"]]
    for person in write.PEOPLE:
        rows.append([person.whole_name, person.cin, "1960-01-01", "2026-01-07", "x", "✓"])
    assert records(made("crosstab", rows), "Procedure Code", "Units") == [("H0043", "1"), ("T1019", "")] * 5


def test_dollars_in_a_crosstab_are_amounts() -> None:
    rows: Rows = [["Member", "CIN", "DOB", "Visit Date", "H0043 U6", "S9125 U6", "Total"]]
    for person in write.PEOPLE:
        rows.append([person.whole_name, person.cin, "1960-01-01", "2026-01-07", "$112.00", "$88.00", "$200.00"])
    assert records(made("crosstab", rows), "Procedure Code", "Amount")[:2] == [
        ("H0043", "$112.00"),
        ("S9125", "$88.00"),
    ]


def test_two_ticks_in_a_row_are_both_told() -> None:
    rows: Rows = [["CIN", "Last Name", "First Name", "Service Date", "HCPCS", "In person", "Phone", "Units"]]
    for number, person in enumerate(write.PEOPLE):
        both = "X" if number == 4 else ""
        rows.append([person.cin, person.last, person.first, "2026-01-07", "G9012", "X", both, 1])
    found = [kind for _, kind in records(made("ticks", rows), "CIN", "Contact Type")]
    assert found == ["In person"] * 4 + ["In person; Phone"]


def test_a_client_called_a_sample_is_no_example() -> None:
    rows = write.plain_rows([Visit(p, JAN, write.KINDS[0], 1) for p in write.PEOPLE])
    rows[len(write.above()) + 1][1] = "Sample"
    assert plain("template_rows", rows) is None


FORMATS = [
    *("8 digits and a letter", "As on the card", "As on the card", "Month first", "M/F/U", "Where they live", "Town"),
    *("2 letters", "5 or 9 digits", "Month first", "A letter and 4 digits", "2 characters", "2 digits", "ICD-10-CM"),
    *("A count", "$", "$"),
]


def test_a_row_that_says_in_any_words_what_belongs_into_its_columns_is_a_template() -> None:
    rows = write.plain_rows([Visit(p, JAN, write.KINDS[0], 1) for p in write.PEOPLE])
    head = len(write.above())
    after = made("template_rows", [*rows[: head + 1], FORMATS, *rows[head + 1 :]])
    assert after.dropped == {head + 2: "template"}


@pytest.mark.parametrize("changes", [{0: "94417063B"}, {10: "H0043"}, {9: "01/05/2026"}, {14: 2}])
def test_a_row_of_words_with_one_value_of_a_line_is_no_template(changes: dict[int, CellValue]) -> None:
    rows = write.plain_rows([Visit(p, JAN, write.KINDS[0], 1) for p in write.PEOPLE])
    head = len(write.above())
    words = [changes.get(place, text) for place, text in enumerate(FORMATS)]
    assert plain("template_rows", [*rows[: head + 1], words, *rows[head + 1 :]]) is None


def test_a_row_of_words_above_rows_of_words_is_no_template() -> None:
    rows = write.plain_rows([])
    assert plain("template_rows", [*rows, FORMATS, FORMATS]) is None


def test_keys_of_numbers_are_those_of_their_texts() -> None:
    assert key_of(101.0) == key_of(101) == key_of("101") == key_of(" 101 ")
