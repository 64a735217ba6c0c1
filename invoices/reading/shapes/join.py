"""Sheets that belong together: visits on one, clients on another, rates on a third, held together by a column with the
same values ("Client #", a CIN, the name of the service). What the others know becomes columns of the sheet of lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from invoices.cells import load_kinds
from invoices.cells.base import text_of
from invoices.reading.shapes.code_lists import decoded
from invoices.reading.shapes.heading import Heading, first_words, head_of, heading_in
from invoices.reading.shapes.known import Known, filled_places, is_day, is_filled, is_number, is_total, key_of
from invoices.reading.shapes.plain import Plain, numbered
from invoices.reading.shapes.source import Source
from invoices.workbook import CellValue, Origin, Sheet
from mappings.fields import all_fields

LOOKED_UP, HEADING = "looked up", "heading"
# A sheet to look things up in is no longer than this, and a key holds for so many of the rows (tenths).
MOST_ROWS, ENOUGH = 30_000, 6
# Keys that two sheets share without a common heading have so many different values at least, all of them found.
FEWEST_VALUES, SHORTEST = 3, 3
MOST_LOOKUPS = 4
# From the lines to a client by way of an enrollment, and on to its code list.
MOST_STEPS = 4
# A label and its value.
A_PAIR = 2
# What a line says of its own, so that the sheet that has it is the one with the lines.
OF_A_LINE = frozenset(["service_start", "units", "line_charge", "hcpcs", "service_name", "minutes", "hours"])
CODES = frozenset(["hcpcs", "service_name"])
OF_MEMBERS = ("member_cin", "member_mrn", "member_full_name", "member_last_name")
OF_LINES_ALONE = ("service_start", "units", "minutes", "hours")
# A sheet that sums up what is on the lines adds nothing to them.
SUMS = frozenset(["row_total", "invoice_total", "paid_amount"])
# What many rows share by chance holds no two sheets together.
NEVER_KEYS = frozenset(
    [
        "units",
        "unit_cost",
        "line_charge",
        "row_total",
        "service_start",
        "service_end",
        "member_state",
        "member_gender",
        "member_dob",
        "member_city",
        "place_of_service",
        "modifiers",
    ]
)
ADDRESSES = ("member_address", "billing_address", "member_full_address", "billing_full_address")
BILLING = re.compile(r"(?i)\bbill(?:ing|ed)?\b(?:\s+to\b)?")
NAME_OF_BILLER = "Provider Name"
WORDS_FOR = {"member": "Member", "billing": "Provider", "rendering": "Rendering", "payer": "Payer"}


class Key(NamedTuple):
    """What holds a sheet of lines and another one together: the places of the columns in each, and how surely."""

    places: tuple[int, ...]
    others: tuple[int, ...]
    worth: float


class Lookup(NamedTuple):
    """A sheet that is looked up in: by which key, its rows by their key's values, the places of the columns that it
    adds, and their headings."""

    source: Source
    key: Key
    rows: Mapping[tuple[str, ...], tuple[int, list[CellValue]]]
    places: list[int]
    titles: list[str]


def joined(sheets: Sequence[Sheet], known: Known) -> list[Sheet]:
    """The sheets of a workbook, those with lines widened by what the others know of their clients and services, and by
    what these know of others (the client of an enrollment). A sheet that was looked up in is left with its headings;
    its rows are `dropped` as "looked up". The others are as before."""
    sources = {index: source for index, sheet in enumerate(sheets) if (source := _source(sheet, known))}
    if len(sources) < 2:
        return list(sheets)
    made, used = list(sheets), set[int]()
    for index in _lines_first(sources):
        if index in used:
            continue
        line, theirs = sources[index], set[int]()
        for _ in range(MOST_STEPS):
            others = {other: one for other, one in sources.items() if other not in theirs | {index}}
            lists = {other: plain for other, one in others.items() if (plain := decoded(line, one)) is not None}
            if lists:
                other, plain = next(iter(lists.items()))
                found, wider = {other}, _source(plain, known)
            else:
                lookups = _lookups(line, others, known)
                found, wider = {*lookups}, _source(_wide(line, [*lookups.values()]), known) if lookups else None
            if wider is None:
                break
            line, theirs = wider, theirs | found
        if theirs:
            made[index] = line.sheet
            used |= theirs | {index}
    for other in used:
        if made[other] is sheets[other]:
            made[other] = _emptied(sources[other])
    return made


def looked_up_in(line: Source, others: Sequence[Source], known: Known) -> tuple[Sheet, list[Source]] | None:
    """The lines with what some lists say of them, and the lists that say something; None where none does."""
    found = _lookups(line, dict(enumerate(others)), known)
    return (_wide(line, [*found.values()]), [others[at] for at in found]) if found else None


def _lookups(line: Source, others: Mapping[int, Source], known: Known) -> dict[int, Lookup]:
    """What a sheet of lines looks up in the others, by their number."""
    found: dict[int, Lookup] = {}
    for other, source in others.items():
        if len(found) < MOST_LOOKUPS:
            lookup = _lookup(line, source, list(found.values()), known)
            if lookup is not None:
                found[other] = lookup
    return found


def _source(sheet: Sheet, known: Known) -> Source | None:
    if sheet.hidden or sheet.keys:
        return None
    head = head_of(sheet)
    heading = heading_in(head, known) or first_words(head, known)
    if heading is None or not any(filled_places(cells) for cells in head[heading.at + 1 :]):
        return None
    return Source(sheet, heading, head[: heading.at + 1 + _length(head[heading.at + 1 :], heading)], [])


def _length(rows: Sequence[Sequence[CellValue]], heading: Heading) -> int:
    """How many rows below the headings are the table's: a block of labels with their values may stand below it."""
    if len(filled_places(heading.cells)) <= A_PAIR + 1:
        return len(rows)
    widths = [len(filled_places(cells)) for cells in rows]
    for at, width in enumerate(widths):
        if width == 0 and any(widths[at:]) and max(widths[at:]) <= A_PAIR:
            return at
    return len(rows)


