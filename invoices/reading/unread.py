"""What becomes of a column that was taken for no field: shown to change nothing, read as a status, or asked about.

No unread cell may contradict or change what is sent: "not used" is said only of columns that are shown to be
irrelevant, and by evidence, not for want of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from invoices.cells.base import text_of
from invoices.cells.date import clean_date
from invoices.reading import arithmetic, harmless, row_numbers, status, values
from invoices.reading.columns import Column
from invoices.reading.dependency import following
from invoices.reading.evidence import Evidence, Target, target_of
from invoices.reading.words import DAYS, EXACT, SPOKEN
from mappings.fields import all_fields
from mappings.subject_file import INVOICE, load_subject

# A column with more different values than this share of its rows tells its rows apart one by one: it parts none.
NEARLY_UNIQUE = 0.8
MOST_FIT = 0.8
# The share of rows that may be faulty where a column is judged as a whole.
FAULTY = 0.1
# A service lasts so many days at most.
LONGEST_SERVICE = 31
# A running number has so many digits at least; units have fewer.
LEAST_OF_AN_ID = 4
# A day that was corrected is the day, and what was completed then was done then.
DONE = frozenset(["adjustment", "completed"])
MONEY = ("line_charge", "unit_cost", "units", "minutes", "hours", "row_total", "deposit_amount", "paid_amount")
STATUS = "row_status"
PARTING = frozenset({"parts_rows", "outreach_success", "status"})
# Words for what became of a row.
OF_THE_ROW = frozenset(
    ["cancelled", "voided", "reversal", "deleted", "denial", "denied", "rejected", "pending", "paid", "writeoff"]
)
# What these say of a member or a place ("Ethnicity: declined") says nothing of the row.
OF_NO_ROW = frozenset(["description", "other_place", "other_member_number", "member_phone", "member_email"])


@dataclass(slots=True)
class Verdict:
    """What an unread column is: `status` "not used", "status" (with the `meanings` of its values) or "asked", and why
    in words. `unknown` are the values of a status column that a person has to explain; `field` the field that it may
    hold besides."""

    status: str
    why: str
    meanings: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def judge(column: Column, evidence: Evidence, chosen: Mapping[int, Target], rows: int) -> Verdict:
    """What an unread column of an invoice is; `rows` is the number of sampled rows."""
    if not column.values:
        return Verdict("not used", "it is empty")
    if evidence.subject != INVOICE:
        return Verdict("not used", "no field of ours")
    if harmless.is_running(column):
        return Verdict("not used", "it numbers the rows")
    if row_numbers.THING in column.reading.things:
        return Verdict("not used", "it names other rows by their numbers")
    return (
        _by_layout(column, evidence)
        or _status(column)
        or _claimed(column, evidence, chosen)
        or _of_the_worker(column, evidence, chosen)
        or _completed(column, evidence, chosen)
        or _speaking(column, evidence)
        or _named(column)
        or _irrelevant(column, evidence, chosen, rows)
        or _parting(column, rows)
    )


def _by_layout(column: Column, evidence: Evidence) -> Verdict | None:
    """A column that a layout names as the status of the rows: a value that nobody knows is a fault of its row."""
    score = evidence.scores.get(column.number, {}).get(target_of(column, STATUS, evidence.numbered, evidence.subject))
    if score is None or score.known <= 0:
        return None
    return Verdict("status", "a known layout names it", status.meanings(column.joined, column.values)[0])


def is_named_harmless(column: Column) -> bool:
    """Whether the heading names to the letter a thing that says nothing of the row."""
    return any(score >= EXACT and thing in OF_NO_ROW for thing, score in column.reading.things.items())


def says_status(column: Column) -> bool:
    """Whether all values of a column say whether their row is billed, and some that it is not."""
    if is_named_harmless(column) or not column.values:
        return False
    words = [status.meaning(value) for value in column.values if not status.is_mark(value)]
    return len(words) == len(column.values) and all(words) and any(word != "delivered" for word in words)


def _status(column: Column) -> Verdict | None:
    """A column that says of its rows whether they are billed."""
    if is_named_harmless(column):
        return None
    if column.filled == len(column.cells) and column.kinds == {"date"}:
        return None  # a day in every row parts none; "Completed" in some of them does
    heading = column.joined
    means = status.yes_means(heading)
    named = bool(PARTING & set(column.reading.things)) and column.reading.none >= SPOKEN
    known, unknown = status.meanings(heading, column.values)
    telling = [
        value for value in known if known[value] != status.BILLED and status.meaning(known[value]) != "delivered"
    ]
    numbers = bool(unknown) and column.kinds == {"number"}
    if means == "billed" and known and column.filled < len(column.cells):
        return Verdict("asked", f"‘{heading}’ says which rows are billed, and is empty in some", known, tuple(unknown))
    if known and not unknown and column.filled == len(column.cells) and set(map(_outcome, known.values())) == {"no"}:
        return Verdict("asked", f"by ‘{heading}’ no row at all would be billed", {}, tuple(known))
    if means in ("billed", "not_billed") and not unknown:
        return Verdict("status", f"‘{heading}’ says which rows are billed", known)
    if telling and not unknown:
        return Verdict("status", "its values say which rows are billed", known)
    if (means == "status" or named) and known and not unknown:
        return Verdict("status", "its values say which rows are billed", known)
    if telling and (means or named or len(known) * 2 > len(known) + len(unknown)):
        return Verdict("asked", "some of its values say that a row is not billed", known, tuple(unknown))
    if telling or status.against(column.values):
        return Verdict("asked", "it may say that a row is not to be billed", known, tuple(unknown))
    if means in ("billed", "not_billed") and not numbers:
        return Verdict("asked", f"‘{heading}’ says which rows are billed", known, tuple(unknown))
    return None


def _outcome(word: str) -> str:
    return "yes" if word == status.BILLED or status.meaning(word) in ("delivered", "paid") else "no"


def _claimed(column: Column, evidence: Evidence, chosen: Mapping[int, Target]) -> Verdict | None:
    """A column whose heading names a field that another column was taken for."""
    holders = {target: number for number, target in chosen.items()}
    names = [name for name, score in column.reading.scores.items() if score >= SPOKEN + 2]
    kinds = column.kinds
    for target, score in evidence.scores.get(column.number, {}).items():
        if (
            target.name not in names
            or score.values <= -2.0
            or (kinds == {"date"} and all_fields()[target.name].kind not in DAYS)
            or column.reading.none >= column.reading.scores[target.name]
        ):
            continue
        holder = holders.get(target)
        if holder is None:
            continue
        other = evidence.columns[holder]
        title = all_fields()[target.name].title
        if _same(column, other) or arithmetic.same(evidence.sums, column.number, holder):
            return Verdict("not used", f"it says the same as ‘{other.joined}’")
        if target.name in MONEY and _in_product(column, evidence):
            return Verdict("not used", "the other amounts prove each other")
        if not all_fields()[target.name].loop:
            return Verdict("not used", f"‘{other.joined}’ is the {title.lower()}")
        if column.reading.said.other or column.reading.said.role == "other":
            return Verdict("not used", f"it names another thing than ‘{other.joined}’")
        return Verdict(
            "asked", f"‘{other.joined}’ was taken for ‘{title}’, and this says something else", fields=(target.name,)
        )
    return None


def _of_the_worker(column: Column, evidence: Evidence, chosen: Mapping[int, Target]) -> Verdict | None:
    """A column of persons' names where the rendering provider has an NPI and no name."""
    names = {target.name for target in chosen.values()}
    if "rendering_npi" not in names or names & {"rendering_name", "rendering_full_name"}:
        return None
    role = column.reading.said.role
    npi = next(evidence.columns[number] for number, target in chosen.items() if target.name == "rendering_npi")
    # A "provider" who changes with the NPI of the rendering one is that one.
    agency = role == "billing" and not (len(column.values) > 1 and following(npi.cells, column.cells).holds)
    if agency or role in ("other", "member", "payer"):
        return None
    share, tried = values.fit(column, "rendering_full_name")
    if tried and share >= MOST_FIT:
        return Verdict("asked", "it may name the rendering provider", fields=("rendering_full_name",))
    return None


