"""One cell of a clean invoice changed: what is sent is what the cell says, or the line is withheld or told; no row is
lost.

python -m tests.fuzz perturb --count 10000 --seed 1
"""

from __future__ import annotations

import random
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from edi.control_numbers import Counting
from edi.diagnostics import Diagnostic, rules_with_added
from edi.model.reference import SheetRef
from edi.views.run_result import RunResult
from invoices import intake
from invoices.check import fast_checker
from invoices.context import Context
from invoices.intake import Source, open_input, read_input
from invoices.layout.table import Table
from invoices.translate import translate
from invoices.workbook import Workbook
from invoices.workbook.sheet import NO_SURROUNDINGS
from mappings.fields import load_fields
from mappings.layout_file import Layout, load_layouts
from mappings.payer_file import load_payer
from mappings.profile_file import read_profile
from mappings.service_table import load_services
from tests.fuzz.changes import changes
from tests.fuzz.says import FITS, NAMES_TOO, amount_of, codes_of, is_nothing, plain, text, units_of
from tests.fuzz.sent import Sent, services_of

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = (
    "dhcs-long.xlsx", "wide.xlsx", "form.xlsx", "codes-in-a-cell.csv", "service-names.tsv", "portal-flat.ndjson",
    "portal-nested.json", "programme-sheets.xlsx", "calendar.xlsx", "unknown.xlsx", "messy.xlsx",
)  # fmt: skip
# So many clean rows of each sheet: what one column says together is part of what is tested.
ROWS = 7
# Findings that say what was sent in the place of an empty or odd cell.
TOLD = {"LN002", "LN022", "LN027", "LN028", "LN040", "CL002", "CL026", "CL028", "LN070", "WB011", "CL020", "CL021"}


class Base(NamedTuple):
    """A small invoice of clean rows: its sheets as lists of values, and where each field of each service stands. It is
    read by the layouts that it was recognised by, or by all where none was."""

    name: str
    workbook: Workbook
    tables: tuple[Table, ...]


class Place(NamedTuple):
    """A cell: its sheet, the row's number, the place in the row, and the fields that it holds."""

    sheet: int
    row: int
    at: int
    fields: tuple[str, ...]


class WrongError(AssertionError):
    """Something was sent that no cell says, or a row was lost."""


_rules = cache(rules_with_added)


@cache
def _context() -> Context:
    profile = read_profile(SAMPLES / "edi-translate.toml")
    assert profile.clock.now is not None
    return Context(profile, load_payer(profile.payer), profile.clock.now.date())


def run(workbook: Workbook, name: str, layouts: Sequence[Layout] = ()) -> RunResult:
    """The real `translate` over sheets in memory."""
    context = _context()
    fresh = Context(context.profile, context.payer, context.received, services=context.services)
    sheets = [replace(sheet, _cells=[row.copy() for row in sheet.rows()]) for sheet in workbook.sheets]
    assert context.profile.clock.now is not None
    with (
        patch.object(intake, "open_workbook", lambda _path, _content: Workbook(sheets)),
        patch("invoices.run.rules_with_added", _rules),
    ):
        return translate(
            [Source(Path(name), name, b"x")], fresh, layouts or list(load_layouts().values()), stem="out",
            numbers=Counting(1),
            now=context.profile.clock.now, checker=fast_checker, profile_name="test",
        )  # fmt: skip


@cache
def bases() -> tuple[Base, ...]:
    """Every sample, cut down to its rows that are sent without a word."""
    return tuple(base for name in NAMES if (base := _base(name)) is not None)


def _base(name: str) -> Base | None:
    path = SAMPLES / name
    content = path.read_bytes()
    opened = open_input(Source(path, name, content))
    assert isinstance(opened.workbook, Workbook)
    workbook = Workbook(
        [replace(sheet, _cells=[list(row) for row in sheet.rows()]) for sheet in opened.workbook.sheets]
    )
    result = run(workbook, name)
    bad = {(one.where.sheet, one.where.row) for one in result.all_findings
           if isinstance(one.where, SheetRef) and result.severity(one.code) != "info"}  # fmt: skip
    kept = []
    for sheet in workbook.sheets:
        statuses: dict[int, set[str]] = {}
        for one in result.inputs[0].dispositions:
            if one.sheet == sheet.name:
                statuses.setdefault(one.row, set()).add(one.status)
        if not statuses:
            continue
        clean = [row for row, found in statuses.items() if found == {"sent"} and (sheet.name, row) not in bad][:ROWS]
        first = min(statuses)
        rows = [row for number, row in enumerate(sheet.rows(), sheet.first_row) if number < first or number in clean]
        kept.append(replace(sheet, _cells=rows, surroundings=NO_SURROUNDINGS))
    if not kept:
        return None
    small = Workbook(kept)
    with patch.object(intake, "open_workbook", lambda _path, _content: Workbook([replace(s) for s in kept])):
        _, readings = read_input(open_input(Source(path, name, b"x")), _context(), list(load_layouts().values()))
    check(Base(name, small, tuple(reading.table for reading in readings)), small, None)
    return Base(name, small, tuple(reading.table for reading in readings))


