"""Label and value pairs outside a table: "NPI" left of (or above) its number, "NPI: 1234567893" in one cell, several in
one line, and what stands in a line without labels ("Mercado, Tomas (CIN 93619055B) DOB 8/10/1987")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.reading.shapes.known import CIN, CLEARLY, DAY, TOTALS, Known, filled_places, is_words
from invoices.workbook import CellValue

MOST_LABEL_WORDS = 5
LONG_NUMBER = re.compile(r"\d{3}")
# A text before a colon that is no field of ours is a label, too, where it is short.
SHORT_LABEL = 40
# What parts the pieces of a line without labels.
PIECES = re.compile(r"\s*[()\[\]|;•·]\s*|\s+[-–—/]\s+|\s{3,}|\t|,\s+(?=(?:CIN|DOB|D\.O\.B|ID|Sex|Gender|Medi)\b)")
# Words for what follows them, in such a line.
SAID = re.compile(
    r"(?i)(?:^|(?<=[\s,]))(CIN|Medi-?Cal(?:\s*(?:ID|No\.?|Number|\#))?|Client\s*(?:ID|\#)|Member\s*(?:ID|\#)|MRN|ID\s*\#?"
    r"|DOB|D\.O\.B\.?|Born|Birth\s?date|Date of Birth|Sex|Gender|Phone|Tel\.?|Address|Addr\.?|Dx)\s*[:#]?\s+(?=\S)"
)
GENDER = re.compile(r"(?i)m|f|male|female")


class Pair(NamedTuple):
    """A label with its value: the label's text and place, the value, the place of its cell, and how many rows below the
    label it stands."""

    label: str
    label_place: int
    value: CellValue
    place: int
    down: int = 0


def pairs_in(cells: Sequence[CellValue], below: Sequence[CellValue], known: Known) -> list[Pair]:
    """The pairs of a row, from left to right; `below` is the row after it, for values under their label."""
    turns = _by_turns(cells, known)
    if turns:
        return turns
    found: list[Pair] = []
    labels = {place for place in filled_places(cells) if _is_label(cells[place], known)}
    # Where some labels end in a colon, a word without one is a value.
    labels = {place for place in labels if text_of(cells[place]).endswith(":")} or labels
    taken: set[int] = set()
    for place in filled_places(cells):
        cell = cells[place]
        if place in taken or not isinstance(cell, str):
            continue
        inside = ":" in cell.strip().rstrip(":") and not _is_whole_label(cell, known)
        within = list(_within(cell, place, known)) if inside else []
        if within:
            found += within
        elif place in labels:
            beside = next((right for right in filled_places(cells) if right > place), None)
            if beside is not None and beside not in labels and not _holds_pairs(cells[beside], known):
                taken.add(beside)
                found.append(Pair(_said(cell), place, cells[beside], beside))
            elif place < len(below) and below[place] != "" and not _is_label(below[place], known):
                found.append(Pair(_said(cell), place, below[place], place, 1))
    return found


def _by_turns(cells: Sequence[CellValue], known: Known) -> list[Pair]:
    """The pairs of a row that has a label and its value by turns: a value between two labels is none itself, however
    well it reads. Nothing for a row whose values could all be labels, as headings are."""
    filled = filled_places(cells)
    labels, values = filled[::2], filled[1::2]
    if (
        len(labels) < 2
        or len(labels) != len(values)
        or any(to != at + 1 for at, to in zip(labels, values, strict=True))
    ):
        return []
    if not all(_is_label(cells[place], known) for place in labels):
        return []
    if all(_is_label(cells[place], known) for place in values) or any(_holds_pairs(cells[at], known) for at in filled):
        return []
    return [Pair(_said(str(cells[at])), at, cells[to], to) for at, to in zip(labels, values, strict=True)]


def unlabelled(cell: CellValue, place: int) -> list[Pair]:
    """What stands in a line without labels that holds a CIN: name, CIN, date of birth and what else says what it is.
    Nothing for any other text."""
    if not isinstance(cell, str) or not CIN.search(cell):
        return []
    found: dict[str, str] = {}
    for piece in PIECES.split(text_of(SAID.sub(lambda said: f" | {said[1]}: ", cell))):
        label, colon, value = piece.strip(" ,:-").partition(":")
        for name, text in _named(label.strip(), value.strip(), bool(colon)):
            found.setdefault(name, text)
    return [Pair(name, place, text, place) for name, text in found.items()] if len(found) > 1 else []


def _named(label: str, value: str, is_named: bool) -> Iterator[tuple[str, str]]:
    """A piece of such a line with its name; nothing for one that says nothing of its own."""
    text = value if is_named else label
    if not text:
        return
    code, day = CIN.search(text), DAY.search(text)
    if code:
        rest = text.replace(code[0], "").strip(" ,:-#")
        yield "CIN", code[0].upper()
        if rest and len(rest) > 2 and not is_named:
            yield from _named(rest, "", False)
    elif is_named:
        yield ("DOB" if label.lower().startswith(("born", "birth")) else label), text.strip(" ,")
    elif day:
        yield "DOB", day[0]
    elif GENDER.fullmatch(text):
        yield "Sex", text
    elif sum(map(str.isalpha, text)) > sum(map(str.isdigit, text)):
        yield "Member Name", re.sub(r"(?i)^(?:client|member|participant|patient|name)\s*[:#]?\s+", "", text)


def _said(label: str) -> str:
    return text_of(label).rstrip(": ").strip()


def _is_label(cell: CellValue, known: Known) -> bool:
    """Whether a cell is a label alone: it names a field, or it ends in a colon."""
    if not isinstance(cell, str) or not is_words(cell):
        return False
    said = cell.strip()
    if LONG_NUMBER.search(said) and not said.endswith(":"):
        return False  # "3593 Drake Ln, Yuba City, CA 95991" speaks of a city, and is a value
    if said.endswith(":"):
        return len(said) <= SHORT_LABEL or known.clear_field(said.rstrip(":")) != ""
    return (":" not in said or _is_whole_label(said, known)) and len(said) > 1 and known.clear_field(said) != ""


def _is_whole_label(cell: str, known: Known) -> bool:
    """Whether a text with a colon in it is one label ("Contact: Birthdate:"): as a whole it says more than what stands
    before the colon."""
    said = _said(cell)
    return known.field_of(said)[1] > max(known.field_of(said.partition(":")[0])[1], CLEARLY)


def _holds_pairs(cell: CellValue, known: Known) -> bool:
    return isinstance(cell, str) and any(_within(cell, 0, known))


def _within(cell: str, place: int, known: Known) -> Iterator[Pair]:
    """The pairs "label: value" of one cell. The first text before a colon is a label where it is short; a later one
    only where its last words name a field."""
    parts = re.split(r"\s*:\s+|:(?=\S)(?!\d{2}\b)(?!//)", cell.strip())
    label = parts[0].strip()
    if len(parts) < 2 or len(label) > SHORT_LABEL or not is_words(label):
        return
    for number, part in enumerate(parts[1:], 2):
        value, following = (part, "") if number == len(parts) else _label_at_end(part, known)
        if number < len(parts) and not following:
            value, following = part, ""
        if value.strip(" ,;|") and label:
            yield Pair(_said(label), place, value.strip(" ,;|-"), place)
        label = following


def _label_at_end(part: str, known: Known) -> tuple[str, str]:
    """A value and the label of the next pair behind it."""
    words = part.split()
    for count in range(min(MOST_LABEL_WORDS, len(words)), 0, -1):
        label = " ".join(words[-count:])
        if re.match(r"[A-Za-z]", label) and known.clear_field(label) and not DAY.search(label):
            return " ".join(words[:-count]), label
    return part, ""


def is_total_label(label: str) -> bool:
    """Whether a label names a total."""
    return bool(TOTALS.match(label))