def _lines_first(sources: Mapping[int, Source]) -> list[int]:
    """The sheets that may hold lines, those first that say the most of a line."""
    counted = {index: len(OF_A_LINE & set(source.heading.fields.values())) for index, source in sources.items()}
    dated = [
        index for index in counted if sources[index].heading.place_of("service_start", "units", "minutes") is not None
    ]
    return sorted(dated, key=lambda index: (-counted[index], index))


def _lookup(line: Source, other: Source, taken: Sequence[Lookup], known: Known) -> Lookup | None:
    """What another sheet adds to one with lines; None where no key holds them together, or it has lines itself."""
    if _has_lines(other):
        return None
    key = _key(line, other)
    if key is None:
        return None
    rows = _by_key(other, key)
    if rows is None or not _holds(line, key, rows):
        return None
    own = {key_of(cell) for cell in line.heading.cells if is_filled(cell)}
    own |= {key_of(title) for lookup in taken for title in lookup.titles}
    places, titles = [], []
    for place in filled_places(other.heading.cells):
        text = _title(other, place, known)
        if place in key.others or other.heading.fields.get(place) in SUMS or is_total([other.heading.cells[place]]):
            continue
        if _agrees(line, other, place, key, rows):
            continue
        places.append(place)
        titles.append(text if key_of(text) not in own else f"{other.sheet.name} {text}")
    name = _names(other) if places else None
    if name in places:
        titles[places.index(name)] = NAME_OF_BILLER
    elif name is not None and name in key.others and not line.heading.fields.get(key.places[key.others.index(name)]):
        places.append(name)
        titles.append(NAME_OF_BILLER)
    return Lookup(other, key, rows, places, titles) if places else None


def _names(other: Source) -> int | None:
    """The place of what agencies are called by in a list of them, under a heading that has no word for it."""
    if not _bills(other) or other.heading.place_of("billing_name") is not None:
        return None
    for place in filled_places(other.heading.cells):
        values = other.values(place)
        words = all(isinstance(value, str) and not any(map(str.isdigit, value)) for value in values)
        if words and place not in other.heading.fields and len({*map(key_of, values)}) == len(values):
            return place
    return None


def _has_lines(other: Source) -> bool:
    """Whether a sheet says of its own when something was done and what or how much of it: in numbers and days,
    whatever its headings remind of. The day on which a client was enrolled is none of a service."""
    said = {
        name
        for place, name in other.heading.fields.items()
        if name in OF_A_LINE and (name in CODES or any(is_number(v) or is_day(v) for v in other.values(place)))
    }
    days, amounts = said & {"service_start"}, said & {*OF_LINES_ALONE} - {"service_start"}
    return bool(days and said - days) or bool(amounts and other.heading.place_of(*OF_MEMBERS) is not None)