def places(base: Base) -> list[Place]:
    """The cells of all lines that some field is read from, and the labels above."""
    found = []
    for number, sheet in enumerate(base.workbook.sheets):
        for table in base.tables:
            if table.sheet != sheet.name:
                continue
            columns: dict[int, tuple[str, ...]] = {}
            for where in (table.columns, *table.slots):
                for name, places_of in where.items():
                    for column in places_of:
                        columns[column] = (*columns.get(column, ()), name)
            lines = range(table.header_row + 1, sheet.first_row + sum(1 for _ in sheet.rows()))
            found += [
                Place(number, row, column - sheet.first_column, names)
                for row in lines
                for column, names in columns.items()
            ]
            found += [
                Place(number, label.row, label.column - sheet.first_column, (name,))
                for name, label in table.labels.items()
                if label.column >= sheet.first_column and label.row >= sheet.first_row
            ]
    return found


# -- the check -----------------------------------------------------------------------------------------------------


def check(base: Base, changed: Workbook, place: Place | None) -> str:
    """Compares what was sent with what the cells say; raises WrongError. Gives what became of the changed row."""
    known = {table.layout.name for table in base.tables}
    outcome = _Outcome(run(changed, base.name, [one for one in load_layouts().values() if one.name in known]))
    for table in base.tables:
        sheet = next(one for one in changed.sheets if one.name == table.sheet)
        # The sheet of the table was released when it had been read.
        outcome.compare(replace(table, source=sheet))
    if place is None:
        unsent = [one for found in outcome.statuses.values() for one in found if one.status != "sent"]
        if unsent:
            raise WrongError(f"{base.name} is not clean: {unsent[:2]}")
        return "sent"
    mine = outcome.statuses.get((changed.sheets[place.sheet].name, place.row), [])
    return "withheld" if any(one.status == "withheld" for one in mine) else "sent" if mine else "label"


class _Outcome:
    """What came of a run, by sheet and row."""

    def __init__(self, result: RunResult) -> None:
        self.result = result
        self.sent = {key: one for output in result.outputs for key, one in services_of(output.text).items()}
        self.told: dict[tuple[str, int], list[Diagnostic]] = {}
        for finding in result.all_findings:
            if isinstance(finding.where, SheetRef):
                self.told.setdefault((finding.where.sheet, finding.where.row), []).append(finding)
        self.statuses: dict[tuple[str, int], list[Any]] = {}
        for each in result.inputs[0].dispositions:
            self.statuses.setdefault((each.sheet, each.row), []).append(each)

    def is_refused(self, table: Table) -> bool:
        """Whether a sheet was not understood, and that was told: then it is refused as a whole."""
        above = [
            finding
            for (name, row), some in self.told.items()
            if name == table.sheet and row <= table.header_row
            for finding in some
        ]
        return any(self.result.severity(finding.code) == "error" for finding in above)

    def compare(self, table: Table) -> None:
        """Every row of a table: it is there, and what was sent of it is what it says."""
        refused = self.is_refused(table)
        for number, cells in enumerate(table.source.rows(), table.source.first_row):
            if number <= table.header_row:
                continue
            here = self.told.get((table.sheet, number), [])
            found = self.statuses.get((table.sheet, number), [])
            is_lost = not found or any(one.status == "skipped" and one.reason != "not_delivered" for one in found)
            if is_lost and not here and not refused and any(not is_nothing(cell) for cell in cells):
                raise WrongError(f"row {number} is lost: {[one.reason for one in found]}")
            for one in found:
                if one.status == "sent":
                    sent = self.sent[one.claim, one.line]
                    _compare(self.result, table, number, cells, one.slot, sent, [*here, *self._above(table)])

    def _above(self, table: Table) -> list[Diagnostic]:
        """What is told of labels and of headings: it holds for the rows below."""
        above = [
            one
            for (name, row), some in self.told.items()
            if name == table.sheet and row <= table.header_row
            for one in some
        ]
        letters = {table.letter(column): name for name, columns in table.columns.items() for column in columns}
        return [
            replace(one, where=replace(one.where, field=one.where.field or letters.get(one.where.column, "")))
            for one in above
            if isinstance(one.where, SheetRef)
        ]


