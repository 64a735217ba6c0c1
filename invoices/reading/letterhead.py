"""Who bills, said in free lines: a letterhead above a table, a block below it, a cover sheet. What is found is what a
person would not doubt; of two that contradict each other none is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.reading.letter_pieces import BARE, LEGAL, OURS, THEIRS, Line, Piece, is_state, pieces_of, without_legal
from invoices.reading.shapes.known import CIN
from invoices.workbook import CellValue
from invoices.workbook.telling import is_cin
from mappings.service_table import normal

PERSON = "person"
BEGINS = {OURS: OURS, THEIRS: THEIRS, "plan": THEIRS, PERSON: PERSON}
FAR = 1 << 20
ZIP = re.compile(r"\d{5}(?:-\d{4})?")
CITY = re.compile(r"[A-Za-zÀ-ÿ.' -]{2,30}")
IDS = {"npi": "billing_npi", "tin": "billing_tin"}
ADDRESS = ("billing_address", "billing_city", "billing_state", "billing_zip")
WHOLE_ADDRESS = "billing_full_address"


class Found(NamedTuple):
    """A field of the biller, its value, and the place of its cell, counted from 0 in the rows that were looked at.
    `whole` is the address that it is part of, by its letters and digits."""

    field: str
    value: str
    row: int
    column: int
    whole: str = ""


class Spot(NamedTuple):
    """A piece, the place of its cell, whose block it stands in ("": nobody's in particular), the number of the group of
    rows without a blank one, and whether a label of another thing stands left of its cell."""

    piece: Piece
    row: int
    column: int
    zone: str
    group: int
    labelled: bool

    @property
    def kind(self) -> str:
        """What its piece is."""
        return self.piece.kind


@dataclass(slots=True)
class Block:
    """Whose the cells of some columns are from a row on, down to a blank row. One that has its value on the same row
    ends at a label on the next (`inline`); `fresh` is one with nothing in it yet."""

    row: int
    left: int
    right: int
    zone: str
    inline: bool
    fresh: bool


@dataclass(slots=True)
class Letter:
    """The pieces of some rows, the cells of somebody else's blocks, the groups of rows that are about a member, and the
    group of each row."""

    spots: list[Spot] = made_by(default_factory=list)
    theirs: set[tuple[int, int]] = made_by(default_factory=set)
    personal: set[int] = made_by(default_factory=set)
    groups: list[int] = made_by(default_factory=list)

    @property
    def ours(self) -> list[Spot]:
        """The pieces that may be the biller's."""
        return [spot for spot in self.spots if spot.zone in ("", OURS)]

    @property
    def speaks(self) -> bool:
        """Whether somebody is said to bill: by a number, or a block that is his."""
        return any(spot.kind in IDS or spot.zone == OURS for spot in self.ours)

    def speaks_at(self, row: int) -> bool:
        """Whether the group of a row says who bills."""
        group = self.groups[row] if row < len(self.groups) else -1
        return any(spot.group == group for spot in self.ours if spot.kind in IDS or spot.zone == OURS)


def letter_of(rows: Sequence[Sequence[CellValue]]) -> Letter:
    """Takes rows apart, to the first that holds a member's number in a cell of its own."""
    reader = Reader()
    for number, row in enumerate(rows):
        cells = [(place, _shown(cell)) for place, cell in enumerate(row) if _shown(cell).strip()]
        if any(is_cin(text) for _, text in cells):
            break
        below = rows[number + 1] if number + 1 < len(rows) else ()
        reader.take(number, cells, below)
    return reader.letter


def _shown(cell: CellValue) -> str:
    return cell if isinstance(cell, str) else text_of(cell)


class Before(NamedTuple):
    """What the cell left of one says of it: what its numbers are, whose it is, and whether it is the value of a label
    (of another thing than an address: `other`)."""

    announced: frozenset[str] = frozenset()
    zone: str = ""
    label: bool = False
    other: bool = False


@dataclass(slots=True)
class Reader:
    """Takes rows apart one by one."""

    letter: Letter = made_by(default_factory=Letter)
    blocks: list[Block] = made_by(default_factory=list)
    group: int = 0

    def take(self, row: int, cells: Sequence[tuple[int, str]], below: Sequence[CellValue]) -> None:
        """The next row, with the one below it."""
        self.letter.groups.append(self.group)
        if not cells:
            self.group += 1
            self.blocks = [block for block in self.blocks if block.fresh]
            for block in self.blocks:
                block.fresh = False
        before = Before()
        for at, (column, text) in enumerate(cells):
            line = pieces_of(text, before.announced)
            if CIN.search(text):
                self.letter.personal.add(self.group)
            zone = before.zone if before.label else self._zone(row, column, line)
            under = column < len(below) and below[column] != ""
            zone = self._cell(row, column, line, zone, before, cells[at + 1 :], under=under)
            before = _says(line, zone)

    def _zone(self, row: int, column: int, line: Line) -> str:
        """Whose a cell is by the block that it stands in."""
        block = next((one for one in reversed(self.blocks) if one.left <= column < one.right), None)
        if block is None:
            return ""
        above = block.row < row
        if above and block.inline and _ends(block, line):
            self.blocks.remove(block)
            return ""
        if above:
            block.fresh = block.inline = False
        return block.zone

    def _cell(
        self,
        row: int,
        column: int,
        line: Line,
        zone: str,
        before: Before,
        after: Sequence[tuple[int, str]],
        *,
        under: bool,
    ) -> str:
        """Keeps the pieces of a cell and begins the blocks that begin there; gives whose the cell is at its end."""
        for place, piece in enumerate(line.pieces):
            begins = BEGINS.get(piece.kind)
            if not begins:
                self.letter.spots.append(Spot(piece, row, column, zone, self.group, before.other))
                continue
            zone = begins
            inline = piece.kind == "plan" or place + 1 < len(line.pieces)
            if not before.label:
                self.blocks.append(_begin(zone, (row, column), after, inline=inline, under=under))
            if zone == PERSON:
                self.letter.personal.add(self.group)
        if zone in (THEIRS, PERSON):
            self.letter.theirs.add((row, column))
        return zone


def _says(line: Line, zone: str) -> Before:
    """What a cell says of the one right of it."""
    kinds = [piece.kind for piece in line.pieces]
    last = kinds[-1] if kinds and not any(kind in BEGINS for kind in kinds[:-1]) else ""
    label = kinds in (["label"], ["where"]) or (not kinds and bool(line.announced))
    other = last in ("label", "title", "other") or (not kinds and not line.announced)
    return Before(line.announced, zone, label, other)


def _ends(block: Block, line: Line) -> bool:
    """Whether a label ends a block that began on one line with its value. An address below a member's name is the
    member's, with a label or without."""
    first = line.pieces[0].kind if line.pieces else ""
    if first == "where":
        return block.zone == THEIRS
    return first in ("label", "title", *IDS) or bool(line.announced)


def _begin(zone: str, place: tuple[int, int], after: Sequence[tuple[int, str]], *, inline: bool, under: bool) -> Block:
    """A block that begins in a cell; `after` are the cells right of it in its row, `under` whether one stands below."""
    row, column = place
    if inline or not after:
        return Block(row, column, after[0][0] if after else FAR, zone, inline, fresh=not inline)
    beside = pieces_of(after[0][1])
    first = beside.pieces[0].kind if beside.pieces else ""
    far = under and after[0][0] > column + 1
    if far or first in ("label", "where", OURS, THEIRS, PERSON, *IDS) or beside.announced:
        return Block(row, column, after[0][0], zone, inline=False, fresh=True)
    return Block(row, column, after[1][0] if len(after) > 1 else FAR, zone, inline=True, fresh=False)


def found_in(letter: Letter) -> Iterator[Found]:
    """What the rows say of the biller: every NPI and TIN that is called so, for others to compare; of names, addresses,
    telephone and invoice numbers the only one."""
    for spot in letter.ours:
        # "Invoice no. | 26-0000123" is no TIN.
        if spot.kind in IDS and not (spot.labelled and BARE in spot.piece.parts):
            yield Found(IDS[spot.kind], spot.piece.text, spot.row, spot.column)
    for kind, field in (("phone", "billing_phone"), ("invoice", "invoice_number")):
        some = [spot for spot in letter.ours if spot.kind == kind and not spot.labelled]
        if kind == "phone":
            some = [spot for spot in some if letter.speaks_at(spot.row)]
        if len({normal(spot.piece.text) for spot in some}) == 1:
            yield Found(field, some[0].piece.text, some[0].row, some[0].column)
    units = _units(letter)
    name = _name(letter, units)
    if name is not None:
        yield Found("billing_name", name.piece.text, name.row, name.column)
    if len({unit[0].whole for unit in units}) == 1 and _fits(units[0][0], name, letter):
        yield from units[0]


def _free(letter: Letter, spot: Spot) -> bool:
    """Whether a line without a word for it may be the biller's: not beside another label, nor among what tells of a
    member where nothing says that anybody bills."""
    if spot.labelled:
        return False
    if spot.group not in letter.personal or spot.zone == OURS:
        return True
    return any(one.kind in IDS and one.group == spot.group for one in letter.ours)


def _units(letter: Letter) -> list[list[Found]]:
    """The addresses of the biller, each with its cells."""
    cells: dict[tuple[int, int], list[Spot]] = {}
    for spot in letter.ours:
        cells.setdefault((spot.row, spot.column), []).append(spot)
    units: list[list[Found]] = []
    for spot in letter.ours:
        if not _free(letter, spot):
            continue
        if spot.kind == "address":
            text = " ".join(spot.piece.text.split())
            units.append([Found(WHOLE_ADDRESS, text, spot.row, spot.column, normal(text))])
        elif spot.kind == "street":
            parts = _parts(spot, cells)
            if parts:
                whole = normal(" ".join(part.value for part in parts))
                units.append([part._replace(whole=whole) for part in parts])
    return units


def _parts(street: Spot, cells: Mapping[tuple[int, int], list[Spot]]) -> list[Found]:
    """A street with its city, state and ZIP code: behind it, right of it or below it."""
    text, spot = street.piece.text, _next(street, cells)
    if spot is not None and spot.kind == "suite":
        text, spot = f"{text}, {spot.piece.text}", _next(spot, cells)
    if spot is None:
        return []
    first = Found(ADDRESS[0], text, street.row, street.column)
    if spot.kind == "place":
        named = zip(ADDRESS[1:], spot.piece.parts, strict=True)
        return [first, *(Found(name, value, spot.row, spot.column) for name, value in named)]
    right = [spot, *_right(spot, cells)][:3]
    city, state, code = [one.piece.text for one in right] if len(right) == 3 else ("", "", "")
    if spot.row != street.row or not CITY.fullmatch(city) or not is_state(state) or not ZIP.fullmatch(code):
        return []
    return [first, *(Found(n, one.piece.text, one.row, one.column) for n, one in zip(ADDRESS[1:], right, strict=True))]


def _right(spot: Spot, cells: Mapping[tuple[int, int], list[Spot]]) -> list[Spot]:
    """The first pieces of the cells right of one."""
    places = sorted(column for row, column in cells if row == spot.row and column > spot.column)
    return [cells[spot.row, column][0] for column in places]


def _next(spot: Spot, cells: Mapping[tuple[int, int], list[Spot]]) -> Spot | None:
    """The piece behind one: in its cell, in the cell right of it, else in the cell below."""
    own = cells[spot.row, spot.column]
    at = own.index(spot)
    if at + 1 < len(own):
        return own[at + 1]
    right = _right(spot, cells)
    below = cells.get((spot.row + 1, spot.column), [None])[0]
    if below is not None and below.kind in ("suite", "place"):
        return below
    return right[0] if right else None


def _name(letter: Letter, units: Sequence[Sequence[Found]]) -> Spot | None:
    """The one name that stands in a block of the biller's, or else at the head of its address or numbers."""
    cities = {normal(part.value) for unit in units for part in unit if part.field == "billing_city"}
    names = [
        spot
        for spot in letter.ours
        if spot.kind == "name" and normal(spot.piece.text) not in cities and _free(letter, spot)
    ]
    own = [spot for spot in names if spot.zone == OURS]
    if own:
        return _only(own)
    heads = _heads(letter, names, units)
    # "Keys to Home - 1045 N Wilson Way - NPI 1513748685" says more than a title above it.
    told = {(part.row, part.column) for unit in units for part in unit}
    told |= {(spot.row, spot.column) for spot in letter.ours if spot.kind in IDS}
    together = [spot for spot in heads if (spot.row, spot.column) in told]
    if together:
        return _only(together)
    return _only(heads) if len({spot.column for spot in heads}) == 1 else None


def _heads(letter: Letter, names: Sequence[Spot], units: Sequence[Sequence[Found]]) -> list[Spot]:
    """The names at the head of every group of rows with an address or a number of a biller; where none has one, those
    of the last group above them."""
    groups = {(spot.row, spot.column): spot.group for spot in letter.ours}
    first: dict[int, int] = {}
    anchors = [(unit[0].row, unit[0].column) for unit in units]
    for place in sorted([*anchors, *((spot.row, spot.column) for spot in letter.ours if spot.kind in IDS)]):
        first.setdefault(groups[place], place[0])
    heads = [spot for spot in names if spot.group in first and spot.row <= first[spot.group]]
    if heads or not first:
        return heads
    above = [spot for spot in names if spot.group < min(first)]
    return [spot for spot in above if spot.group == above[-1].group]


def _only(names: Sequence[Spot]) -> Spot | None:
    """The only name of several lines, or the only one that a legal form makes out."""
    for some in (names, [spot for spot in names if LEGAL.search(spot.piece.text)]):
        if some and len({normal(without_legal(spot.piece.text)) for spot in some}) == 1:
            return max(some, key=lambda spot: (len(spot.piece.text), -spot.row))
    return None


def _fits(part: Found, name: Spot | None, letter: Letter) -> bool:
    """Whether an address belongs to the biller and not to somebody whose name stands at its head."""
    heads = [
        spot
        for spot in letter.ours
        if spot.kind == "name" and spot.column == part.column and part.row - 2 <= spot.row <= part.row
    ]
    if not heads:
        columns = {spot.column for spot in letter.ours if spot.kind == "name" and not spot.labelled}
        return name is not None or not columns
    return name is not None and any(
        normal(without_legal(spot.piece.text)) == normal(without_legal(name.piece.text)) for spot in heads
    )