def _title(source: Source, place: int, known: Known) -> str:
    """The heading of a column of another sheet, with whom that sheet is about where it says so itself and the heading
    does not."""
    text = text_of(source.heading.cells[place])
    roles = [known.role(name) for name in source.heading.fields.values()]
    name = known.clear_field(text)
    has_cin = source.heading.place_of("member_cin", "member_mrn") is not None
    theirs = BILLING.sub(WORDS_FOR["member"], text)
    if has_cin and theirs != text and known.role(known.clear_field(theirs)) == "member" and _bills_clients(source):
        return theirs
    if known.spoken_role(text) or (name and not known.role(name)):
        return text
    about = "member" if has_cin else _bills(source) or max(sorted(set(roles)), key=roles.count, default="")
    return f"{WORDS_FOR[about]} {text}" if about in WORDS_FOR else text


def _bills(source: Source) -> str:
    """ "billing" for a list of agencies: their tax numbers, or their numbers with addresses."""
    place_of = source.heading.place_of
    whole = place_of("billing_npi") is not None and place_of(*ADDRESSES) is not None
    return "billing" if place_of("billing_tin") is not None or whole else ""


def _bills_clients(source: Source) -> bool:
    """Whether a billing address in a list of clients changes: it is where a client's own bill goes."""
    cells = source.heading.cells
    places = [place for place in filled_places(cells) if BILLING.search(text_of(cells[place]))]
    return any(len({*map(key_of, source.values(place))}) >= FEWEST_VALUES for place in places)


def _key(line: Source, other: Source) -> Key | None:
    """The best key of two sheets: a column under the same heading or for the same field, whose values are found in the
    other; else one whose values are all found. Two columns together where one alone is not unique."""
    found = [
        Key((place,), (there,), worth)
        for place in filled_places(line.heading.cells)
        for there in filled_places(other.heading.cells)
        if (worth := _alike(line, other, place, there))
    ]
    unique = [key for key in found if _is_unique(other, key.others)]
    if unique:
        return max(unique, key=lambda key: (key.worth, [-place for place in key.places]))
    pairs = [
        Key(first.places + second.places, first.others + second.others, first.worth + second.worth)
        for first in found
        for second in found
        if first.places < second.places and first.others != second.others
    ]
    unique = [key for key in pairs if _is_unique(other, key.others)]
    return max(unique, key=lambda key: (key.worth, [-place for place in key.places]), default=None)


def _alike(line: Source, other: Source, place: int, there: int) -> float:
    """How surely two columns hold the same key: 0 where they do not."""
    own, others = line.heading.fields.get(place, ""), other.heading.fields.get(there, "")
    if {own, others} & NEVER_KEYS and own != others:
        return 0.0
    same = key_of(line.heading.cells[place]) == key_of(other.heading.cells[there]) or (own != "" and own == others)
    values = [key_of(value) for value in line.values(place)]
    known_there = {key_of(value) for value in other.values(there)}
    if not values or not known_there:
        return 0.0
    share = sum(1 for value in values if value in known_there) / len(values)
    if same:
        return 1 + share if share * 10 >= ENOUGH else 0.0
    telling = {value for value in values if len(value) >= SHORTEST}
    amounts = all(is_number(value) and "." in text_of(value) for value in line.values(place))
    return share / 2 if share == 1 and len(telling) >= FEWEST_VALUES and not amounts else 0.0


def _is_unique(other: Source, places: tuple[int, ...]) -> bool:
    """Whether hardly two of the first rows have the same key."""
    keys = [keyed for cells in other.head[other.heading.at + 1 :] if (keyed := _keyed(cells, places))]
    return bool(keys) and len(set(keys)) * 10 >= len(keys) * 8


def _keyed(cells: Sequence[CellValue], places: tuple[int, ...]) -> tuple[str, ...]:
    """The key of a row; () where it has none."""
    found = tuple(key_of(cells[place]) if place < len(cells) else "" for place in places)
    return found if all(found) else ()


