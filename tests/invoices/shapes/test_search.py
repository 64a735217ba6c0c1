"""Which shapes are taken: what marks and cells prove always, the others where the reading becomes clearly better."""

from __future__ import annotations

from dataclasses import replace

import pytest

from invoices.reading.shapes.cover import cover_labels, labels_in
from invoices.reading.shapes.join import joined
from invoices.reading.shapes.known import Known
from invoices.reading.shapes.search import applied, best_form, best_sheets, load_shapes, shapes_of
from invoices.workbook import Origin, Sheet
from mappings.errors import ConfigError
from mappings.layout_file import Layout
from tests.invoices.shapes.grids import assert_conserved, records, sheet_of
from tests.invoices.shapes.test_operators import FEB, JAN, Struck, only
from tests.tools import shape_writers as write
from tests.tools.shape_writers import KINDS, PEOPLE, Rows, Visit

KNOWN = Known()
VISITS = [Visit(person, day, kind, 2) for person in PEOPLE for day, kind in ((JAN, KINDS[0]), (FEB, KINDS[1]))]
NEEDED = ("member_cin", "member_dob", "service_start", "hcpcs", "units")


def worth(sheet: Sheet) -> float:
    """What a reading that only knows words would be worth: four for each needed field that some row of headings has."""
    rows = [{KNOWN.clear_field(cell) for cell in row} for row in sheet.rows()]
    return max((4.0 * sum(name in row for name in NEEDED) for row in rows), default=0.0)


def test_every_file_of_the_folder_is_an_operator() -> None:
    names = {*load_shapes()}
    assert {
        "bands",
        "calendar",
        "city_state_zip",
        "crosstab",
        "fill_down",
        "headerless",
        "side_by_side",
        "struck",
    } < names
    for name, shape in load_shapes().items():
        assert shape.plain.__module__.startswith("invoices.reading.shapes.")
        assert shape.evidence in ("marks", "cells", "reading"), name


@pytest.mark.parametrize("name", ["bands", "calendar", "crosstab", "fill_down", "two_rows"])
def test_the_shape_of_a_sheet_is_found(name: str) -> None:
    sheet = sheet_of(only(write.WRITERS[name](VISITS)))
    after, names = best_form(sheet, worth, KNOWN)
    assert names == (name,)
    assert list(applied(sheet, names, KNOWN).rows()) == list(after.rows())


def test_a_plain_sheet_is_left_alone_and_not_weighed() -> None:
    def never(_: Sheet) -> float:
        raise AssertionError

    sheet = sheet_of(write.plain_rows(VISITS))
    assert best_form(sheet, never, KNOWN) == (sheet, ())


def test_a_shape_that_makes_nothing_better_is_not_taken() -> None:
    sheet = sheet_of(only(write.crosstab(VISITS)))
    assert best_form(sheet, lambda _: 7.0, KNOWN) == (sheet, ())


def test_struck_rows_are_found_in_all_rows_of_a_long_sheet() -> None:
    rows = write.plain_rows(VISITS * 60)
    sheet = replace(sheet_of(rows), surroundings=Struck({500: frozenset(range(17))}))
    after, names = best_form(sheet, worth, KNOWN)
    assert names == ("struck",)
    assert after.skips == {500: "struck through"}


def test_two_shapes_in_a_row() -> None:
    rows = only(write.fill_down(VISITS))
    for cells in rows[len(write.above()) :]:
        whole = f"{cells[6]}, {cells[7]} {cells[8]}".strip(" ,")
        cells[6:9] = ["City/State/Zip" if cells[6] == "City" else whole]
    sheet = sheet_of(rows)
    after = applied(sheet, ["fill_down", "city_state_zip"], KNOWN)
    assert_conserved(sheet, after)
    assert [city for _, city in records(after, "CIN", "City")] == [v.person.city for v in sorted(VISITS)]
    assert after.origins is not None
    head = len(write.above()) + 1
    assert after.origins.at(head + 2, 7) == Origin("Sheet1", head + 1, 6)


def test_the_rows_that_are_looked_at_decide_for_all() -> None:
    rows = only(write.bands(VISITS * 40))
    sheet = sheet_of(rows)
    after, names = best_form(sheet, worth, KNOWN)
    assert names == ("bands",)
    assert len(records(after, "Member CIN", "HCPCS")) == len(VISITS) * 40
    assert_conserved(sheet, after)


def layout(*shapes: str) -> Layout:
    """A layout with these shapes."""
    return Layout.model_validate(
        {"name": "ours", "title": "Ours", "sample": "ours.xlsx", "recognise": ["member_cin"], "shapes": list(shapes),
         "columns": {"member_cin": ["CIN"]}}
    )  # fmt: skip


