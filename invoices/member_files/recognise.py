"""Which of the four member-level files a sheet is, known by its headings and not by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from edi.diagnostics import Diagnostic
from edi.model.reference import SheetRef
from invoices.cells.base import text_of
from invoices.layout.headings import heading_for
from invoices.layout.table import Table, column_letter
from invoices.reading.ask import question_finding
from invoices.reading.model import SheetReading
from invoices.reading.read import INFERRED, Known, read_sheet
from invoices.workbook import CellValue, Sheet
from mappings.layout_file import Layout
from mappings.member_fields import FILES, full_name, headings_of_file, own_name
from mappings.service_table import normal
from mappings.subject_file import load_subject

SEARCH_ROWS = 40
# From what likeness on, in percent, a heading is a misspelt one of ours, and how much the next best has to lie below.
LIKE, APART, SHORTEST = 90.0, 5.0, 6
PUBLISHED = "published headings"
HISTORY = "history"
# What makes out a plan's own data, in whatever columns.
WITHIN_REACH = (("mif.member_cin",), ("mif.member_last_name", "mif.ecm_authorization_date", "mif.residential_address"))
# A file of the first kind has the headings that make out the second, too.
HOLDS = {"mif": "referral"}


@dataclass(slots=True)
class Found:
    """The tables of a sheet by file, what is to be told of how they were read, and why there is none of them."""

    tables: dict[str, Table] = field(default_factory=dict)
    told: list[Diagnostic] = field(default_factory=list)
    misfit: Diagnostic | None = None


def plan_table_of(file: str, sheet: Sheet) -> Found:
    """A plan's own data: a record of services, or any sheet of members with columns of the Member Information File."""
    found = Found()
    head = list(islice(sheet.rows(), SEARCH_ROWS))
    for kind in (HISTORY, "mif"):
        reading = _reading(kind, head, loosely=True)
        table = _by_layout(file, sheet, reading.layout) if reading else None
        if reading and isinstance(table, Table):
            found.tables[kind] = table
            found.told += [_told(file, sheet, reading)] if reading.spelt else []
            return found
        found.misfit = table if isinstance(table, Diagnostic) else found.misfit
    found.misfit = found.misfit or Diagnostic(
        "WB004", SheetRef(file, sheet.name), expected="members, or their services"
    )
    return found


def tables_of(file: str, sheet: Sheet, own: Mapping[str, Sequence[Layout]], kinds: Sequence[str] = FILES) -> Found:
    """Every member-level file of some kinds whose headings stand on a sheet; `own` are a user's layouts by file, tried
    first."""
    found = Found()
    head = list(islice(sheet.rows(), SEARCH_ROWS))
    for kind in kinds:
        layouts = own.get(kind, ())
        table = _by_layouts(file, sheet, layouts) if layouts else None
        if not isinstance(table, Table):
            reading = _reading(kind, head)
            if reading is None:
                continue
            table = _by_layout(file, sheet, reading.layout)
            if reading.spelt and isinstance(table, Table):
                found.told.append(_told(file, sheet, reading))
        if isinstance(table, Table):
            found.tables[kind] = table
        else:
            found.misfit = table
    for kind, held in HOLDS.items():
        if kind in found.tables:
            found.tables.pop(held, None)
    if not found.tables and found.misfit is None:
        names = ", ".join(load_subject(kind).title for kind in kinds)
        found.misfit = Diagnostic("WB004", SheetRef(file, sheet.name), expected=names)
    return found


def _by_layout(file: str, sheet: Sheet, layout: Layout) -> Table | Diagnostic:
    """The table of a sheet whose layout is known, or why there is none."""
    known = Known([layout], fixed=layout, subject=layout.subject)
    return _table(file, sheet, read_sheet(file, sheet, known), layout)


def _by_layouts(file: str, sheet: Sheet, layouts: Sequence[Layout]) -> Table | Diagnostic | None:
    """The table of a sheet that one of a user's layouts fits; None where none of them does."""
    reading = read_sheet(file, sheet, Known(layouts, subject=layouts[0].subject))
    layout = next((one for one in layouts if reading and one.name == reading.layout != INFERRED), None)
    return _table(file, sheet, reading, layout) if layout is not None else None


