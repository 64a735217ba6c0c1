"""Text that goes into the file: names, addresses, numbers that others have given."""

from __future__ import annotations

import re
from typing import Any

from anyascii import anyascii

from invoices.cells.base import BLANKS, EMPTY, Cleaned, Problem, failed, text_of

# The separators that our own files use; inside a value they would end the element (V31).
DELIMITERS = re.compile(r"[~*:^\x00-\x1f\x7f]+")
# Most cells: letters and digits in words with one space between, beginning with a letter or digit.
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,'&/-]*(?: [A-Za-z0-9.,'&/-]+)*")
# "Na", "None" and "Unknown" may be names: only signs count as "nothing" here.
SIGNS = BLANKS - {"na", "none", "null", "nil", "unknown", "unk", "tbd", "."} | {"#n/a"}


def clean(value: Any, limit: int) -> Cleaned:
    """Text -> printable ASCII without delimiters, at most `limit` characters: CL026 transliterated, CL020 a
    delimiter or control character became a space, CL021 cut."""
    if (
        isinstance(value, str)
        and (not limit or len(value) <= limit)
        and PLAIN.fullmatch(value)
        and value.lower() not in SIGNS
    ):
        return Cleaned(value)
    raw = str(value) if isinstance(value, str) else text_of(value)
    text = text_of(raw)
    if not text:
        return EMPTY
    error = failed(text)
    if error is not None:
        return error
    if text.lower() in SIGNS:
        return Cleaned(None, (Problem("CL028"),))
    problems = []
    if not text.isascii():
        text = anyascii(text)
        error = failed(text)  # "＃REF!"
        if error is not None:
            return error
        problems.append(Problem("CL026", text))
    if DELIMITERS.search(text):
        text = " ".join(DELIMITERS.sub(" ", text).split())
        problems.append(Problem("CL020", text))
    if not text:
        return Cleaned(None, (Problem("CL028"),))
    if limit and len(text) > limit:
        text = text[:limit].rstrip()
        problems.append(Problem("CL021", f"at most {limit} characters"))
    return Cleaned(text, tuple(problems))
