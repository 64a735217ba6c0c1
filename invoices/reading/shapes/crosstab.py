"""Members down, services across: a column's heading names a service, its cells hold units, a mark or an amount, and a
row below the headings may hold the rate of each. Every filled cell becomes a row with the service in columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from invoices.cells.base import number_of, text_of
from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import Known, filled_places, is_mark, is_nothing, is_number, is_total
from invoices.reading.shapes.plain import Plain, numbered
from invoices.reading.shapes.row_totals import Done, Kind, count_of, part_of, totals_of
from invoices.workbook import CellValue, Origin, Sheet

NAME = "crosstab"
EVIDENCE = "reading"
RATES, HEADING, NO_SERVICE = "rates", "heading", "no service"
FEWEST_SERVICES = 2
CODE = re.compile(r"\b([A-Va-v]\d{4})\b")
# Modifiers as they stand behind a code; "in" and "ER" are words there.
MODIFIER = re.compile(r"U[1-9A-D]|G[QT]|H[A-Z]|T[A-Z]|93|95|76|77|59|25")
PRICE = re.compile(r"[@=]?\s*\$\s*(\d+(?:\.\d{1,2})?)(?:\s*(?:/|per|each)\s*\w*)?|@\s*(\d+(?:\.\d{1,2})?)")
RATE_WORDS = re.compile(r"(?i)\b(?:rate|price|cost|fee|tarifa|per\s+unit)s?\b")
# How far from the headings a row of rates stands.
NEAR = 3
CODE_HEADING, MODIFIER_HEADING, SERVICE_HEADING = "Procedure Code", "Modifiers", "Service Name"
UNIT_HEADING, AMOUNT_HEADING, RATE_HEADING = "Units", "Amount", "Rate"


class Service(NamedTuple):
    """A column that is a service: its place and what its heading says; one unit of it may be a mark."""

    place: int
    code: str
    modifiers: str
    name: str
    price: str
    once: bool


class Crosstab(NamedTuple):
    """The services of a sheet, the index of the row with their rates (None: no such row) and those rates by place,
    whether the cells are amounts, and the columns that add a row up."""

    heading: Heading
    services: list[Service]
    rates: int | None
    rate_of: Mapping[int, CellValue]
    amounts: bool
    totals: Mapping[int, Kind]

    def without(self, cells: Sequence[CellValue]) -> list[CellValue]:
        """A row without what stands under the services."""
        left = list(cells)
        for service in self.services:
            if service.place < len(left):
                left[service.place] = ""
        return left

    def heads(self, cells: Sequence[CellValue]) -> list[CellValue]:
        """Headings or a total without the services, and without what says again what these come to."""
        return ["" if self.totals.get(at) is Kind.COUNTS else cell for at, cell in enumerate(self.without(cells))]

    def done(self, cells: Sequence[CellValue]) -> list[Service]:
        """The services that were done."""
        return [s for s in self.services if s.place < len(cells) and not is_nothing(cells[s.place])]

    def price_of(self, service: Service) -> Decimal | None:
        """What one unit of a service costs, where the sheet says so above its columns."""
        return number_of(text_of(self.rate_of.get(service.place, service.price)).lstrip("$ "))


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with a row for every service of a member; None where no headings name services."""
    rows = head_of(sheet)
    found = find(rows, known)
    if found is None:
        return None
    titles = _titles(found)
    made = Plain(sheet, range(max(len(cells) for cells in rows)), more=len(titles))
    for index, (number, cells) in enumerate(numbered(sheet)):
        if index == found.heading.at:
            first = made.origin(number, found.services[0].place)
            moved = {made.kept + place: first for place in range(len(titles))}
            made.add(found.heads(cells), number, list(titles), moved)
        elif index == found.rates:
            made.drop(number, RATES)
        elif index < found.heading.at:
            made.add(cells, number)
        else:
            _add(made, found, number, cells, titles)
    return made.sheet()


