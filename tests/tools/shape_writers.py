"""The same visits written in the shapes that providers send: what a writer spreads out, its operator makes plain again.

Each writer takes visits and gives sheets (name -> rows); `tests.tools.make_shapes` makes the samples of it, and the
tests of the operators read its sheets back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from invoices.workbook import CellValue
from tests.tools.make_samples import check_digit

Rows = list[list[CellValue]]


class Person(NamedTuple):
    """A member."""

    cin: str
    last: str
    first: str
    born: date
    sex: str
    street: str
    city: str
    zip: str
    dx: str

    @property
    def whole_name(self) -> str:
        """The name as an index has it."""
        return f"{self.last}, {self.first}"

    @property
    def whole_address(self) -> str:
        """The address in one line."""
        return f"{self.street}, {self.city}, CA {self.zip}"


class Kind(NamedTuple):
    """A service: its code, modifiers, name, and the rate of a unit."""

    code: str
    modifiers: str
    name: str
    rate: str
    place: str = "12"


class Agency(NamedTuple):
    """Who bills."""

    name: str
    npi: str
    tin: str
    street: str
    city: str
    zip: str
    phone: str


PEOPLE = (
    Person("91130457C", "Abernathy", "Lola", date(1961, 3, 14), "F", "18 Finch Lane", "Fresno", "93721", "Z59.01"),
    Person("92204816K", "Bustamante", "Hugo", date(1979, 11, 2), "M", "2700 Alder Ct #6", "Salinas", "93905", "F20.9"),
    Person("93318472R", "Cheng-Ortiz", "Mei", date(1988, 7, 30), "F", "41 Old Mill Rd", "Modesto", "95350", "I10"),
    Person("95527390T", "Delacroix", "Amara", date(1954, 1, 9), "F", "6 Harbor View", "Stockton", "95202", "E11.65"),
    Person("97746215B", "Eriksen", "Pavel", date(1996, 9, 21), "M", "905 N Sixth St", "Fresno", "93722", "Z59.41"),
)  # fmt: skip
KINDS = (
    Kind("H0043", "U6", "Housing Transition Navigation", "112.00"),
    Kind("G9012", "U2", "ECM in person", "92.00"),
    Kind("G9012", "U2 GQ", "ECM phone", "41.00", "02"),
    Kind("S9125", "U6", "Respite", "88.00"),
    Kind("T2033", "U6", "Recuperative Care", "205.00"),
)  # fmt: skip
AGENCY = Agency(
    "Sandpiper Neighbor Network", check_digit("251907734"), "69-0318842", "512 Quay St", "Fresno", "93721-1104",
    "(559) 555-0142",
)  # fmt: skip
OTHER_AGENCY = Agency(
    "Quail Hollow Family Center", check_digit("179340586"), "46-1180273", "77 Orchard Row", "Modesto", "95350-2203",
    "(209) 555-0167",
)  # fmt: skip


class Visit(NamedTuple):
    """A line."""

    person: Person
    day: date
    kind: Kind
    units: int
    agency: Agency = AGENCY

    @property
    def amount(self) -> Decimal:
        """What it comes to."""
        return Decimal(self.kind.rate) * self.units


MEMBER = ("CIN", "Last Name", "First Name", "DOB", "Gender", "Street", "City", "State", "Zip")
SERVICE = ("Service Date", "HCPCS", "Modifiers", "Place of Service", "Dx", "Units", "Rate", "Amount")


def member_cells(person: Person) -> list[CellValue]:
    """The cells under MEMBER."""
    born = person.born.isoformat()
    return [person.cin, person.last, person.first, born, person.sex, person.street, person.city, "CA", person.zip]


def service_cells(visit: Visit) -> list[CellValue]:
    """The cells under SERVICE."""
    kind = visit.kind
    return [
        visit.day.isoformat(), kind.code, kind.modifiers, kind.place, visit.person.dx, visit.units, float(kind.rate),
        float(visit.amount),
    ]  # fmt: skip


def above(agency: Agency = AGENCY) -> Rows:
    """The agency in labels over a table."""
    return [
        ["Agency", agency.name, "", "NPI", agency.npi, "", "Tax ID", agency.tin],
        ["Address", agency.street, "", "City", agency.city, "", "State", "CA", "", "ZIP", agency.zip],
        [],
    ]


def by_person(visits: Iterable[Visit]) -> list[tuple[Person, list[Visit]]]:
    """The visits of each member."""
    ordered = sorted(visits, key=lambda visit: (visit.person.cin, visit.day))
    return [(person, list(some)) for person, some in groupby(ordered, key=lambda visit: visit.person)]


def plain_rows(visits: Sequence[Visit]) -> Rows:
    """One row a visit."""
    return [*above(), [*MEMBER, *SERVICE], *([*member_cells(v.person), *service_cells(v)] for v in visits)]


def fill_down(visits: Sequence[Visit]) -> dict[str, Rows]:
    """The member's block in the first row of each member only."""
    rows: Rows = [*above(), [*MEMBER, *SERVICE]]
    for person, some in by_person(visits):
        for number, visit in enumerate(some):
            rows.append([*(member_cells(person) if number == 0 else [""] * len(MEMBER)), *service_cells(visit)])
    return {"Q1": rows}


