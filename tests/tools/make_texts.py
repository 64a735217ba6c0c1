"""The samples that are text: codes in a cell (.csv), service names (.tsv, UTF-16), a flat export (.ndjson), a nested
one (.json)."""

# ruff: noqa: E501 - a table reads best with its rows unbroken
from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.tools.make_samples import PLAN_NAME, table
from tests.tools.sample_page import AGENCIES, MEMBERS, Page, address


def delimited(rows: list[list[str]], delimiter: str = ",") -> str:
    """Delimited text with the line ends of Windows."""
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return target.getvalue()


# member | dates | codes | mods | units | rates | total | worker | type | how | where | dx | mistake
CODES = r"""
A | 2/2/26       | G9012-U2; H0043-U6             |    | 1; 1  | 61.00; 110.00  | 171.00 | Ruiz, Ana  | CHW | in person | 12 | Z59.811, E11.9 |
B | 2/3/26       | G9012-U2 GQ / H0043-U6         |    | 1/1   | 38.00/110.00   | 148.00 | Ruiz, Ana  | CHW | phone     | 02 | Z59.02         |
C | 2/4/26       | T1019:U6 x 4                   |    |       | 7.40           | 29.60  |            |     |           | 12 | Z74.1          |
C | 2/5/26       | T1019:U6 x 8\nS9125:U6 x 1     |    |       | 7.40\n148.00   | 207.20 |            |     |           | 12 | Z74.1          |
D | 2/6/26       | G9012, H0043                   | U2; U6 | 1 | 61.00; 110.00  | 171.00 | Ruiz, Ana  | CHW | in person | 12 | Z59.811        |
B | 2/9/26-2/13/26 | T2033-U6                     |    | 5     | 226.00         | 1130.00 |           |     |           | 99 | Z59.02         |
E | 2/10/26      | G9012-U2; T2041-U6             |    | 1; 4; 2 | 61.00; 18.75 |        | Ruiz, Ana  | CHW | in person | 12 | Z59.812        | counts
E | 2/11/26      | G9012-U2; H0043-U6; T2041-U6 x 45 min |  | 1; 1; 45 min | 61.00; 110.00; 18.75 | 227.25 | Ruiz, Ana | CHW | in person | 12 | Z59.812 |
D | 2/12/26      | G9012-U2; H0043-U9             |    | 1; 1  | 61.00; 110.00  | 171.00 | Ruiz, Ana  | CHW | in person | 12 | Z59.811        | pair
A | 2/13/26      | G9012-U2; H0043-U6             |    | 1; 1  | 61.00; 110.00  | 181.00 | Ruiz, Ana  | CHW | in person | 12 | Z59.811        | total
"""
CODES_HEADINGS = [
    "Visit ID",
    "Org Name",
    "Org NPI",
    "Org EIN",
    "Org Phone",
    "Org Address",
    "Client",
    "Client CIN",
    "Birthdate",
    "Client Sex",
    "Unhoused Y/N",
    "Client Address",
    "Plan Code",
    "Inv No",
    "Inv Date",
    "Worker",
    "Worker Type",
    "How",
    "Visit Date",
    "Codes",
    "Mods",
    "Units Each",
    "Rates",
    "Visit Total",
    "Where",
    "Dx Codes",
]


def write_codes(folder: Path) -> Page:
    """`codes-in-a-cell.csv`: UTF-8 with a byte order mark, line breaks inside quotes."""
    page = Page(
        "codes-in-a-cell.csv",
        """
One row a visit with all its codes in one cell (layout `codes-in-a-cell`), their units and rates matched by position;
line breaks inside cells; whole names and addresses in one cell; a stay written as a range of dates.""",
    )
    agency, rows = AGENCIES["L"], [CODES_HEADINGS]
    for number, cells in enumerate(table(CODES), 2):
        key, dates, codes, mods, units, rates, total, worker, kind, how, where, dx, mistake = cells
        m = MEMBERS[key]
        rows.append([
            f"V{number:03}", agency.name, agency.npi, agency.tin, agency.phone, address(agency), f"{m.last}, {m.first}",
            m.cin.lower() if number == 3 else m.cin, m.born, m.sex, "Y" if m.homeless else "N", address(m),
            agency.payer_id, agency.invoice, "3/5/26", worker, kind, how, dates, codes.replace(r"\n", "\n"), mods,
            units, rates.replace(r"\n", "\n"), total, where, dx,
        ])  # fmt: skip
        count = len(rates.replace("/", ";").replace(r"\n", ";").split(";"))
        charge = {"counts": "0", "total": "171.00"}.get(mistake, total or "0")
        page.add(charge, count)
        if mistake == "counts":
            page.mistake(
                f"row {number} Units Each", "three units for two codes", "LN045 values do not match codes", "0", 2
            )
        elif mistake == "pair":
            page.mistake(
                f"row {number} Codes",
                "H0043 with U9",
                "LN001 no such code and modifier",
                "110.00",
            )
        elif mistake == "total":
            page.mistake(f"row {number} Visit Total", "$181.00 for $171.00", "RC003 total of the row", "171.00", 2)
    (folder / page.file).write_bytes(b"\xef\xbb\xbf" + delimited(rows).encode())
    return page


