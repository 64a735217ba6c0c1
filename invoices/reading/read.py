"""How a sheet becomes a table of lines: every way in is this one. Layouts, saved readings, answers and aliases are
evidence for one assignment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from functools import partial
from itertools import chain, islice

from edi.diagnostics import Diagnostic
from edi.model.reference import SheetRef
from invoices.cells.base import text_of
from invoices.cells.npi import clean as clean_npi
from invoices.layout.calendar import dates_of, month_of, needs_month
from invoices.layout.table import Label, Table, column_letter
from invoices.reading import known_layouts
from invoices.reading.attempt import SECOND_ROW, Attempt, Surroundings, attempt
from invoices.reading.columns import SAMPLE_ROWS, Column
from invoices.reading.decide import Decision, decide, letter_of
from invoices.reading.evidence import Target, shown
from invoices.reading.kinds import kinds_of
from invoices.reading.label_pairs import Pair
from invoices.reading.labels import LabelChoice, faulty_fields, label_read
from invoices.reading.model import Answers, Hint, SheetReading
from invoices.reading.place import ANYWHERE, SEARCH_ROWS, Place, likely_rows, may_be_groups, without_ends
from invoices.reading.saved import hints_for, memory_finding
from invoices.reading.shapes.headerless import is_put_above
from invoices.reading.still_missing import look_again
from invoices.reading.unread import STATUS
from invoices.reading.wording import BILLING
from invoices.reading.words import role_of
from invoices.service_name import read_name
from invoices.workbook import CellValue, Sheet
from mappings.fields import all_fields, load_fields
from mappings.layout_file import Layout
from mappings.reading_file import SavedReading
from mappings.service_table import load_services, normal
from mappings.subject_file import INVOICE, load_subject

# The name that a reading without a known layout goes by in reports.
INFERRED = "inferred"
# So many of them make a dollar.
CENTS = 100
# So many different values of a column are looked at for the NPI of a provider.
MOST_NPIS = 4
LAST = 99


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before a sheet is looked at: the layouts, the one that is fixed, answers by the id of a question,
    the readings that were confirmed before, labels of a cover sheet, and the subject."""

    layouts: Sequence[Layout]
    fixed: Layout | None = None
    answers: Answers = made_by(default_factory=dict)
    saved: Sequence[SavedReading] = ()
    cover: Sequence[Pair] = ()
    subject: str = INVOICE
    seen: dict[int, tuple[Sheet, Attempt | None]] = made_by(default_factory=dict, compare=False, repr=False)


def read_sheet(
    file: str, sheet: Sheet, known: Known, place: Place = ANYWHERE, shapes: tuple[str, ...] = ()
) -> SheetReading | None:
    """How a sheet is read, in which `shapes` were made plain; None where it is nothing like what the subject says."""
    head = list(islice(sheet.rows(), SEARCH_ROWS + SAMPLE_ROWS))
    made = best_attempt(head, sheet, known, place)
    if made is None or not _in_sight(made, known) or _is_an_invoice(made, head, sheet, known):
        return None
    return _reading(file, sheet, head, made, known, place, shapes)


def _in_sight(made: Attempt, known: Known) -> bool:
    """Whether enough is there of what makes out a table of the subject, or of the layout that the user has named."""
    about = load_subject(known.subject)
    columns = {target.name for target in made.chosen.values()}
    if made.core >= about.in_sight or (about.enough and columns.issuperset(about.enough)):
        return True
    named = known.fixed.recognise if known.fixed is not None else ()
    return sum(name in made.present for name in named) * 2 > len(named)


def _is_an_invoice(made: Attempt, head: Sequence[list[CellValue]], sheet: Sheet, known: Known) -> bool:
    """Whether a sheet that is looked at as something else, with no layout that the user has named, is an invoice, and
    worth more as one: its many columns of providers look much like a roster's."""
    if known.subject == INVOICE or known.fixed is not None:
        return False
    as_invoice = Known(())
    other = best_attempt(head, sheet, as_invoice)
    return other is not None and other.worth > made.worth and _in_sight(other, as_invoice)