def find(rows: Sequence[list[CellValue]], known: Known) -> Crosstab | None:
    """The crosstab of a sheet's first rows; None where there is none."""
    heading = _heading(rows, known)
    if heading is None:
        return None
    services = [s for place in filled_places(heading.cells) if (s := service_of(heading.cells[place], place, known))]
    # "Medically Tailored Meals" is a service, though its words could name units.
    others = {place: name for place, name in heading.fields.items() if all(s.place != place for s in services)}
    heading = Heading(heading.at, heading.cells, others)
    if len(services) < FEWEST_SERVICES or heading.place_of("hcpcs", "units") is not None:
        return None
    rates = _rates(rows, heading, services)
    below = [cells for index, cells in enumerate(rows) if index > heading.at and index != rates]
    values = [cells[s.place] for cells in below if not is_total(cells) for s in services if s.place < len(cells)]
    said = [value for value in values if not is_nothing(value)]
    if not said or sum(1 for value in said if is_mark(value) or is_number(value)) * 10 < len(said) * 8:
        return None
    rate_of = dict(enumerate(rows[rates])) if rates is not None else {}
    amounts = rates is None and _are_amounts(said, heading, below, services)
    found = Crosstab(heading, services, rates, rate_of, amounts, {})
    return found._replace(totals=_totals(found, [cells for cells in below if not is_total(cells)]))


def _totals(found: Crosstab, below: Sequence[list[CellValue]]) -> dict[int, Kind]:
    """The columns that add up what stands under the services, or what that costs."""
    grid = {service.place: service for service in found.services}
    counted, worth = [], []
    for cells in below:
        done = found.done(cells)
        counts = [count_of(cells[service.place]) or Decimal(0) for service in done]
        prices = [found.price_of(service) for service in done]
        counted.append(Done(cells, counts))
        worth.append(Done(cells, [n * price for n, price in zip(counts, prices, strict=True) if price is not None]))
    added = {place: kind for place, kind in totals_of(worth, found.heading, grid).items() if kind is Kind.COUNTS}
    return totals_of(counted, found.heading, grid) | added


def _heading(rows: Sequence[list[CellValue]], known: Known) -> Heading | None:
    """The row with the most services, and with a column or two that say whose they are."""
    heading = heading_in(rows, known)
    best, most = heading, _count(heading.cells, known) if heading else 0
    for index, cells in enumerate(rows[:60]):
        count = _count(cells, known)
        if count > max(most, FEWEST_SERVICES - 1):
            fields = {place: name for place in filled_places(cells) if (name := known.clear_field(cells[place]))}
            if fields:
                best, most = Heading(index, list(cells), fields), count
    return best


def _count(cells: Sequence[CellValue], known: Known) -> int:
    return sum(1 for place in filled_places(cells) if service_of(cells[place], place, known))


def service_of(cell: CellValue, place: int, known: Known) -> Service | None:
    """The service that a heading names, by a code of the programme or by its name; None for any other heading."""
    if not isinstance(cell, str) or len(cell) > 120:
        return None
    text = text_of(cell)
    code = CODE.search(text)
    price = PRICE.search(text)
    said = (price[1] or price[2]) if price else ""
    if code and known.services.with_code(code[1].upper()):
        modifiers, behind = modifiers_in(text[code.end() :])
        units = {service.unit for service in known.services.with_code(code[1].upper())}
        rest = PRICE.sub(" ", f"{text[: code.start()]} {behind}")
        name = " ".join(rest.replace("( )", " ").replace("()", " ").strip(" ()-:,/").split())
        return Service(place, code[1].upper(), modifiers, name, said, "15_minutes" not in units)
    name = PRICE.sub("", text).strip(" ()-:,@")
    service = known.services.service_of(name)
    if not service:
        return None
    units = {entry.unit for entry in known.services.services if entry.service == service}
    return Service(place, "", "", name, said, "15_minutes" not in units)


def modifiers_in(text: str) -> tuple[str, str]:
    """The modifiers that a text behind a code begins with, and the rest of it."""
    found: list[str] = []
    rest = text
    while match := re.match(r"[\s,:/.+()-]*([A-Z0-9]{2})\b", rest):
        if not MODIFIER.fullmatch(match[1]):
            break
        found.append(match[1])
        rest = rest[match.end() :]
    return " ".join(found), rest


