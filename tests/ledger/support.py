"""Invented encounters, and batches of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import msgspec

from edi.control_numbers import ControlNumbers, Counting
from edi.ledger.batch import record
from edi.ledger.ledger import Ledger, Who
from edi.ledger.plan import Given, KeptBack, Origin, Plan, made
from edi.model.encounter import Address, Encounter, Member, Provider, ServiceLine
from edi.t837p.build import build
from tests.t837p.test_properties import ENVELOPE

KEY = bytes(range(32))
WHO = Who("clerk", "0.1.0")
AT = "2026-03-02T09:00:00"
DAY = date(2026, 2, 1)
PLACE = Address("1 MAIN ST", "OAKLAND", "CA", "946120001")
BILLING = Provider("1234567893", "HARBOR HOUSING PARTNERS", tin="941234567", address=PLACE)


def member(number: int = 1) -> Member:
    """An invented member."""
    return Member(f"9{number:07}A", "PRUEBA", "ANA", date(1980, 1, 1), "F", PLACE)


def service(number: int = 1, *, charge: int = 10_000, units: int = 1, day: int = 0, control: str = "") -> ServiceLine:
    """A service; `day` counts from the first of February."""
    when = DAY + timedelta(days=day)
    code = ("G9008", "H0043", "T2050", "S5165", "H2015")[number % 5]
    return ServiceLine(code, ("U1",), Decimal(units), charge, when, when, (1,), control or f"R-{number}", charge)


def claim(name: str = "", who: int = 1, lines: Sequence[ServiceLine] = ()) -> Encounter:
    """An encounter of a member, by default with one service."""
    return Encounter(
        name or f"300{who:017}", "300", BILLING, None, member(who), "12", ("E1165",), tuple(lines) or (service(),)
    )


def rows(read: int, sent: int, withheld: int = 0, skipped: int = 0) -> dict[str, int]:
    """Counts as a plan has them."""
    return {"read": read, "sent": sent, "withheld": withheld, "skipped": skipped}


def plans(
    files: Sequence[tuple[Path, Sequence[Encounter], ControlNumbers]],
    *,
    file: str = "march.xlsx",
    withheld: Sequence[KeptBack] = (),
) -> tuple[Plan, list[str]]:
    """A batch of files, and their texts. Rows are counted in the order of the lines."""
    texts = ["".join(build(claims, ENVELOPE, numbers)) for _, claims, numbers in files]
    lines = [line for _, claims, _ in files for one in claims for line in one.lines]
    cents, kept = sum(line.charge for line in lines), sum(row.cents for row in withheld)
    places = {id(line): at for at, line in enumerate(lines, 2)}
    given = Given(
        file,
        sha256("".join([file, *texts]).encode()).hexdigest(),
        rows(len(lines) + len(withheld), len(lines), len(withheld)),
        rows(cents + kept, cents, kept),
    )
    outputs = [made(path, text, "300", claims) for (path, claims, _), text in zip(files, texts, strict=True)]

    def origin(line: ServiceLine) -> Origin:
        own = "" if line.control_number.startswith("R-") else line.control_number
        return Origin(0, "Invoice", places[id(line)], 0, 1, own)

    return Plan("sent", "edi-translate.toml", "dhcs", "T", [given], outputs, withheld, origin), texts


def plan(
    path: Path,
    claims: Sequence[Encounter],
    numbers: ControlNumbers | None = None,
    *,
    file: str = "march.xlsx",
    withheld: Sequence[KeptBack] = (),
) -> tuple[Plan, str]:
    """A batch of one file, and the file's text."""
    what, (text,) = plans([(path, claims, numbers or Counting(1))], file=file, withheld=withheld)
    return what, text


def send(ledger: Ledger, path: Path, claims: Sequence[Encounter], isa: int = 1, at: str = AT) -> int:
    """Sends a batch of one file; its number."""
    what, text = plan(path, claims, Counting(isa, isa))
    with ledger.writing():
        number, _ = record(ledger, what, lambda: path.write_text(text), at)
    return number


def changed(one: Encounter, **values: object) -> Encounter:
    """An encounter with other values."""

    return msgspec.structs.replace(one, **values)
