"""Services above their lines become columns, also where clients stand above or below them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given

from invoices.reading.shapes.known import Known, filled_places
from invoices.reading.shapes.search import applied, load_shapes
from invoices.reading.shapes.service_bands import band_in
from invoices.workbook import CellValue, Sheet
from tests.invoices.shapes.grids import VISITS, assert_conserved, records, sheet_of, written
from tests.invoices.shapes.test_operators import FEW, only, texts
from tests.tools import office_writers as office
from tests.tools import shape_writers as write
from tests.tools.shape_writers import KINDS, PEOPLE, Rows, Visit

KNOWN = Known()
JANUARY = [Visit(person, date(2026, 1, 5 + at), kind, 1) for at, person in enumerate(PEOPLE) for kind in KINDS[:2]]


def plain(rows: Rows) -> Sheet | None:
    return load_shapes()["service_bands"].plain(sheet_of(rows), KNOWN)


@FEW
@given(visits=VISITS)
def test_bands_of_services_become_columns(visits: list[Visit]) -> None:
    assume(len({visit.kind for visit in visits}) > 1)
    rows = only(office.service_bands(visits))
    after = plain(rows)
    assert after is not None
    assert_conserved(sheet_of(rows), after)
    found = records(after, "CIN", "Service Date", "Procedure Code", "Units")
    assert sorted(found) == texts(visits)
    priced = {(v.kind.code, v.kind.modifiers, v.kind.rate) for v in visits}
    assert {*records(after, "Procedure Code", "Modifiers", "Rate")} == priced
    assert after.origins is not None
    head = len(write.above()) + 1
    assert " - " in str(written(rows, after.origins.at(head + 1, len(rows[head - 1]))))


@pytest.mark.parametrize(
    ("cells", "facts"),
    [
        (["Housing Transition Navigation - H0043 U6"], {"hcpcs": "H0043", "modifiers": "U6"}),
        (["H0043-U6"], {"hcpcs": "H0043", "modifiers": "U6"}),
        (["Recuperative care T2033 mod U6 POS 16"], {"hcpcs": "T2033", "modifiers": "U6", "place_of_service": "16"}),
        (["Service: Respite (S9125 U6) @ $88/day"], {"hcpcs": "S9125", "modifiers": "U6", "unit_cost": "88"}),
        (["", "Medically Tailored Meals", "", "$11.50"],
         {"service_name": "Medically Tailored Meals", "unit_cost": "$11.50"}),
        (["Respite", 88.5], {"service_name": "Respite", "unit_cost": 88.5}),
        (["Program: Enhanced Care Management"], {"service_name": "Enhanced Care Management"}),
        (["Site: Enhanced Care Management"], None),
        (["Service: Enhanced Care Management"], {"service_name": "Enhanced Care Management"}),
        (["ECM visit - phone"], {"service_name": "ECM visit - phone"}),
        (["Respite (cancelled)"], None),
        (["H0043 U6 and T2041 U6"], None),
        (["Respite", "91130457C"], None),
        (["Respite", "Fresno office"], None),
        (["Fresno office"], None),
        ([88.5], None),
    ],
)  # fmt: skip
def test_what_a_band_says(cells: list[CellValue], facts: dict[str, CellValue] | None) -> None:
    band = band_in(cells, filled_places(cells), KNOWN)
    assert (band and {name: value for name, (value, _) in band.facts.items()}) == facts


def lines(visits: list[Visit]) -> Rows:
    """Lines without member and service."""
    rows: Rows = []
    for visit in visits:
        date_, _, _, place, dx, units, rate, amount = write.service_cells(visit)
        rows.append([date_, place, dx, units, rate, amount])
    return rows


HEADS: list[CellValue] = ["Service Date", "Place of Service", "Dx", "Units", "Rate", "Amount"]


def client(visit: Visit) -> list[CellValue]:
    person = visit.person
    about = f"{person.whole_name} (CIN {person.cin}) DOB {person.born:%m/%d/%Y} Sex {person.sex}"
    return [f"{about} Address {person.whole_address}"]


def service(visit: Visit) -> list[CellValue]:
    return [f"{visit.kind.name} {visit.kind.code} {visit.kind.modifiers}"]


def two_levels(*, service_first: bool) -> Rows:
    """Clients above services above lines, or services above clients."""
    rows: Rows = [*write.above(), HEADS]
    outer, inner = (service, client) if service_first else (client, service)
    before: list[CellValue] = []
    for visit in sorted(JANUARY, key=lambda visit: str(outer(visit))):
        if outer(visit) != before:
            before = outer(visit)
            rows.append(before)
        rows += [inner(visit), *lines([visit])]
    return rows


@pytest.mark.parametrize("service_first", [False, True])
def test_clients_and_services_in_two_levels(*, service_first: bool) -> None:
    rows = two_levels(service_first=service_first)
    after = applied(sheet_of(rows), ["service_bands", "bands"], KNOWN)
    assert sorted(records(after, "Member CIN", "Service Date", "Procedure Code", "Units")) == texts(JANUARY)
    assert_conserved(sheet_of(rows), after)


def test_a_client_without_a_service_has_none() -> None:
    rows = two_levels(service_first=False)
    at = next(i for i, cells in enumerate(rows) if i > 8 and str(cells[0]).startswith(PEOPLE[2].last))
    del rows[at + 1]
    after = applied(sheet_of(rows), ["service_bands", "bands"], KNOWN)
    codes = dict(records(after, "Service Date", "Procedure Code"))
    found = [code for day, code in records(after, "Service Date", "Procedure Code") if day == "2026-01-07"]
    assert "" in found
    assert codes["2026-01-05"] in ("H0043", "G9012")


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: [cells for cells in rows if "G9012" not in str(cells)],
        lambda rows: [[*cells, "Service" if cells == HEADS else "x" if len(cells) > 3 else ""] for cells in rows],
        lambda rows: [*rows[:4], *lines(JANUARY[:1]), *rows[4:]],
    ],
)
def test_what_looks_alike(change: object) -> None:
    rows: Rows = [*write.above(), list(HEADS)]
    for kind in KINDS[:2]:
        some = [visit for visit in JANUARY if visit.kind == kind]
        rows += [service(some[0]), *lines(some)]
    assert plain(rows) is not None
    assert callable(change)
    assert plain(change(rows)) is None


def test_after_a_total_nothing_is_said_of_the_service() -> None:
    rows: Rows = [*write.above(), list(HEADS)]
    for kind in KINDS[:2]:
        some = [visit for visit in JANUARY if visit.kind == kind]
        rows += [service(some[0]), *lines(some), ["Subtotal", "", "", "", "", 12.0]]
    after = plain([*rows, *lines(JANUARY[:1])])
    assert after is not None
    assert records(after, "Service Date", "Procedure Code")[-1][1] == ""
