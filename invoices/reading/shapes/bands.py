"""Bands: the client stands above its services, in label and value pairs or in one line, over and over; the headings
are often repeated below each. The values of the band become columns of the rows below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.layout.rows import is_row_of_words
from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import CIN, Known, filled_places, is_total, is_words, key_of
from invoices.reading.shapes.pairs import Pair, is_total_label, pairs_in, unlabelled
from invoices.reading.shapes.plain import Plain, numbered
from invoices.workbook import CellValue, Origin, Sheet
from invoices.workbook.telling import tells_of_a_service

NAME = "bands"
EVIDENCE = "reading"
BAND, HEADING, TITLE = "band", "heading", "note"
FEWEST_BANDS = 2
# A line without labels stands alone in its row, or beside a remark.
MOST_BESIDE, SHORTEST_LINE = 3, 11
MOST_KEPT = 20_000
# Fields by which a band is known for one: whose the rows below are, or which service, not what they come to.
SERVICE = frozenset(["hcpcs", "service_name", "service_start", "place_of_service", "authorization", "diagnoses"])
# What only a member has, or only who bills.
OF_ONE = frozenset(["member_cin", "member_dob", "member_gender", "member_mrn", "billing_npi", "billing_tin"])
FEWEST_CELLS = 4
WORDS_FOR = {"member": "Member", "billing": "Provider", "rendering": "Rendering"}


class Value(NamedTuple):
    """What a band says: the value, its row and place, and the number of the block that it stands in."""

    value: CellValue
    row: int
    place: int
    block: int


@dataclass(slots=True)
class Bands:
    """The bands of a sheet: its headings, which labels they have (whom it is about and its key -> place behind the
    columns), and what the rows that are being read stand under."""

    heading: Heading
    known: Known
    labels: dict[tuple[str, str], int] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    values: dict[int, Value] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    open: bool = False
    block: int = 0
    # The labels that stand there more than once; a row without any of them is no band.
    repeated: set[str] = field(default_factory=set)
    # The labels of rows beside those of a band that say nothing of anybody ("Invoice | 310 | Dated | 10/06/2025").
    beside: set[tuple[str, ...]] = field(default_factory=set)
    # The places of the rows of the sheet's own head.
    head: set[int] = field(default_factory=set)
    _telling: dict[str, bool] = field(default_factory=dict)

    def may_be_one(self, cells: Sequence[CellValue]) -> bool:
        """Whether a row has a label of a band, or a CIN in a longer text. It is asked of every row, and answers are
        kept."""
        return any(self._may_label(cell) for cell in cells if type(cell) is str and cell)

    def _may_label(self, cell: str) -> bool:
        known = self._telling.get(cell)
        if known is None:
            label = key_of(cell.partition(":")[0]) in self.repeated
            known = label or (len(cell) > SHORTEST_LINE and CIN.search(cell) is not None)
            if len(self._telling) < MOST_KEPT:
                self._telling[cell] = known
        return known

    def learn(self, pairs: Sequence[Pair], whose: str) -> None:
        """Gives every new label of a row of a band a place; `whose` is whom the row is about."""
        for pair in pairs:
            about = self.role_of(pair, whose)
            if (about, key_of(pair.label)) not in self.labels:
                self.labels[about, key_of(pair.label)] = len(self.texts)
                field_name = self.known.clear_field(pair.label)
                spoken = self.known.spoken_role(pair.label) or (field_name and not self.known.role(field_name))
                before = "" if spoken else WORDS_FOR.get(about, "")
                self.texts.append(f"{before} {pair.label}".strip())
                self.roles.append(about)

    def role_of(self, pair: Pair, whose: str) -> str:
        """Whom a label of a band is about: whom it says itself, else whom its row is about."""
        return surely_about(pair, self.known) or whose or self.known.role(self.known.clear_field(pair.label))

    def enter(self, number: int, pairs: Sequence[Pair], whose: str) -> None:
        """A row of a band: what it says holds from here on, and ends what an earlier block says of the same person."""
        if not self.open:
            self.block += 1
        places = [self.labels[self.role_of(pair, whose), key_of(pair.label)] for pair in pairs]
        about = {self.roles[place] for place in places}
        self.values = {
            at: value for at, value in self.values.items() if value.block == self.block or self.roles[at] not in about
        }
        self.rows = [row for row in self.rows if any(value.row == row for value in self.values.values())]
        self.open = True
        self.rows.append(number)
        for pair, place in zip(pairs, places, strict=True):
            self.values[place] = Value(pair.value, number + pair.down, pair.place, self.block)

    def added(self, kept: int, sheet: Sheet) -> tuple[list[CellValue], dict[int, Origin]]:
        """What a row below has in the further columns, and where that stands."""
        self.open = False
        cells: list[CellValue] = [""] * len(self.texts)
        moved: dict[int, Origin] = {}
        for place, said in self.values.items():
            cells[place] = said.value
            moved[kept + place] = Origin(sheet.name, said.row, said.place + sheet.first_column)
        return cells, moved


def surely_about(pair: Pair, known: Known) -> str:
    """Whom a label is about by itself: it says so, or it names what only one of them has; "" for "City"."""
    name = known.clear_field(pair.label)
    return known.spoken_role(pair.label) or (known.role(name) if name in OF_ONE else "")


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with a column for every label of its bands; None where nothing is repeated above the rows."""
    rows = head_of(sheet)
    heading = heading_in(rows, known)
    if heading is None:
        return None
    bands = Bands(heading, known)
    if not _is_there(rows, bands):
        return None
    found = dict(_pairs_of(sheet, bands))
    whose = _whose(found, known)
    for number, pairs in found.items():
        bands.learn(pairs, whose[number])
    made = Plain(sheet, range(max(len(cells) for cells in rows)), more=len(bands.texts))
    _rows_of(sheet, bands, made, found, whose)
    return made.sheet()