def ditto(visits: Sequence[Visit]) -> dict[str, Rows]:
    """The member's block once, then ditto marks."""
    rows = fill_down(visits)["Q1"]
    head = len(above())
    for cells in rows[head + 1 :]:
        if cells[0] == "":
            cells[: len(MEMBER)] = ['"'] * len(MEMBER)
    return {"Q1": rows}


def bands(visits: Sequence[Visit]) -> dict[str, Rows]:
    """The member above its services, the headings below it each time."""
    rows = above()
    for person, some in by_person(visits):
        rows.append(
            ["Client:", person.whole_name, "CIN:", person.cin, "DOB:", f"{person.born:%m/%d/%Y}", "Sex:", person.sex,
             "Address:", person.whole_address]
        )  # fmt: skip
        rows.append(list(SERVICE))
        rows += [service_cells(visit) for visit in some]
        rows.append(["Subtotal", "", "", "", "", "", "", float(sum(visit.amount for visit in some))])
        rows.append([])
    return {"By client": rows}


def one_line_bands(visits: Sequence[Visit]) -> dict[str, Rows]:
    """The member in one line without labels, the headings once."""
    rows = [*above(), list(SERVICE)]
    for person, some in by_person(visits):
        about = f"{person.whole_name} (CIN {person.cin}) DOB {person.born:%m/%d/%Y}"
        rows.append([f"{about} Sex {person.sex} Address {person.whole_address}"])
        rows += [service_cells(visit) for visit in some]
    return {"Services": rows}


def crosstab(visits: Sequence[Visit]) -> dict[str, Rows]:
    """Members down, services across, the rates below the headings."""
    kinds = sorted({visit.kind for visit in visits})
    heads = [f"{kind.name} ({kind.code} {kind.modifiers})" for kind in kinds]
    own = ["Member", "CIN", "DOB", "Sex", "Street", "City", "Zip", "Visit Date", "Place of Service", "Dx"]
    rows = [*above(), [*own, *heads], ["Rate per unit", *[""] * (len(own) - 1), *(float(kind.rate) for kind in kinds)]]
    ordered = sorted(visits, key=lambda visit: (visit.person, visit.day, visit.kind.place))
    for (person, day, place), some in groupby(ordered, key=lambda visit: (visit.person, visit.day, visit.kind.place)):
        units = {visit.kind: visit.units for visit in some}
        about = [person.whole_name, person.cin, person.born.isoformat(), person.sex, person.street, person.city]
        about += [person.zip, day.isoformat(), place, person.dx]
        rows.append([*about, *(units.get(kind, "") for kind in kinds)])
    return {"Log": rows}


def ticks(visits: Sequence[Visit]) -> dict[str, Rows]:
    """An X below the service that was given."""
    kinds = sorted({visit.kind for visit in visits})
    heads = [f"{kind.name} ({kind.code} {kind.modifiers})" for kind in kinds]
    rows = [*above(), [*MEMBER, "Service Date", *heads, "Place of Service", "Dx", "Units", "Rate"]]
    for visit in visits:
        marks = ["X" if kind == visit.kind else "" for kind in kinds]
        rest = [visit.kind.place, visit.person.dx, visit.units, float(visit.kind.rate)]
        rows.append([*member_cells(visit.person), visit.day.isoformat(), *marks, *rest])
    return {"Visits": rows}