def _completed(column: Column, evidence: Evidence, chosen: Mapping[int, Target]) -> Verdict | None:
    """Days on which something was completed that may be the last ones of the services: as many days lie between as
    there are units, in nearly all rows of more than one day."""
    other = {*column.reading.said.other}
    if not other or other - DONE or not _may_end(column, evidence, chosen):
        return None
    places = {target.name: number for number, target in chosen.items() if not target.slot}
    if "units" not in places:
        return None
    cells = (evidence.columns[places[name]].cells for name in ("service_start", "units"))
    right, whole = 0, 0
    for one, units, last in zip(*cells, column.cells, strict=False):
        begin, end = clean_date(one, 2000).value, clean_date(last, 2000).value
        if begin is not None and end is not None and end > begin:
            whole += 1
            right += arithmetic.number(units) == (end - begin).days + 1
    if whole and right >= MOST_FIT * whole:
        return Verdict("asked", "it may be the last day of the service", fields=("service_end",))
    return None


def _speaking(column: Column, evidence: Evidence) -> Verdict | None:
    """A column whose values alone prove a field that is sent: codes, modifiers, numbers of members and providers."""
    if column.reading.none >= SPOKEN or column.reading.said.role == "other" or column.reading.said.other:
        return None
    for name in load_subject(evidence.subject).proven_by_values:
        worth, kind = values.weigh(column, name, 0.0)
        if kind and worth >= SPOKEN:
            return Verdict("asked", f"its values look like values of ‘{all_fields()[name].title}’", fields=(name,))
    return None


