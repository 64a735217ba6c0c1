"""What all witnesses together say for each column and each field: log-odds that add up, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.reading import arithmetic, harmless, values
from invoices.reading.arithmetic import Arithmetic
from invoices.reading.columns import Column
from invoices.reading.dependency import Dependency
from invoices.reading.model import Hint
from invoices.reading.words import EXACT, SPOKEN, is_guessed, role_of
from mappings.fields import all_fields, load_fields
from mappings.subject_file import INVOICE, load_subject

# What a field has to reach before a column is taken for it: the score of "none of ours".
NONE = 3.0
# A heading that says nothing, and one that says something else, before values that prove a field.
SILENT, ELSEWHERE = -1.0, -5.0
# A shipped layout whose headings are all there, by the share of the sheet's headings that it explains.
LAYOUT = 6.0
NEIGHBOUR, MISSING = 0.5, 2.0
# A field that stands for the row beside several numbered services, and one that goes on from the first.
SECOND = 4.0
CONTINUED = ("_address", "_phone")
# These stand once for all services of a row unless their headings are numbered like the codes.
OF_THE_ROW = ("service_start", "service_end", "place_of_service", "control_number", "row_status")


class Target(NamedTuple):
    """A field, or a field of one of the numbered services of a row (slot 0: none)."""

    name: str
    slot: int = 0


@dataclass(slots=True)
class Score:
    """What speaks for a column as a field: the parts by witness, and reasons in words."""

    words: float = 0.0
    values: float = 0.0
    dependency: float = 0.0
    arithmetic: float = 0.0
    known: float = 0.0
    context: float = 0.0
    why: list[str] = field(default_factory=list)

    @property
    def total(self) -> float:
        """All witnesses together."""
        return self.words + self.values + self.dependency + self.arithmetic + self.known + self.context

    @property
    def spoken(self) -> bool:
        """Whether the heading, an answer or a proof stands behind it, and not the look of the values alone."""
        return self.words >= SPOKEN or self.known > 0 or self.arithmetic > 0


@dataclass(slots=True)
class Evidence:
    """The scores of a sheet: column number -> target -> score, and what each column reaches unread."""

    columns: Mapping[int, Column]
    scores: dict[int, dict[Target, Score]]
    none: dict[int, float]
    numbered: frozenset[int]
    sums: Arithmetic
    keys: Dependency
    subject: str = INVOICE

    def gains(self) -> dict[int, dict[Target, float]]:
        """What each choice gains over leaving the column unread."""
        return {
            number: {target: score.total - self.none[number] for target, score in found.items()}
            for number, found in self.scores.items()
        }


def weigh(
    columns: Sequence[Column],
    layouts: Mapping[int, Mapping[Target, float]],
    hints: Mapping[int, Hint],
    subject: str = INVOICE,
) -> Evidence:
    """The evidence of a sheet. `layouts` are what the shipped layouts say for each column, `hints` what an answer or a
    saved reading says."""
    keys = Dependency(_key(columns, "member_cin"), _key(columns, "billing_npi"))
    sums = arithmetic.reckon(columns, _services(columns)) if subject == INVOICE else Arithmetic()
    numbered = _numbered(columns, layouts, subject)
    scores: dict[int, dict[Target, Score]] = {}
    none: dict[int, float] = {}
    for column in columns:
        found: dict[Target, Score] = {}
        names = _candidates(column, layouts.get(column.number, {}), hints.get(column.number), subject)
        for name in dict.fromkeys((*names, *sums.roles(column.number))):
            score = score_of(column, name, keys, sums)
            target = target_of(column, name, numbered, subject)
            if name == "row_total" and any(said.name == name for said in layouts.get(column.number, {})):
                target = Target(name)
            if name != target.name == "line_charge" and _is_charged(columns, column):
                score.context -= SECOND
            for said, worth in layouts.get(column.number, {}).items():
                if said.name == name and (said.slot == target.slot or not said.slot):
                    score.known += worth
                    score.why.append("a known layout names it")
            if target not in found or score.total > found[target].total:
                found[target] = score
        _heed(hints.get(column.number), found)
        scores[column.number] = found
        none[column.number] = max(NONE, column.reading.none)
    return Evidence({c.number: c for c in columns}, scores, none, numbered, sums, keys, subject)


def _is_charged(columns: Sequence[Column], but: Column) -> bool:
    """Whether another column is the charge of the line by its heading to the letter, and not the total of the row."""
    return any(column is not but and column.reading.scores.get("line_charge", 0.0) >= EXACT for column in columns)


def _heed(hint: Hint | None, found: dict[Target, Score]) -> None:
    """What an answer or a saved reading says."""
    if hint is None:
        return
    if not hint.field:
        for score in found.values():
            score.known -= hint.weight
        return
    score = found.setdefault(Target(hint.field, hint.slot), Score())
    score.known += hint.weight
    if not hint.moved:  # whoever confirmed this very heading has weighed its words
        score.words = max(score.words, 0.0)
    score.why.insert(0, hint.source)


def _key(columns: Sequence[Column], name: str) -> Column | None:
    """The column that is surest the one of a key, by heading and values; None where there is none."""
    if name not in all_fields():
        return None
    best: tuple[float, Column] | None = None
    for column in columns:
        spoken = column.reading.scores.get(name)
        if spoken is None and column.reading.none >= SPOKEN:
            continue
        worth, kind = values.weigh(column, name, spoken or 0.0)
        total = (spoken or 0.0) + worth
        if kind and total > NONE and (best is None or total > best[0]):
            best = total, column
    return best[1] if best else None


def _services(columns: Sequence[Column]) -> list[str]:
    """The service of each row as its code with its modifiers, or its name with the code among the words; a price
    follows from it. Nothing where no column tells it."""
    codes = _key(columns, "hcpcs") or next(filter(values.name_codes, columns), None)
    if codes is None:
        return []
    modifiers = _key(columns, "modifiers")
    after = modifiers.cells if modifiers is not None and modifiers is not codes else [""] * len(codes.cells)
    return [f"{text_of(code)} {text_of(more)}".strip() for code, more in zip(codes.cells, after, strict=False)]


def _candidates(column: Column, layouts: Mapping[Target, float], hint: Hint | None, subject: str) -> Sequence[str]:
    """The fields that a column may hold: those that its heading names, and those that its values alone may prove."""
    names = dict.fromkeys(column.reading.scores)
    names.update(dict.fromkeys(target.name for target in layouts))
    about = load_subject(subject)
    for name in ("service_name", "hcpcs"):
        if _is_of_services(column, name):
            names.setdefault(name)
    if _loudest(column) < SPOKEN and column.reading.said.role != "other" and not harmless.is_running(column):
        role = column.reading.said.role
        for name in about.proven_by_values if column.heading else _bare(subject):
            # "Insurance Policy Number" above CINs holds the member's: nobody else has one.
            if role in ("", role_of(name)) or not role_of(name) or all_fields()[name].kind == "cin":
                names.setdefault(name)
    if hint is not None and hint.field:
        names.setdefault(hint.field)
    return [name for name in names if name in load_fields(subject) and (is_guessed(name, subject) or hint)]


def _is_of_services(column: Column, name: str) -> bool:
    """Whether the values are names of services with their codes among the words, or codes below a heading that speaks
    of services by name."""
    if name == "service_name":
        return values.name_codes(column)
    return name == "hcpcs" and "service_name" in column.reading.scores and values.are_codes(column)


def _loudest(column: Column) -> float:
    """How loudly the heading names something: a field that some of the values fit, or a thing that is no field."""
    fitting = (
        score
        for name, score in column.reading.scores.items()
        if score < SPOKEN or values.fit(column, name)[0] or not column.values
    )
    return max((*fitting, column.reading.none), default=0.0)


def _bare(subject: str) -> Sequence[str]:
    """The fields that a column without any heading may be."""
    return [
        name
        for name, field in load_fields(subject).items()
        if values.PROOF.get(field.kind, (0.0, 0.0))[0] >= 0.8 and role_of(name) != "rendering"
    ]


def score_of(column: Column, name: str, keys: Dependency, sums: Arithmetic) -> Score:
    """What heading, values, dependence and arithmetic say for a column as a field."""
    words = column.reading.scores.get(name)
    score = Score(words if words is not None else 0.0 if not column.heading else SILENT)
    is_amount = column.number in sums.numbers and _is_money(column)
    if words is None and not is_amount and _loudest(column) >= SPOKEN:
        score.words = 0.0 if _is_of_services(column, name) else ELSEWHERE
    if words is not None and words >= SPOKEN:
        score.why.append(f"the heading ‘{column.joined}’")
    score.values, kind = values.weigh(column, name, words or 0.0)
    if kind:
        score.why.append(f"the values look like {_called(name)}")
    score.dependency, why = keys.weigh(column, name)
    if why and score.dependency > 0:
        score.why.append(why)
    if column.number in sums.numbers:
        score.arithmetic, why = arithmetic.weigh(sums, column, name)
        if why:
            score.why.append(why)
    said = column.reading.said
    if said.mended:
        share, tried = values.fit(column, name)
        if tried and not share:
            # "Stage" may be meant as "State" only where its values are some.
            score.words = min(score.words, SILENT)
    if name.endswith(CONTINUED) and max(said.numbers, default=0) > 1:
        score.context -= SECOND
    return score


def _is_money(column: Column) -> bool:
    """Whether a heading names amounts, one or the other: "Amount" may be the price of a unit all the same."""
    names = [name for name, score in column.reading.scores.items() if score >= SPOKEN]
    return all(all_fields()[name].kind in ("money", "unit_cost") for name in names)


def _called(name: str) -> str:
    definition = all_fields()[name]
    return f"values of ‘{definition.title}’"


def _numbered(columns: Sequence[Column], layouts: Mapping[int, Mapping[Target, float]], subject: str) -> frozenset[int]:
    """The numbers of the services that stand side by side in a row, 0 for a first one without number; none where
    there is one code a row. Codes that a layout names, or a heading to the letter, are codes however faulty their
    values are: these are findings of their own service."""
    if "hcpcs" not in load_subject(subject).slot_fields:
        return frozenset()
    codes: list[Column] = []
    for column in columns:
        spoken = column.reading.scores.get("hcpcs", -9.0)
        share, tried = values.fit(column, "hcpcs")
        if Target("hcpcs", column.slot) in layouts.get(column.number, {}) or spoken >= values.LOUD:
            codes.append(column)
            continue
        proven = bool(column.slot) and values.weigh(column, "hcpcs", 0.0)[0] >= values.PROVEN
        if (spoken < SPOKEN and not proven) or (tried and share < 0.5):
            continue
        if not tried and spoken < column.reading.scores.get("modifiers", -9.0):
            continue
        codes.append(column)
    slots = {column.slot for column in codes}
    several = len(slots) > 1 and len(slots) == len(codes) and slots != {0, 1}
    return frozenset(slots) if several else frozenset()


def target_of(column: Column, name: str, numbered: frozenset[int], subject: str) -> Target:
    """Where the field goes: beside several services, an amount without a number is the row's; beside one, the total of
    the row is its charge."""
    if name == "row_total" and (not numbered or column.slot in numbered - {0}):
        name = "line_charge"
    if not numbered or name not in load_subject(subject).slot_fields:
        return Target(name)
    if name in OF_THE_ROW and column.slot not in numbered - {0}:
        return Target(name)
    slot = column.slot or (1 if 0 in numbered else 0)
    if slot and (slot in numbered or not column.slot):
        return Target(name, slot)
    return Target("row_total" if name == "line_charge" else name)


def shown(column: Column, most: int = 3) -> tuple[str, ...]:
    """A few different values of a column as they stand."""
    return tuple(text_of(value) for value in list(column.values)[:most])
