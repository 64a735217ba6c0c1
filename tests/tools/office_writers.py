"""More shapes of the same visits, as small offices write them: days without their month, several things in one cell,
the service above its lines, facts in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from invoices.workbook import CellValue
from tests.tools import shape_writers as write
from tests.tools.shape_writers import AGENCY, MEMBER, SERVICE, Rows, Visit, above, member_cells, service_cells


def days(visits: Sequence[Visit]) -> dict[str, Rows]:
    """Days by their number alone, a sheet a month."""
    sheets: dict[str, Rows] = {}
    for visit in sorted(visits, key=lambda visit: visit.day):
        rows = sheets.setdefault(f"{visit.day:%B %Y}", [*above(), ["Day", *MEMBER, *SERVICE[1:]]])
        rows.append([visit.day.day, *member_cells(visit.person), *service_cells(visit)[1:]])
    return sheets


def one_service(visits: Sequence[Visit]) -> dict[str, Rows]:
    """A sheet a service, told in a sentence below the lines, which do not say it."""
    sheets: dict[str, Rows] = {}
    for number, kind in enumerate(sorted({visit.kind for visit in visits}), 1):
        rows: Rows = [*above(), [*MEMBER, "Service Date", "Dx", "Units", "Amount"]]
        for visit in visits:
            if visit.kind == kind:
                date, _, _, _, dx, units, _, amount = service_cells(visit)
                rows.append([*member_cells(visit.person), date, dx, units, amount])
        told = f"All of the above: {kind.name}, {kind.code} modifiers {kind.modifiers.replace(' ', ' and ')}"
        rows += [[], [f"{told}, ${kind.rate} per unit, place of service {kind.place}."]]
        sheets[f"List {number}"] = rows
    return sheets


def service_bands(visits: Sequence[Visit]) -> dict[str, Rows]:
    """The service alone above its lines, with its code and its price."""
    rows: Rows = [*above(), ["Service Date", *MEMBER, "Place of Service", "Dx", "Units", "Amount"]]
    for kind in sorted({visit.kind for visit in visits}):
        rows.append([f"{kind.name} - {kind.code} {kind.modifiers}, ${kind.rate} per unit"])
        some = [visit for visit in visits if visit.kind == kind]
        for visit in some:
            date, _, _, place, dx, units, _, amount = service_cells(visit)
            rows.append([date, *member_cells(visit.person), place, dx, units, amount])
        rows.append(["Subtotal", *[""] * (len(rows[-1]) - 2), float(sum(visit.amount for visit in some))])
    return {"By service": rows}


def agencies(visits: Sequence[Visit]) -> dict[str, Rows]:
    """An invoice for each agency, below each other"""
    rows: Rows = []
    for number, agency in enumerate(dict.fromkeys(visit.agency for visit in visits), 310):
        own = [visit for visit in visits if visit.agency == agency]
        rows += [["Invoice", f"B-{number}", "Dated", "2026-02-03"], *above(agency), [*MEMBER, *SERVICE]]
        rows += [[*member_cells(visit.person), *service_cells(visit)] for visit in own]
        rows += [["Invoice total", *[""] * 15, float(sum(visit.amount for visit in own))], []]
    return {"Batch": rows}


def legend(visits: Sequence[Visit]) -> dict[str, Rows]:
    """Letters for services, explained below the lines"""
    kinds = sorted({visit.kind for visit in visits})
    letters = {kind: chr(ord("A") + number) for number, kind in enumerate(kinds)}
    rows: Rows = [*above(), ["Svc", *MEMBER, "Service Date", "Place of Service", "Dx", "Units", "Rate", "Amount"]]
    for visit in visits:
        date, _, _, *rest = service_cells(visit)
        rows.append([letters[visit.kind], *member_cells(visit.person), date, *rest])
    said = [f"{letter} = {kind.name}, {kind.code} {kind.modifiers}" for kind, letter in letters.items()]
    return {"Log": [*rows, [], ["Svc:", said[0]], *(["", text] for text in said[1:])]}


def composite(visits: Sequence[Visit]) -> dict[str, Rows]:
    """Several things in one cell: name and CIN, birth date and sex, place and diagnosis, units and price."""
    heads = ["Client (CIN)", "DOB / Sex", *MEMBER[5:], "Service Date", "HCPCS", "Modifiers", "POS / Dx", "Qty @ Rate"]
    rows: Rows = [*above(), [*heads, "Amount"]]
    for visit in visits:
        person = visit.person
        about: list[CellValue] = [f"{person.whole_name} ({person.cin})", f"{person.born:%m/%d/%Y} {person.sex}"]
        date, code, modifiers, place, dx, units, rate, amount = service_cells(visit)
        service = [date, code, modifiers, f"{place} / {dx}", f"{units} @ ${rate:.2f}", amount]
        rows.append([*about, *member_cells(person)[5:], *service])
    return {"Tracker": rows}


def statements(visits: Sequence[Visit]) -> dict[str, Rows]:
    """A statement for each member, numbered, below each other: who it is in labels, then the lines and their sum."""
    rows = above()
    for number, (person, some) in enumerate(write.by_person(visits), 1):
        born = person.born.isoformat()
        rows += [[f"STATEMENT {number}"], ["Care recipient", person.whole_name], ["Medi-Cal CIN", person.cin]]
        rows += [["Date of birth", born], ["Gender", person.sex], ["Lives at", person.whole_address], list(SERVICE)]
        rows += [service_cells(visit) for visit in some]
        rows += [["", "", "", "", "", "", "Please pay", float(sum(visit.amount for visit in some))], []]
    return {"Statements": rows}


def price_list(visits: Sequence[Visit]) -> dict[str, Rows]:
    """A sheet for each member, who stands above the lines; the agency and its prices on the first."""
    kinds = sorted({visit.kind for visit in visits})
    first: Rows = [[AGENCY.name], ["Billing NPI", AGENCY.npi], ["Tax ID", AGENCY.tin]]
    first += [["Address", f"{AGENCY.street}, {AGENCY.city}, CA {AGENCY.zip}"], ["Prices"]]
    sheets = {"About us": [*first, *([f"{kind.code} {kind.modifiers}", float(kind.rate)] for kind in kinds)]}
    for person, some in write.by_person(visits):
        rows: Rows = [["Client", person.whole_name, "", "CIN", person.cin]]
        rows += [["Born", person.born.isoformat(), "", "Gender", person.sex], ["Address", person.whole_address], []]
        rows.append(["Visit date", "Billing code", "Units", "POS", "Dx"])
        for visit in some:
            date, code, modifiers, place, dx, units, _, _ = service_cells(visit)
            rows.append([date, f"{code} {modifiers}", units, place, dx])
        sheets[f"{person.first[0]}. {person.last}"] = rows
    return sheets


def tagged(visits: Sequence[Visit]) -> dict[str, Rows]:
    """A log of tags and letters, a roster of the tags, and a key of the letters with the agency below it."""
    people, kinds = sorted({v.person for v in visits}), sorted({v.kind for v in visits})
    tags = {person: f"{person.last[:2].upper()}-{at:02}" for at, person in enumerate(people, 1)}
    letters = {kind: "MSRPQ"[at] for at, kind in enumerate(kinds)}
    log: Rows = [["Roster tag", "What", "Jan", "Count"]]
    log += [[tags[v.person], letters[v.kind], v.day.isoformat(), v.units] for v in visits]
    roster: Rows = [["Tag", "Surname", "Given name", "Medi-Cal CIN", "Birth date", "Gender", "Address", "ICD-10"]]
    for p in people:
        roster.append([tags[p], p.last, p.first, p.cin, p.born.isoformat(), p.sex, p.whole_address, p.dx])
    key: Rows = [["What", "Means", "Bill as", "Per count", "Place"]]
    key += [[letters[k], k.name, f"{k.code} {k.modifiers}", float(k.rate), k.place] for k in kinds]
    key += [[], ["Center", AGENCY.name], ["NPI", AGENCY.npi], ["Tax ID", AGENCY.tin], ["Street", AGENCY.street]]
    key += [["City", AGENCY.city], ["State", "CA"], ["Zip", AGENCY.zip]]
    return {"January log": log, "Roster": roster, "Key + us": key}


def lists(visits: Sequence[Visit]) -> dict[str, Rows]:
    """A list of the services with their codes and prices below the lines, which only name them"""
    rows: Rows = [*above(), [*MEMBER, "Service Date", "Service", "Dx", "Units"]]
    for visit in visits:
        date, _, _, _, dx, units, *_ = service_cells(visit)
        rows.append([*member_cells(visit.person), date, visit.kind.name, dx, units])
    rows += [[], ["Service", "HCPCS", "Modifiers", "Rate", "Place of Service"]]
    for kind in sorted({visit.kind for visit in visits}):
        rows.append([kind.name, kind.code, kind.modifiers, float(kind.rate), kind.place])
    return {"Lines": rows}


OWN: dict[str, write.Writer] = {
    "agencies": agencies,
    "composite": composite,
    "days": days,
    "legend": legend,
    "lists": lists,
    "one_service": one_service,
    "price_list": price_list,
    "service_bands": service_bands,
    "statements": statements,
    "tagged": tagged,
}
WRITERS: dict[str, write.Writer] = dict(sorted({**write.WRITERS, **OWN}.items()))
