"""What the columns beside a column, and the fields that are still missing, say for it after a first assignment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from invoices.reading.evidence import MISSING, NEIGHBOUR, Evidence, Target, score_of
from invoices.reading.looks import is_person, mostly
from invoices.reading.wording import BILLING
from invoices.reading.words import SPOKEN, role_of
from mappings.fields import all_fields, load_fields

# What it is worth to a column without a heading that a column beside it is what stands beside its field on most sheets.
NATURAL = 1.5
SIDE_BY_SIDE = frozenset(
    frozenset(pair)
    for pair in (
        ("member_cin", "member_last_name"),
        ("member_cin", "member_full_name"),
        ("member_last_name", "member_first_name"),
        ("member_first_name", "member_dob"),
        ("member_full_name", "member_dob"),
        ("member_dob", "member_gender"),
        ("member_gender", "member_address"),
        ("member_gender", "member_full_address"),
        ("member_address", "member_city"),
        ("member_city", "member_state"),
        ("member_state", "member_zip"),
        ("service_start", "service_end"),
        ("billing_npi", "billing_name"),
        ("billing_name", "billing_tin"),
        ("billing_npi", "billing_tin"),
        ("billing_tin", "billing_address"),
        ("billing_tin", "billing_full_address"),
        ("billing_address", "billing_city"),
        ("billing_city", "billing_state"),
        ("billing_state", "billing_zip"),
    )
)
# What a column loses as part of one address that stands within another, of which no part says whose it is.
WITHIN = 8.0
ADDRESS = ("address", "city", "state", "zip")
WORKER = "rendering_full_name"


def add_context(evidence: Evidence, chosen: Mapping[int, Target]) -> None:
    """What the neighbours of a column and the fields that are still missing say, after a first assignment."""
    _add_neighbours(evidence, chosen)
    taken = {target.name for target in chosen.values()}
    if "rendering_npi" in taken:
        _add_workers(evidence, chosen)
    parts = {part for name in taken for part in all_fields()[name].holds}
    lacking = [
        name
        for name, definition in load_fields(evidence.subject).items()
        if definition.presence == "required" and name not in taken
    ]
    for number, column in evidence.columns.items():
        for target, score in evidence.scores[number].items():
            if target.name in parts and not column.heading:
                # A whole address gives the city: a column without a heading is hardly a second one.
                score.context -= MISSING
            # Only where the rival reading leaves the column unread: else a missing field steals.
            if number not in chosen and target.name in lacking and score.total > 0 and score.words > 0:
                score.context += MISSING
                score.why.append("nothing else gives it")


def _add_neighbours(evidence: Evidence, chosen: Mapping[int, Target]) -> None:
    for number, column in evidence.columns.items():
        near = neighbours(evidence, chosen, number)
        within = _address_around(evidence, chosen, number)
        for target, score in evidence.scores[number].items():
            score.context += beside(target, near, bare=not column.heading)
            if within and _part_of(target.name) and role_of(target.name) != within:
                score.context -= WITHIN


def _add_workers(evidence: Evidence, chosen: Mapping[int, Target]) -> None:
    """Beside the NPI of whoever rendered the services a name of the staff is theirs; so are names of several persons
    below "Encounter Provider", where nothing else was made of them."""
    for number, column in evidence.columns.items():
        found, role = evidence.scores[number], column.reading.said.role
        if role == BILLING and number not in chosen and len(column.values) > 1 and mostly(column, is_person):
            found[Target(WORKER)] = score_of(column, WORKER, evidence.keys, evidence.sums)
            found[Target(WORKER)].words = SPOKEN
        if role in (BILLING, "rendering") and Target(WORKER) in found:
            found[Target(WORKER)].context += MISSING


def neighbours(evidence: Evidence, chosen: Mapping[int, Target], number: int) -> list[Target]:
    """What was chosen for the columns next to a column, empty ones passed over."""
    numbers = sorted(at for at, column in evidence.columns.items() if column.values or at == number)
    at = numbers.index(number)
    sides = (chosen.get(numbers[near]) for near in (at - 1, at + 1) if 0 <= near < len(numbers))
    return [target for target in sides if target is not None]


def beside(target: Target, near: Sequence[Target], *, bare: bool) -> float:
    """What the fields of the columns next to a column say for it: fields of one party stand together, and where there
    is no heading (`bare`) the order in which most sheets give them tells them apart."""
    own = role_of(target.name)
    worth = NEIGHBOUR * sum(1 for other in near if own and role_of(other.name) == own)
    if bare:
        worth += NATURAL * sum(1 for other in near if frozenset((target.name, other.name)) in SIDE_BY_SIDE)
    return worth


def _address_around(evidence: Evidence, chosen: Mapping[int, Target], number: int) -> str:
    """Whose address a column stands in that has parts of it on both sides; "" where any of the three says itself
    whose it is."""
    near = [(evidence.columns.get(at), chosen.get(at)) for at in (number - 1, number, number + 1)]
    if any(column is None or not column.heading or column.reading.said.role for column, _ in near):
        return ""
    sides = [target.name for _, target in (near[0], near[2]) if target is not None and _part_of(target.name)]
    roles = {role_of(name) for name in sides}
    return roles.pop() if len(sides) == 2 and len(roles) == 1 else ""


def _part_of(name: str) -> str:
    """The part of an address that a field is; "" for none."""
    part = name.rpartition("_")[2]
    return part if part in ADDRESS else ""
