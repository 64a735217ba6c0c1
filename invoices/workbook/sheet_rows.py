"""The rows of a sheet's XML, counted as bytes: which hold something, which stand there twice, which are not shown.

The second count beside calamine's reading: it knows rows and filled cells and nothing of their values, and it takes the
XML in any legal writing (a prefix, either quotation mark, attributes in any order, rows without a number).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import pairwise

PREFIX = rb"<(?:[\w.-]+:)?"
# What may stand before and after the name of a row element.
BEFORE = re.compile(rb"<(?:[\w.-]+:)?\Z")
ROW = re.compile(rb"row(?=[\s/>])([^<>]*)>")
# A row of more bytes is counted in parts.
LONGEST_ROW = 8_000_000
NUMBER = re.compile(rb"""(?<![\w:.-])r\s*=\s*["']\s*(\d{1,7})\s*["']""")
HIDDEN = re.compile(rb"""(?<![\w:.-])hidden\s*=\s*["']\s*(?:1|true)\s*["']""")
NO_HEIGHT = re.compile(rb"""(?<![\w:.-])(?:ht|width)\s*=\s*["']\s*0*\.?0+\s*["']""")
COLLAPSED = re.compile(rb"""(?<![\w:.-])collapsed\s*=\s*["']\s*(?:1|true)\s*["']""")
LEVEL = re.compile(rb"""(?<![\w:.-])outlineLevel\s*=\s*["']\s*(\d)\s*["']""")
SUMMARY_ABOVE = re.compile(rb"""(?<![\w:.-])summaryBelow\s*=\s*["']\s*(?:0|false)\s*["']""")
FIRST_CELL = re.compile(PREFIX + rb"""c\s[^<>]*?(?<![\w:.-])r\s*=\s*["'][A-Za-z]{1,3}(\d{1,7})["']""")
# A value, a text, or a formula whose result was not saved; one of type str came to nothing on purpose.
VALUE = re.compile(PREFIX + rb"(?:v|t)(?:\s[^<>]*)?>(?:[^<]|<!\[CDATA\[)")
UNSOLVED = re.compile(
    PREFIX
    + rb"""c(?=[\s>])(?![^<>]*\st\s*=\s*["']str)[^<>]*>\s*"""
    + PREFIX
    + rb"f\b(?:[^<>]*/>|[^<>]*>[^<]*</[^<>]*>)\s*"
    rb"(?:<[\w.:-]*v\s*/>|<[\w.:-]*v></[\w.:-]*v>)?\s*</"
)
TAG = re.compile(rb"<[^<>]*>")
TYPE = re.compile(rb"""(?<![\w:.-])t\s*=\s*["'](\w+)["']""")
CONTENT = re.compile(PREFIX + rb"(?:v|t)(?:\s[^<>]*)?>([^<]*)<")


class RowCount:
    """What was counted on one sheet; rows count from 1."""

    def __init__(self) -> None:
        self.last_row = 0
        self.filled: set[int] = set()
        self.repeated: set[int] = set()
        self.hidden: set[int] = set()
        # Rows of an outline: number, level, and whether the group beside it is folded up.
        self._outline: list[tuple[int, int, bool]] = []
        self._summary_above = False
        self._rest = b""

    def take(self, piece: bytes) -> None:
        """Counts the rows of the next piece of a sheet's XML."""
        text = self._rest + piece
        # The last row may go on in the next piece.
        cut = _last_start(text) or (len(text) if len(text) > LONGEST_ROW else 0)
        self._count(text[:cut])
        self._rest = text[cut:]

    def end(self) -> None:
        """There are no more pieces."""
        self._count(self._rest)
        self._rest = b""
        self._fold_up()

    def _count(self, text: bytes) -> None:
        tags = list(_tags(text))
        if not self.last_row and SUMMARY_ABOVE.search(text, 0, tags[0].start() if tags else len(text)):
            self._summary_above = True
        for place, tag in enumerate(tags):
            end = tags[place + 1].start() if place + 1 < len(tags) else len(text)
            number = self._number(tag, text, end)
            is_filled = VALUE.search(text, tag.end(), end) is not None
            if not is_filled and b"f" in text[tag.end() : end]:
                is_filled = UNSOLVED.search(text, tag.end(), end) is not None
            if is_filled:
                if number in self.filled:
                    self.repeated.add(number)
                self.filled.add(number)
            attributes = tag[1]
            if b"h" in attributes or b"outline" in attributes or b"collapsed" in attributes:
                self._note(number, attributes)

    def _number(self, tag: re.Match[bytes], text: bytes, end: int) -> int:
        """The number of a row: its own, that of its first cell, or the one after the row before."""
        found = NUMBER.search(tag[1]) or FIRST_CELL.search(text, tag.end(), end)
        self.last_row = int(found[1]) if found else self.last_row + 1
        return self.last_row

    def _note(self, number: int, attributes: bytes) -> None:
        if HIDDEN.search(attributes) or NO_HEIGHT.search(attributes):
            self.hidden.add(number)
        level, collapsed = LEVEL.search(attributes), COLLAPSED.search(attributes) is not None
        if level or collapsed:
            self._outline.append((number, int(level[1]) if level else 0, collapsed))

    def _fold_up(self) -> None:
        """Hides the rows of the groups that are folded up, whether they say so themselves or not."""
        outline = self._outline if self._summary_above else self._outline[::-1]
        step = 1 if self._summary_above else -1
        levels = {number: level for number, level, _ in outline}
        for number, level, collapsed in outline:
            row = number + step
            while collapsed and levels.get(row, 0) > level:
                self.hidden.add(row)
                row += step


def _tags(text: bytes) -> Iterator[re.Match[bytes]]:
    """The row elements, found by their name: a pattern that begins with a bracket would be tried at every cell."""
    place = text.find(b"row")
    while place >= 0:
        tag = ROW.match(text, place) if _begins(text, place) else None
        if tag:
            yield tag
        place = text.find(b"row", tag.end() if tag else place + 3)


def _begins(text: bytes, place: int) -> bool:
    """Whether an element's name begins here."""
    before = text[place - 1 : place]
    return before == b"<" or (before == b":" and BEFORE.search(text, max(place - 40, 0), place) is not None)


def _last_start(text: bytes) -> int:
    """Where the last row begins; 0 where none does."""
    place = text.rfind(b"row")
    while place > 0:
        if _begins(text, place):
            return text.rfind(b"<", 0, place)
        place = text.rfind(b"row", 0, place)
    return 0


def elements(content: bytes, name: bytes) -> Iterator[bytes]:
    """Every element of a name that does not stand in another of that name, with what follows it."""
    starts = [tag.start() for tag in re.finditer(PREFIX + re.escape(name) + rb"(?=[\s/>])", content)]
    return (content[start:end] for start, end in pairwise([*starts, len(content)]))


def blank_rows(pieces: Iterable[bytes], rows: Set[int], blank_strings: Set[int]) -> set[int]:
    """Those of some rows whose cells hold nothing but blank text; `blank_strings` are the numbers of the workbook's
    shared strings that are blank."""
    text = b"".join(pieces)
    count, found = RowCount(), set()
    tags = list(_tags(text))
    for place, tag in enumerate(tags):
        end = tags[place + 1].start() if place + 1 < len(tags) else len(text)
        number = count._number(tag, text, end)
        if number in rows and all(_is_blank(cell, blank_strings) for cell in elements(text[tag.end() : end], b"c")):
            found.add(number)
    return found


def _is_blank(cell: bytes, blank_strings: Set[int]) -> bool:
    tag = TAG.match(cell)
    kind = TYPE.search(tag[0]) if tag else None
    contents = [found[1].strip() for found in CONTENT.finditer(cell)]
    if kind and kind[1] == b"s":
        return all(content.isdigit() and int(content) in blank_strings for content in contents)
    return not any(contents) and b"CDATA" not in cell and not UNSOLVED.search(cell)


def blank_strings(text: bytes) -> set[int]:
    """The numbers of the shared strings that are blank, from the text of their part."""
    blank: set[int] = set()
    for number, item in enumerate(elements(text, b"si")):
        if not any(found[1].strip() for found in CONTENT.finditer(item)):
            blank.add(number)
    return blank
