"""What the values of a column say about the field that it holds: one witness among several, in log-odds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any

from invoices.cells import load_kinds
from invoices.cells.base import text_of
from invoices.cells.full_address import HOMELESS, FullAddress
from invoices.cells.full_name import FullName
from invoices.cells.hcpcs import procedures_of
from invoices.reading.columns import Column
from invoices.reading.looks import is_organisation, is_payers_name, is_person, mostly
from invoices.reading.words import DAYS
from invoices.service_name import code_in, read_name
from invoices.workbook import CellValue
from mappings.code_sets import load_places
from mappings.fields import all_fields
from mappings.service_table import load_services

PROGRAMME_BEGAN = 2022
# "Garcia, Maria L", and not "Bridge Homes, Inc." or "Garcia, Jr".
LAST_AND_FIRST = re.compile(r"(?i)[^,]+,\s+(?!(?:jr|sr|ii|iii|iv|inc|llc|corp|co)\b)[^,]+")
# "Garcia, Maria L.", which is hardly a service.
PERSON = re.compile(r"[A-Z][\w'’-]+,\s*[A-Z][\w'’-]+(?:\s+[A-Z]\.?)?")
# Words of a last name that are none alone.
PARTICLES = frozenset(
    [
        "de",
        "la",
        "del",
        "las",
        "los",
        "da",
        "dos",
        "van",
        "von",
        "der",
        "den",
        "le",
        "st",
        "san",
        "santa",
        "mc",
        "mac",
        "al",
        "el",
        "bin",
        "ibn",
        "jr",
        "sr",
        "ii",
        "iii",
    ]
)
NO_NAMES = frozenset(["yes", "no", "y", "n", "true", "false", "x", "none", "si", "sí"])
TIN = re.compile(r"\d{2}[ -]\d{7}|\d{3}[ -]\d{2}[ -]\d{4}|\d{8,9}")
ENDS_WITH_ZIP = re.compile(r"\b\d{5}(?:-?\d{4})?$")
# A number of more digits counts nothing.
MOST_DIGITS = 4
# How many of the different values are tried: enough for a verdict, few enough to be quick.
TRIED = 24
# What values of a kind prove where all fit, and how little is left where none does.
PROOF: Mapping[str, tuple[float, float]] = {
    "cin": (8.0, -4.0),
    "hcpcs": (7.0, -5.0),
    "npi": (6.0, -4.0),
    "taxonomy": (6.0, -5.0),
    "full_address": (6.0, -5.0),
    "diagnoses": (5.0, -4.0),
    "modifiers": (5.0, -4.0),
    "gender": (4.0, -4.0),
    "tin": (5.0, -4.0),
    "birth_date": (3.5, -5.0),
    "span": (3.5, -5.0),
    "date": (3.0, -5.0),
    "soft_date": (1.5, -4.0),
    "phone": (2.5, -4.0),
    "state": (3.0, -5.0),
    "zip": (2.5, -5.0),
    "place_of_service": (2.0, -4.0),
    "full_name": (3.0, -5.0),
    "units": (0.8, -4.0),
    "minutes": (0.5, -4.0),
    "hours": (0.5, -4.0),
    "unit_cost": (0.8, -4.0),
    "money": (0.8, -4.0),
    "indicator": (1.0, -4.0),
    "staff": (2.0, -3.0),
    "modality": (2.0, -3.0),
}
OTHERWISE = (0.5, -3.0)
# What is left of any text where none of several values is one.
NO_SUCH_TEXT = -5.0
# What is left of a whole name or address where none of so many values is one (its heading may be that of a part), and
# of what is no day where all values are days.
PARTS, FEWEST_PARTS = -8.0, 3
DATES = frozenset(["date"])
# From here on values prove a field, whatever the heading.
PROVEN = 6.0
# Names that look like those of organisations, or of persons, of plans: for what they are and for what they are not.
NAME_OF_OWN, NAME_OF_ANOTHER = 1.0, -2.5
# Names of the programme's services.
NAMED_SERVICES = 5.0
# A code with its modifiers has no more words than these.
WORDS = 4
# The same with their procedure codes among the words, for so many different ones at least.
CODES, FEWEST_CODES = 8.0, 2
# A heading that says its field to the letter is not overruled by faulty values: they are findings.
LOUD, LEAST_WITH_LOUD_WORDS = 8.5, -3.0
# A column without any value: its heading alone speaks, and one with values that fit goes before it.
UNKNOWN = -1.5


def weigh(column: Column, name: str, spoken: float) -> tuple[float, str]:
    """What the values say for a field, in log-odds, and the kind that they fit ("" where they say nothing); `spoken`
    is what the heading says."""
    if column.kinds == DATES and all_fields()[name].kind not in DAYS:
        return PARTS, ""
    if name == "service_name" and are_codes(column):
        return PARTS, ""
    share, tried = fit(column, name)
    if not tried:
        # A whole name or address is known by its values alone: its heading may be that of a part.
        return (-4.0 if all_fields()[name].holds and name != "day_cell" else UNKNOWN), ""
    best, worst = PROOF.get(all_fields()[name].kind, OTHERWISE)
    if name == "service_name" and share >= 0.8 and _names_services(column):
        best = CODES if name_codes(column) else NAMED_SERVICES
    if all_fields()[name].kind in ("modality", "staff") and name_codes(column):
        return worst, ""  # "ECM visit, in person (G9012 U2)" says more than how
    if share >= 0.8 and best > 1.0 and not _special(column, name):
        best = min(best, 0.5)
    if not share and tried >= FEWEST_PARTS and all_fields()[name].holds:
        return PARTS, ""
    if not share and all(text_of(value).casefold() in NO_NAMES for value in column.values):
        return PARTS, ""  # "Paid?" with yes and no below it is no amount
    if not share and tried >= FEWEST_PARTS and is_plain(name) and spoken < LOUD:
        worst = NO_SUCH_TEXT
    score = worst + (best - worst) * _bent(share) + _as_a_name(column, name)
    if spoken >= LOUD:
        score = max(score, LEAST_WITH_LOUD_WORDS)
    return score, all_fields()[name].kind if share >= 0.8 and best > 1.0 else ""


def _as_a_name(column: Column, name: str) -> float:
    """What it says for the name of somebody that the values look like names of organisations, or of persons."""
    if name in ("billing_name", "payer_name"):
        plans = mostly(column, is_payers_name)
        if mostly(column, is_organisation) or plans:
            return NAME_OF_ANOTHER if plans != (name == "payer_name") else NAME_OF_OWN
        # One name down the sheet may be that of an agency without a word for it: "Del Paso Navigators".
        return NAME_OF_ANOTHER if len(column.values) > 1 and mostly(column, is_person) else 0.0
    if all_fields()[name].kind == "full_name" and mostly(column, is_organisation):
        return NAME_OF_ANOTHER
    return 0.0


def is_plain(name: str) -> bool:
    """Whether a field holds any text, so that its values prove nothing."""
    return all_fields()[name].kind not in PROOF


def _bent(share: float) -> float:
    """A fifth of faulty values leaves nearly all of the proof, a half next to nothing of it."""
    return min(1.0, max(0.0, (share - 0.3) / 0.55))


def fit(column: Column, name: str) -> tuple[float, int]:
    """The share of the column's values that the field may hold, and how many were tried."""
    good = tried = 0
    for value in list(column.values)[:TRIED]:
        verdict = _verdict(value, name)
        if verdict is not None:
            tried += 1
            good += verdict
    return (good / tried if tried else 0.0), tried


