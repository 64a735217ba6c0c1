"""Values of a row as the guidance has them written."""

from __future__ import annotations

from datetime import date
from typing import Any

from edi.member_files.models import MemberRow, Period
from mappings.member_fields import MemberField, load_codes
from mappings.profile_file import MemberFiles

SLASHES, DIGITS = "%m/%d/%Y", "%m%d%Y"
# These stay dates in a workbook; every other date is text there.
DATES = frozenset({"date", "birth_date"})


def cell_of(row: MemberRow, field: MemberField, settings: MemberFiles) -> Any:
    """The cell of a field: a code of its list, a date, a number or text; what the guidance has written for "not known"
    where the row says so; None for nothing."""
    value = row.value(field.name)
    if value is None:
        return field.unknown if field.name in row.unknown else None
    if field.codes:
        return next((code.code for code in load_codes()[field.codes] if code.value == value), str(value))
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Period):
        return f"{value.start:{SLASHES}}.{value.end:{SLASHES}}"
    if isinstance(value, date) and field.kind not in DATES:
        digits = field.kind == "digit_date" and settings.discontinuation_date == "digits"
        return value.strftime(DIGITS if digits else SLASHES)
    return value
