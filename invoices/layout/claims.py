"""How surely each column holds each field, and which column gets which; what is in doubt stays open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from invoices.layout.naming import role_of
from invoices.layout.values import fit, tells
from invoices.workbook import CellValue
from mappings.fields import load_fields

# From ACCEPT on a column is taken; from DOUBT on it is named as a near miss. Two claims within MARGIN are equal.
ACCEPT, DOUBT, MARGIN = 0.70, 0.40, 0.05
# What a name alone can say at most, and with values that say the same.
SURE_BY_NAME, SUREST = 0.95, 0.99
# A heading that says nothing leaves it to values that prove something; one that says this much does not.
NAMELESS, SPOKEN = 0.50, 0.75
PROVEN_BY_VALUES = ("member_cin", "hcpcs", "billing_npi", "diagnoses", "modifiers")
# "Address 2" and "Phone 2" go on from the first; any other second column claims as much as the first.
SECOND, CONTINUED = 0.6, ("_address", "_phone")
SLOT_FIELDS = frozenset({"hcpcs", "modifiers", "units", "minutes", "unit_cost", "line_charge", "service_name"})


class Target(NamedTuple):
    """A field, or a field of one of the numbered services of a row (slot 0: none)."""

    name: str
    slot: int = 0


@dataclass(slots=True)
class Column:
    """A column as the guess sees it: its heading, how well that fits each field, whom it is about, some different
    values, the number that counts services, and whether its own heading has a number above one."""

    number: int
    heading: str
    names: dict[str, float]
    role: str = ""
    values: Mapping[CellValue, int] = field(default_factory=dict)
    slot: int = 0
    template: str = ""
    second: bool = False
    _scores: dict[str, float] = field(default_factory=dict)

    def score(self, name: str) -> float:
        """How surely the column holds the field, 0 to 0.99: the name's evidence times the values'."""
        if name not in self._scores:
            self._scores[name] = self._score(name)
        return self._scores[name]

    def _score(self, name: str) -> float:
        by_name = self.names.get(name, 0.0)
        if by_name and by_name <= self.names.get("", 0.0):
            return 0.0
        if by_name < NAMELESS and not self._may_be_proven(name):
            return 0.0
        fitting = fit(self.values, name)
        proof = tells(self.values, name) if fitting == 1.0 else 0.0
        if by_name < NAMELESS:
            by_name = NAMELESS if proof else 0.0
        return min(by_name * fitting + (1 - by_name) * proof, SUREST if proof else SURE_BY_NAME)

    def _may_be_proven(self, name: str) -> bool:
        unspoken = max(self.names.values(), default=0.0) < SPOKEN
        return name in PROVEN_BY_VALUES and unspoken and self.role in ("", role_of(name))

    def claims(self, numbered: frozenset[int]) -> dict[Target, float]:
        """What the column claims, from DOUBT on; `numbered` are the services of a row where it has several."""
        found: dict[Target, float] = {}
        for name in {*self.names, *PROVEN_BY_VALUES} - {""}:
            score = self.score(name)
            target = self.target(name, numbered)
            if self.second and name.endswith(CONTINUED):
                score *= SECOND
            if score >= DOUBT and score > found.get(target, 0.0):
                found[target] = score
        return found

    def target(self, name: str, numbered: frozenset[int]) -> Target:
        """Where the field goes: beside several services, an amount without a number is the row's."""
        if not numbered or name not in SLOT_FIELDS:
            return Target(name)
        slot = self.slot or (1 if 0 in numbered else 0)
        if slot and (slot in numbered or not self.slot):
            return Target(name, slot)
        return Target("row_total" if name == "line_charge" else name)


class Choice(NamedTuple):
    """A column taken for a field."""

    column: Column
    target: Target
    score: float

    @property
    def heading(self) -> str:
        """The heading as a layout names it, with `{n}` where it counts services."""
        return self.column.template if self.target.slot and self.column.slot else self.column.heading


