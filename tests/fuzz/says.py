"""What a cell says, by a statement of its own: nothing here comes from the program's cell functions. Each kind of cell
has a predicate: whether a value that was sent is what the cell says."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

CODES = Path(__file__).parents[2] / "mappings" / "codes"
EPOCH = date(1899, 12, 30)
NOTHING = {"", "n/a", "na", "-", "--", "---", "none", "null", "nil", "unknown", "unk", "tbd", ".", "?", "—"}
# Words for nothing that may be a name.
NAMES_TOO = {"na", "none", "null", "nil", "unknown", "unk", "tbd", "."}
AMOUNT = re.compile(r"\$? ?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d{0,4})?(?: ?USD| dollars)?", re.IGNORECASE)
GENDERS = {"f": "F", "female": "F", "woman": "F", "mujer": "F", "m": "M", "male": "M", "man": "M", "hombre": "M"}
DATES = (
    *("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%m-%d-%y", "%m.%d.%Y", "%m.%d.%y", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"),
    "%d.%m.%Y",  # comes after the other order: only a day that can be no month
    *("%Y%m%d", "%B %d, %Y", "%b %d, %Y", "%d-%b-%y", "%d-%b-%Y", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y"),
    *(
        "%Y-%m-%d 00:00:00",
        "%Y-%m-%dT00:00:00",
        "%Y-%m-%dT00:00:00Z",
        "%Y-%m-%dT0:00:00",
        "%m/%d/%Y 0:00",
        "%d-%B-%Y",
        "%A, %B %d, %Y",
    ),
)


def text(cell: Any) -> str:
    """What a person sees."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        cell = cell.date()
    if isinstance(cell, float):
        cell = int(cell) if cell == int(cell) else repr(cell)
    return " ".join(str(cell).split())


def is_nothing(cell: Any) -> bool:
    """Whether a cell is empty, or says so."""
    return text(cell).lower() in NOTHING


def plain(words: str) -> str:
    """Letters and digits alone, without accents, in capitals."""
    flat = unicodedata.normalize("NFKD", words).upper()
    return re.sub(r"[^A-Z0-9]", "", flat)


def _words(cell: Any, sent: str) -> bool:
    said = plain(text(cell))
    return said == plain(sent) or (len(sent) >= 10 and said.startswith(plain(sent)))


def _digits(*lengths: int) -> Callable[[Any, str], bool]:
    def same(cell: Any, sent: str) -> bool:
        digits = re.sub(r"[\s().+-]", "", text(cell))
        digits = re.sub(r"(?i)(x|ext)\d*$", "", digits)
        digits = digits[1:] if len(digits) == 11 and digits[0] == "1" and 10 in lengths else digits
        if digits.endswith(".0"):
            digits = digits[:-2]
        return digits == sent and len(sent) in lengths

    return same


def _npi(cell: Any, sent: str) -> bool:
    digits = "80840" + sent
    total = sum(sum(divmod(int(d) * (1 + n % 2), 10)) for n, d in enumerate(reversed(digits)))
    return _digits(10)(cell, sent) and total % 10 == 0


def _zip(cell: Any, sent: str) -> bool:
    digits = re.sub(r"[\s-]", "", text(cell))
    if isinstance(cell, (int, float)) and len(digits) in (4, 8):
        digits = "0" + digits
    return len(digits) in (5, 9) and sent in (digits, digits + "9998")


@cache
def _states() -> Mapping[str, str]:
    with (CODES / "states.csv").open(encoding="utf-8") as lines:
        rows = list(csv.reader(line for line in lines if not line.startswith("#")))[1:]
    found = {plain(name): code for code, name, *_ in rows}
    return found | {code: code for code, *_ in rows} | {"CALIF": "CA"}


def _state(cell: Any, sent: str) -> bool:
    return _states().get(plain(text(cell))) == sent


def _cin(cell: Any, sent: str) -> bool:
    return re.sub(r"[\s-]", "", text(cell)).upper() == sent and re.fullmatch(r"9\d{7}[A-Z]", sent) is not None


