"""Writes a large invoice workbook (layout dhcs-long, 38 columns, 5 of them dates) for the benchmarks; run by hand.

    python -m tests.benchmarks.make_workbook ROWS FILE.xlsx|FILE.csv [--text-dates]

Seeded: the same arguments give the same rows. One row in a hundred carries a mistake.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from mappings.layout_file import load_layouts
from mappings.service_table import load_services

FIELDS = [
    "billing_npi",
    "billing_tin",
    "billing_name",
    "billing_phone",
    "billing_address",
    "billing_city",
    "billing_state",
    "billing_zip",
    "rendering_npi",
    "rendering_name",
    "rendering_first_name",
    "member_cin",
    "member_mrn",
    "member_first_name",
    "member_last_name",
    "homeless_indicator",
    "member_address",
    "member_city",
    "member_zip",
    "member_dob",
    "member_gender",
    "payer_id",
    "payer_name",
    "hcpcs",
    "modifiers",
    "service_start",
    "service_end",
    "service_name",
    "units",
    "unit_cost",
    "place_of_service",
    "diagnoses",
    "line_charge",
    "invoice_date",
    "invoice_number",
    "control_number",
    "authorization",
]
SYLLABLES = [
    "al",
    "an",
    "bel",
    "cor",
    "da",
    "el",
    "fen",
    "gar",
    "ha",
    "in",
    "jo",
    "kal",
    "lor",
    "mar",
    "nes",
    "ol",
    "per",
    "quin",
    "ros",
    "sal",
    "ter",
    "ul",
    "vas",
    "wen",
    "xi",
    "yor",
    "zan",
]
STREETS = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Grove", "Hazel", "Ivy", "Juniper", "Laurel", "Maple"]
DIAGNOSES = ["Z59.01", "Z59.02", "Z59.811", "F11.20", "F32.9", "Z60.2", "E11.9", "I10", "J45.909", "Z59.41"]
CITIES = (("Oakland", "94612"), ("Alameda", "94501"), ("Berkeley", "94704"), ("Hayward", "94541"))


def npi(random_: random.Random) -> str:
    """A number that passes the check digit and begins with 2."""
    body = "2" + "".join(str(random_.randrange(10)) for _ in range(8))
    digits = [int(d) for d in "80840" + body]
    total = sum(sum(divmod(d * 2, 10)) if i % 2 == 0 else d for i, d in enumerate(reversed(digits)))
    return body + str(-total % 10)


def name(random_: random.Random) -> str:
    """An invented surname."""
    return "".join(random_.choice(SYLLABLES) for _ in range(3)).capitalize()


def rows(count: int, *, text_dates: bool = False, seed: int = 7) -> Iterator[list[Any]]:
    """So many rows in the order of FIELDS."""
    draw = random.Random(seed)
    services = [s for s in load_services().services if s.unit != "month" and s.hcpcs != "H0044"]
    services = [s for s in services if s.in_effect(date(2026, 2, 1)) and s.evidence == "published"]
    providers = [(npi(draw), f"69{draw.randrange(10**7):07}", f"{name(draw)} Community Care") for _ in range(40)]
    renderers = [(npi(draw), name(draw), name(draw)) for _ in range(200)]
    members = [member(draw, n) for n in range(max(count // 20, 1))]
    for number in range(count):
        billing, who, renderer = draw.choice(providers), draw.choice(members), draw.choice(renderers)
        service = draw.choice(services)
        start: Any = date(2026, 1, 1) + timedelta(days=draw.randrange(80))
        units = draw.randrange(1, 5) if service.unit in ("15_minutes", "meal") else 1
        cost = draw.randrange(1000, 25000) / 100
        modifiers = " ".join(service.label.split()[1:])
        if number % 100 == 99:
            modifiers = "U9 GQ"
        day: Any = start.strftime("%m/%d/%Y") if text_dates else start
        yield [
            billing[0], billing[1], billing[2], "5105550100", "100 Main St", "Oakland", "CA", "946121234",
            *renderer, *who[:4], "", *who[4:], "300", "Golden Valley Health Plan", service.hcpcs, modifiers, day, day,
            service.name[:40], units, cost, draw.choice(("11", "12", "04", "99")), draw.choice(DIAGNOSES),
            round(units * cost, 2), date(2026, 3, 20), f"INV-{number // 50:05}", f"C{number:07}",
            f"GVA-{draw.randrange(10**6):06}",
        ]  # fmt: skip


def member(draw: random.Random, number: int) -> list[Any]:
    """CIN, MRN, names, address, birth date, gender."""
    city, code = draw.choice(CITIES)
    born = date(1940, 1, 1) + timedelta(days=draw.randrange(30000))
    street = f"{draw.randrange(1, 9999)} {draw.choice(STREETS)} St"
    cin = f"9{number:07}{draw.choice('ABCDEFGHJKLMNPQRSTUVWXYZ')}"
    return [cin, f"M{number:06}", name(draw), name(draw), street, city, code, born, draw.choice("FM")]


def main(count: int, path: Path, *, text_dates: bool) -> None:
    """Writes the file."""
    headings = load_layouts()["dhcs-long"].columns
    header = [headings[field][0] for field in FIELDS]
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            writer.writerows(rows(count, text_dates=text_dates))
        return
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Invoice")
    sheet.append(header)
    for row in rows(count, text_dates=text_dates):
        sheet.append(row)
    workbook.save(path)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), text_dates="--text-dates" in sys.argv)