def _whose(found: Mapping[int, list[Pair]], known: Known) -> dict[int, str]:
    """Whom each row of a band is about: whom it says itself, else the row above it in its block, or the next below."""
    whose: dict[int, str] = {}
    for block in _blocks(found):
        said = {number: _most(surely_about(pair, known) for pair in found[number]) for number in block}
        first = next((role for role in said.values() if role), "")
        last = first or _most(known.role(known.clear_field(pair.label)) for number in block for pair in found[number])
        for number in block:
            last = whose[number] = said[number] or last
    return whose


def _blocks(found: Mapping[int, list[Pair]]) -> Iterator[list[int]]:
    """The numbers of the rows of bands that stand below each other."""
    block: list[int] = []
    for number in found:
        if block and number > block[-1] + 1 + max(pair.down for pair in found[block[-1]]):
            yield block
            block = []
        block.append(number)
    if block:
        yield block


def _most(roles: Iterable[str]) -> str:
    """The role that is said most often, the first among equals; "" where none is."""
    counted = Counter(role for role in roles if role).most_common(1)
    return counted[0][0] if counted else ""


def _rows_of(
    sheet: Sheet, bands: Bands, made: Plain, found: Mapping[int, list[Pair]], whose: Mapping[int, str]
) -> None:
    """Adds the rows of the sheet, those of the bands taken out; the first headings get the labels beside them."""
    seen = False
    labels = _first_labels(bands, made, found, whose)
    added: tuple[list[CellValue], dict[int, Origin]] | None = None
    values_below = {number + pair.down for number, pairs in found.items() for pair in pairs if pair.down}
    titles = _titles(sheet, found)
    for number, cells in numbered(sheet):
        pairs = found.get(number)
        if number in titles and seen:
            made.drop(number, TITLE)
        elif pairs:
            bands.enter(number, pairs, whose[number])
            made.drop(number, BAND)
            added = None
        elif number in values_below:
            made.drop(number, BAND)
        elif bands.heading.repeated_in(cells):
            if seen:
                made.drop(number, HEADING)
            else:
                made.add(cells, number, bands.texts, labels)
            seen = True
        elif not seen or _is_short(cells, bands.heading) or is_total(cells) or is_row_of_words(cells):
            made.add(cells, number)
        else:
            # What a band says of the rows below is the same for all of them.
            added = added or bands.added(made.kept, sheet)
            bands.open = False
            made.add(cells, number, *added, under=bands.rows)


def _titles(sheet: Sheet, found: Mapping[int, list[Pair]]) -> set[int]:
    """The rows that number the bands ("STATEMENT 2"): one text right above each, the same but for its number."""
    last: tuple[int, str] | None = None
    titles: dict[str, list[int]] = {}
    for number, cells in numbered(sheet):
        filled = filled_places(cells)
        if number in found and last is not None:
            titles.setdefault(last[1], []).append(last[0])
        if filled:
            text = key_of(cells[filled[0]]) if len(filled) == 1 and not tells_of_a_service(cells[filled[0]]) else ""
            words = text.rstrip("0123456789")
            last = (number, words) if words not in ("", text) else None
    return {number for rows in titles.values() if len(rows) >= FEWEST_BANDS for number in rows}


def _is_short(cells: Sequence[CellValue], heading: Heading) -> bool:
    """Whether a row has less than half of what a line has: a title, or a sum in whatever words."""
    return len(filled_places(cells)) * 2 < len(filled_places(heading.cells))


def _pairs_of(sheet: Sheet, bands: Bands) -> Iterator[tuple[int, list[Pair]]]:
    """The pairs of each row that is a band, with its number."""
    for (number, cells), (_, below) in pairwise(chain(numbered(sheet), [(0, [])])):
        if number - sheet.first_row not in bands.head and bands.may_be_one(cells):
            pairs = telling_pairs(cells, below, bands.heading, bands.known)
            if any(key_of(pair.label) in bands.repeated for pair in pairs):
                yield number, pairs
            elif not pairs and not bands.heading.repeated_in(cells) and _labels_by_turns(cells) in bands.beside:
                yield number, _by_turns(cells)