def _table(file: str, sheet: Sheet, reading: SheetReading | None, layout: Layout) -> Table | Diagnostic:
    """WB004 nothing like its headings, WB005 one is missing that makes the file out, WB025 two columns for a field."""
    if reading is None or reading.table is None:
        return Diagnostic("WB004", SheetRef(file, sheet.name), expected=layout.title)
    if reading.questions:
        return question_finding(file, reading.questions[0])
    missing = [name for name in layout.recognise if not reading.table.has(name)]
    if missing:
        lacking = ", ".join(f"‘{heading_for(layout, name)}’" for name in missing)
        return Diagnostic("WB005", SheetRef(file, sheet.name, reading.heading_row), layout.name, lacking)
    return reading.table


@dataclass(frozen=True, slots=True)
class _Reading:
    """A heading row (from 0) as a layout; `spelt` are headings taken for a field though they are misspelt."""

    row: int
    layout: Layout
    spelt: tuple[tuple[int, str, str], ...]


@cache
def _known(kind: str) -> dict[str, str]:
    """Normalised heading -> field, for all headings that a file is known to have."""
    return {normal(text): name for name, texts in headings_of_file(kind).items() for text in texts}


def _reading(kind: str, head: Sequence[list[CellValue]], *, loosely: bool = False) -> _Reading | None:
    """The row with the most headings of a file; None where it has too few of those that make the file out."""
    known = _known(kind)
    counts = [len({known[key] for key in _keys(row) if key in known}) for row in head]
    row = max(range(len(head)), key=lambda n: (counts[n], -n), default=None)
    if row is None or not counts[row]:
        return None
    columns: dict[str, list[str]] = {}
    for key in dict.fromkeys(_keys(head[row])):
        if key in known:
            columns.setdefault(known[key], []).append(key)
    spelt = tuple(_misspelt(kind, head[row], columns))
    for _, name, text in spelt:
        columns[name] = [normal(text)]
    subject = load_subject(kind)
    groups = WITHIN_REACH if kind == "mif" and loosely else subject.core
    core = [found for names in groups if (found := next((n for n in names if own_name(n) in columns), ""))]
    if len(core) < (len(groups) if groups is WITHIN_REACH else subject.in_sight):
        return None
    labels = {name: list(headings_of_file(kind)[own_name(name)]) for name in subject.label_fields}
    layout = Layout(
        name=PUBLISHED,
        title=subject.title,
        sample="",
        subject=kind,
        recognise=core,
        columns={full_name(kind, name): texts for name, texts in columns.items()},
        labels={name: texts for name, texts in labels.items() if own_name(name) not in columns},
    )
    return _Reading(row, layout, spelt)


def _keys(row: Sequence[CellValue]) -> Iterator[str]:
    return (key for cell in row if isinstance(cell, str) and (key := normal(cell)))


def _misspelt(kind: str, row: Sequence[CellValue], columns: Mapping[str, object]) -> Iterator[tuple[int, str, str]]:
    """(column, field, heading) of headings that are nearly one of ours, and of no other field as nearly."""
    from rapidfuzz import fuzz, process  # only a heading that is not known needs it

    known = _known(kind)
    free = [key for key, name in known.items() if name not in columns]
    taken: set[str] = set()
    for place, cell in enumerate(row):
        key = normal(cell) if isinstance(cell, str) else ""
        if len(key) < SHORTEST or key in known:
            continue
        best: dict[str, float] = {}
        for text, score, _ in process.extract(key, free, scorer=fuzz.ratio, limit=6, score_cutoff=LIKE - APART):
            best[known[text]] = max(best.get(known[text], 0.0), score)
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        sure = ranked and ranked[0][1] >= LIKE and (len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= APART)
        if sure and ranked[0][0] not in taken:
            taken.add(ranked[0][0])
            yield place, ranked[0][0], text_of(cell)


def _told(file: str, sheet: Sheet, reading: _Reading) -> Diagnostic:
    said = ", ".join(
        f"{headings_of_file(reading.layout.subject)[name][0]} ← {column_letter(place + sheet.first_column)} ‘{text}’"
        for place, name, text in reading.spelt
    )
    return Diagnostic("WB018", SheetRef(file, sheet.name, reading.row + 1), expected=said)