class Clash(NamedTuple):
    """Columns that claim the same field, or fields that claim the same column, too much alike to choose."""

    columns: tuple[Column, ...]
    targets: tuple[Target, ...]


@dataclass(slots=True)
class Assignment:
    """What each column was taken for, what could not be decided, and near misses by column."""

    choices: list[Choice] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    near: dict[int, tuple[Target, float]] = field(default_factory=dict)

    @property
    def worth(self) -> float:
        """How much of an invoice was found: the sum of the scores, fields that a line cannot do without twice, less
        what is disputed."""
        found = sum(choice.score * _weight(choice.target) for choice in self.choices)
        return found - sum(_weight(target) for clash in self.clashes for target in clash.targets)


def is_required(name: str) -> bool:
    """Whether a doubt about the field has to be settled by a person; units may stand as minutes."""
    return load_fields()[name].presence == "required" or name == "minutes"


def _weight(target: Target) -> int:
    return 2 if is_required(target.name) else 1


def assign(columns: Sequence[Column]) -> Assignment:
    """Gives every field its best column, the surest first; equal claims are a clash, whatever the order."""
    numbered = _numbered(columns)
    claims = {column.number: column.claims(numbered) for column in columns}
    by_number = {column.number: column for column in columns}
    ordered = sorted(
        ((score, number, target) for number, found in claims.items() for target, score in found.items()),
        key=lambda claim: (-claim[0], claim[1], claim[2]),
    )
    result = Assignment()
    for score, number, target in ordered:
        if target not in claims.get(number, ()):
            continue
        if score < ACCEPT:
            result.near.setdefault(number, (target, score))
            continue
        columns_alike, targets_alike = _rivals(claims, number, target, score)
        if not columns_alike and not targets_alike:
            result.choices.append(Choice(by_number[number], target, score))
        else:
            numbers, targets = sorted({number, *columns_alike}), sorted({target, *targets_alike})
            result.clashes.append(Clash(tuple(by_number[n] for n in numbers), tuple(targets)))
        _settle(claims, {number, *columns_alike}, {target, *targets_alike})
    _drop_wholes(result)
    return result


def _drop_wholes(result: Assignment) -> None:
    """A whole name or address is not needed where its parts have columns of their own: whichever field comes first
    among its parts says so."""
    taken = {choice.target.name for choice in result.choices}
    for choice in tuple(result.choices):
        parts = load_fields()[choice.target.name].holds
        if parts and parts[0] in taken:
            result.choices.remove(choice)


def _numbered(columns: Iterable[Column]) -> frozenset[int]:
    """The numbers of the services that stand side by side in a row, 0 for a first one without number; none where
    there is one code a row."""
    codes = [c for c in columns if c.score("hcpcs") >= ACCEPT and c.score("hcpcs") >= c.score("modifiers")]
    slots = {c.slot for c in codes}
    return frozenset(slots) if len(slots) > 1 and len(slots) == len(codes) and slots != {0, 1} else frozenset()


def _rivals(
    claims: dict[int, dict[Target, float]], number: int, target: Target, score: float
) -> tuple[list[int], list[Target]]:
    """Other columns that claim the field as much and nothing else more; other fields that claim the column as much
    and have none better."""
    columns: list[int] = []
    if not load_fields()[target.name].many:
        columns = [
            other
            for other, found in claims.items()
            if other != number
            and found.get(target, 0.0) >= score - MARGIN
            and found.get(target, 0.0) >= max(found.values())
        ]
    targets = [
        other
        for other, at in claims[number].items()
        if other != target
        and at >= score - MARGIN
        and not any(n != number and found.get(other, 0.0) >= at for n, found in claims.items())
    ]
    return columns, targets


def _settle(claims: dict[int, dict[Target, float]], numbers: set[int], targets: set[Target]) -> None:
    for number in numbers:
        claims.pop(number, None)
    for found in claims.values():
        for target in targets:
            if not load_fields()[target.name].many:
                found.pop(target, None)
