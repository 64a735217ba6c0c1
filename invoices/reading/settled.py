"""What settles a doubt about a column beside the margin of its choice: values that nothing else has, a heading to the
letter, the other columns of the sheet."""

from __future__ import annotations

from invoices.reading.arithmetic import FEWEST, SHARE, come_out, number, same
from invoices.reading.attempt import Attempt
from invoices.reading.columns import Column
from invoices.reading.evidence import Target
from invoices.reading.unread import DONE, in_order
from invoices.reading.values import fit, weigh
from invoices.reading.words import EXACT, OF_ANOTHER, SPOKEN
from mappings.fields import all_fields

# Kinds whose values tell what they are.
UNMISTAKABLE = frozenset(["cin", "hcpcs", "modifiers"])
# Numbers of clients look like days now and then; a column of days is one in most of its values.
MOST = 0.8


def same_either_way(column: Column, target: Target, other: Target) -> bool:
    """Whether a column sends the same as a whole name or address and as its first part: nothing in it can be taken
    apart, as in a column that only says HOMELESS."""
    for whole, part in ((target.name, other.name), (other.name, target.name)):
        if all_fields()[whole].holds[:1] == (part,):
            return not fit(column, whole)[1]
    return False


def only_days(made: Attempt, column: Column, target: Target) -> bool:
    """Whether no other column holds dates of service, but for those whose headings say what other day they hold: then
    they are those of the services."""
    if target.name != "service_start" or {*column.reading.said.other} - DONE:
        return False
    others = (c for c in made.columns if c is not column and c.values and not _says_another_day(made, c, column))
    return not any(fit(other, target.name)[0] >= MOST for other in others)


def are_a_span(made: Attempt, target: Target) -> bool:
    """Whether two columns are the first and the last days of the services, in this order, and no third one has days
    that nobody has explained."""
    if target.name not in ("service_start", "service_end") or target.slot:
        return False
    chosen = {name.name: made.evidence.columns[at] for at, name in made.chosen.items() if not name.slot}
    first, last = chosen.get("service_start"), chosen.get("service_end")
    if first is None or last is None or not in_order(first, last) or {*first.reading.said.other} - DONE:
        return False
    others = (c for c in made.columns if c not in (first, last) and c.values and not _says_another_day(made, c, first))
    return not any(fit(other, "service_start")[0] >= MOST for other in others)


def _says_another_day(made: Attempt, column: Column, start: Column) -> bool:
    """Whether a column was taken by its heading for another field than the day of service, or holds the last days of
    what begins on the other one."""
    target = made.chosen.get(column.number)
    if target is not None and target.name == "service_end" and in_order(start, column):
        return True
    if target is None and column.reading.none >= SPOKEN:
        return True
    return target is not None and target.name != "service_start" and made.evidence.scores[column.number][target].spoken


def proves_itself(made: Attempt, column: Column, target: Target) -> bool:
    """Whether a column is the only one with values that hardly any other field has (CINs, procedure codes), whatever
    its heading calls them ("Head of Household CIN"); not one of another time."""
    said = column.reading.said
    if all_fields()[target.name].kind not in UNMISTAKABLE or OF_ANOTHER & {*said.other}:
        return False
    others = (other for other in made.columns if other is not column)
    if target.name == "modifiers":
        # Two letters may be anything; those of the programme are its modifiers.
        free = (other for other in others if made.chosen.get(other.number) != target)
        return _are_modifiers(column) and not any(map(_are_modifiers, free))
    return fit(column, target.name)[0] >= 0.9 and not any(fit(other, target.name)[0] >= 0.3 for other in others)


def _are_modifiers(column: Column) -> bool:
    return bool(weigh(column, "modifiers", 0.0)[1])


def to_the_letter(made: Attempt, column: Column, target: Target, other: Target) -> bool:
    """Whether a heading is a known name of the field, and not of the other field that it could name: then only values
    that fit the other one better leave a doubt."""
    scores = made.evidence.scores[column.number]
    one, rival = scores[target], scores[other]
    return one.words >= EXACT > rival.words and one.values >= rival.values and one.dependency >= rival.dependency


def only_diagnoses(made: Attempt, column: Column) -> bool:
    """Whether all values of a column are diagnoses and no procedure codes, which are alike without the point, its
    heading says nothing else, and no other column could hold them. (The proof by a CIN, a procedure code or an NPI is
    more than the least margin by itself.)"""
    if fit(column, "diagnoses")[0] < 1.0:
        return False
    named = {"diagnosis", "icd"} & {*column.reading.said.words}
    if not named and (column.reading.said.other or fit(column, "hcpcs")[0] > 0.0):
        return False
    others = (other for other in made.columns if other is not column)
    free = (other for other in others if made.chosen.get(other.number, Target("diagnoses")).name == "diagnoses")
    return not any(fit(other, "diagnoses")[0] > 0.0 for other in free)


def settled_by_another(made: Attempt, target: Target) -> bool:
    """Whether another column decides what is sent: beside the charge of a line the price of a unit is only checked,
    and so is the name of a service beside its code."""
    decides = {"unit_cost": "line_charge", "service_name": "hcpcs"}.get(target.name, "")
    return bool(decides) and Target(decides, target.slot) in made.chosen.values()


def same_amounts(made: Attempt, target: Target, other: Target | None) -> bool:
    """Whether an amount sends the same as the charge of a line and as the price of a unit: all units are one, and no
    other amount stands beside it, or one that is the same in every row."""
    pair = {"line_charge", "unit_cost"}
    chosen = {name.name: number for number, name in made.chosen.items()}
    if target.slot or target.name not in pair:
        return False
    if {"units", *pair} <= {*chosen} and same(made.evidence.sums, *(chosen[name] for name in sorted(pair))):
        return _all_ones(made.evidence.columns[chosen["units"]])
    if other is None or {target.name, other.name} != pair:
        return False
    return "units" in chosen and len(pair & {*chosen}) == 1 and _all_ones(made.evidence.columns[chosen["units"]])


def _all_ones(column: Column) -> bool:
    return bool(column.values) and all(number(value) == 1 for value in column.values)


def comes_out(made: Attempt, target: Target) -> bool:
    """Whether units, price and charge are each given, two of them by their headings, and units × price is the charge
    in nearly every row: then the third is what is left. Units that are all one are so whatever else is."""
    names = ("units", "unit_cost", "line_charge")
    if target.name not in names or target.slot:
        return False
    chosen = {name.name: at for at, name in made.chosen.items() if not name.slot}
    if target.name == "units" and "line_charge" in chosen and _all_ones(made.evidence.columns[chosen["units"]]):
        return True
    if not {*names} <= {*chosen}:
        return False
    scores = made.evidence.scores
    spoken = sum(scores[chosen[name]][Target(name)].words >= SPOKEN for name in names)
    right, whole = come_out(*(made.evidence.columns[chosen[name]].cells for name in names))
    return spoken >= 2 and right >= FEWEST and right >= SHARE * whole
