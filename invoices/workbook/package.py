"""The zip that a modern workbook is: its size before anything is expanded, and the little of its XML that calamine
leaves out. Nothing here parses XML, so entities and the like have nobody to expand them."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import cached_property

from invoices.workbook.date_formats import formats_of_ods, formats_of_xlsx, is_day_first
from invoices.workbook.open_document import ERROR_TYPE, errors_in, hidden_in, may_hide, struck_in
from invoices.workbook.records import errors_in_xlsb, hidden_in_xlsb, sheets_of_xlsb
from invoices.workbook.rehearsal import damaged, locked
from invoices.workbook.sheet import (
    MAX_CELLS,
    MAX_EXPANDED_BYTES,
    MAX_EXPANSION,
    MAX_SHEETS,
    NO_SURROUNDINGS,
    Hidden,
    HiddenParts,
    Lacks,
    Surroundings,
    UnreadableError,
)
from invoices.workbook.sheet_rows import blank_strings
from invoices.workbook.sheet_xml import Part, SheetXml
from invoices.workbook.strikes import struck_cells, struck_formats, struck_texts

# The list of its parts is read whole: 50,000 of them. So are those that say what there is, and larger ones.
MAX_DIRECTORY = 5_000_000
SMALL_PART, LARGE_PART = 16_000_000, 300_000_000
END_OF_DIRECTORY = b"PK\x05\x06"
# Texts beyond this are many times the size of the file that they stand in.
USUAL_TEXTS = 100_000_000


class Package:
    """One workbook's zip. Raises UnreadableError WB001 for a damaged one or for a zip of something else, WB008 for one
    with a password."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._looked_at: dict[str, SheetXml] = {}
        end = content.rfind(END_OF_DIRECTORY)
        directory = int.from_bytes(content[end + 12 : end + 16], "little")
        if end >= 0 and directory > MAX_DIRECTORY:
            raise UnreadableError("WB009", "a zip file with too many parts", "an ordinary workbook")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
            raise damaged() from problem
        if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in self._zip.infolist()):
            raise damaged()
        self._names = frozenset(self._zip.namelist())
        if b"encryption-data" in self._part("META-INF/manifest.xml"):
            raise locked()
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
        return bool(re.search(rb'<(?:\w+:)?workbookPr\b[^<>]*\bdate1904="(?:1|true)"', self._part("xl/workbook.xml")))

    @cached_property
    def expanded(self) -> int:
        """The bytes of its parts when unpacked; a part that is several sheets counts for each."""
        paths = list(self._sheets.values())
        again = sum((paths.count(path) - 1) * self._zip.getinfo(path).file_size for path in set(paths))
        return sum(part.file_size for part in self._zip.infolist()) + again

    @cached_property
    def day_first(self) -> bool:
        """Whether the workbook shows its own dates day first."""
        if self.ending == ".ods":
            return is_day_first(formats_of_ods(self._part("content.xml", LARGE_PART)))
        return is_day_first(formats_of_xlsx(self._part("xl/styles.xml")))

    def check(self) -> None:
        """Refuses a zip bomb before anything is expanded (the sizes stand in the zip's directory): WB009."""
        if self.expanded > MAX_EXPANDED_BYTES or self.expanded > max(len(self._content), 100_000) * MAX_EXPANSION:
            raise UnreadableError("WB009", f"{self.expanded:,} bytes when unpacked", "an ordinary workbook")
        if len(self._sheets) > MAX_SHEETS:
            raise UnreadableError("WB009", f"{len(self._sheets):,} sheets", f"at most {MAX_SHEETS:,} sheets")

    @cached_property
    def is_suspicious(self) -> bool:
        """Whether reading it could take more memory than there is, as far as a cheap look tells: cells that span too
        much, or are written in a way that few programs use, parts that are broken, other formats than .xlsx."""
        parts = self._zip.namelist()
        if self.ending not in (".xlsx", ".xlsm") or len({name.lower() for name in parts}) < len(parts):
            return True
        texts = [info for info in self._zip.infolist() if info.filename.lower().endswith("sharedstrings.xml")]
        if any(info.file_size > USUAL_TEXTS for info in texts) or len(self._sheets) < len(self._named):
            return True
        found = [self._xml(path) for path in self._sheets.values()]
        return not all(sheet.is_plain for sheet in found) or sum(sheet.span for sheet in found) > MAX_CELLS

    def surroundings(self, sheet: str) -> Surroundings:
        """What calamine leaves out about a sheet."""
        if self.ending == ".ods":
            return HiddenParts(
                lambda: self._hidden_in_document.get(sheet, Hidden()),
                lambda: self._errors_in_document.get(sheet, {}),
                lambda: self._struck_in_document.get(sheet, {}),
            )
        path = self._sheets.get(sheet)
        if path is None:
            return NO_SURROUNDINGS
        if self.ending == ".xlsb":
            return HiddenParts(
                lambda: hidden_in_xlsb(self._part(path, LARGE_PART)),
                lambda: errors_in_xlsb(self._part(path, LARGE_PART)),
            )
        return self._xml(path)

    def _xml(self, path: str) -> SheetXml:
        if path not in self._looked_at:
            part = Part(self._content, self._zip.getinfo(path))
            self._looked_at[path] = SheetXml(
                part, lambda: self._blank_strings, lambda inline: self._struck(part, inline=inline)
            )
        return self._looked_at[path]

    def _struck(self, part: Part, *, inline: bool) -> Mapping[int, frozenset[int]]:
        formats, texts = self._struck_kinds
        return struck_cells(part.windows(), formats, texts, inline=inline)

    @cached_property
    def _struck_kinds(self) -> tuple[frozenset[int], frozenset[int]]:
        """The formats and the shared texts that are struck through (.xlsx and .xlsm)."""
        name = "xl/sharedStrings.xml"
        struck = name in self._names and any(b"strike" in piece for piece in self._windows(name))
        texts = self._part(name, LARGE_PART) if struck else b""
        return struck_formats(self._part("xl/styles.xml")), struck_texts(texts)

    @cached_property
    def _named(self) -> list[tuple[str, str]]:
        """Name and relation of every sheet that the workbook lists."""
        if self.ending == ".xlsb":
            return list(sheets_of_xlsb(self._part("xl/workbook.bin")).items())
        tags = re.findall(r"<(?:\w+:)?sheet\s[^<>]*>", self._part("xl/workbook.xml").decode("utf-8", "replace"))
        return [(_attribute(tag, "name"), _attribute(tag, r"\w+:id")) for tag in tags]

    @cached_property
    def _blank_strings(self) -> set[int]:
        return blank_strings(self._part("xl/sharedStrings.xml", LARGE_PART))

    @cached_property
    def _sheets(self) -> dict[str, str]:
        """Sheet name -> the zip's part that holds it (.xlsx, .xlsm and .xlsb)."""
        book = "workbook.bin" if self.ending == ".xlsb" else "workbook.xml"
        relations = re.findall(
            r"<(?:\w+:)?Relationship\s[^<>]*>", self._part(f"xl/_rels/{book}.rels").decode("utf-8", "replace")
        )
        targets = {_attribute(tag, "Id"): _attribute(tag, "Target") for tag in relations}
        found = {}
        for name, relation in self._named:
            target = targets.get(relation, "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if path in self._names:
                found[name] = path
        return found

    @cached_property
    def _hidden_in_document(self) -> dict[str, Hidden]:
        if not any(may_hide(window) for window in self._windows("content.xml")):
            return {}
        return hidden_in(self._part("content.xml", LARGE_PART))

    @cached_property
    def _errors_in_document(self) -> dict[str, Lacks]:
        return errors_in(self._part("content.xml", LARGE_PART)) if self._document_has(ERROR_TYPE) else {}

    @cached_property
    def _struck_in_document(self) -> dict[str, Mapping[int, frozenset[int]]]:
        return struck_in(self._part("content.xml", LARGE_PART)) if self._document_has(b"text-line-through") else {}

    def _document_has(self, word: bytes) -> bool:
        return any(word in window for window in self._windows("content.xml"))

    def _windows(self, path: str) -> Iterator[bytes]:
        return Part(self._content, self._zip.getinfo(path)).windows()

    def _part(self, path: str, most: int = SMALL_PART) -> bytes:
        """A part as a whole; nothing where there is none, or a broken or larger one."""
        try:
            return self._zip.read(path) if self._zip.getinfo(path).file_size <= most else b""
        except (KeyError, zipfile.BadZipFile, OSError, RuntimeError, ValueError, EOFError, zlib.error):
            return b""


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"""\s{name}=(?:"([^"]*)"|'([^']*)')""", tag)
    return html.unescape(found[1] or found[2] or "") if found else ""