def _by_key(other: Source, key: Key) -> dict[tuple[str, ...], tuple[int, list[CellValue]]] | None:
    """The rows of a sheet by their key; a key with two different rows is left out, as nobody can say which is meant.
    None for a sheet that is too long."""
    found: dict[tuple[str, ...], tuple[int, list[CellValue]]] = {}
    twice = set[tuple[str, ...]]()
    for index, (number, cells) in enumerate(numbered(other.sheet)):
        if index > MOST_ROWS:
            return None
        other.rows.append((number, cells))
        keyed = _keyed(cells, key.others)
        if index <= other.heading.at or not keyed or is_total(cells) or number in other.sheet.skips:
            continue
        before = found.setdefault(keyed, (number, cells))
        if [text_of(cell) for cell in before[1]] != [text_of(cell) for cell in cells]:
            twice.add(keyed)
    return {keyed: row for keyed, row in found.items() if keyed not in twice}


def _holds(line: Source, key: Key, rows: Mapping[tuple[str, ...], object]) -> bool:
    keys = [keyed for cells in line.head[line.heading.at + 1 :] if (keyed := _keyed(cells, key.places))]
    return bool(keys) and sum(1 for keyed in keys if keyed in rows) * 10 >= len(keys) * ENOUGH


def _agrees(
    line: Source, other: Source, there: int, key: Key, rows: Mapping[tuple[str, ...], tuple[int, list[CellValue]]]
) -> bool:
    """Whether the sheet of lines has the same column, under its heading or for its field, and both say the same, row
    for row: then one of them is enough."""
    text, name = key_of(other.heading.cells[there]), other.heading.fields.get(there, "")
    own = [p for p in filled_places(line.heading.cells) if key_of(line.heading.cells[p]) == text]
    own += [p for p, field_name in line.heading.fields.items() if name and field_name == name]
    if not own:
        return False
    for cells in line.head[line.heading.at + 1 :]:
        row = rows.get(_keyed(cells, key.places))
        if row is not None and there < len(row[1]) and own[0] < len(cells):
            said = _meant(row[1][there], name)
            if said and said != _meant(cells[own[0]], name):
                return False
    return True


def _meant(cell: CellValue, name: str) -> str:
    """A cell as it is compared with one of another sheet: as its kind reads it, so that a date is the same however it
    is written."""
    if name:
        value = load_kinds()[all_fields()[name].kind](cell, 0).value
        if value is not None:
            return str(value)
    return key_of(cell)


def _wide(line: Source, lookups: Sequence[Lookup]) -> Sheet:
    """The sheet of lines with the columns of the others behind its own."""
    titles = [title for lookup in lookups for title in lookup.titles]
    made = Plain(line.sheet, range(max(len(cells) for cells in line.head)), more=len(titles))
    # Many lines are of one client and of few services.
    found: dict[tuple[tuple[str, ...], ...], tuple[list[CellValue], dict[int, Origin]]] = {}
    for index, (number, cells) in enumerate(numbered(line.sheet)):
        if index < line.heading.at or is_total(cells) or not filled_places(cells):
            made.add(cells, number)
            continue
        titled = index == line.heading.at or line.heading.repeated_in(cells)
        keys = () if titled else tuple(_keyed(cells, lookup.key.places) for lookup in lookups)
        if keys not in found:
            found[keys] = _found(lookups, keys, made.kept)
        made.add(cells, number, *found[keys])
    return made.sheet()


def _found(
    lookups: Sequence[Lookup], keys: tuple[tuple[str, ...], ...], first: int
) -> tuple[list[CellValue], dict[int, Origin]]:
    """What the other sheets say of a line with these keys and where it stands, from a place on; without keys, their
    headings."""
    added: list[CellValue] = []
    moved: dict[int, Origin] = {}
    for lookup, keyed in zip_longest(lookups, keys):
        sheet, heading = lookup.source.sheet, lookup.source.heading
        values: list[CellValue] = list(lookup.titles)
        row = sheet.first_row + heading.at
        if keyed is not None:
            row, cells = lookup.rows.get(keyed, (-1, []))
            values = [cells[place] if place < len(cells) else "" for place in lookup.places]
        if row >= 0:
            for at, place in enumerate(lookup.places, first + len(added)):
                moved[at] = lookup.source.origin(row, place)
        added += values
    return added, moved


def _emptied(source: Source) -> Sheet:
    """A sheet that was looked up in, without its rows."""
    sheet, last = source.sheet, source.sheet.first_row + source.heading.at
    dropped = dict(sheet.dropped)
    for number, cells in source.rows:
        if filled_places(cells):
            own = sheet.origins.record(number)[1] if sheet.origins else number
            dropped[own] = LOOKED_UP if number > last else HEADING
    return replace(sheet, _cells=[], skips={}, dropped=dropped)