@cache
def _judge(name: str) -> Callable[[CellValue], bool | None]:
    definition = all_fields()[name]
    clean = load_kinds()[definition.kind]
    look = _looks().get(name) or _looks().get(definition.kind)

    def judge(value: CellValue) -> bool | None:
        cleaned = clean(value, definition.limit)
        if cleaned.value is None:
            return None if cleaned.problems and cleaned.problems[0].code == "CL028" else False
        if type(cleaned.value) is FullAddress and cleaned.value.zip is None:
            return None
        return look is None or look(cleaned.value, value)

    return judge


def _verdict(value: CellValue, name: str) -> bool | None:
    """Whether the field may hold the value; None for a word for nothing."""
    return _remembered(type(value).__name__, value, name)


@lru_cache(maxsize=65_536)
def _remembered(_kind: str, value: CellValue, name: str) -> bool | None:
    """The same value is weighed for a field in every form of a sheet that is tried."""
    return _judge(name)(value)


Look = Callable[[Any, CellValue], bool]


@cache
def _looks() -> Mapping[str, Look]:
    """What a clean value must look like besides, by field or by kind."""
    names = [name for name in all_fields() if name.endswith("_name") or name in ("county", "member_suffix")]
    cities = [name for name in all_fields() if name.endswith("_city")]
    whole = [name for name, field in all_fields().items() if field.kind == "full_name"]
    streets = [name for name, field in all_fields().items() if name.endswith("_address") and not field.holds]
    return {
        "date": _since_the_programme,
        "span": lambda day, _: not isinstance(day, date) or day.year >= PROGRAMME_BEGAN,
        "soft_date": _since_the_programme,
        # Most members are born before the programme began; a column of later dates is one of services.
        "birth_date": lambda day, raw: not _since_the_programme(day, raw),
        "hcpcs": lambda found, _: all(_is_procedure(procedure.hcpcs) for procedure in procedures_of(found)),
        "modifiers": lambda found, _: all(_is_modifier(modifier) for modifier in found),
        "place_of_service": _is_place,
        "zip": lambda _, raw: _is_zip(text_of(raw)),
        "state": lambda _, raw: isinstance(raw, str),
        "gender": lambda _, raw: isinstance(raw, str),
        "tin": lambda _, raw: TIN.fullmatch(text_of(raw)) is not None,
        "units": _is_plain_quantity,
        "service_name": _may_be_service,
        **dict.fromkeys(names, lambda _, raw: _is_name(text_of(raw))),
        **dict.fromkeys(("member_last_name", "rendering_name"), lambda _, raw: _is_last_name(text_of(raw))),
        **dict.fromkeys(("member_first_name", "rendering_first_name"), lambda _, raw: _is_first_name(text_of(raw))),
        **dict.fromkeys(whole, _is_whole_name),
        **dict.fromkeys(cities, lambda _, raw: _is_city(text_of(raw))),
        **dict.fromkeys(streets, lambda _, raw: _is_street(text_of(raw))),
        **dict.fromkeys(("invoice_number", "control_number", "authorization", "member_mrn", "claim_id"), _is_number),
    }