def test_a_layout_names_its_shapes() -> None:
    assert shapes_of(layout("bands", "fill_down")) == ("bands", "fill_down")
    with pytest.raises(ConfigError, match="unknown shapes: ribbons; known: agencies, bands, calendar"):
        shapes_of(layout("bands", "ribbons"))


def sheets_of(books: dict[str, list[list[object]]]) -> list[Sheet]:
    """The sheets of a workbook."""
    return [sheet_of(rows, name) for name, rows in books.items()]  # type: ignore[arg-type]


def test_sheets_are_joined_by_their_keys() -> None:
    sheets = sheets_of(write.joined(VISITS))  # type: ignore[arg-type]
    agency, clients, rates, log = joined(sheets, KNOWN)
    assert agency is sheets[0]
    found = records(log, "Client #", "Member CIN", "HCPCS", "Modifier", "Rate per unit", "Member City")
    assert [row[1:] for row in found] == [
        (v.person.cin, v.kind.code, v.kind.modifiers, f"{float(v.kind.rate):g}", v.person.city) for v in VISITS
    ]
    assert list(clients.rows()) == list(rates.rows()) == []
    assert clients.dropped == {1: "heading", **dict.fromkeys(range(2, 7), "looked up")}
    assert log.origins is not None
    assert log.origins.at(2, 5) == Origin("Clients", 2, 1)
    assert log.origins.at(1, 5) == Origin("Clients", 1, 1)
    assert log.origins.record(3) == ("Service log", 3, 0)
    assert best_sheets(sheets, worth, KNOWN)[3].origins is not None
    assert best_sheets(sheets, lambda _: 1.0, KNOWN) == sheets


def test_a_client_that_stands_twice_is_not_chosen_between() -> None:
    book = write.joined(VISITS)
    book["Clients"].append([100, "99999999Z", *["x"] * 9])
    log = joined(sheets_of(book), KNOWN)[3]  # type: ignore[arg-type]
    assert {cin for number, cin in records(log, "Client #", "Member CIN") if number == "100"} == {""}


def test_a_roster_beside_whole_lines_adds_nothing() -> None:
    book = {"Lines": write.plain_rows(VISITS), "Clients": write.joined(VISITS)["Clients"]}
    book["Clients"][0][0] = "CIN "
    for row in book["Clients"][1:]:
        row[0] = row[1]
    sheets = sheets_of(book)  # type: ignore[arg-type]
    assert best_sheets(sheets, worth, KNOWN) == sheets


def test_labels_of_a_cover() -> None:
    cover, lines = sheets_of(write.cover(VISITS))  # type: ignore[arg-type]
    found = dict(cover_labels(cover, KNOWN))
    assert (found["Provider NPI"].value, found["Provider NPI"].sheet) == (write.AGENCY.npi, "Cover")
    assert (found["Total billed"].row, found["Total billed"].column) == (12, 1)
    assert cover_labels(lines, KNOWN) == []
    above = labels_in(sheet_of(write.plain_rows(VISITS)), 3, KNOWN)
    assert [(said.text, said.value.value) for said in above][:3] == [
        ("Agency", write.AGENCY.name), ("NPI", write.AGENCY.npi), ("Tax ID", write.AGENCY.tin),
    ]  # fmt: skip


def test_lists_to_choose_from_are_no_labels() -> None:
    lists = sheet_of([["POS", "Gender"], ["02", "M"], ["04", "F"], ["11", "U"]], "Lists")
    assert cover_labels(lists, KNOWN) == []
    below = sheet_of([["NPI", "Tax ID"], ["1234567893", "94-2345678"]], "Agency")
    assert [text for text, _ in cover_labels(below, KNOWN)] == ["NPI", "Tax ID"]


def test_clients_in_groups_are_looked_up_by_their_names() -> None:
    head = ["", "Service Date", "HCPCS", "Modifiers", "Place of Service", "Dx", "Units", "Rate", "Amount"]
    lines: Rows = [*write.above(), [*head]]
    billed = ["Billing Street", "Billing City", "Billing State", "Billing ZIP"]
    clients: Rows = [["Customer", "Medi-Cal CIN", "Birth date", "Gender", *billed]]
    for person, some in write.by_person(VISITS):
        name = f"{person.first} {person.last}"
        lines += [[name], *(["", *write.service_cells(visit)] for visit in some), [f"Total for {name}", 5]]
        clients.append([name, *write.member_cells(person)[:1], *write.member_cells(person)[3:]])
    wide = best_sheets(sheets_of({"Sales": lines, "Contacts": clients}), worth, KNOWN)[0]
    row = next(cells for cells in wide.rows() if "Service Date" in cells)
    assert {"Client Name", "Member Street", "Member City", "Member State", "Member ZIP"} <= {*row}