def template_rows(visits: Sequence[Visit]) -> dict[str, Rows]:
    """A template's own rows below its headings, and its example."""
    rows = plain_rows(visits)
    head = len(above())
    needed: list[CellValue] = ["Required"] * 17
    needed[4], needed[11] = "Optional", "If applicable"
    kinds: list[CellValue] = ["Text"] * 17
    kinds[3] = kinds[9] = "MM/DD/YYYY"
    kinds[14:] = ["Number", "Currency", "Currency"]
    example: list[CellValue] = ["912345678X", "Doe", "Jane", "1980-01-01", "F", "1 Main St", "Anytown", "CA", "90001",
                                "2026-01-01", "H0043", "U6", "12", "Z59.00", 1, 112.0, 112.0]  # fmt: skip
    return {"Template": [*rows[: head + 1], needed, kinds, example, *rows[head + 1 :]]}


def struck(visits: Sequence[Visit]) -> dict[str, Rows]:
    """One row a visit, some of them struck through."""
    return {"Q1": plain_rows(visits)}


def joined(visits: Sequence[Visit]) -> dict[str, Rows]:
    """Visits, clients and rates on sheets of their own, and the agency on a cover."""
    people = sorted({visit.person for visit in visits})
    kinds = sorted({visit.kind for visit in visits})
    numbers = {person: 100 + place for place, person in enumerate(people)}
    return {
        "Agency": [
            ["Legal name", AGENCY.name], ["NPI", AGENCY.npi], ["EIN", AGENCY.tin], ["Street", AGENCY.street],
            ["City", AGENCY.city], ["State", "CA"], ["ZIP", AGENCY.zip], ["Phone", AGENCY.phone],
        ],
        "Clients": [
            ["Client #", "CIN", "Last", "First", "DOB", "Sex", "Street", "City", "State", "ZIP", "Dx"],
            *([numbers[p], *member_cells(p), p.dx] for p in people),
        ],
        "Rates": [
            ["Service", "HCPCS", "Modifier", "Rate per unit", "Place of service"],
            *([k.name, k.code, k.modifiers, float(k.rate), k.place] for k in kinds),
        ],
        "Service log": [
            ["Client #", "Date", "Service", "Units", "Amount"],
            *([numbers[v.person], v.day.isoformat(), v.kind.name, v.units, float(v.amount)] for v in visits),
        ],
    }  # fmt: skip


def cover(visits: Sequence[Visit]) -> dict[str, Rows]:
    """The agency on a cover sheet, the lines on another."""
    rows: Rows = [
        ["INVOICE"], [], ["Provider legal name", AGENCY.name], ["Provider NPI", AGENCY.npi],
        ["Provider tax ID", AGENCY.tin], ["Provider street", AGENCY.street], ["Provider city", AGENCY.city],
        ["Provider state", "CA"], ["Provider ZIP", AGENCY.zip], ["Provider phone", AGENCY.phone],
        ["Invoice number", "SN-0226"], ["Total billed", float(sum(visit.amount for visit in visits))],
    ]  # fmt: skip
    return {"Cover": rows, "Lines": plain_rows(visits)[len(above()) :]}


def calendar(visits: Sequence[Visit]) -> dict[str, Rows]:
    """Members and services down, the days of January across, units in the cells; the month in a label."""
    days = list(range(1, 32))
    own = ["Member", "CIN", "DOB", "Sex", "Member Address", "Code", "Place of Service", "Unit Rate", "Dx"]
    rows = [*above(), ["Month", "January 2026"], [*own, *days]]
    ordered = sorted((v for v in visits if v.day.month == 1), key=lambda visit: (visit.person, visit.kind, visit.day))
    for (person, kind), some in groupby(ordered, key=lambda visit: (visit.person, visit.kind)):
        done = {visit.day.day: visit.units for visit in some}
        about = [person.whole_name, person.cin, person.born.isoformat(), person.sex, person.whole_address]
        about += [f"{kind.code} {kind.modifiers}", kind.place, float(kind.rate), person.dx]  # type: ignore[list-item]
        rows.append([*about, *(done.get(day, "") for day in days)])
    return {"Calendar": rows}


def form_head(visits: Sequence[Visit]) -> dict[str, Rows]:
    """A sheet for each member, who stands in labels above the lines."""
    sheets: dict[str, Rows] = {}
    for number, (person, some) in enumerate(by_person(visits), 1):
        born = person.born.isoformat()
        about: Rows = [["Client", person.whole_name], ["CIN", person.cin], ["DOB", born], ["Gender", person.sex]]
        about += [["Home address", person.whole_address], ["Case manager", "Odette"], []]
        sheets[f"Client {number}"] = [*above(), *about, list(SERVICE), *(service_cells(visit) for visit in some)]
    return sheets


