"""How well the values of a column fit a field: the share that the field's cell function reads without error, and
what the values have to look like besides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from invoices.cells import load_kinds
from invoices.cells.base import text_of
from invoices.cells.full_address import FullAddress
from invoices.cells.full_name import FullName
from invoices.cells.hcpcs import Procedure, procedures_of
from invoices.workbook import CellValue
from mappings.fields import all_fields
from mappings.service_table import load_services

MOST_VALUES = 48
PROGRAMME_BEGAN = 2022
# A column fits fully where this share of its values does; a tenth or two may be honest mistakes. It does not fit at
# all where less than the other share does.
FULLY, NOT_AT_ALL = 0.80, 0.40
# "Garcia, Maria L", and not "Bridge Homes, Inc." or "Garcia, Jr".
LAST_AND_FIRST = re.compile(r"(?i)[^,]+,\s+(?!(?:jr|sr|ii|iii|iv|inc|llc|corp|co)\b)[^,]+")
ENDS_WITH_ZIP = re.compile(r"\b\d{5}(?:-?\d{4})?$")
# Findings about cells that say nothing: a word for it, an error value, a formula without a result.
NOTHING = ("CL028", "CL023", "CL030")
# What is known of a column without any value.
NO_VALUES = 0.85


def distinct(values: Iterable[CellValue]) -> dict[CellValue, int]:
    """The different values of a column, in their order and as many as are worth looking at, with their number."""
    found: dict[CellValue, int] = {}
    for value in values:
        if value in found:
            found[value] += 1
        elif value != "" and len(found) < MOST_VALUES and text_of(value):
            found[value] = 1
    return found


def fit(values: Mapping[CellValue, int], field: str) -> float:
    """1 where the values are such as the field holds, 0 where they contradict it."""
    good = read = 0
    for value, count in values.items():
        verdict = _verdict(value, field)
        if verdict is not None:
            read += count
            good += verdict * count
    if not read:
        # A whole name or address is known by its values alone: its heading may be that of a part.
        return 0.0 if all_fields()[field].holds else NO_VALUES
    return min(1.0, max(0.0, (good / read - NOT_AT_ALL) / (FULLY - NOT_AT_ALL)))


def _verdict(value: CellValue, field: str) -> bool | None:
    """Whether the field may hold the value; None for a word for nothing, and for a formula that failed."""
    definition = all_fields()[field]
    cleaned = load_kinds()[definition.kind](value, definition.limit)
    if cleaned.value is None:
        return None if cleaned.problems and cleaned.problems[0].code in NOTHING else False
    if type(cleaned.value) is FullAddress and cleaned.value.zip is None:
        return None
    look = _looks().get(definition.name) or _looks().get(definition.kind)
    return look is None or look(cleaned.value, value)


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
        "soft_date": _since_the_programme,
        # Most members are born before the programme began; a column of later dates is one of services.
        "birth_date": lambda day, raw: not _since_the_programme(day, raw),
        "hcpcs": lambda found, _: all(map(_is_code, procedures_of(found))),
        "modifiers": lambda found, _: not any(modifier.isdigit() for modifier in found),
        **dict.fromkeys(names, lambda _, raw: _is_name(text_of(raw))),
        **dict.fromkeys(("member_last_name", "rendering_name"), lambda _, raw: _is_last_name(text_of(raw))),
        **dict.fromkeys(whole, _is_whole_name),
        **dict.fromkeys(cities, lambda _, raw: _is_name(text_of(raw))),
        **dict.fromkeys(streets, lambda _, raw: _is_street(text_of(raw))),
        **dict.fromkeys(("invoice_number", "control_number", "authorization", "member_mrn"), _is_number),
    }


def _since_the_programme(day: object, _: CellValue) -> bool:
    return isinstance(day, date) and day.year >= PROGRAMME_BEGAN


def _is_code(procedure: Procedure) -> bool:
    """A number of five digits is rather a ZIP code, except where the codes of visits and assessments begin."""
    return procedure.hcpcs[0].isalpha() or procedure.hcpcs[:2] in ("97", "98", "99")


def _is_name(text: str) -> bool:
    letters = sum(1 for letter in text if letter.isalpha())
    digits = sum(1 for letter in text if letter.isdigit())
    return letters > digits


def _is_street(text: str) -> bool:
    if ENDS_WITH_ZIP.search(text) and "," in text:
        return False
    return text.upper() == "HOMELESS" or (any(t.isalpha() for t in text) and any(t.isdigit() or t == " " for t in text))


def _is_last_name(text: str) -> bool:
    return _is_name(text) and not LAST_AND_FIRST.fullmatch(text)


def _is_whole_name(name: FullName, raw: CellValue) -> bool:
    return _is_name(text_of(raw)) and bool(name.last and name.first)


def _is_number(_: object, raw: CellValue) -> bool:
    return not isinstance(raw, date) and len(text_of(raw).split()) <= 3


def tells(values: Mapping[CellValue, int], field: str) -> float:
    """How much values that fit the field say for it beyond not contradicting it: 0 nothing, towards 1 nearly proof."""
    return _proof().get(field, 0.0) if values and _is_special(values, field) else 0.0


@cache
def _proof() -> Mapping[str, float]:
    by_kind = {"cin": 0.7, "npi": 0.6, "hcpcs": 0.6, "diagnoses": 0.5, "modifiers": 0.5, "birth_date": 0.4}
    # Of these several people have one each, so that the values say little about whose it is.
    by_kind |= {
        "date": 0.3,
        "gender": 0.3,
        "phone": 0.2,
        "tin": 0.2,
        "place_of_service": 0.2,
        "zip": 0.15,
        "state": 0.15,
    }
    return {name: by_kind.get(field.kind, 0.0) for name, field in all_fields().items()}


def _is_special(values: Mapping[CellValue, int], field: str) -> bool:
    """Codes prove something where they are codes of the programme, diagnoses where they are written with a dot."""
    texts = {text_of(value).upper(): count for value, count in values.items()}
    if field == "hcpcs":
        return _share(texts, lambda text: bool(load_services().with_code(re.split(r"[\s:,;/()-]+", text)[0])))
    if field == "modifiers":
        return _share(texts, lambda text: bool(set(re.split(r"[\s:,;/.+&-]+", text)) & _modifiers()))
    if field == "diagnoses":
        return _share(texts, lambda text: bool(re.match(r"[A-Z]\d[0-9A-Z]\.|Z\d\d", text)))
    return True


def _share(texts: Mapping[str, int], test: Callable[[str], bool]) -> bool:
    return sum(count for text, count in texts.items() if test(text)) >= FULLY * sum(texts.values())


@cache
def _modifiers() -> frozenset[str]:
    return frozenset(modifier for service in load_services().services for modifier in service.modifiers)
