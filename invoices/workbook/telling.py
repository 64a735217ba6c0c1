"""Values that no note holds by chance: a member's number, a code of the programme's services."""

from __future__ import annotations

import re
from functools import cache

from mappings.service_table import load_services

CIN = re.compile(r"9\d{7}[A-Z](?:\d{5})?")
# A code with what may follow it in a cell: modifiers, units, another code.
CODE = re.compile(r"([A-Z]\d{4}|\d{5})(?:$|[\s:,;/x*-]+(?:[A-Z0-9]{1,5}(?:$|[\s:,;/x*-]+))+)")
SHORTEST, LONGEST = 5, 40


@cache
def _codes() -> frozenset[str]:
    return frozenset(service.hcpcs for service in load_services().services)


def is_cin(value: object) -> bool:
    """Whether a value is written as a CIN, or as the number of a benefits card."""
    if type(value) is not str or len(value) > LONGEST:
        return False
    return CIN.fullmatch(value.replace(" ", "").replace("-", "").upper()) is not None


def is_code(value: object) -> bool:
    """Whether a value is a procedure code of the programme, alone or with what belongs to it."""
    if type(value) is not str or not SHORTEST <= len(value) <= LONGEST:
        return False
    found = CODE.fullmatch(value.strip().upper())
    return found is not None and found[1] in _codes()


def tells_of_a_service(value: object) -> bool:
    """Whether a value names a member or a service by its number or code."""
    return is_cin(value) or is_code(value)