def _first_labels(
    bands: Bands, made: Plain, found: Mapping[int, list[Pair]], whose: Mapping[int, str]
) -> dict[int, Origin]:
    """Where each label stands for the first time."""
    labels: dict[int, Origin] = {}
    for number, pairs in found.items():
        for pair in pairs:
            at = bands.labels[bands.role_of(pair, whose[number]), key_of(pair.label)]
            labels.setdefault(made.kept + at, made.origin(number, pair.label_place))
    return labels


def telling_pairs(cells: Sequence[CellValue], below: Sequence[CellValue], heading: Heading, known: Known) -> list[Pair]:
    """The pairs of a row that says whose the rows below are, or which service; nothing for any other."""
    filled = filled_places(cells)
    if not filled or is_total(cells) or heading.repeated_in(cells):
        return []
    if heading.repeated_in(below):
        below = []
    pairs = [pair for pair in pairs_in(cells, below, known) if not is_total_label(pair.label)]
    if not pairs and len(filled) <= MOST_BESIDE:
        pairs = [pair for place in filled for pair in unlabelled(cells[place], place)]
    covered = {pair.place for pair in pairs} | {pair.label_place for pair in pairs}
    names = {known.clear_field(pair.label) for pair in pairs}
    telling = any(known.role(name) or name in SERVICE for name in names if name)
    return pairs if telling and len(covered & set(filled)) * 2 > len(filled) else []


def _is_there(rows: list[list[CellValue]], bands: Bands) -> bool:
    """Whether the same labels stand above rows again and again, with other values."""
    found = [
        telling_pairs(cells, rows[index + 1] if index + 1 < len(rows) else [], bands.heading, bands.known)
        for index, cells in enumerate(rows)
    ]
    _leave_head(rows, found, bands)
    times = Counter(label for pairs in found for label in {key_of(pair.label) for pair in pairs})
    bands.repeated = {label for label, count in times.items() if count >= FEWEST_BANDS}
    values = {(key_of(pair.label), key_of(pair.value)) for pairs in found for pair in pairs}
    different = Counter(label for label, _ in values if label in bands.repeated)
    if max(different.values(), default=0) < FEWEST_BANDS:
        return False
    bands.beside = _beside(rows, found, bands.heading)
    bands.repeated |= {key for keys in bands.beside for key in keys}
    groups, lines, after_lines = 0, 0, True
    for cells, pairs in zip(rows, found, strict=True):
        if any(key_of(pair.label) in bands.repeated for pair in pairs):
            groups += after_lines
            after_lines = False
        elif (
            not pairs and len(filled_places(cells)) > 1 and not bands.heading.repeated_in(cells) and not is_total(cells)
        ):
            lines += groups > 0
            after_lines = True
    return groups >= FEWEST_BANDS and lines >= groups


def _leave_head(rows: Sequence[Sequence[CellValue]], found: list[list[Pair]], bands: Bands) -> None:
    """Leaves out the head of the sheet: the rows around numbers of a biller that stand there once. Its address is no
    client's, though clients have one below the same word."""
    surely = [{key_of(p.label) for p in pairs if surely_about(p, bands.known) == "billing"} for pairs in found]
    times = Counter(label for labels in surely for label in labels)
    first = 0
    for index in range(len(rows) + 1):
        if index < len(rows) and filled_places(rows[index]) and not bands.heading.repeated_in(rows[index]):
            continue
        labels = {label for some in surely[first:index] for label in some}
        if labels and all(times[label] == 1 for label in labels):
            ours = [at for at in range(first, index) if not _of_members(found[at], bands.known)]
            bands.head |= set(ours)
            for at in ours:
                found[at] = []
        first = index + 1


def _of_members(pairs: Sequence[Pair], known: Known) -> bool:
    return any(surely_about(pair, known) == "member" for pair in pairs)


def _beside(
    rows: Sequence[Sequence[CellValue]], found: Sequence[Sequence[Pair]], heading: Heading
) -> set[tuple[str, ...]]:
    """The labels of rows above or below those of a band, label and value by turns, that stand there again and again."""
    counted: Counter[tuple[str, ...]] = Counter()
    for at, cells in enumerate(rows):
        around = [found[near] for near in (at - 1, at + 1) if 0 <= near < len(found)]
        if any(around) and not found[at] and not heading.repeated_in(cells):
            counted[_labels_by_turns(cells)] += 1
    return {keys for keys, count in counted.items() if keys and count >= FEWEST_BANDS}


def _labels_by_turns(cells: Sequence[CellValue]) -> tuple[str, ...]:
    """The labels, as they are compared, of a row that has a label and a value by turns; () for any other row."""
    filled = filled_places(cells)
    if len(filled) < FEWEST_CELLS or len(filled) % 2 or not all(is_words(cells[place]) for place in filled[::2]):
        return ()
    together = all(value == label + 1 for label, value in zip(filled[::2], filled[1::2], strict=True))
    return tuple(key_of(cells[place]) for place in filled[::2]) if together else ()


def _by_turns(cells: Sequence[CellValue]) -> list[Pair]:
    filled = filled_places(cells)
    return [
        Pair(text_of(cells[at]).rstrip(": "), at, cells[to], to)
        for at, to in zip(filled[::2], filled[1::2], strict=True)
    ]
