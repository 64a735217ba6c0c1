"""The zip that a modern workbook is: its size before anything is expanded, and the little of its XML that calamine
leaves out. Nothing here parses XML, so entities and the like have nobody to expand them."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property

from invoices.workbook.open_document import hidden_in, may_hide
from invoices.workbook.records import extent_of_xlsb, hidden_in_xlsb, sheets_of_xlsb
from invoices.workbook.sheet import (
    MAX_CELLS,
    MAX_EXPANDED_BYTES,
    MAX_EXPANSION,
    NO_SURROUNDINGS,
    Hidden,
    HiddenParts,
    Surroundings,
    UnreadableError,
)
from invoices.workbook.sheet_rows import blank_strings
from invoices.workbook.sheet_xml import SheetXml, extent, filled_extent, windows

# A sheet without a stated extent is looked through for far cells from this row on.
FAR_ROW = 300_000
REPEATED = re.compile(rb'table:number-rows-repeated="(\d{5,})"[^>]*>(.{0,4000}?)</table:table-row>', re.DOTALL)
REPEATED_CELL = re.compile(rb'<table:table-cell[^>]*number-columns-repeated="\d{5,}"[^>]*>\s*<text:p>')


def damaged() -> UnreadableError:
    """What is said about a workbook that breaks off or is broken."""
    return UnreadableError("WB001", "a damaged or truncated workbook", "a file that opens in Excel")


class Package:
    """One workbook's zip. Raises UnreadableError WB001 for a damaged one or for a zip of something else, WB008 for one
    with a password."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._looked_at: dict[str, SheetXml] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
            raise damaged() from problem
        self._names = frozenset(self._zip.namelist())
        if b"encryption-data" in self._part("META-INF/manifest.xml"):
            raise UnreadableError("WB008", "password-protected")
        if not self._names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
            raise UnreadableError("WB001", "a zip file without a workbook in it", "the workbook itself")

    @property
    def ending(self) -> str:
        """The ending that its content should have."""
        if "content.xml" in self._names:
            return ".ods"
        if "xl/workbook.bin" in self._names:
            return ".xlsb"
        return ".xlsm" if self.macros else ".xlsx"

    @property
    def macros(self) -> str:
        """The part that holds macros, or ""."""
        return next((name for name in sorted(self._names) if name.lower().endswith("vbaproject.bin")), "")

    @cached_property
    def date1904(self) -> bool:
        """Whether serial numbers of dates count from 1904, as in workbooks of old Macs."""
        return bool(re.search(rb'<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"', self._part("xl/workbook.xml")))

    def check(self) -> None:
        """Refuses a zip bomb before anything is expanded (the sizes stand in the zip's directory), and a sheet
        whose filled cells lie so far apart that the empty ones between would fill the memory: WB009."""
        expanded = sum(part.file_size for part in self._zip.infolist())
        if expanded > MAX_EXPANDED_BYTES or expanded > max(len(self._content), 100_000) * MAX_EXPANSION:
            raise UnreadableError("WB009", f"{expanded:,} bytes when unpacked", "an ordinary workbook")
        if self.ending == ".ods":
            self._check_repeated()
        for path in self._sheets.values():
            self._check_extent(path)

    def _check_extent(self, path: str) -> None:
        if self.ending == ".xlsb":
            _refuse_far(*extent_of_xlsb(self._part(path)))
            return
        stated = extent(next(self._windows(path), b""))
        if stated is None and self._xml(path).last_row < FAR_ROW:
            return
        if stated is None or stated[0] * stated[1] > MAX_CELLS:
            _refuse_far(*filled_extent(self._windows(path)))

    def _check_repeated(self) -> None:
        """An OpenDocument sheet says "this row, a million times" in one line."""
        for window in self._windows("content.xml"):
            for found in REPEATED.finditer(window):
                if b"office:value-type" in found[2]:
                    raise UnreadableError("WB009", f"one row, {int(found[1]):,} times", "an ordinary workbook")
            if REPEATED_CELL.search(window):
                raise UnreadableError("WB009", "one cell, thousands of times", "an ordinary workbook")

    def surroundings(self, sheet: str) -> Surroundings:
        """What calamine leaves out about a sheet; for .xlsb and .ods only what is hidden."""
        if self.ending == ".ods":
            return HiddenParts(lambda: self._hidden_in_document.get(sheet, Hidden()))
        path = self._sheets.get(sheet)
        if path is None:
            return NO_SURROUNDINGS
        if self.ending == ".xlsb":
            return HiddenParts(lambda: hidden_in_xlsb(self._part(path)))
        found = self._xml(path)
        if self._zip.getinfo(path).compress_size > SheetXml.LARGE:
            found.start()
        return found

    def _xml(self, path: str) -> SheetXml:
        if path not in self._looked_at:
            self._looked_at[path] = SheetXml(lambda: self._windows(path), lambda: self._blank_strings)
        return self._looked_at[path]

    @cached_property
    def _blank_strings(self) -> set[int]:
        return blank_strings(self._part("xl/sharedStrings.xml"))

    @cached_property
    def _sheets(self) -> dict[str, str]:
        """Sheet name -> the zip's part that holds it (.xlsx, .xlsm and .xlsb)."""
        if self.ending == ".xlsb":
            book, named = "workbook.bin", sheets_of_xlsb(self._part("xl/workbook.bin"))
        else:
            book = "workbook.xml"
            tags = re.findall(r"<(?:\w+:)?sheet\s[^>]*>", self._part(f"xl/{book}").decode("utf-8", "replace"))
            named = {_attribute(tag, "name"): _attribute(tag, r"\w+:id") for tag in tags}
        relations = re.findall(
            r"<(?:\w+:)?Relationship\s[^>]*>", self._part(f"xl/_rels/{book}.rels").decode("utf-8", "replace")
        )
        targets = {_attribute(tag, "Id"): _attribute(tag, "Target") for tag in relations}
        found = {}
        for name, relation in named.items():
            target = targets.get(relation, "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if path in self._names:
                found[name] = path
        return found

    @cached_property
    def _hidden_in_document(self) -> dict[str, Hidden]:
        if not any(may_hide(window) for window in self._windows("content.xml")):
            return {}
        return hidden_in(self._part("content.xml"))

    def _part(self, path: str) -> bytes:
        try:
            return self._zip.read(path)
        except (KeyError, zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
            return b""
        except Exception as problem:
            if type(problem).__module__ != "zlib":
                raise
            return b""

    def _windows(self, path: str) -> Iterator[bytes]:
        return windows(self._content, self._zip.getinfo(path))


def _refuse_far(rows: int, columns: int) -> None:
    if rows * columns > MAX_CELLS:
        size = f"filled cells as far as row {rows:,} and column {columns:,}"
        raise UnreadableError("WB009", size, "the used cells close together")


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\s{name}=(?:"([^"]*)"|'([^']*)')""", tag)
    return html.unescape(found[1] or found[2] or "") if found else ""