# member | day | what | by | method | count | price | place | reason | mistake
NAMES = """
A | 02/02/2026 | ECM visit - phone             | CHW          |           | 1 | 38.00  | 10 | Z59.811 |
A | 02/03/2026 | ECM visit                     | CHW          | In person | 1 | 61.00  | 12 | Z59.811 |
B | 02/03/2026 | ECM outreach attempt          | CHW          | field     | 1 | 25.00  | 04 | Z59.02  |
B | Feb 4, 2026 | Sobering Center              |              |           | 1 | 215.00 | 99 | F10.129 |
C | 4-Feb-26   | Enhanced Care Mgmt (video)    | RN           |           | 1 | 58.00  | 10 | I50.22  |
B | 2026-02-05 | Recup Care                    |              |           | 1 | 226.00 | 99 | Z59.02  |
D | 02/06/2026 | Asthma Remediation            |              |           | 1 | 940.00 | Home (12) | J45.40 |
D | 02/09/2026 | Housing Nav                   |              |           | 1 | 110.00 | 12 | Z59.811 | two
E | 02/10/2026 | Home Mods                     |              |           | 1 | 1,310.00 | 12 | Z74.1 |
E | 02/11/2026 | ECM visit                     | LCM          | In person | 1 | 61.00  | 12 | F33.1   | staff
E | 02/12/2026 | Lead Care Manager visit       | RN           | f2f       | 1 | 92.00  | 12 | F33.1   |
"""
NAMES_HEADINGS = [
    "Entry",
    "Company",
    "Company NPI",
    "Company EIN",
    "Company Phone",
    "Company Street",
    "Company City",
    "Company State",
    "Company ZIP",
    "Bill #",
    "Bill Date",
    "Bill Plan",
    "Person",
    "Medi-Cal Number",
    "Born",
    "Person Gender",
    "Housing Status",
    "Person Address",
    "Approval #",
    "Day",
    "What Was Done",
    "Provided By",
    "Method",
    "Count",
    "Price",
    "Place",
    "Reason",
]


def write_names(folder: Path) -> Page:
    """`service-names.tsv`: Excel's "Unicode text", UTF-16 with tabs."""
    page = Page(
        "service-names.tsv",
        """
Names of services instead of codes (layout `service-names`), saved from Excel as "Unicode text" (UTF-16, tabs): the code
and its modifiers follow from the name, the staff and the contact where exactly one entry of the table fits. Dates in
five forms, a price with a comma, `Home (12)`.""",
    )
    agency, rows = AGENCIES["T"], [NAMES_HEADINGS]
    for number, cells in enumerate(table(NAMES), 2):
        key, day, what, by, method, count, price, place, reason, mistake = cells
        m = MEMBERS[key]
        rows.append([
            str(number - 1), agency.name, agency.npi, f"{agency.tin[:2]}-{agency.tin[2:]}", agency.phone, agency.address,
            agency.city, "California", agency.zip, agency.invoice, "03/05/2026", PLAN_NAME, f"{m.first} {m.last}",
            m.cin, m.born, "Female" if m.sex == "F" else "Male", "HOMELESS" if m.homeless else "housed",
            address(m) or "HOMELESS", m.authorization, day, what, by, method, count, price, place, reason,
        ])  # fmt: skip
        dollars = Decimal(price.replace(",", ""))
        page.add(dollars)
        why = "LN004 several entries fit the name"
        if mistake == "two":
            page.mistake(f"row {number} What Was Done", "Housing Nav: H0043 U6 or H2016 U6", why, dollars)
        elif mistake == "staff":
            page.mistake(f"row {number} Provided By", "LCM may be clinical or not", why, dollars)
    (folder / page.file).write_bytes(delimited(rows, "\t").encode("utf-16"))
    return page


# member | date | code | modifiers | units | minutes | rate | place | diagnoses | mistake
RECORDS = """
A | 2026-02-02 | G9012 | U2    | 1 |    | 61.00  | 12 | Z59.811,E11.9 |
A | 2026-02-02 | T2041 | U6    |   | 60 | 18.75  | 12 | Z59.811 |
B | 2026-02-03 | G9012 | U8,GQ | 1 |    | 18.00  | 02 | Z59.02  |
B | 2026-02-04 | H0014 | U6    | 1 |    | 215.00 | 99 | F10.129 |
C | 2026-02-05 | T1019 | U6    | 8 |    | 7.40   | 12 | Z74.1,I50.22 |
D | 2026-02-06 | G9008 | U1    | 1 |    | 92.00  | 12 | Z59.811 | year
D | 2026-02-09 | H0043 | U6    | 1 |    | 110.00 | 12 | Z59.811 |
E | 2026-02-10 | S5170 | U6    | 14 |   | 11.50  | 12 | E11.9   |
"""