def best_attempt(
    head: Sequence[list[CellValue]], sheet: Sheet, known: Known, place: Place = ANYWHERE
) -> Attempt | None:
    """The best reading of the rows, by whichever of them are its headings."""
    around = Surroundings(
        sheet.first_column,
        sheet.first_row,
        sheet.merged_from_here(),
        known.layouts,
        known.fixed,
        partial(_hints, sheet, known),
        known.cover,
        place.labels,
        known.subject,
        bool(sheet.keys),
    )
    seen = known.seen.get(id(sheet))
    if seen is not None and seen[0] is sheet and place is ANYWHERE:
        return seen[1]
    best: tuple[float, Attempt] | None = None
    blank = bool(head) and is_put_above(sheet, 0, head[0])
    numbers = place.rows(sheet, min(len(head), SEARCH_ROWS))
    named = known_layouts.heading_words(known.layouts)
    for row in [0] if sheet.keys or blank else likely_rows(head, known.subject, numbers, named):
        sample = without_ends(head, row, sheet)
        made = attempt(sample, row, 1, around)
        if row and may_be_groups(head[row - 1]):
            made = _taller(made, attempt(sample, row, 2, around))
        # Among equals the first row.
        if best is None or made.worth > best[0] + 1e-9:
            best = made.worth, made
    found = best[1] if best else None
    if place is ANYWHERE:
        known.seen[id(sheet)] = sheet, found
    return found


def _taller(one: Attempt, two: Attempt) -> Attempt:
    """The better of a reading by one heading row and by two. Where groups tell headings apart that repeat, no layout
    with one row of headings knows which of them it means: its word does not count, and the second row costs nothing."""
    if _repeats(one) > _repeats(two):
        return two if two.unaided + SECOND_ROW > one.unaided else one
    # Among equals one heading row.
    return two if two.worth > one.worth + 1e-9 else one


def _repeats(made: Attempt) -> int:
    """How many headings of a reading stand there before."""
    headings = [column.joined for column in made.columns if column.heading]
    return len(headings) - len({*headings})


def is_complete(sheet: Sheet, known: Known) -> bool:
    """Whether a sheet is read whole as it stands: every field that a line cannot do without has a column or a label,
    and no column with values is left over."""
    head = list(islice(sheet.rows(), SEARCH_ROWS + SAMPLE_ROWS))
    made = best_attempt(head, sheet, known)
    if made is None or made.days:
        return False
    required = {field.name for field in load_fields(known.subject).values() if field.presence == "required"}
    if not required <= made.present:
        return False
    # A value that stands once for several rows below it is missing in these.
    filled = {column.number: column.filled for column in made.columns}
    if any(filled[number] < len(made.lines) for number, target in made.chosen.items() if target.name in required):
        return False
    return all(column.number in made.chosen for column in made.columns if column.values)


def worth(sheet: Sheet, known: Known) -> float:
    """What reading a sheet is worth: the total of its best assignment; 0.0 where it has no headings."""
    head = list(islice(sheet.rows(), SEARCH_ROWS + SAMPLE_ROWS))
    made = best_attempt(head, sheet, known)
    return made.worth if made is not None else 0.0


def _hints(sheet: Sheet, known: Known, columns: Sequence[Column], pairs: Sequence[Pair]) -> Mapping[int, Hint]:
    """What answers and saved readings say, by column."""
    hints: dict[int, Hint] = {}
    if known.saved:
        npis = {text_of(value) for column in columns for value in list(column.values)[:MOST_NPIS] if _is_npi(value)}
        npis |= {text_of(pair.label.value) for pair in pairs if _is_npi(pair.label.value)}
        found = hints_for(
            known.saved,
            npis,
            [column.heading for column in columns],
            [column.group for column in columns],
            [kinds_of(shown(column)) for column in columns],
            subject=known.subject,
            origin="key" if sheet.keys else "column",
        )
        hints = {columns[at].number: hint for at, hint in found.items()}
    for identity, answer in known.answers.items():
        name, mark, letter = identity.rpartition("!")
        number = _number(sheet, letter, columns)
        if mark and name == sheet.name and number is not None and isinstance(answer, str):
            named = answer if answer in all_fields() else ""
            hints[number] = Hint(named, known_layouts.FIXED, "you said so")
    return hints


