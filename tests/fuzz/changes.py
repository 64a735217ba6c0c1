"""What a slip, another program or another habit makes of a cell."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from tests.fuzz.says import EPOCH, day_of, text

SIGNS = "ABCXYZ -/.,:;'~^"
DATES = (
    *("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%d/%m/%Y", "%Y-%m-%d", "%Y%m%d", "%B %d, %Y", "%d-%b-%y", "%m.%d.%Y"),
    *("%d.%m.%Y", "%b %d %Y", "%m/%d", "%m/%d/0026", "%Y/%m/%d", "%m/%d/%Y 0:00", "%Y-%m-%dT00:00:00Z"),
)
NUMBERS = (
    *(
        "1.200",
        "1.200,00",
        "1,200.00",
        "$1,200",
        "1 2",
        "10 00",
        "1e2",
        "1E2",
        "(5.00)",
        "5-",
        "1/2",
        "½",
        "0:45",
        "1,2",
    ),
    *("１２", "TRUE", "1000", 1e9, 0.1),
)
CODES = ("U6", "u6", "U 6", "U6GQ", "U9", "H0043", "H0O43", "99213", "T2033", "GQ", "U2 GQ", "XX")
WORDS = ("Núñez", "O'Neil-Smith", "Smith, John", "HOMELESS", "A" * 70, "a~b*c:d^e", "مريم", "Homeless", "None", "Jr.")
ROW = ("No show", "Void", "7", "8", "Completed", "1", "Original", "X123", "Paid", "Denied")
#: Kind of cell -> what stands there instead.
INSTEAD: Mapping[str, Sequence[Any]] = {
    **dict.fromkeys(("money", "unit_cost", "units", "minutes", "hours"), NUMBERS),
    **dict.fromkeys(("hcpcs", "modifiers"), CODES),
    **dict.fromkeys(("text", "full_name", "full_address"), WORDS),
    **dict.fromkeys(("row_status", "frequency", "reference"), ROW),
    "zip": ("4605", 4605, 4605.0, "94605-1234", "946051234", "9460", "94 605", "HOMELESS", "A1B 2C3"),
    "state": ("California", "Calif.", "ca", "NV", "C A", "Cali", "06"),
    "gender": ("Female", "Male", "X", "1", "2", "Mujer", "Hombre", "nonbinary", "FM"),
    "place_of_service": ("Home", "12 - Home", "2", "02", 2, 11.0, "office", "99", "00", "Telehealth"),
    "diagnoses": (
        "Z5901",
        "Z59.01, F32.9",
        "Z59.O1",
        "W18.30XA",
        "z59.01",
        "Z59",
        "Z59.01/Z60.2",
        "Z5901F329",
        "Z59,01",
    ),
    "indicator": ("Y", "N", "yes", "X", "2", "maybe", "TRUE"),
    "mark": ("x", "2", "H0043", "sick", "T1019 U6 x 4", "0"),
}
#: What is put around a number.
AROUND = ("${}", "{} USD", "{} units", "{} min", "{} hrs", "{}k", "-{}", "{}-", "{},", "{}.")


def changes(cell: Any, kind: str, source: random.Random, others: Sequence[Any]) -> list[Any]:
    """All that may become of a cell of some kind; `others` are cells that it may be mistaken for."""
    said = text(cell)
    made: list[Any] = ["", "#REF!", "N/A", "see note", "?", "0", "TRUE", "-1", *others]
    made += [change(said) for change in ANYWHERE]
    if said:
        made += _slips(said, source)
    made += INSTEAD.get(kind, ())
    if kind in ("span", "date", "birth_date", "soft_date"):
        made += _dates(cell, source)
    if kind in ("money", "unit_cost", "units", "minutes", "hours"):
        made += [around.format(said) for around in AROUND]
    if kind in ("hcpcs", "modifiers"):
        made += [f"{said} U6", f"{said}-U2", f"{said},GQ"]
    return made


ANYWHERE: tuple[Callable[[str], str], ...] = (
    *(str.lower, str.upper, str.title, lambda said: f" {said} ", lambda said: f"\u00a0{said}", lambda said: f"'{said}"),
    *(lambda said: f'"{said}"', lambda said: said + ".0", lambda said: said + "*", lambda said: said + "\n"),
    *(lambda said: f"{said} {said}", lambda said: f"{said}?", lambda said: f"({said})"),
)


def _slips(said: str, source: random.Random) -> Iterator[Any]:
    """One sign dropped, doubled, changed, put in or exchanged; letters for digits; a number for its text."""
    at = source.randrange(len(said))
    yield said[:at] + said[at + 1 :]
    yield said[:at] + said[at] + said[at:]
    yield said[:at] + source.choice("0123456789") + said[at + 1 :]
    yield said[:at] + source.choice(SIGNS) + said[at:]
    yield said[:at] + said[at : at + 2][::-1] + said[at + 2 :]
    yield said.replace("0", "O", 1)
    yield said.replace("1", "l", 1)
    yield said[: max(at, 1)]
    if said.replace(".", "", 1).isdecimal() and len(said) < 15:
        number = float(said)
        yield from (number, int(number), number * 100, number / 100, f"{number:.3f}", f"{int(number):,}")
        yield f"{number:,.2f}".replace(",", "x").replace(".", ",").replace("x", ".")


def _dates(cell: Any, source: random.Random) -> Iterator[Any]:
    """The same day written in other ways, and other days."""
    day = day_of(cell)
    if day is None:
        return
    yield from (day.strftime(form) for form in DATES)
    yield from (day, datetime(day.year, day.month, day.day), float((day - EPOCH).days))  # noqa: DTZ001 - a cell has no zone
    yield day + timedelta(days=source.choice((-1, 1, 7, 31)))
    year = min(max(day.year + source.choice((-10, -1, 1, 100)), 1900), 2099)
    yield date(year, day.month, min(day.day, 28))
    yield from (f"{day:%m/%d/%Y}-{day:%m/%d/%Y}", "02/30/2026", "13/13/2026", f"{day:%m}/45/{day:%Y}")