def _may_be_service(_: object, raw: CellValue) -> bool:
    text = text_of(raw)
    return PERSON.fullmatch(text) is None or _names_service(text)


def _since_the_programme(day: object, _: CellValue) -> bool:
    return isinstance(day, date) and day.year >= PROGRAMME_BEGAN


def _is_procedure(code: str) -> bool:
    return bool(re.match(r"[A-V]", code)) or code[:2] in ("97", "98", "99")


def _is_modifier(modifier: str) -> bool:
    return not modifier.isdigit() or modifier in ("22", "24", "25", "27", "50", "51", "52", "53", "59", "76", "77",
                                                 "93", "95", "99")  # fmt: skip


def _is_place(_: object, raw: CellValue) -> bool:
    """Two digits, or words: the bare number 4 is more often a count."""
    text = text_of(raw)
    return len(text) >= 2 or text in load_places()


def _is_zip(text: str) -> bool:
    return re.fullmatch(r"\d{5}(?:-?\d{4})?|\d{4}", text) is not None


def _is_plain_quantity(_: object, raw: CellValue) -> bool:
    whole = text_of(raw).removesuffix(".0")
    return not whole.startswith("$") and not (whole.isdigit() and len(whole) > MOST_DIGITS)


def _is_name(text: str) -> bool:
    letters = sum(1 for letter in text if letter.isalpha())
    digits = sum(1 for letter in text if letter.isdigit())
    return letters > digits and text.casefold() not in NO_NAMES


