"""Whose the columns are that begin with the same unknown word: "Shopper CIN" and "Shopper birthday" say that a shopper
is a member, and so whose "Shopper street" is. The sheet itself teaches what no dictionary has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from invoices.reading.columns import Column
from invoices.reading.evidence import Evidence, Score, Target
from invoices.reading.wording import wording
from invoices.reading.words import read_heading, role_of
from mappings.subject_file import INVOICE

# So many columns begin with the words, and so many of them are known to belong to one person or agency.
FEWEST, FEWEST_KNOWN = 3, 2
# How a heading says whose a column is.
AS_SAID = {"member": "Member", "billing": "Billing provider", "rendering": "Rendering provider"}
MOST_WORDS = 2
NUMBERS = frozenset(["member_cin", "billing_npi", "billing_tin", "rendering_npi"])
WORD = re.compile(r"[A-Z]+(?![a-z])['’]?s?|[A-Z]?[^\W\d_A-Z]+['’]?s?|\d+")


def taught(columns: Sequence[Column], evidence: Evidence, chosen: Mapping[int, Target]) -> list[Column] | None:
    """The columns with what the sheet teaches of their first words; None where it teaches nothing."""
    if evidence.subject != INVOICE:
        return None
    roles = dict(_roles(columns, evidence, chosen))
    if not roles:
        return None
    made = [_told(column, roles) for column in columns]
    return made if any(one is not other for one, other in zip(made, columns, strict=True)) else None


def _roles(
    columns: Sequence[Column], evidence: Evidence, chosen: Mapping[int, Target]
) -> Iterator[tuple[tuple[str, ...], str]]:
    groups: dict[tuple[str, ...], list[Column]] = defaultdict(list)
    for column in columns:
        if column.heading and not column.path:
            said = _words(column.heading)
            for length in range(1, min(MOST_WORDS + 1, len(said))):
                groups[tuple(said[:length])].append(column)
    for words, found in groups.items():
        if len(found) < FEWEST or wording(" ".join(words)).role or _says_what(words):
            continue
        proven = [column for column in found if _is_proven(column, evidence, chosen)]
        known = [chosen[column.number].name for column in proven]
        if len(words) < MOST_WORDS and _goes_on(proven) and not _goes_on(found):
            continue  # "SERV_AREA_NPI" says whose "SERV_AREA_NAME" is, and not whose "SERV_DT"
        # Its number says whose a group is; without one all that is known of it has to.
        roles = {role_of(name) for name in NUMBERS & {*known}} or {role_of(name) for name in known}
        # Words that may say what a field is ("Service") say whose it is only where its number is among them.
        telling = wording(" ".join(words)).unknown or NUMBERS & {*known}
        if telling and len(known) >= FEWEST_KNOWN and len(roles) == 1 and roles <= AS_SAID.keys():
            yield words, roles.pop()


def _says_what(words: Sequence[str]) -> bool:
    """Whether the last of several words is one of an attribute: "customer address line" is an address of the
    customer's, and "customer address" nobody."""
    return len(words) > 1 and not wording(words[-1]).unknown


def _goes_on(columns: Sequence[Column]) -> bool:
    """Whether the headings have the same second word."""
    return len({tuple(_words(column.heading)[1:2]) for column in columns}) == 1


def _words(heading: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(heading)]


def _is_proven(column: Column, evidence: Evidence, chosen: Mapping[int, Target]) -> bool:
    """Whether values or what follows from what say whose a column is."""
    target = chosen.get(column.number)
    if target is None:
        return False
    score: Score = evidence.scores[column.number][target]
    return score.dependency > 0 or score.values >= 2.0


def _told(column: Column, roles: Mapping[tuple[str, ...], str]) -> Column:
    words = _words(column.heading)
    for length in range(min(MOST_WORDS, len(words) - 1), 0, -1):
        role = roles.get(tuple(words[:length]))
        if role is not None:
            rest = _after(column.heading, length)
            reading = read_heading(f"{AS_SAID[role]} {rest}", column.group, column.subject)
            things = {name: score for name, score in column.reading.things.items() if name in reading.things}
            return replace(column, reading=reading._replace(things=things))
    return column


def _after(heading: str, length: int) -> str:
    """A heading without its first words."""
    places = list(WORD.finditer(heading))
    return heading[places[length].start() :]
