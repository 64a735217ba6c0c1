"""Cells that are struck through in an .xls: their record names a format (XF), that a font ([MS-XLS] 2.4.122 Font,
2.4.353 XF, 2.5.13 Cell)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

FONT, XF, EOF = 0x0031, 0x00E0, 0x000A
STRUCK_OUT = 0x08
# No font has number 4, so that those behind it are counted one too many.
NO_FONT = 4
# Records of one cell, which begin with row, column and format: blank, number, label, boolean, formula, RK, shared text.
ONE = frozenset([0x0201, 0x0203, 0x0204, 0x0205, 0x0006, 0x027E, 0x00FD, 0x00D6])
# Records of several cells in a row: their formats stand after the first column, each with its value, if any.
MANY_NUMBERS, MANY_BLANKS = 0x00BD, 0x00BE


def struck_in_xls(stream: bytes, start: int) -> Mapping[int, frozenset[int]]:
    """Row, counted from 1 -> its columns, counted from 0 = A, whose cells are struck through, of the sheet that starts
    at a place of the stream; a file without any such font is not looked through."""
    formats = _struck_formats(stream)
    found: dict[int, set[int]] = {}
    for row, column, form in _cells(stream, start) if formats else ():
        if form in formats:
            found.setdefault(row + 1, set()).add(column)
    return {row: frozenset(columns) for row, columns in found.items()}


def _struck_formats(stream: bytes) -> frozenset[int]:
    fonts: list[bool] = []
    formats: set[int] = set()
    number = 0
    for kind, place, length in records_of(stream, 0):
        if kind == FONT and length >= 4:
            fonts.append(bool(stream[place + 2] & STRUCK_OUT))
        elif kind == XF and length >= 2:
            font = int.from_bytes(stream[place : place + 2], "little")
            font -= font > NO_FONT
            if font < len(fonts) and fonts[font]:
                formats.add(number)
            number += 1
    return frozenset(formats)


def _cells(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Row, column and format of every cell."""
    for kind, place, length in records_of(stream, start):
        if length < 6 or place + length > len(stream):
            continue
        row, column, form = struct.unpack_from("<3H", stream, place)
        if kind in ONE:
            yield row, column, form
        elif kind in (MANY_NUMBERS, MANY_BLANKS):
            step = 6 if kind == MANY_NUMBERS else 2
            for at, where in enumerate(range(place + 4, place + length - 2 - step + 1, step)):
                yield row, column + at, int.from_bytes(stream[where : where + 2], "little")


def records_of(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Number, start and length of each record to the end of its sheet."""
    while place + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, place)
        if number == EOF:
            return
        yield number, place + 4, length
        place += 4 + length
