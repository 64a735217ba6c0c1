"""Columns of which the values themselves show that they change nothing: numbers of the rows, names of files, names of
who did the work."""

from __future__ import annotations

import re
from itertools import pairwise

from invoices.cells.base import text_of
from invoices.reading.arithmetic import number
from invoices.reading.columns import Column
from invoices.reading.status import speaks_against
from invoices.reading.values import NO_NAMES

# Fewer rows show nothing.
FEWEST = 3
FILE = re.compile(r"(?i)\S.*\.(?:pdf|jpe?g|png|heic|gif|docx?|xlsx?|tiff?|txt|zip)\b.*|https?://\S+")
# "Ana P.", "T. Alvarado": who writes people so means a colleague.
INITIAL = re.compile(r"[^\W\d_][\w'’-]+\s+[^\W\d_]\.?|[^\W\d_](?:\.\s*|\s+)[^\W\d_][\w'’-]{2,}")
COUNTED = re.compile(r"(\D*)(\d{1,9}(?:\.0)?)")
NAME = re.compile(r"(?:[^\W\d_][\w'’.-]*\s*,?\s*){1,4}")
WHO = re.compile(
    r"(?i)\b(?:by|who|qui[eé]n|user|caregiver|staff|initials|worker|driver|promotor\w*|nurse|aide|clinician|therapist"
    r"|coun[cs]ell?or|coach|navigator|trainer|technician|crew|team)\b"
)


def is_running(column: Column) -> bool:
    """Whether a column counts the rows: whole numbers that grow by one, or such numbers behind the same letters."""
    texts = [text_of(cell) for cell in column.cells]
    parts = [COUNTED.fullmatch(text) for text in texts]
    if len({part[1] for part in parts if part}) != 1:
        return False
    numbers = [number(part[2]) if part else None for part in parts]
    if len(numbers) < FEWEST or any(one is None for one in numbers):
        return False
    return all(b - a == 1 for a, b in pairwise(numbers) if a is not None and b is not None)


def are_files(column: Column) -> bool:
    """Whether all values are names or addresses of files."""
    return bool(column.values) and all(FILE.fullmatch(text_of(value).strip()) for value in column.values)


def are_workers(column: Column) -> bool:
    """Whether all values are names of people, in the way in which one writes down colleagues, or below a heading that
    asks who it was; none of them says anything of its row."""
    texts = [text_of(value).strip() for value in column.values]
    if column.reading.said.other or column.reading.said.role in ("member", "other", "payer") or not texts:
        return False
    if any(speaks_against(text) or text.casefold() in NO_NAMES for text in texts):
        return False
    if all(INITIAL.fullmatch(text) for text in texts):
        return True
    asked = WHO.search(column.heading.replace("_", " ")) or column.reading.said.role == "rendering"
    return bool(asked) and all(NAME.fullmatch(text) for text in texts)