def _is_npi(value: CellValue) -> bool:
    return clean_npi(value, 0).value is not None


def _number(sheet: Sheet, letter: str, columns: Sequence[Column]) -> int | None:
    """The column that a question calls by this name."""
    return next((column.number for column in columns if letter_of(sheet, column) == letter), None)


def _reading(
    file: str,
    sheet: Sheet,
    head: list[list[CellValue]],
    made: Attempt,
    known: Known,
    place: Place,
    shapes: tuple[str, ...],
) -> SheetReading:
    look_again(made)
    match = known_layouts.best(made.matches, made.chosen)
    layout = match.layout if match is not None else _inferred(made, known.subject)
    decision = decide(sheet, made, known.answers)
    reading = SheetReading(
        file,
        sheet.name,
        layout.name if match is None or match.fits else INFERRED,
        made.row + sheet.first_row,
        made.height,
        shapes,
        columns=decision.columns,
        labels=[label_read(label) for label in made.labels],
        questions=decision.questions,
        worth=made.worth,
        subject=known.subject,
    )
    where = SheetRef(file, sheet.name, reading.heading_row)
    reading.told += _clashes(where, made)
    remembered = memory_finding(where, dict(_agreeing(made, decision)))
    if remembered is not None:
        reading.told.append(remembered)
    month = _months(sheet, made, head)
    if made.days and needs_month(made.days) and len(month) != 1:
        named = " and ".join(f"{one:%B %Y}" for one in month) or "none"
        reading.told.append(Diagnostic("WB024", where, expected=named))
        return reading
    reading.table = _table(file, sheet, head, made, layout, decision, place)
    reading.provider = _provider(reading.table, made)
    return reading


def _agreeing(made: Attempt, decision: Decision) -> Iterator[tuple[int, Hint]]:
    """What was known of columns from a saved reading, where they were read so."""
    read = {column.number: column for column in decision.columns}
    for number, hint in made.hints.items():
        column = read.get(number)
        if hint.weight >= known_layouts.FIXED or column is None:
            continue
        if hint.field == (column.field if column.status == "read" else ""):
            yield number, hint


def _months(sheet: Sheet, made: Attempt, head: Sequence[list[CellValue]]) -> list[object]:
    if not made.days:
        return []
    label = next((one.label for one in made.labels if one.field == "service_month"), None)
    return list(month_of(label, sheet.name, list(head[: made.row])))


def _clashes(where: SheetRef, made: Attempt) -> list[Diagnostic]:
    """WB016: two labels, or a label and a column, that say different things about one field."""
    found = []
    for label, other in made.clashes:
        against = _at(other) if isinstance(other, LabelChoice) else f"{column_letter(other.number)} ‘{other.heading}’"
        title = all_fields()[label.field].title
        found.append(Diagnostic("WB016", where, expected=f"{_at(label)} and {against} as ‘{title}’"))
    return found


def _at(choice: LabelChoice) -> str:
    """The cell of a label's value, and the label where it has one."""
    cell = f"{column_letter(choice.label.column)}{choice.label.row}"
    return f"{cell} ‘{choice.text}’" if choice.text else cell


def _provider(table: Table, made: Attempt) -> str:
    """The billing NPI of the sheet; "" where it names none or several."""
    label = table.labels.get("billing_npi")
    if label is not None:
        return text_of(label.value)
    for number, target in made.chosen.items():
        values = made.evidence.columns[number].values
        if target.name == "billing_npi" and len(values) == 1:
            return text_of(next(iter(values)))
    return ""