def _compare(
    result: RunResult, table: Table, number: int, cells: Sequence[Any], slot: int, sent: Sent, here: list[Diagnostic]
) -> None:
    """Every field of one service that was sent against its cell."""
    said = {name: _cells(table, name, cells, slot) for name in load_fields()}
    warned = {one.where.field for one in here if result.severity(one.code) != "info" or one.code in TOLD}  # type: ignore[union-attr]
    whole = {one.code for one in here}
    several = len(table.slots) > 0 or any(len(text(cell).split()) > 0 and slot for cell in cells)

    def wrong(name: str, value: object) -> None:
        if name not in warned and not _stands_elsewhere(table, name, value):
            raise WrongError(f"row {number} {name}: the cell says {said[name]!r}, sent is {value!r}")

    for name, found in said.items():
        definition = load_fields()[name]
        if not found or definition.kind not in FITS or (several and name in ("control_number", "modifiers")):
            continue
        value = _value(sent, name)
        if value is None:
            continue
        cell = found[0]
        if is_nothing(cell) and not (definition.kind == "text" and text(cell).lower() in NAMES_TOO):
            right = not value
        else:
            right = FITS[definition.kind](cell, value)
        if not right and not _stands_in(name, value, sent, said, whole):
            wrong(name, value)
    _compare_service(table, said, sent, slot, whole, wrong)


def _compare_service(
    table: Table, said: Mapping[str, list[Any]], sent: Sent, slot: int, whole: set[str], wrong: Any
) -> None:
    """Code, modifiers, diagnoses, units and charge, which several cells say together."""
    code, filled = sent.values["hcpcs"], [cell for cell in said["hcpcs"] + said["day_cell"] if not is_nothing(cell)]
    written = plain(" ".join(text(cell) for cell in filled))
    if filled and said["hcpcs"] and code not in written and "LN002" not in whole:
        wrong("hcpcs", code)
    marks = written + " " + plain(" ".join(text(cell) for cell in said["modifiers"]))
    if (
        (said["modifiers"] or said["hcpcs"])
        and any(one not in marks for one in sent.modifiers)
        and "LN002" not in whole
    ):
        wrong("modifiers", sent.modifiers)
    diagnoses = [each for cell in said["diagnoses"] for each in codes_of(cell)]
    if (
        said["diagnoses"]
        and "LN022" not in whole
        and set(sent.diagnoses) != set(diagnoses[:4])
        and "LN042" not in whole
    ):
        wrong("diagnoses", sent.diagnoses)
    if table.days or (slot and not table.slots):
        return
    services = [one for one in load_services().with_code(code) if one.modifiers <= set(sent.modifiers)]
    unit = services[0].unit if services else ""
    units = _units(said, unit)
    if units is not None and units[1] != sent.units:
        wrong(units[0], sent.units)
    charge = _charge(said, sent.units)
    if charge is not None and charge[1] != sent.charge:
        wrong(charge[0], sent.charge)


def _units(said: Mapping[str, list[Any]], unit: str) -> tuple[str, Decimal | None] | None:
    for name in ("units", "minutes", "hours"):
        filled = [cell for cell in said[name] if not is_nothing(cell)]
        if filled:
            cell = filled[0]
            if name != "units" and text(cell).replace(".", "").isdigit():
                cell = f"{text(cell)} {'min' if name == 'minutes' else 'h'}"
            return name, units_of(cell, unit)
    return None


def _charge(said: Mapping[str, list[Any]], units: Decimal) -> tuple[str, Decimal | None] | None:
    for name in ("line_charge", "deposit_amount", "unit_cost"):
        filled = [cell for cell in said[name] if not is_nothing(cell)]
        if filled:
            amount = amount_of(filled[0])
            return name, amount if name != "unit_cost" or amount is None else (amount * units).quantize(Decimal("0.01"))
    return None


def _stands_elsewhere(table: Table, name: str, value: object) -> bool:
    """Whether another cell above the table says what a label no longer does: the name in a letterhead."""
    label = table.labels.get(name)
    if label is None or label.column < 0 or not str(value).strip():
        return False
    rows = islice(enumerate(table.source.rows(), table.source.first_row), table.header_row - table.source.first_row)
    others = (
        cell
        for row, cells in rows
        for column, cell in enumerate(cells, table.first_column)
        if (row, column) != (label.row, label.column)
    )
    return any(str(value).casefold() in text(cell).casefold() for cell in others)


