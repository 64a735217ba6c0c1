"""Marks a workbook: the touched cells, their comments and the Findings sheet; every other part stays as it was."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from lxml import etree

from invoices.findings_sheet import FINDINGS_SHEET
from invoices.layout.table import column_letter
from invoices.returns.findings_sheet import findings_xml
from invoices.returns.marks import Listed, Mark, split_cell
from invoices.returns.notes import Notes
from invoices.returns.package import Package, Relations, namespace, parse, to_bytes
from invoices.returns.sheet import SheetXml
from invoices.returns.styles import EMPTY, Styles

STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Earlier(NamedTuple):
    """The Findings sheet of an earlier run: its name ("" for none), and the colours that cells had before it."""

    name: str = ""
    colours: Mapping[str, str] = {}


def mark_workbook(
    content: bytes, marks: Mapping[str, Sequence[Mark]], listed: Sequence[Listed], earlier: Earlier, *, macros: bool
) -> bytes:
    """The workbook with its faulty cells marked and the Findings sheet last.

    `marks` are by sheet name; `earlier` is the Findings sheet of an earlier run: it is replaced, and so are its
    marks. Macros are left out unless `macros`: a file named .xlsx may not hold them.
    Raises KeyError, ValueError, etree.XMLSyntaxError or zipfile.BadZipFile where the workbook is not as expected.
    """
    book = _Book(Package(content))
    for name, part in book.sheets.items():
        if name != earlier.name:
            book.mark_sheet(name, part, marks.get(name, ()), earlier.colours)
    book.put_findings(listed, earlier.name)
    if not macros:
        book.drop_macros()
    return book.save()


def _place(sheet: str, row: int, column: int) -> str:
    return f"{sheet}!{column_letter(column - 1)}{row}"


def _cells_of(sheet: str, colours: Mapping[str, str]) -> dict[tuple[int, int], str]:
    """The remembered colours of one sheet by cell; what somebody wrote there that is no cell is left out."""
    cells: dict[tuple[int, int], str] = {}
    for place, colour in colours.items():
        name, _, cell = place.rpartition("!")
        if name == sheet:
            with suppress(ValueError):
                cells[split_cell(cell)] = colour
    return cells


class _Book:
    """A workbook while it is being marked."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part = next(part for _, part in Relations(package, "").of_type("/officeDocument"))
        self._root = parse(package.read(self._part))
        self._ns = namespace(self._root)
        self._office = STRICT if "purl.oclc.org" in self._ns else TRANSITIONAL
        self._relations = Relations(package, self._part)
        found = self._root.find(f"{{{self._ns}}}sheets")
        if found is None:
            raise ValueError("a workbook without sheets")
        self._list = found
        worksheets = {part for _, part in self._relations.of_type("/worksheet")}
        self.sheets: dict[str, str] = {}
        self._colours: dict[str, str] = {}
        for element in self._list:
            part = self._relations.part_of(element.get(f"{{{self._office}}}id", ""))
            if part in worksheets:
                self.sheets[element.get("name", "")] = part
        self._styles_part = next((part for _, part in self._relations.of_type("/styles") if package.has(part)), "")
        empty = EMPTY.format(self._ns).encode()
        self._styles = Styles(parse(package.read(self._styles_part) if self._styles_part else empty))

    def mark_sheet(self, name: str, part: str, marks: Sequence[Mark], colours: Mapping[str, str]) -> None:
        """Takes the marks of an earlier run off a sheet and puts the new ones on."""
        relations = Relations(self._package, part)
        notes = Notes(self._package, relations, self._ns)
        # Some marked cells have no comment of ours: it went with somebody's clean-up, or stands in a thread.
        before = dict.fromkeys(notes.take_back(), "") | _cells_of(name, colours)
        if not before and not marks:
            return
        sheet = SheetXml(self._package.read(part))
        placed = sheet.edit(marks, before, self._styles)
        self._colours |= {_place(name, *cell): colour for cell, colour in sheet.colours.items()}
        notes.add(placed)
        known = sheet.legacy_drawing(self._office)
        made = notes.save(relations.part_of(known) if known else "", self._office)
        if made:
            sheet.set_legacy_drawing(made, self._office)
        self._package.write(part, sheet.save())

    def put_findings(self, listed: Sequence[Listed], ours: str) -> None:
        """Puts the Findings sheet in the place of the old one, or last."""
        data = findings_xml(listed, self._colours, self._styles, self._ns)
        if ours in self.sheets:
            self._package.write(self.sheets[ours], data)
            self._forget_relations(self.sheets[ours])
            return
        part = self._package.free_name("xl/worksheets/sheet{}.xml")
        self._package.write(part, data, f"{KIND}.worksheet+xml")
        used = [int(element.get("sheetId", "0")) for element in self._list]
        attributes = {"name": self._free_name(), "sheetId": str(max(used, default=0) + 1)}
        element = etree.SubElement(self._list, f"{{{self._ns}}}sheet", attributes, nsmap={"r": self._office})
        element.set(f"{{{self._office}}}id", self._relations.add(f"{self._office}/worksheet", part))

    def drop_macros(self) -> None:
        """Leaves the macros out and says so in the content type."""
        vba = next(iter(self._relations.of_type("/vbaProject")), None)
        if vba is None:
            return
        for element in list(self._relations.root):
            if element.get("Id") == vba[0]:
                self._relations.root.remove(element)
        self._relations.save()
        self._package.remove(vba[1])
        self._package.set_type(self._part, f"{KIND}.sheet.main+xml")

    def save(self) -> bytes:
        """The whole workbook."""
        if not self._styles_part:
            self._styles_part = posixpath.join(posixpath.dirname(self._part), "styles.xml")
            self._relations.add(f"{self._office}/styles", self._styles_part)
            self._package.set_type(self._styles_part, f"{KIND}.styles+xml")
        self._package.write(self._styles_part, to_bytes(self._styles.root))
        self._package.write(self._part, to_bytes(self._root))
        return self._package.save()

    def _free_name(self) -> str:
        taken = {name.lower() for name in self.sheets} | {e.get("name", "").lower() for e in self._list}
        names = (f"{FINDINGS_SHEET} {n}" if n > 1 else FINDINGS_SHEET for n in range(1, 10_000))
        return next(name for name in names if name.lower() not in taken)

    def _forget_relations(self, part: str) -> None:
        """The new sheet names no other part, and the old filter's range is not the new one's."""
        relations = Relations(self._package, part)
        if self._package.has(relations.name):
            self._package.remove(relations.name)
        position = next((n for n, e in enumerate(self._list) if self.sheets.get(e.get("name", "")) == part), -1)
        for names in self._root.iterfind(f"{{{self._ns}}}definedNames"):
            for name in list(names):
                filtered = name.get("name") == "_xlnm._FilterDatabase"
                if filtered and name.get("localSheetId") == str(position):
                    names.remove(name)
            if not len(names):
                self._root.remove(names)