def _records(page: Page, place: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    for number, cells in enumerate(table(RECORDS), 1):
        key, on, code, modifiers, units, minutes, rate, pos, dx, mistake = cells
        count = Decimal(units) if units else Decimal(minutes) / 15
        page.add(count * Decimal(rate))
        if mistake:
            on = "2062-02-06"
            page.mistake(place.format(n=number), on, "LN007 date of service in the future", count * Decimal(rate))
        yield MEMBERS[key], {
            "code": code, "modifiers": modifiers.split(","), "date": f"{on}T00:00:00", "rate": float(rate), "place": pos,
            "units": int(units) if units else None, "minutes": int(minutes) if minutes else None, "dx": dx.split(","),
        }  # fmt: skip


def write_flat(folder: Path, name: str = "portal-flat.ndjson", agency_key: str = "L") -> Page:
    """`portal-flat.ndjson`: one object a line."""
    page = Page(
        name,
        """
A flat export of a portal (layout `portal-flat`): one JSON object a line and service, keys in snake_case and camelCase,
ISO dates with midnight, numbers as numbers, codes as lists. Positions are the running number of the service and the
path of the key.""",
    )
    agency = AGENCIES[agency_key]
    lines = []
    for number, (m, s) in enumerate(_records(page, "service {n} serviceDate"), 1):
        lines.append({
            "service_line_id": f"{agency.invoice}-{number}", "invoice_number": agency.invoice, "invoiceDate": "2026-03-05",
            "payerId": agency.payer_id, "billing_provider_npi": int(agency.npi), "billing_provider_tin": agency.tin,
            "billing_provider_name": agency.name, "billing_provider_phone": agency.phone,
            "billing_provider_address": agency.address, "billing_provider_city": agency.city,
            "billing_provider_state": "CA", "billing_provider_zip": agency.zip, "memberCin": m.cin,
            "memberLastName": m.last, "memberFirstName": m.first, "memberDateOfBirth": _iso(m.born),
            "memberGender": m.sex, "memberIsHomeless": bool(m.homeless), "memberAddress": m.address or None,
            "memberCity": m.city or None, "memberPostalCode": m.zip or None, "authNumber": m.authorization,
            "procedureCode": s["code"], "procedureModifiers": s["modifiers"], "serviceDate": s["date"],
            "serviceUnits": s["units"], "serviceMinutes": s["minutes"], "unitCost": s["rate"],
            "placeOfService": s["place"], "diagnosisCodes": s["dx"],
        })  # fmt: skip
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / page.file).write_text(text, encoding="utf-8", newline="\n")
    return page


def write_nested(folder: Path) -> Page:
    """`portal-nested.json`: invoice -> members -> services."""
    page = Page(
        "portal-nested.json",
        """
A nested export (layout `portal-nested`): an invoice with its provider, its members, and their services. A finding names
the running number of the service and the path of the key.""",
    )
    agency = AGENCIES["T"]
    found: dict[str, dict[str, Any]] = {}
    for m, s in _records(page, "service {n} invoice.members.services.startDate"):
        person = found.setdefault(m.cin, {
            "cin": m.cin, "name": {"last": m.last, "first": m.first}, "birthDate": _iso(m.born), "gender": m.sex,
            "homeless": bool(m.homeless), "authorization": m.authorization, "services": [],
            "address": {"street": m.address, "city": m.city, "state": "CA", "zip": m.zip} if m.address else None,
        })  # fmt: skip
        person["services"].append({
            "id": f"T{len(found)}-{len(person['services']) + 1}", "code": s["code"], "modifiers": s["modifiers"],
            "startDate": s["date"][:10], "units": s["units"], "minutes": s["minutes"], "rate": s["rate"],
            "placeOfService": s["place"], "diagnoses": [{"code": code} for code in s["dx"]],
        })  # fmt: skip
    provider = {
        "npi": agency.npi, "taxId": agency.tin, "name": agency.name, "phone": agency.phone,
        "address": {"street": agency.address, "city": agency.city, "state": "CA", "zip": agency.zip},
    }  # fmt: skip
    invoice = {
        "number": agency.invoice, "date": "2026-03-05", "healthPlan": {"code": agency.payer_id}, "provider": provider,
        "members": list(found.values()),
    }  # fmt: skip
    (folder / page.file).write_text(json.dumps({"invoice": invoice}, indent=1) + "\n", encoding="utf-8", newline="\n")
    return page


def _iso(day: str) -> str:
    month, number, year = day.split("/")
    return f"{year}-{month}-{number}"


def write(folder: Path) -> list[str]:
    """Writes the samples; gives their parts of the README."""
    pages = (write_codes(folder), write_names(folder), write_flat(folder), write_nested(folder))
    return [page.text() for page in pages]
