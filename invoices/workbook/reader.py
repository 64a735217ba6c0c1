"""Opens whatever arrives: the content decides what it is, the name is only compared with it."""

from __future__ import annotations

from pathlib import Path

from edi.diagnostics.shown import file_stem
from invoices.workbook.sheet import MAX_BYTES, Note, Sheet, UnreadableError, Workbook
from mappings.files import TooLargeError, read_whole

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An encrypted .xlsx is an OLE container too, and names its stream so.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SPREADSHEET_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt"})
JSON_ENDINGS = frozenset({".json", ".ndjson", ".jsonl"})
HTML_ENDINGS = frozenset({".html", ".htm"})
READABLE_ENDINGS = SPREADSHEET_ENDINGS | TEXT_ENDINGS | JSON_ENDINGS | HTML_ENDINGS
INPUT_FORMATS = tuple(sorted(ending[1:] for ending in READABLE_ENDINGS))
# What other files begin with, so that the finding can name them.
OTHERS = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"{\\rtf": "a text document (RTF)",
    b"<?xml": "an XML file",
    b"ISA*": "an X12 file",
}


def open_workbook(path: Path, data: bytes | None = None) -> Workbook:
    """A workbook, a delimited text, a JSON export or a table of a web page, with what is to be told about it.

    `data` is the content where it has already been read (stdin). Raises UnreadableError: WB001 nothing of the
    kind, WB002 nothing in it, WB008 password-protected, WB009 beyond the limits; OSError passes through.
    """
    content = content_of(path) if data is None else data
    if len(content) > MAX_BYTES:
        raise _too_large()
    if not content:
        raise UnreadableError("WB002", "0 bytes")
    called = path.suffix.lower()
    workbook, ending = _read(file_stem(path.stem), called, content)
    # Text is text under any of its endings, and an .xlsm that has lost its macros is an .xlsx.
    families = (TEXT_ENDINGS, JSON_ENDINGS, HTML_ENDINGS, frozenset({".xlsx", ".xlsm"}))
    alike = called == ending or any({called, ending} <= family for family in families)
    if called in READABLE_ENDINGS and not alike:
        workbook.notes.insert(0, Note("WB020", f"{called} file", f"{ending} file"))
    return workbook


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableError WB009 for too many of them; OSError for what is not a file."""
    try:
        return read_whole(path, MAX_BYTES)
    except TooLargeError as problem:
        raise _too_large() from problem


def _too_large() -> UnreadableError:
    return UnreadableError("WB009", f"it has more than {MAX_BYTES:,} bytes", f"at most {MAX_BYTES:,} bytes")


def read_workbook(path: Path, data: bytes | None = None) -> list[Sheet]:
    """The sheets alone; otherwise as `open_workbook`."""
    return open_workbook(path, data).sheets


def _read(stem: str, called: str, content: bytes) -> tuple[Workbook, str]:
    if content.startswith(ZIP):
        from invoices.workbook.package import Package
        from invoices.workbook.spreadsheet import read_spreadsheet

        package = Package(content)
        return read_spreadsheet(content, package), package.ending
    if content.startswith(OLE):
        from invoices.workbook.records import OldBook
        from invoices.workbook.spreadsheet import read_spreadsheet

        if ENCRYPTED in content:
            raise UnreadableError("WB008", "password-protected")
        return read_spreadsheet(content, OldBook(content)), ".xls"
    return _text(stem, called, content)


def _text(stem: str, called: str, content: bytes) -> tuple[Workbook, str]:
    from invoices.workbook.delimited import decode, is_text, read_delimited
    from invoices.workbook.html_table import is_html, read_html
    from invoices.workbook.portal import is_json, read_portal

    start = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    other = next((name for mark, name in OTHERS.items() if start.startswith(mark.lower())), "")
    text = decode(content) if is_text(content) else None
    if text is not None and is_html(text):
        return read_html(stem, text), ".html"
    if other or text is None:
        kind = other or "not a workbook"
        raise UnreadableError("WB001", f"{kind}, though it is called {called or 'so'}", "an .xlsx or .csv file")
    if called in JSON_ENDINGS or is_json(text):
        if not text.strip("\ufeff \t\r\n"):
            raise UnreadableError("WB002", "only blank text")
        return read_portal(stem, text), ".json"
    sheet = read_delimited(stem, text)
    if called in SPREADSHEET_ENDINGS and all(sum(cell != "" for cell in row) < 2 for row in sheet.rows()):
        raise UnreadableError("WB001", f"not a workbook, though it is called {called}", "an .xlsx or .csv file")
    return Workbook([sheet]), ".csv"
