"""One CIN, two people.

What it finds
    Two encounters with one CIN, and both another name and another birth date.

Why it matters
    The services of one of them would go to the record of the other. Nobody can tell whose the CIN is, so neither is
    sent.

How to fix
    Correct the CIN of the member who does not have it.

Example
    Ana Ramirez, born 1985, and Luis Ortega, born 1962
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edi.diagnostics import Diagnostic, Rule
from edi.model.encounter import Encounter
from edi.model.identity import is_another_person

RULE = Rule(
    code="EN006",
    severity="error",
    scope="encounter",
    field="member_cin",
    message="the same CIN as {related}, with another name and another date of birth",
    hint="Correct the CIN of the member who does not have it.",
)


def check(encounters: Sequence[Encounter], _context: object) -> Iterator[Diagnostic]:
    """One CIN, two people."""
    people: dict[str, dict[int, Encounter]] = {}
    for encounter in encounters:
        people.setdefault(encounter.member.cin, {}).setdefault(id(encounter.member), encounter)
    shared = {cin: tuple(firsts.values()) for cin, firsts in people.items() if len(firsts) > 1}
    for encounter in encounters:
        for other in shared.get(encounter.member.cin, ()):
            if is_another_person(encounter.member, other.member):
                where, there = encounter.lines[0].sources[0], other.lines[0].sources[0]
                yield RULE.at(where.at("member_cin"), encounter.member.cin, related=(there.at("member_cin"),))
                break
