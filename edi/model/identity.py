"""Whether two members under one CIN are one."""

from __future__ import annotations

from edi.model.encounter import Member


def is_another_person(one: Member, other: Member) -> bool:
    """Whether name and birth date both differ: a slip or a marriage changes one of them, another person both."""
    names = [(who.last_name.upper(), who.first_name.upper()) for who in (one, other)]
    return names[0] != names[1] and one.birth_date != other.birth_date