def _table(
    file: str, sheet: Sheet, head: list[list[CellValue]], made: Attempt, layout: Layout, decision: Decision,
    place: Place,
) -> Table:  # fmt: skip
    number = made.row + sheet.first_row
    columns: dict[str, tuple[int, ...]] = {}
    places = [(at, target) for at, target in made.chosen.items()]
    places += [(read.number, Target(STATUS, read.slot)) for read in decision.columns if read.number in decision.status]
    places += [(at, Target("day_cell", slot)) for slot, (at, _) in enumerate(made.days, 1)]
    last = max((target.slot for _, target in places), default=0)
    slots: list[dict[str, tuple[int, ...]]] = [{} for _ in range(last)]
    for at, target in sorted(places, key=lambda seat: (_rank(made, *seat), seat)):
        group = slots[target.slot - 1] if target.slot else columns
        group[target.name] = (*group.get(target.name, ()), at)
    labels = _inherited(place, made) | {label.field: label.label for label in made.labels}
    _sheet_name(sheet, layout, columns, slots, labels)
    months = _months(sheet, made, head)
    below = chain(head[made.row + 1 :], islice(sheet.rows(), len(head), None))
    return Table(
        file=file,
        sheet=sheet.name,
        layout=layout,
        header_row=number,
        header=[text_of(cell) for cell in head[made.row]],
        columns=columns,
        slots=tuple(slot for slot in slots if slot),
        labels={name: label for name, label in labels.items() if name not in columns},
        first_column=sheet.first_column,
        unused=tuple(
            (read.number, read.heading) for read in decision.columns if read.status == "not used" and read.heading
        ),
        rows=enumerate(below, number + 1),
        days=dates_of(made.days, number, months[0] if months else None),  # type: ignore[arg-type]
        source=sheet,
        meanings={at: dict(said) for at, said in decision.status.items()},
        harmless=frozenset(decision.harmless),
        in_cents=frozenset(read.field for read in decision.columns if read.scale == CENTS),
    )


def _inherited(place: Place, made: Attempt) -> dict[str, Label]:
    """The labels of a table further up that hold for this one: those of its biller where the rows between say nothing
    of another one, rightly or not."""
    own = {choice.field: text_of(choice.label.value) for choice in made.labels if role_of(choice.field) == BILLING}
    doubtful = {*faulty_fields(made.pairs), *(choice.field for choice, _ in made.clashes)}
    known = {name: text_of(label.value) for name, label in place.labels.items()}
    another = any(normal(value) != normal(known.get(name, value)) for name, value in own.items())
    if not another and not any(role_of(name) == BILLING for name in doubtful):
        return dict(place.labels)
    return {name: label for name, label in place.labels.items() if role_of(name) != BILLING}


def _rank(made: Attempt, number: int, target: Target) -> int:
    """The place of a column among those of one field: the primary diagnosis stands before the secondary ones, whatever
    their order on the sheet, and numbered columns in the order of their numbers, unless one beside the first has none:
    then their places count."""
    if not all_fields()[target.name].many:
        return 0
    said = made.evidence.columns[number].reading.said
    if {"secondary", "tertiary", "other", "additional"} & {*said.other, *said.words}:
        return LAST
    if target.name != "diagnoses":
        return 0
    numbers = [made.evidence.columns[at].reading.said.numbers[-1:] for at, one in made.chosen.items() if one == target]
    return 0 if () in numbers and (1,) in numbers else max(said.numbers[-1:], default=0)


def _sheet_name(
    sheet: Sheet, layout: Layout, columns: Mapping[str, object], slots: Sequence[Mapping[str, object]],
    labels: dict[str, Label],
) -> None:  # fmt: skip
    """The name of the sheet, where it says what no column does: a sheet for each programme."""
    field = layout.sheet_name
    told = {*columns, *labels, *(name for slot in slots for name in slot)}
    if not field and not told & {"hcpcs", "service_name"} and read_name(sheet.name, load_services()).service:
        field = "service_name"
    if field and field not in told:
        labels[field] = Label(0, -1, sheet.name)


def _inferred(made: Attempt, subject: str) -> Layout:
    """What stands for a layout where none is known: the names of its columns, as far as rows are told by them."""
    plain: dict[str, list[str]] = {}
    for number, target in sorted(made.chosen.items()):
        heading = made.evidence.columns[number].joined
        if not target.slot and heading:
            plain.setdefault(target.name, []).append(heading)
    named: dict[str, list[str]] = {}
    for label in made.labels:
        named.setdefault(label.field, []).append(label.text)
    core = [name for names in load_subject(subject).core for name in names if name in plain or name in named]
    return Layout.model_construct(
        name=INFERRED,
        title="Read by the names and values of its columns",
        sample="",
        subject=subject,
        recognise=core,
        header_rows=made.height,
        columns=plain,
        labels=named,
    )
