"""Delimited text: any usual delimiter, byte order marks, UTF-8, UTF-16 and cp1252, line breaks inside quotes."""

from __future__ import annotations

import csv
import io
import re

from invoices.workbook.sheet import MAX_CELLS, Sheet, UnreadableError, table_sheet
from invoices.workbook.text_records import cut

DELIMITERS = ",;\t|^~"
SNIFFED = 20_000
# So many control characters may stand in a text that was copied together.
STRAY = 8
LONGEST_CELL = 10_000_000


def decode(content: bytes) -> str:
    """Text by its byte order mark, else UTF-16 where every other byte is zero, else UTF-8, else cp1252."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    start = content[:4096]
    if _is_utf16(start):
        little = start[1::2].count(0) > 0
        return content.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel on Windows writes when it is asked for "CSV" and nothing more; every byte has a character.
        return content.decode("cp1252", errors="replace")


def is_text(content: bytes) -> bool:
    """Whether bytes can be text: UTF-16 by its mark or its zero bytes, UTF-8, else hardly a control character."""
    start = content[:4096]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or _is_utf16(start):
        return True
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return len(re.findall(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", start)) <= STRAY
    return True


def _is_utf16(start: bytes) -> bool:
    """Whether every other byte is zero, nearly."""
    odd, even = start[1::2].count(0), start[0::2].count(0)
    return min(odd, even) == 0 and max(odd, even) * 3 > len(start)


def read_delimited(name: str, text: str) -> Sheet:
    """A table of delimited text as a sheet. Raises UnreadableError: WB001 no such table, WB002 blank, WB009."""
    if not text.strip():
        raise UnreadableError("WB002", "only blank text")
    # A first line that Excel understands and does not show.
    said = re.match(r"sep=(.)\r?\n", text)
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        body = text[said.end() :] if said else text
        delimiter = said[1] if said else find_delimiter(body)
        if body.count(delimiter) + body.count("\n") > MAX_CELLS:
            raise UnreadableError("WB009", f"more than {MAX_CELLS:,} cells", f"at most {MAX_CELLS:,} cells")
        records = cut(list(io.StringIO(body, newline="")), delimiter, 2 if said else 1)
    except csv.Error as problem:
        raise UnreadableError("WB001", "not a table of delimited text", "an .xlsx or .csv file") from problem
    finally:
        csv.field_size_limit(limit)
    return table_sheet(name, records.rows, surroundings=records)


def find_delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the most cells, quotes respected; a comma where none does."""
    start = text[:SNIFFED]
    if len(start) < len(text):
        start = start.rpartition("\n")[0] or start
    return max(DELIMITERS, key=lambda mark: (_cuts(start, mark), mark == ","))


def _cuts(text: str, delimiter: str) -> int:
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return sum(len(row) - 1 for row in rows if row)
    except csv.Error:
        return 0
