"""One sheet's XML, of which only the touched rows are parsed and written anew.

The rows are found by searching the bytes, so that 200,000 untouched rows cost a scan and no tree. Whatever does not
look as expected raises ValueError, and the caller takes another way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from invoices.layout.table import column_letter
from invoices.returns.marks import Mark, split_cell, worst
from invoices.returns.package import namespace, parse, to_bytes
from invoices.returns.styles import Styles

SHEET_DATA = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)sheetData\b[^>]*>")
ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
DECLARATION = re.compile(rb"""\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"]*"|'[^']*')""")
AFTER_LEGACY_DRAWING = frozenset(
    {"legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"}
    | {"tableParts", "extLst", "AlternateContent"}
)
NO_COLOUR = "none"
Placed = dict[tuple[int, int], list[Mark]]


class SheetXml:
    """The XML of one worksheet: what stands around the rows as a small tree, the rows as bytes."""

    def __init__(self, data: bytes) -> None:
        found = SHEET_DATA.search(data)
        if found is None:
            raise ValueError("no sheetData in UTF-8")
        self._prefix = found[1]
        self._open, self._close = b"<%bsheetData>" % found[1], b"</%bsheetData>" % found[1]
        self._hole = b"<%bsheetData/>" % found[1]
        stop = found.end() if found[0].endswith(b"/>") else data.rindex(self._close)
        self._rows = b"" if found[0].endswith(b"/>") else data[found.end() : stop]
        if b"<!" in self._rows:
            raise ValueError("comments or CDATA among the rows")
        self._head, self._tail = data[: found.start()], data[stop:].removeprefix(self._close)
        self.around = parse(self._head + self._hole + self._tail)
        if (self.around.getroottree().docinfo.encoding or "UTF-8").upper() not in ("UTF-8", "US-ASCII", "ASCII"):
            raise ValueError("not UTF-8")
        self._ns = namespace(self.around)
        declared = "".join(f' xmlns{":" if name else ""}{name or ""}="{uri}"' for name, uri in self._names())
        self._wrapper = f"<w{declared}>".encode()
        self._changed = False
        self.colours: dict[tuple[int, int], str] = {}

    def set_legacy_drawing(self, relation: str, relations_namespace: str) -> None:
        """Names the part that holds the shapes of the comments."""
        element = etree.Element(f"{{{self._ns}}}legacyDrawing", nsmap={"r": relations_namespace})
        element.set(f"{{{relations_namespace}}}id", relation)
        children = list(self.around)
        place = next((n for n, child in enumerate(children) if _local(child) in AFTER_LEGACY_DRAWING), len(children))
        self.around.insert(place, element)
        self._changed = True

    def legacy_drawing(self, relations_namespace: str) -> str:
        """The relationship id of that part, "" where there is none."""
        found = self.around.find(f"{{{self._ns}}}legacyDrawing")
        return "" if found is None else found.get(f"{{{relations_namespace}}}id", "")

    def save(self) -> bytes:
        """The sheet with its rows as they are now."""
        head, tail = self._head, self._tail
        if self._changed:
            head, found, tail = to_bytes(self.around).partition(self._hole)
            if not found:
                raise ValueError("the rows have lost their place")
        return b"".join((head, self._open, self._rows, self._close, tail))

    def edit(self, marks: Sequence[Mark], marked_before: Mapping[tuple[int, int], str], styles: Styles) -> Placed:
        """Colours the cells of the marks, and gives those that were marked before the colour that they had (`""`
        for none). Returns the marks by the cell where they ended up: (row, column), from 1; `colours` then holds
        the colour that each of these cells had."""
        placed: Placed = {}
        merged = self._merged()
        wanted: dict[int, list[Mark]] = {row: [] for row, _ in marked_before}
        for mark in marks:
            if mark.column and (mark.row, mark.column) in merged:
                row, column = merged[mark.row, mark.column]
                mark = mark._replace(row=row, column=column)
            wanted.setdefault(mark.row, []).append(mark)
        pieces: list[bytes] = []
        position = 0
        todo = sorted(wanted, reverse=True)
        for number, start, stop in self._find_rows():
            while todo and todo[-1] < number:
                pieces += [self._rows[position:start], self._new_row(todo[-1], wanted[todo.pop()], styles, placed)]
                position = start
            if not todo:
                break
            if todo[-1] == number:
                before = {column: colour for (row, column), colour in marked_before.items() if row == number}
                raw = self._rows[start:stop]
                edited = self._edited_row(raw, number, wanted[todo.pop()], before, styles, placed)
                pieces += [self._rows[position:start], edited]
                position = stop
        pieces.append(self._rows[position:])
        pieces += [self._new_row(number, wanted[number], styles, placed) for number in reversed(todo)]
        self._rows = b"".join(pieces)
        return placed

    def _names(self) -> list[tuple[str | None, str]]:
        return [(name, uri) for name, uri in self.around.nsmap.items() if name != "xml"]

    def _find_rows(self) -> Iterator[tuple[int, int, int]]:
        """Number, start and end of every row."""
        data, number, position = self._rows, 0, 0
        opening = re.compile(rb"<%brow(?=[\s/>])" % re.escape(self._prefix))
        closing = b"</%brow>" % self._prefix
        while found := opening.search(data, position):
            end = data.index(b">", found.end())
            said = ROW_NUMBER.search(data, found.end(), end)
            following = int(said[1]) if said else number + 1
            if following <= number:
                raise ValueError(f"row {following} stands after row {number}")
            number = following
            position = end + 1 if data[end - 1 : end] == b"/" else data.index(closing, end) + len(closing)
            yield number, found.start(), position

    def _new_row(self, number: int, marks: list[Mark], styles: Styles, placed: Placed) -> bytes:
        if not marks:
            return b""
        raw = b'<%brow r="%d"/>' % (self._prefix, number)
        return self._edited_row(raw, number, marks, {}, styles, placed)

    def _edited_row(
        self, raw: bytes, number: int, marks: list[Mark], before: Mapping[int, str], styles: Styles, placed: Placed
    ) -> bytes:
        row = parse(self._wrapper + raw + b"</w>")[0]
        cells = self._cells(row, number)
        for column in before.keys() & cells.keys():
            cells[column].set("s", str(styles.unmarked(int(cells[column].get("s", "0")), before[column])))
        by_column: dict[int, list[Mark]] = {}
        for mark in marks:
            by_column.setdefault(mark.column or _first_filled(cells), []).append(mark)
        for column, here in by_column.items():
            if column not in cells:
                cells[column] = self._insert(row, cells, number, column)
            cell = cells[column]
            style = int(cell.get("s", "0"))
            self.colours[number, column] = styles.colour_of(style) or NO_COLOUR
            cell.set("s", str(styles.marked(style, worst(here))))
            placed[number, column] = here
        return self._without_declarations(etree.tostring(row, encoding="UTF-8", xml_declaration=False, with_tail=False))

    def _cells(self, row: etree._Element, number: int) -> dict[int, etree._Element]:
        """Cells by column. A cell may leave its address out (it stands after the one before): it gets one, since
        what is inserted would move it."""
        cells: dict[int, etree._Element] = {}
        column = 0
        for cell in row.iterchildren(f"{{{self._ns}}}c"):
            address = cell.get("r")
            column = split_cell(address)[1] if address else column + 1
            if column in cells:
                raise ValueError(f"two cells in column {column} of row {number}")
            cell.set("r", f"{column_letter(column - 1)}{number}")
            cells[column] = cell
        row.set("r", str(number))
        return cells

    def _insert(
        self, row: etree._Element, cells: dict[int, etree._Element], number: int, column: int
    ) -> etree._Element:
        cell = etree.Element(f"{{{self._ns}}}c", r=f"{column_letter(column - 1)}{number}")
        later = [other for other in cells if other > column]
        if later:
            cells[min(later)].addprevious(cell)
        elif cells:
            cells[max(cells)].addnext(cell)
        else:
            row.insert(0, cell)
        # "spans" says which columns are filled; it is a hint, and a wrong one is worse than none.
        if "spans" in row.attrib:
            del row.attrib["spans"]
        cell.set("s", str(self._style_of_empty(row, column)))
        return cell

    def _style_of_empty(self, row: etree._Element, column: int) -> int:
        """The style that a cell without an entry shows: its row's, else its column's."""
        if row.get("customFormat") in ("1", "true"):
            return int(row.get("s", "0"))
        for span in self.around.iterfind(f"{{{self._ns}}}cols/{{{self._ns}}}col"):
            if int(span.get("min", "0")) <= column <= int(span.get("max", "0")):
                return int(span.get("style", "0"))
        return 0

    def _merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The cells hidden below a merged one, with the cell that shows. Blocks beyond a form's size are left."""
        hidden: dict[tuple[int, int], tuple[int, int]] = {}
        for element in self.around.iterfind(f"{{{self._ns}}}mergeCells/{{{self._ns}}}mergeCell"):
            first, _, last = element.get("ref", "").partition(":")
            if not last:
                continue
            (top, left), (bottom, right) = split_cell(first), split_cell(last)
            if (bottom - top + 1) * (right - left + 1) <= 1_000:
                hidden |= {
                    (row, column): (top, left) for row in range(top, bottom + 1) for column in range(left, right + 1)
                }
        return hidden

    def _without_declarations(self, raw: bytes) -> bytes:
        """The namespaces are declared at the top of the sheet already."""
        end = raw.index(b">")
        known = {f' xmlns{":" if name else ""}{name or ""}="{uri}"'.encode() for name, uri in self._names()}
        return DECLARATION.sub(lambda m: b"" if m[0] in known else m[0], raw[:end]) + raw[end:]


def _first_filled(cells: dict[int, etree._Element]) -> int:
    filled = [column for column, cell in cells.items() if len(cell)]
    return min(filled or cells or [1])


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
