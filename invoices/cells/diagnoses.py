"""ICD-10-CM codes, one or several in a cell, with or without dots and names: "Z59.01, F1120", "F32.1 - Depression"."""

from __future__ import annotations

import re

from invoices.cells.base import Cleaned, Problem, total

CODE = r"[A-Z][0-9A-Z]{2}(?:\.?[0-9A-Z]{1,4})?"
# Beside words only what looks like a code is read as one: "COPD" is not.
AMONG_WORDS = re.compile(r"(?<![A-Z0-9.])[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4}|[0-9A-Z]{1,4})?(?![A-Z0-9]|\.[A-Z0-9])")
BETWEEN = re.compile(r"[\s()\[\].,;:/&–—-]+")
# Words that deny a diagnosis or name it beside another one.
DOUBT = re.compile(
    r"\b(?:R/O|RULED?\s+OUT|NOT?|DENIE[SD]|RESOLVED|VS|OR|POSSIBLE|PROBABLE|SUSPECTED|HISTORY|HX|DESCARTAR)\b|\?"
)


def _clean(text: str) -> Cleaned:
    """Diagnosis cell -> tuple of codes without dots in the order written; CL013, CL022 where names stand beside the
    codes. Whether a code exists on a date is a rule's question, not the cell's."""
    text = text.upper().strip(" ,;")
    parts = re.split(r"[\s,;/|]+", text)
    if all(re.fullmatch(CODE, part) and not part.isalpha() for part in parts):
        return Cleaned(tuple(dict.fromkeys(part.replace(".", "") for part in parts)))
    found = [code.replace(".", "") for code in AMONG_WORDS.findall(text)]
    if not found or DOUBT.search(text) or not _is_a_name(AMONG_WORDS.sub(" ", text)):
        return Cleaned(None, (Problem("CL013", "ICD-10-CM codes, for example Z59.01"),))
    codes = tuple(dict.fromkeys(found))
    return Cleaned(codes, (Problem("CL022", ", ".join(codes)),))


def _is_a_name(text: str) -> bool:
    """Whether words are the name of a disease ("Type 2 diabetes"), with nothing that may be half a code."""
    words = [word.replace("'", "").replace("’", "") for word in BETWEEN.split(text) if word]
    plain = all(word.isalpha() or (word.isdigit() and len(word) <= 2) for word in words)
    return plain and any(word.isalpha() and len(word) >= 3 for word in words)


clean = total(_clean)
