"""One CIN, two members.

What it finds
    Two encounters with one CIN and different names, birth dates or genders.

Why it matters
    One of them has the wrong CIN, or a name was typed in two ways.

How to fix
    Correct the CIN, or write the name as on the card.

Example
    Ana and Anna
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edi.diagnostics import Diagnostic, Rule
from edi.model.encounter import Encounter
from edi.model.identity import is_another_person

DIFFERENCES = {
    "last_name": "last name",
    "first_name": "first name",
    "birth_date": "date of birth",
    "gender": "gender",
}

RULE = Rule(
    code="EN002",
    severity="warning",
    scope="encounter",
    field="member_cin",
    message="the same CIN as {related}, with another {expected}",
    hint="Compare the two members; correct the CIN, name or birth date.",
)


def check(encounters: Sequence[Encounter], _context: object) -> Iterator[Diagnostic]:
    """One CIN, two members."""
    first_with: dict[str, Encounter] = {}
    told: set[tuple[str, str]] = set()
    for encounter in encounters:
        member = encounter.member
        first = first_with.setdefault(member.cin, encounter)
        if first.member is member or is_another_person(member, first.member):
            continue
        for attribute, title in DIFFERENCES.items():
            ours, theirs = str(getattr(member, attribute)), str(getattr(first.member, attribute))
            if ours.upper() != theirs.upper() and (member.cin, title + ours) not in told:
                told.add((member.cin, title + ours))
                where, other = encounter.lines[0].sources[0], first.lines[0].sources[0]
                yield RULE.at(where.at("member_cin"), ours, title, (other.at("member_cin"),))