def day_of(cell: Any, century: int = 2000) -> date | None:
    """The day that a cell says in the American way; None where it says none."""
    if isinstance(cell, date):
        return cell.date() if isinstance(cell, datetime) else cell
    said = text(cell)
    if re.fullmatch(r"\d{5}(\.0)?", said):
        return EPOCH + timedelta(days=int(said[:5]))
    said = re.sub(r"(?i)\b(\d{1,2})(st|nd|rd|th)\b", r"\1", said)
    said = re.sub(r"(?<=[a-z])(?=\d)", " ", said)  # "Feb6 2026"
    said = re.sub(r"(?<=:\d\d)\.0+$", "", said)
    said = re.sub(r"(?<=\d)([T ]\d{1,2}:\d\d):\d\d$", r"\1:00", said)  # the seconds of a day change nothing
    for form in DATES:
        try:
            day = datetime.strptime(said, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if "%y" in form:
            day = day.replace(year=century + day.year % 100)
        return day
    return None


def _day(cell: Any, sent: str) -> bool:
    ends = re.split(r"\s*(?:–|—| to | thru | through |(?<=\d)-(?=\d{1,2}/)| - )\s*", text(cell))
    days = [day_of(part) for part in ([cell] if len(ends) == 1 else ends)]
    return sent in {f"{day:%Y%m%d}" for day in days if day}


def _birth(cell: Any, sent: str) -> bool:
    day = day_of(cell, 1900)
    return day is not None and f"{day:%Y%m%d}" == sent


def amount_of(cell: Any) -> Decimal | None:
    """The dollars that a cell says; None where it says none, or could say two amounts."""
    said = text(cell)
    if not AMOUNT.fullmatch(said) or not re.search(r"\d", said):
        return None
    if isinstance(cell, str) and re.fullmatch(r"\$? ?[1-9]\d{0,2}\.\d\d0", said):
        return None
    return Decimal(re.sub(r"[^\d.]", "", said))


def units_of(cell: Any, unit: str) -> Decimal | None:
    """The units that a cell says, of a code that counts `unit`."""
    said = text(cell).lower()
    clock = re.fullmatch(r"(\d{1,3}):([0-5]\d)(?::00)?", said)
    minutes: Decimal | None = Decimal(int(clock[1]) * 60 + int(clock[2])) if clock else None
    found = re.fullmatch(r"(\d{1,3}(?:,\d{3})+|\d*)(\.\d*)?\s*([a-z]*)\.?", said)
    if found and (found[1] or found[2]) and not clock:
        if isinstance(cell, str) and re.fullmatch(r"[1-9]\d{0,2}\.\d\d0", said):
            return None
        number = Decimal((found[1].replace(",", "") or "0") + (found[2] or "").rstrip("."))
        if found[3][:1] == "m":
            minutes = number
        elif found[3][:1] == "h":
            minutes = number * 60
        elif found[3] in ("", "unit", "units", "u", "day", "days", "d", "x"):
            return number
        else:
            return None
    if minutes is None or unit != "15_minutes" or minutes % 15:
        return None
    return minutes / 15


def codes_of(cell: Any) -> list[str]:
    """The diagnosis codes in a cell, without their dots."""
    found = re.findall(r"[A-Z][0-9][0-9A-Z](?:\.?[0-9A-Z]{1,4})?", text(cell).upper())
    return [code.replace(".", "") for code in found]


def _gender(cell: Any, sent: str) -> bool:
    return GENDERS.get(text(cell).lower().strip("."), "U") == sent


def _place(cell: Any, sent: str) -> bool:
    said = text(cell)
    digits = re.findall(r"\d+", said)
    if digits:
        return any(number.zfill(2) == sent for number in digits)
    return any(len(word) > 3 and word in _places()[sent] for word in re.findall(r"[a-z]+", said.lower()))


@cache
def _places() -> Mapping[str, str]:
    with (CODES / "place_of_service.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return {row["code"]: row["name"].lower() for row in rows}


def _letters(cell: Any, sent: str) -> bool:
    """A whole name: the same letters, in whatever order its parts were taken."""
    said = re.sub(r"\([^()]*\)", "", text(cell))  # a nickname is no part of it
    return sorted(plain(text(cell))) == sorted(plain(sent)) or sorted(plain(said)) == sorted(plain(sent))


def _address(cell: Any, sent: str) -> bool:
    """A whole address: the same letters and digits one after another, the state by name or letters."""
    said = plain(text(cell)).replace("CALIFORNIA", "CA")
    return said == plain(sent) or said + "9998" == plain(sent) or said == "HOMELESS"


# Kind -> whether the sent value is what the cell says.
FITS: Mapping[str, Callable[[Any, str], bool]] = {
    "text": _words, "reference": _words, "npi": _npi, "tin": _digits(9), "phone": _digits(10), "zip": _zip,
    "state": _state, "cin": _cin, "span": _day, "date": _day, "birth_date": _birth, "gender": _gender,
    "place_of_service": _place, "full_name": _letters, "full_address": _address, "taxonomy": _words,
}  # fmt: skip