def _cells(table: Table, name: str, cells: Sequence[Any], slot: int) -> list[Any]:
    """The cells of a field for one service: of its slot, of the row, or the label above."""
    own = table.slots[slot - 1].get(name) if 0 < slot <= len(table.slots) else None
    columns = own or table.columns.get(name, ())
    found = [cells[column - table.first_column] for column in columns]
    if not found and name in table.labels:
        label = table.labels[name]
        rows = list(table.source.rows())
        found = (
            [rows[label.row - table.source.first_row][label.column - table.first_column]] if label.column >= 0 else []
        )
        found = [cell.partition(":")[2] or cell if isinstance(cell, str) else cell for cell in found]
    return found


def _value(sent: Sent, name: str) -> str | None:
    """What was sent for a field; None where nothing of it is in the file."""
    whole = {
        "member_full_name": ("member_first_name", "member_middle_name", "member_last_name", "member_suffix"),
        "member_full_address": ("member_address", "member_city", "member_state", "member_zip"),
        "billing_full_address": ("billing_address", "billing_city", "billing_state", "billing_zip"),
    }
    if name in whole:
        return " ".join(sent.values.get(part, "") for part in whole[name])
    if name.startswith("rendering") and "rendering_npi" not in sent.values:
        return None
    if name == "control_number" and not sent.values.get(name):
        return None
    return sent.values.get(name)


def _stands_in(name: str, value: str, sent: Sent, said: Mapping[str, list[Any]], whole: set[str]) -> bool:
    """What the documentation lets stand in for an empty cell."""
    if name == "service_end":
        return not any(not is_nothing(cell) for cell in said["service_end"]) or value == sent.values["service_start"]
    if name == "control_number":
        return True  # the row's own number
    homeless = plain(sent.values["member_address"]) == "HOMELESS"
    if name == "member_state" and homeless and any(text(cell) == value for cell in said["billing_state"]):
        return True  # the provider's state
    if name in ("member_gender", "member_state"):
        return value in ("U", "CA")
    if name.startswith("member_") and "LN027" in whole:
        return True
    return name == "billing_zip" and value.endswith("9998")


# -- the run -------------------------------------------------------------------------------------------------------


@dataclass
class Tally:
    """What came of the cases."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def case(number: int, seed: int) -> tuple[str, str]:
    """One changed cell: a description of it, and what came of it."""
    source = random.Random(seed * 1_000_000 + number)
    base = source.choice(bases())
    place = source.choice(places(base))
    name = place.fields[0]
    rows: list[list[Any]] = [list(row) for row in base.workbook.sheets[place.sheet].rows()]
    at = place.row - base.workbook.sheets[place.sheet].first_row
    cell = rows[at][place.at]
    others = [source.choice(rows[at]), source.choice(source.choice(rows[at:]))]
    if len(rows) > at + 1:
        others.append(rows[source.randrange(at, len(rows))][place.at])
    new = source.choice(changes(cell, load_fields()[name].kind, source, others))
    label = f"{seed}.{number}: {base.name} row {place.row} {name}: {cell!r} -> {new!r}"
    rows[at][place.at] = new
    changed = Workbook([replace(sheet) for sheet in base.workbook.sheets])
    changed.sheets[place.sheet] = replace(changed.sheets[place.sheet], _cells=rows)
    try:
        return label, check(base, changed, place)
    except WrongError as problem:
        return label, f"WRONG {problem}" if "lost" not in str(problem) else f"LOST {problem}"
    except Exception as problem:
        last = traceback.extract_tb(problem.__traceback__)[-1]
        return label, f"CRASH {type(problem).__name__} {last.filename}:{last.lineno}: {problem}"


def main(count: int, seed: int, first: int = 0) -> int:
    """Runs the cases; returns the number of faults."""
    tally = Tally()
    for label, outcome in results(range(first, first + count), seed):
        kind = outcome.split(" ", 1)[0]
        tally.outcomes[kind] += 1
        if kind.isupper():
            tally.faults.append(f"{label}: {outcome}")
            print(tally.faults[-1], flush=True)
    wrong, lost, crashes = (tally.outcomes[kind] for kind in ("WRONG", "LOST", "CRASH"))
    print(f"{count} changed cells: {dict(tally.outcomes)}; {wrong} wrong, {lost} lost, {crashes} crashes")
    return len(tally.faults)


def results(numbers: Iterable[int], seed: int) -> Iterator[tuple[str, str]]:
    """The cases of some numbers."""
    return (case(number, seed) for number in numbers)
