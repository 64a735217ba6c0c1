"""Which shapes a sheet has: those that its own marks prove, then at most three more, as long as each makes the reading
clearly better."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Literal, NamedTuple, TypeAlias

from invoices.reading import shapes
from invoices.reading.shapes.heading import LOOKED_AT
from invoices.reading.shapes.join import joined
from invoices.reading.shapes.known import Known
from invoices.reading.shapes.plain import Plain
from invoices.workbook import Sheet
from mappings.errors import ConfigError
from mappings.layout_file import Layout
from mappings.subject_file import load_subject

Worth: TypeAlias = Callable[[Sheet], float]
Evidence: TypeAlias = Literal["marks", "cells", "reading"]
GROUPS = "groups"
MARKS: Evidence = "marks"
CELLS: Evidence = "cells"
READING: Evidence = "reading"

# How much better (log-odds of the whole assignment) a reading must become for a shape to be taken.
CLEARLY_BETTER = 3.0
# At most so many shapes in a row, and so many readings tried.
MOST_SHAPES, MOST_TRIED = 3, 14


class Operator(NamedTuple):
    """One shape: a file of this folder with `NAME`, `EVIDENCE` and `plain`. The evidence says what proves it: MARKS of
    the sheet, told without its cells and for all its rows (struck through); its first CELLS alone (blank blocks); or
    only a better READING. `plain` gives the plain sheet, None where the shape is not there."""

    name: str
    evidence: Evidence
    plain: Callable[[Sheet, Known], Sheet | None]


@cache
def load_shapes() -> Mapping[str, Operator]:
    """Every operator by its name, in the order of the file names."""
    found: dict[str, Operator] = {}
    for module in pkgutil.iter_modules(shapes.__path__):
        loaded = importlib.import_module(f"{shapes.__name__}.{module.name}")
        if hasattr(loaded, "NAME"):
            found[loaded.NAME] = Operator(loaded.NAME, loaded.EVIDENCE, loaded.plain)
    return found


class Form(NamedTuple):
    """A sheet made plain, by which shapes, and what reading it is worth."""

    sheet: Sheet
    names: tuple[str, ...]
    worth: float


def best_form(
    sheet: Sheet, worth: Worth, known: Known, complete: Callable[[Sheet], bool] = lambda _sheet: False
) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet in its most plausible plain form, with the shapes that were made plain on the way. `worth` gives the
    total of the best assignment of a sheet; it is asked only where a shape may be there, and about the first rows. One
    that is `complete` as it stands has no other shape than its marks and its cells prove."""
    marked = _with(Form(sheet, (), 0.0), MARKS, known)
    head = marked._replace(sheet=_beginning(marked.sheet))
    proven = _with(head, CELLS, known)
    steps = [] if complete(proven.sheet) else _steps(proven, known)
    if not steps:
        return _whole(marked, head, proven, known)
    best = proven._replace(worth=worth(proven.sheet))
    left, seen = MOST_TRIED, set[frozenset[str]]()
    while steps:
        new = {frozenset(step.names): step for step in steps if frozenset(step.names) not in seen}
        seen |= new.keys()
        reached = [step._replace(worth=worth(step.sheet)) for step in list(new.values())[:left]]
        left -= len(reached)
        reached.sort(key=lambda form: (-form.worth, form.names))
        if reached and reached[0].worth > best.worth + CLEARLY_BETTER:
            best = reached[0]
        # A shape that gains nothing by itself may be what another one needs.
        further = [form for form in reached[:2] if _searched(form.names) < MOST_SHAPES]
        steps = [step for form in further for step in _steps(form, known)]
    return _whole(marked, head, best, known)


def best_sheets(sheets: Sequence[Sheet], worth: Worth, known: Known) -> list[Sheet]:
    """The sheets of a workbook, joined by their keys where that makes the reading of the lines clearly better; as they
    are where it does not."""
    # What holds a sheet of lines and another one together may stand above the lines only.
    grouped = [_with_names(Form(sheet, (), 0.0), (GROUPS,), known).sheet for sheet in sheets]
    together = joined(grouped, known)
    wider = [
        (old, new) for old, new in zip(sheets, together, strict=True) if new is not old and new.origins is not None
    ]
    gain = sum(worth(_beginning(new)) - worth(_beginning(old)) for old, new in wider)
    return together if wider and gain > CLEARLY_BETTER else list(sheets)


def applied(sheet: Sheet, names: Iterable[str], known: Known) -> Sheet:
    """The sheet with the shapes of a layout or of a saved reading made plain, in their order, after whatever its marks
    prove; one that is not there this time is passed over."""
    return _with_names(_with(Form(sheet, (), 0.0), MARKS, known), names, known).sheet


def shapes_of(layout: Layout) -> tuple[str, ...]:
    """The shapes that a layout file names. Raises ConfigError for one that no operator has."""
    unknown = [name for name in layout.shapes if name not in load_shapes()]
    if unknown:
        path = load_subject(layout.subject).folder / f"{layout.name}.toml"
        raise ConfigError(path, f"unknown shapes: {', '.join(unknown)}; known: {', '.join(load_shapes())}")
    return tuple(layout.shapes)


def _with_names(form: Form, names: Iterable[str], known: Known) -> Form:
    for name in names:
        made = None if name in form.names else load_shapes()[name].plain(form.sheet, known)
        if made is not None:
            form = form._replace(sheet=made, names=(*form.names, name))
    return form


def _beginning(sheet: Sheet) -> Sheet:
    """The first rows of a sheet as a sheet of its own; the sheet itself where it has no more."""
    rows = list(islice(sheet.rows(), LOOKED_AT + 1))
    if len(rows) <= LOOKED_AT:
        return sheet
    made = Plain(sheet, range(max(map(len, rows))))
    for number, cells in zip(range(sheet.first_row, sheet.first_row + LOOKED_AT), rows, strict=False):
        made.add(cells, number)
    return made.sheet()


def _whole(marked: Form, head: Form, best: Form, known: Known) -> tuple[Sheet, tuple[str, ...]]:
    if head.sheet is marked.sheet:
        return best.sheet, best.names
    whole = _with_names(marked, best.names, known)
    return whole.sheet, whole.names


def _with(form: Form, evidence: Evidence, known: Known) -> Form:
    """A form with the shapes made plain that such evidence proves."""
    names = [name for name, shape in load_shapes().items() if shape.evidence == evidence]
    return _with_names(form, names, known)


def _steps(form: Form, known: Known) -> list[Form]:
    """The forms that one more shape gives."""
    found = []
    for name, shape in load_shapes().items():
        if shape.evidence == READING and name not in form.names:
            made = shape.plain(form.sheet, known)
            if made is not None:
                found.append(_with(Form(made, (*form.names, name), 0.0), CELLS, known))
    return found


def _searched(names: Iterable[str]) -> int:
    return sum(1 for name in names if load_shapes()[name].evidence == READING)
