"""Cells that their sender has struck through, which calamine does not tell: found in the styles, shared texts and cells
of an .xlsx as bytes. A file without any such style or text is not looked through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from invoices.workbook.sheet_rows import elements
from invoices.workbook.sheet_xml import column_number

# A strike that is switched off says so: val="0".
STRIKE = re.compile(rb'<(?:\w+:)?strike(?:\s+val="(?:1|true)")?\s*/?>')
FORMAT = re.compile(rb"<(?:\w+:)?xf\s[^<>]*>")
FONT_ID = re.compile(rb'\bfontId="(\d{1,9})"')
BLANK = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?(?:/>|>\s*</)")
PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
# A text that stands in the cell itself; pieces of a sheet overlap by no more than this.
INLINE = re.compile(rb'<(?:\w+:)?c\s([^<>]*\bt="inlineStr"[^<>]*)><(?:\w+:)?is>(.{0,1024}?)</(?:\w+:)?is>', re.DOTALL)
SHARED = re.compile(rb'<(?:\w+:)?c\s([^<>]*\bt="s"[^<>]*)>(?:<(?:\w+:)?f\b[^<>]*/>)?<(?:\w+:)?v>(\d{1,9})</(?:\w+:)?v>')


def _inside(content: bytes, name: bytes) -> bytes:
    """What stands in the first element of a name."""
    start = re.search(rb"<(?:\w+:)?%b(?=[\s>])" % name, content)
    end = re.compile(rb"</(?:\w+:)?%b>" % name).search(content, start.end()) if start else None
    return content[start.end() : end.start()] if start and end else b""


def struck_formats(styles: bytes) -> frozenset[int]:
    """The numbers of the cell formats whose font is struck through, from `styles.xml`."""
    if b"strike" not in styles:
        return frozenset()
    struck = {number for number, font in enumerate(elements(_inside(styles, b"fonts"), b"font")) if STRIKE.search(font)}
    found = set()
    for number, tag in enumerate(FORMAT.findall(_inside(styles, b"cellXfs"))):
        font = FONT_ID.search(tag)
        if font and int(font[1]) in struck:
            found.add(number)
    return frozenset(found)


def struck_texts(shared: bytes) -> frozenset[int]:
    """The numbers of the shared texts of which every part is struck through, from `sharedStrings.xml`."""
    if b"strike" not in shared:
        return frozenset()
    return frozenset(number for number, text in enumerate(elements(shared, b"si")) if _is_struck(text))


def _is_struck(text: bytes) -> bool:
    """Whether every part of a text is struck through."""
    runs = [run for run in elements(text, b"r") if not BLANK.search(run)]
    return bool(runs) and all(STRIKE.search(run) for run in runs)


def struck_cells(
    pieces: Iterable[bytes], formats: frozenset[int], texts: frozenset[int], *, inline: bool
) -> Mapping[int, frozenset[int]]:
    """Row, counted from 1 -> its struck columns, counted from 0 = A, from the pieces of a sheet's XML; `inline` says
    that some text in the sheet itself is struck through."""
    found: dict[int, set[int]] = {}
    for attributes in _struck(pieces, formats, texts, inline=inline):
        place = PLACE.search(attributes)
        if place:
            found.setdefault(int(place[2]), set()).add(column_number(place[1]) - 1)
    return {row: frozenset(columns) for row, columns in found.items()}


def _struck(
    pieces: Iterable[bytes], formats: frozenset[int], texts: frozenset[int], *, inline: bool
) -> Iterator[bytes]:
    """The attributes of every struck cell."""
    if not formats and not texts and not inline:
        return
    numbers = b"|".join(str(number).encode() for number in sorted(formats))
    formatted = re.compile(rb'<(?:\w+:)?c\s([^<>]*\bs="(?:' + numbers + rb')"[^<>]*)>')
    for piece in pieces:
        if formats:
            yield from formatted.findall(piece)
        for attributes, number in SHARED.findall(piece) if texts else ():
            if int(number) in texts:
                yield attributes
        for attributes, text in INLINE.findall(piece) if inline else ():
            if _is_struck(text):
                yield attributes
