"""Letterheads in the ways of many offices: who bills in one block, beside it whom the bill goes to and remarks."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from edi.claims.search import valid_npi

NAMES = (
    "Bridge Stay Housing", "Keys to Home, Inc.", "Casa de la Esperanza", "HopeWorks of Long Beach", "Path Forward LLC",
    "THIRD STREET SOBERING CENTER", "St. Dymphna Respite House", "Manos Amigas de Madera", "Open Door Ministries",
    "24th Street Neighbors", "O'Neil & Sons Home Repair", "La Familia Counseling, A.C.", "Roots & Wings Collective",
    "North Fork Tribal Wellness Council", "Harvest Rx Food Is Medicine", "Kings River County Probation Department",
)  # fmt: skip
STREETS = ("1045 N Wilson Way", "77 Mission St, Suite 200", "P.O. Box 1123", "2201 E 14th Street", "12-B Camino Real")
CITIES = (("Stockton", "95205"), ("Long Beach", "90813"), ("San Luis Obispo", "93401-2210"), ("Oakland", "94601"))
PLANS = ("Central Valley Health Plan", "Gold Coast Wellness Alliance", "Medi-Cal Managed Care", "Sunrise Partners IPA")
TITLES = (
    "INVOICE", "February 2026", "ECM Visit Log", "Community Supports", "Invoice for services", "Q1 2026", "Page 1 of 2",
    "Medical Respite / Recuperative Care", "Billing period: 2/1/2026 - 2/28/2026", "From: 2/1/2026", "Thank you!",
    "Prepared by: Ana Ruiz", "All stays < 24 hrs.", "Confidential", "FACTURA", "Terms: Net 30", "Date: 3/4/2026",
)  # fmt: skip
NPI_WORDS = (
    "NPI",
    "NPI:",
    "NPI#",
    "NPI #:",
    "Provider NPI:",
    "National Provider Identifier:",
    "Agency NPI:",
    "NPI No.",
)
TIN_WORDS = ("EIN", "EIN:", "Tax ID:", "TIN", "Federal Tax ID #", "FEIN:", "NIF/EIN:", "Employer ID No.:", "Tax ID #:")
PHONE_WORDS = ("Tel", "Phone:", "Ph.", "Teléfono:")
SEPARATORS = (" | ", " - ", " · ", "; ", "\n", "   ")
FROM = ("From:", "Remit to:", "Bill from", "REMIT PAYMENT TO:", "Proveedor:", "Provider:", "Payable to:")
TO = ("Bill to:", "To:", "BILL TO", "Payer:", "Attn: Claims", "Plan:", "Facturar a:", "Submit to:", "Health Plan:")

Rows = list[list[str]]


class Biller(NamedTuple):
    """Who bills, and what the rows may be read as."""

    name: str
    street: str
    city: str
    zip: str
    npi: str
    tin: str
    phone: str
    invoice: str


class Letter(NamedTuple):
    """The rows above a table and who bills in them."""

    rows: Rows
    biller: Biller


def npi_of(dice: Random) -> str:
    """A number with a valid check digit."""
    start = f"1{dice.randrange(10**8):08d}"
    return next(start + digit for digit in "0123456789" if valid_npi(start + digit))


def biller_of(dice: Random) -> Biller:
    """Somebody who bills."""
    city, code = dice.choice(CITIES)
    tin = f"{dice.randrange(10, 99)}-{dice.randrange(1, 10**7):07d}"
    phone = f"(209) 555-{dice.randrange(100, 200):04d}"
    invoice = f"{dice.choice(('', 'INV-', 'B'))}{dice.randrange(1000, 9999)}7"
    return Biller(dice.choice(NAMES), dice.choice(STREETS), city, code, npi_of(dice), tin, phone, invoice)


def letter_of(dice: Random) -> Letter:
    """A letterhead in one of many ways."""
    biller = biller_of(dice)
    ours = _block(biller, dice)
    if dice.random() < 0.3:
        ours = _headed(ours, dice.choice(FROM), dice)
    theirs = _their_block(dice)
    rows = _arranged(ours, theirs, dice) if theirs else ours
    if dice.random() < 0.25:
        rows = _with_others(rows, dice)
    for _ in range(dice.randrange(3)):
        rows = _with_title(rows, dice.choice(TITLES), dice)
    if dice.random() < 0.2:
        rows = _with_title(rows, f"INVOICE {biller.invoice}", dice)
    return Letter(rows, biller)


def _address(biller: Biller, dice: Random) -> list[str]:
    state = dice.choice(("CA", "CA", "Calif."))
    place = f"{biller.city}, {state} {biller.zip}"
    return [f"{biller.street}, {place}"] if dice.random() < 0.5 else [biller.street, place]


def _numbers(biller: Biller, dice: Random) -> list[str]:
    tin = biller.tin if dice.random() < 0.7 else biller.tin.replace("-", "")
    found = [f"{dice.choice(NPI_WORDS)} {biller.npi}", f"{dice.choice(TIN_WORDS)} {tin}"]
    if dice.random() < 0.4:
        found.append(f"{dice.choice(PHONE_WORDS)} {biller.phone}")
    if dice.random() < 0.2:
        found = [f"NPI/EIN: {biller.npi} / {biller.tin}"]
    if dice.random() < 0.2:
        found.append("Fax 209-555-0199")
    return found


def _block(biller: Biller, dice: Random) -> Rows:
    """The lines of who bills: each in its own row, some in one cell, numbers with their words in a cell apart."""
    lines, numbers = [biller.name, *_address(biller, dice)], _numbers(biller, dice)
    way = dice.randrange(5)
    if way == 0:
        return [[dice.choice(SEPARATORS).join([*lines, *numbers])]]
    if way == 1:
        return [[dice.choice(SEPARATORS).join(lines)], [dice.choice(SEPARATORS).join(numbers)]]
    if way == 2:
        return [[line] for line in lines] + [
            list(number.rpartition(" ")[::2]) for number in numbers if "/ " not in number
        ]
    if way == 3:
        return [[lines[0], "", *numbers[:1]], [lines[1], "", *numbers[1:2]], *([line] for line in lines[2:])]
    return [[line] for line in [*lines, *numbers]]


def _headed(rows: Rows, word: str, dice: Random) -> Rows:
    if dice.random() < 0.5:
        return [[word], *rows]
    if word.endswith(":") and dice.random() < 0.5:
        return [[f"{word} {rows[0][0]}", *rows[0][1:]], *rows[1:]]
    return [[word, *rows[0]], *(["", *row] for row in rows[1:])]


def _their_block(dice: Random) -> Rows:
    """Whom the bill goes to; nobody in every third letter."""
    if dice.random() < 0.35:
        return []
    lines = [dice.choice(PLANS), dice.choice(("PO Box 997", "400 Plaza Dr")), "Fresno, CA 93700"]
    if dice.random() < 0.3:
        lines = [lines[0], ", ".join(lines[1:])]
    if dice.random() < 0.2:
        lines.append("Fax (559) 555-0133" if dice.random() < 0.5 else f"NPI: {npi_of(dice)}")
    word = dice.choice(TO)
    way = dice.randrange(4)
    if way == 0:
        return [["\n".join([word, *lines])]]
    if way == 1 and word.endswith(":"):
        return [[f"{word} {lines[0]}"], *([line] for line in lines[1:] if not line.startswith("NPI"))]
    if way == 2:
        return [[word, lines[0]], *(["", line] for line in lines[1:] if not line.startswith("NPI"))]
    return [[word], *([line] for line in lines)]


def _arranged(ours: Rows, theirs: Rows, dice: Random) -> Rows:
    if dice.random() < 0.4:
        return [*ours, [], *theirs]
    if dice.random() < 0.3:
        return [*theirs, [], *ours]
    first, second = (ours, theirs) if dice.random() < 0.7 else (theirs, ours)
    wide = max(len(row) for row in first) + dice.randrange(1, 4)
    rows = []
    for at in range(max(len(first), len(second))):
        left = first[at] if at < len(first) else []
        right = second[at] if at < len(second) else []
        rows.append([*left, *[""] * (wide - len(left)), *right] if right else list(left))
    return rows


def _with_others(rows: Rows, dice: Random) -> Rows:
    """With a block of somebody else: a member, a worker, another place, an organisation of which nothing is said."""
    number = npi_of(dice)
    other = dice.choice(
        (
            [["Client: Luis Rivas", "CIN: 91234567A"], ["Address: 12 Elm St, Fresno, CA 93702"]],
            [["Maria Lopez"], ["12 Elm St, Fresno, CA 93702"], ["CIN: 91234567A"]],
            [["Member", "Luis Rivas"], ["Address", "12 Elm St, Fresno, CA 93702"]],
            [[f"Rendering provider: Ana Ruiz, LCSW  NPI: {number}"]],
            [["Rendering NPI", number], ["Supervisor:", "Ana Ruiz Soto"]],
            [["Service location: 12 Elm St, Fresno, CA 93702"]],
            [["Delivery address", "12 Elm St, Fresno, CA 93702"]],
            [["Sunrise Partners Alliance"], ["12 Elm St, Fresno, CA 93702"]],
            [["Sunrise Partners Alliance", "", "12 Elm St", "", "Fresno, CA 93702"]],
            [["Payer NPI:", number], ["Payer Tax ID:", "11-1111111"]],
            [["Case Manager", "Ana Ruiz Soto"], ["Phone", "(559) 555-0177"]],
        )
    )
    return [*rows, [], *other] if dice.random() < 0.6 else [*other, [], *rows]


def _with_title(rows: Rows, title: str, dice: Random) -> Rows:
    way = dice.randrange(4)
    if way == 0:
        return [[title], *rows]
    if way == 1:
        return [[title], [], *rows]
    if way == 2:
        wide = max(len(row) for row in rows)
        return [[*rows[0], *[""] * (wide - len(rows[0]) + 1), title], *rows[1:]]
    return [*rows, [title]]


def shown(rows: Sequence[Sequence[str]]) -> str:
    """The rows as text, for a test that fails."""
    return "\n".join(" ¦ ".join(row) for row in rows)