def _rates(rows: Sequence[list[CellValue]], heading: Heading, services: list[Service]) -> int | None:
    """The row of rates near the headings: numbers for the services, nobody's name or CIN, a word for rates if any."""
    own = {service.place for service in services}
    near = range(max(heading.at - NEAR, 0), min(heading.at + NEAR + 1, len(rows)))
    for index in sorted(near, key=lambda i: (i < heading.at, abs(i - heading.at))):
        cells = rows[index]
        filled = filled_places(cells)
        prices = [place for place in filled if place in own and is_number(cells[place])]
        others = [place for place in filled if place not in own]
        worded = any(RATE_WORDS.search(text_of(cells[place])) for place in others)
        if index == heading.at or len(prices) * 2 < len(own) or len(prices) < sum(place in own for place in filled):
            continue
        if worded and len(others) <= 2:
            return index
        if not others and index < heading.at + 2:
            return index
    return None


def _are_amounts(
    said: Sequence[CellValue], heading: Heading, below: Sequence[list[CellValue]], services: Sequence[Service]
) -> bool:
    """Whether the cells are dollars: they say so, or they add up to the row's amount."""
    if any(isinstance(value, str) and "$" in value for value in said):
        return True
    total = heading.place_of("line_charge", "row_total")
    if total is None:
        return False
    sums = []
    for cells in below:
        whole = number_of(text_of(cells[total]).lstrip("$")) if total < len(cells) else None
        parts = [number_of(text_of(cells[s.place])) for s in services if s.place < len(cells)]
        filled = [part for part in parts if part is not None]
        if whole is not None and filled and not is_total(cells):
            sums.append(sum(filled) == whole)
    return bool(sums) and sum(sums) * 10 >= len(sums) * 9


def _titles(found: Crosstab) -> tuple[str, ...]:
    services = found.services
    titles = []
    if any(s.code for s in services):
        titles.append(CODE_HEADING)
    if any(s.modifiers for s in services):
        titles.append(MODIFIER_HEADING)
    if any(s.name for s in services):
        titles.append(SERVICE_HEADING)
    titles.append(AMOUNT_HEADING if found.amounts else UNIT_HEADING)
    if found.rates is not None or any(s.price for s in services):
        titles.append(RATE_HEADING)
    return tuple(titles)


def _add(made: Plain, found: Crosstab, number: int, cells: list[CellValue], titles: tuple[str, ...]) -> None:
    """The rows that a row of the crosstab gives: one for each service that was done."""
    if found.heading.repeated_in(cells):
        made.drop(number, HEADING)
        return
    done = found.done(cells)
    left = found.without(cells)
    counts = [count_of(cells[service.place]) or Decimal(0) for service in done]
    if is_total(cells):
        made.add(found.heads(cells), number)
    elif not done and len(filled_places(left)) > 1:
        made.drop(number, NO_SERVICE)
    elif not done:
        made.add(cells, number)
    for slot, service in enumerate(done if not is_total(cells) else (), 1):
        added, moved = _service(made, found, number, cells, service, titles)
        row = [
            part_of(cell, counts[slot - 1], counts, found.totals[at]) if at in found.totals else cell
            for at, cell in enumerate(left)
        ]
        made.add(row, number, added, moved, slot=slot if len(done) > 1 else 0)


def _service(
    made: Plain, found: Crosstab, number: int, cells: list[CellValue], service: Service, titles: tuple[str, ...]
) -> tuple[list[CellValue], dict[int, Origin]]:
    """What one service puts into the further columns, and where each of that stands."""
    first = made.before.first_row
    cell = made.origin(number, service.place)
    heading = made.origin(first + found.heading.at, service.place)
    value = cells[service.place]
    if is_mark(value):
        # As in a calendar: a mark is one unit, except where units are quarter hours.
        value = 1 if service.once and not found.amounts else ""
    rated = heading if found.rates is None else made.origin(first + found.rates, service.place)
    says: dict[str, tuple[CellValue, Origin]] = {
        CODE_HEADING: (service.code, heading),
        MODIFIER_HEADING: (service.modifiers, heading),
        SERVICE_HEADING: (service.name, heading),
        UNIT_HEADING: (value, cell),
        AMOUNT_HEADING: (value, cell),
        RATE_HEADING: (found.rate_of.get(service.place, service.price), rated),
    }
    return [says[title][0] for title in titles], {made.kept + at: says[title][1] for at, title in enumerate(titles)}