def forms(visits: Sequence[Visit]) -> dict[str, Rows]:
    """A form for each visit, below each other: labels and values."""
    rows = above()
    for number, visit in enumerate(visits, 1):
        cells = [*member_cells(visit.person), *service_cells(visit)]
        rows += [[f"Visit form {number}"], *map(list, zip([*MEMBER, *SERVICE], cells, strict=True)), []]
    return {"Forms": rows}


def groups(visits: Sequence[Visit]) -> dict[str, Rows]:
    """The client alone in a row above its lines, a total below them, as accounting programs print it."""
    rows: Rows = [*above(), ["", "CIN", *MEMBER[3:], *SERVICE]]
    for person, some in by_person(visits):
        lines: Rows = [["", person.cin, *member_cells(person)[3:], *service_cells(visit)] for visit in some]
        total = float(sum(visit.amount for visit in some))
        rows += [[person.whole_name], *lines, [f"Total for {person.whole_name}", *[""] * (len(lines[0]) - 2), total]]
    return {"Sales by client": rows}


def transpose(visits: Sequence[Visit]) -> dict[str, Rows]:
    """The headings below each other, a column a visit."""
    plain = plain_rows(visits)[len(above()) :]
    width = max(map(len, plain))
    return {"Sheet1": [*above(), *([row[place] for row in plain] for place in range(width))]}


def two_rows(visits: Sequence[Visit]) -> dict[str, Rows]:
    """A visit over two rows, with two rows of headings."""
    rows = [*above(), list(MEMBER), list(SERVICE)]
    for visit in visits:
        rows += [member_cells(visit.person), service_cells(visit)]
    return {"Log": rows}


def headerless(visits: Sequence[Visit]) -> dict[str, Rows]:
    """No headings at all, the agency in the rows as well."""
    agency: list[CellValue] = [AGENCY.npi, AGENCY.name, AGENCY.tin, AGENCY.street, AGENCY.city, "CA", AGENCY.zip]
    return {"export": [[*agency, *member_cells(v.person), *service_cells(v)] for v in visits]}


def city_state_zip(visits: Sequence[Visit]) -> dict[str, Rows]:
    """City, state and ZIP in one cell."""
    rows = plain_rows(visits)
    for cells in rows[len(above()) :]:
        place = f"{cells[6]}, {cells[7]} {cells[8]}" if cells[6] != "City" else "City/State/Zip"
        cells[6:9] = [place]
    return {"Q1": rows}


def side_by_side(visits: Sequence[Visit]) -> dict[str, Rows]:
    """Two columns of the same table."""
    heads = [*MEMBER, *SERVICE]
    cells = [[*member_cells(v.person), *service_cells(v)] for v in visits]
    rows: Rows = [*above(), [*heads, "", *heads]]
    for left in range(0, len(cells), 2):
        rows.append([*cells[left], "", *(cells[left + 1] if left + 1 < len(cells) else [])])
    return {"Q1": rows}


Writer = Callable[[Sequence[Visit]], dict[str, Rows]]
WRITERS: dict[str, Writer] = {
    "bands": bands,
    "calendar": calendar,
    "city_state_zip": city_state_zip,
    "cover": cover,
    "crosstab": crosstab,
    "ditto": ditto,
    "fill_down": fill_down,
    "form_head": form_head,
    "forms": forms,
    "groups": groups,
    "headerless": headerless,
    "joined": joined,
    "one_line_bands": one_line_bands,
    "side_by_side": side_by_side,
    "struck": struck,
    "template_rows": template_rows,
    "ticks": ticks,
    "transpose": transpose,
    "two_rows": two_rows,
}


def lines_of(visits: Iterable[Visit]) -> list[list[Any]]:
    """What is to be sent: CIN, code, modifiers in alphabetical order, units, charge, first and last day, NPI."""
    return sorted(
        [v.person.cin, v.kind.code, " ".join(sorted(v.kind.modifiers.split())), float(v.units), f"{v.amount:.2f}",
         f"{v.day:%Y%m%d}", f"{v.day:%Y%m%d}", v.agency.npi]
        for v in visits
    )  # fmt: skip