def _same(column: Column, other: Column) -> bool:
    return all(
        text_of(a).casefold() == text_of(b).casefold()
        for a, b in zip(column.cells, other.cells, strict=False)
        if a != ""
    )


def _in_product(column: Column, evidence: Evidence) -> bool:
    return any(column.number in (p.units, p.price, p.charge) for p in evidence.sums.products)


def _named(column: Column) -> Verdict | None:
    """A column whose heading names a thing that is none of ours, with values that are no status: what happened to the
    row ("Reversal of line") is told by some rows and not by others."""
    said = column.reading.said
    if OF_THE_ROW & {*said.other} and column.filled < len(column.cells):
        return None
    things = [thing for thing, score in column.reading.things.items() if score >= SPOKEN]
    exact = any(score >= EXACT for score in column.reading.things.values())
    remarks = things == ["remark"] and all(len(text_of(value).split()) > 1 for value in column.values)
    if not exact and (
        (_says_of_rows(column) and not remarks) or (things == ["time_of_day"] and not has_digits(column))
    ):
        return None  # "Supervisor sign-off: missing" names nobody, "Plan at time of service: Prior" no time
    if things and not PARTING & set(things) and (exact or remarks or not _parts_rows(column)):
        return Verdict("not used", f"it is known to be something else ({things[0].replace('_', ' ')})")
    if (said.other or said.role == "other") and not said.unknown and not _is_wordy(column):
        return Verdict("not used", "its heading names another thing")
    return None


def _says_of_rows(column: Column) -> bool:
    return any(status.is_mark(value) or status.meaning(value) for value in column.values)


def has_digits(column: Column) -> bool:
    """Whether any value of a column has a digit."""
    return any(character.isdigit() for value in column.values for character in text_of(value))