def _is_street(text: str) -> bool:
    if ENDS_WITH_ZIP.search(text) and "," in text:
        return False
    return HOMELESS.fullmatch(text) is not None or (any(t.isalpha() for t in text) and any(t.isdigit() for t in text))


def _is_city(text: str) -> bool:
    return not any(letter.isdigit() for letter in text) and len(text) > 2


def _is_last_name(text: str) -> bool:
    words = [word for word in text.split() if word.casefold().rstrip(".") not in PARTICLES]
    return _is_name(text) and not LAST_AND_FIRST.fullmatch(text) and len(words) <= 1


def _is_first_name(text: str) -> bool:
    return _is_last_name(text) and "," not in text


def _is_whole_name(name: FullName, raw: CellValue) -> bool:
    text = text_of(raw)
    return _is_name(text) and bool(name.last and name.first) and not any(letter.isdigit() for letter in text)


def _is_number(_: object, raw: CellValue) -> bool:
    text = text_of(raw)
    return not isinstance(raw, date) and len(text.split()) <= 3 and any(letter.isdigit() for letter in text)


def _special(column: Column, name: str) -> bool:
    """Whether values that fit prove something: codes of the programme, diagnoses that are written like some."""
    texts = [text_of(value).upper() for value in list(column.values)[:TRIED]]
    kind = all_fields()[name].kind
    if kind == "hcpcs":
        return _share(texts, lambda text: bool(load_services().with_code(re.split(r"[\s:,;/()-]+", text)[0])))
    if kind == "modifiers":
        return _share(texts, lambda text: bool(set(re.split(r"[\s:,;/.+&-]+", text)) & programme_modifiers()))
    if kind == "diagnoses":
        return _share(texts, lambda text: bool(re.match(r"[A-TV-Z]\d[0-9A-Z](?:\.|[0-9A-Z]|$)", text)))
    if kind == "state":
        return len(texts) > 1 or texts == ["CA"]
    if kind == "tin":
        return _share(texts, lambda text: "-" in text)
    if kind == "npi":
        return _share(texts, lambda text: text[:1] in "12")
    if kind in ("staff", "modality", "indicator"):
        return len(texts) > 1
    return True


def _names_services(column: Column) -> bool:
    """Whether the values name services of the programme."""
    texts = [text_of(value) for value in list(column.values)[:TRIED]]
    return _share(texts, _names_service)


def are_codes(column: Column) -> bool:
    """Whether the values are procedure codes of the programme, alone or with their modifiers."""
    return fit(column, "hcpcs")[0] >= 0.8 and _special(column, "hcpcs") and not name_codes(column)


def name_codes(column: Column) -> bool:
    """Whether the values are names of services of several words with the procedure code among them."""
    texts = [text_of(value) for value in list(column.values)[:TRIED]]
    return len(texts) >= FEWEST_CODES and _share(texts, lambda text: len(text.split()) > WORDS and bool(code_in(text)))


def _names_service(text: str) -> bool:
    return bool(code_in(text) or read_name(text, load_services()).service)


def _share(texts: list[str], test: Callable[[str], bool]) -> bool:
    return sum(1 for text in texts if test(text)) >= 0.8 * len(texts)


@cache
def programme_modifiers() -> frozenset[str]:
    """The modifiers that tell services of the programme apart."""
    return frozenset(modifier for service in load_services().services for modifier in service.modifiers)