def _parts_rows(column: Column) -> bool:
    """Whether a few words or marks stand in some rows and not in others, as no description and no remark does: what
    such a column says may be of its rows, whatever its heading."""
    few = len(column.values) <= max(2, len(column.cells) // 4)
    return column.filled < len(column.cells) and few and column.kinds <= {"text", "date"}


def _irrelevant(column: Column, evidence: Evidence, chosen: Mapping[int, Target], rows: int) -> Verdict | None:
    """What is shown to change nothing by its values."""
    full = column.filled >= rows
    if len(column.values) == 1 and full:
        return Verdict("not used", "it is the same in every row")
    kinds = column.kinds
    spoken = {target.name for target in chosen.values()}
    if full and kinds <= {"time"}:
        return Verdict("not used", "times of day")
    if full and kinds == {"date"} and "service_start" in spoken:
        if _may_end(column, evidence, chosen):
            return Verdict("asked", "it may be the last day of the service", fields=("service_end",))
        return Verdict("not used", "dates, beside the date of service")
    if kinds == {"number"}:
        return _numbers(column, evidence, chosen, rows)
    if harmless.are_files(column) or (full and harmless.are_workers(column)):
        return Verdict("not used", "names of files, or of who did it")
    if full and len(column.values) >= NEARLY_UNIQUE * min(rows, 48) and rows >= 3:
        return Verdict("not used", "it differs in nearly every row")
    for key in (evidence.keys.member, evidence.keys.provider, _codes(evidence, chosen)):
        if key is not None and key is not column and following(key.cells, column.cells).holds and full:
            return Verdict("not used", f"it follows from ‘{key.joined}’")
    if full and _follows_from_service(column, evidence, chosen):
        return Verdict("not used", "it follows from the procedure code and its modifiers")
    return None


def _follows_from_service(column: Column, evidence: Evidence, chosen: Mapping[int, Target]) -> bool:
    """Whether a column says no more than code and modifiers together."""
    parts = [evidence.columns[n].cells for n, target in chosen.items() if target.name in ("hcpcs", "modifiers")]
    if len(parts) < 2:
        return False
    key = ["|".join(map(text_of, row)) for row in zip(*parts, strict=False)]
    return following(key, column.cells).holds


def _numbers(column: Column, evidence: Evidence, chosen: Mapping[int, Target], rows: int) -> Verdict | None:
    """What a column of nothing but numbers is shown to be."""
    full = column.filled >= rows
    spoken = {target.name for target in chosen.values()}
    an_id = all(map(_is_id, column.values)) or "id" in column.reading.said.head
    if full and len(column.values) >= NEARLY_UNIQUE * min(rows, 48) and an_id:
        return Verdict("not used", "a number of its own in nearly every row")
    if _in_product(column, evidence):
        return Verdict("not used", "the amounts prove each other")
    if "line_charge" not in spoken and _mostly_charges(column, evidence, chosen):
        return Verdict("asked", "it is units × price in most rows", fields=("line_charge",))
    if not {"line_charge", "unit_cost", "row_total"} & spoken and _may_be_money(column):
        return Verdict("asked", "no other column has what is charged", fields=("line_charge", "unit_cost"))
    if evidence.sums.products or {"units", "line_charge"} <= spoken or {"units", "unit_cost"} <= spoken:
        return Verdict("not used", "numbers, beside units and charge") if full and _unproblematic(column) else None
    return None


def _may_be_money(column: Column) -> bool:
    """Whether a heading names nothing that is known, and the numbers below it can be amounts."""
    return (
        column.reading.none < SPOKEN and not column.reading.said.other and values.fit(column, "line_charge")[0] == 1.0
    )


def _may_end(column: Column, evidence: Evidence, chosen: Mapping[int, Target]) -> bool:
    """Whether the dates of a column could be the ends of the services."""
    start = next((n for n, target in chosen.items() if target.name == "service_start"), None)
    if start is None or any(target.name == "service_end" for target in chosen.values()):
        return False
    return in_order(evidence.columns[start], column)


def in_order(first: Column, last: Column) -> bool:
    """Whether the days of one column may be the ends of spans that begin on those of another: hardly one before it or
    long after it, which are faults of their rows, and not all on the same day."""
    spans = []
    for one, other in zip(first.cells, last.cells, strict=False):
        begin, end = clean_date(one, 2000).value, clean_date(other, 2000).value
        if begin is not None and end is not None:
            spans.append((end - begin).days)
    fitting = [days for days in spans if 0 <= days <= LONGEST_SERVICE]
    return bool(fitting) and len(spans) - len(fitting) <= len(spans) * FAULTY and max(fitting) > 0


def _mostly_charges(column: Column, evidence: Evidence, chosen: Mapping[int, Target]) -> bool:
    """Whether a column of numbers is the product of units and price in half of the rows or more: it is the charge, and
    what differs is a fault of its row."""
    places = {target.name: number for number, target in chosen.items()}
    if not {"units", "unit_cost"} <= places.keys():
        return False
    units, price = (evidence.columns[places[name]].cells for name in ("units", "unit_cost"))
    right, whole = arithmetic.come_out(units, price, column.cells)
    return right > 1 and right * 2 >= whole


def _is_id(value: object) -> bool:
    text = text_of(value)
    return text.isdigit() and len(text) >= LEAST_OF_AN_ID


def _unproblematic(column: Column) -> bool:
    """Whether nothing in the heading of a column of numbers speaks of units or money."""
    return not any(
        all_fields()[name].kind in ("units", "money", "unit_cost", "minutes", "hours") and score > 0
        for name, score in column.reading.scores.items()
    )


def _codes(evidence: Evidence, chosen: Mapping[int, Target]) -> Column | None:
    return next((evidence.columns[n] for n, target in chosen.items() if target.name == "hcpcs"), None)


def _is_wordy(column: Column) -> bool:
    return "text" in column.kinds


def _parting(column: Column, rows: int) -> Verdict:
    """Whatever is left parts the rows, for all that is known."""
    if column.filled < rows:
        return Verdict("asked", "it is filled in some rows and not in others")
    return Verdict("asked", "it parts the rows, and nothing shows that it changes nothing")
