"""Several things in one cell, in the same order down a column: "POS / Dx" above "12 / Z59.01", "Participant (CIN)"
above "Kekona, Mireya (99006567N)", "Qty @ rate" above "1 @ $94.25". Each becomes a column of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from invoices.cells import load_kinds
from invoices.cells.base import text_of
from invoices.reading.shapes.cell_parts import Form, Part, parts_of, template_of
from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import Known, filled_places, is_filled, is_total
from invoices.reading.shapes.plain import Plain, numbered
from invoices.reading.words import SPOKEN, read_heading
from invoices.workbook import CellValue, Origin, Sheet
from mappings.fields import all_fields

NAME = "composite"
EVIDENCE = "reading"
# What parts the words of a heading.
PIECES = re.compile(r"(?i)\s*(?:[/&@+|,;()\[\]–—]|(?<=\s)-(?=\s)|(?<!\w)(?:and|y|x|on)(?!\w))\s*")
# The same, each sign for itself: "Mbr Nm / Mbr ID (CIN)" has two pieces, as its cells have.
ONE_BY_ONE = tuple(
    re.compile(sign)
    for sign in (
        r"\s*[/|;]\s*",
        r"(?i)\s*(?:&|(?<!\w)(?:and|y)(?!\w))\s*",
        r"\s*@\s*",
        r"\s*[()]\s*",
        r"\s+-\s+",
        r"\s*,\s*",
    )
)
# Cells of these forms alone are read whole: a span, a list, a name with its code.
WHOLE: frozenset[frozenset[Form]] = frozenset(
    frozenset(forms)
    for forms in (
        ("date",), ("time",), ("diagnosis",), ("diagnosis", "text"), ("hcpcs",), ("hcpcs", "text"),
        ("hcpcs", "count"), ("number",), ("number", "text"), ("text", "zip"), ("text",), ("money",), ("count",),
        ("text", "count"), ("number", "time"), ("zip", "number"),
    )
)  # fmt: skip
# What the part of a form may be, by the kinds of its fields; a text is a name of somebody.
KINDS: Mapping[Form, frozenset[str]] = {
    "cin": frozenset(["cin"]),
    "npi": frozenset(["npi"]),
    "hcpcs": frozenset(["hcpcs"]),
    "date": frozenset(["date", "span", "birth_date", "soft_date"]),
    "time": frozenset([""]),
    "money": frozenset(["money", "unit_cost"]),
    "diagnosis": frozenset(["diagnoses"]),
    "zip": frozenset(["zip"]),
    "count": frozenset(["units", "minutes", "hours"]),
    "gender": frozenset(["gender"]),
    "number": frozenset(["units", "minutes", "hours", "place_of_service", "money", "unit_cost"]),
    "text": frozenset(["full_name", "text", "note", "place_of_service", "modality", "staff"]),
}
CALLED: Mapping[Form, str] = {
    "cin": "Member CIN",
    "hcpcs": "Procedure Code",
    "diagnosis": "Diagnosis",
    "count": "Units",
    "gender": "Member Gender",
}
# These show by themselves what a cell is made of.
STRONG: frozenset[Form] = frozenset(["cin", "npi", "hcpcs", "diagnosis", "money", "date"])
NAMES = ("member_last_name", "member_first_name", "member_full_name")
OF_TIME = re.compile(r"(?i)\b(?:time|hora|hour|clock|in|out|start|end|from|to)s?\b")
BEFORE_ZIP = re.compile(r"\b[A-Z]{2}\.?,?\s+\d{5}")
FEWEST, MOSTLY = 2, 8


class Composite(NamedTuple):
    """A column of such cells: its place, the forms of its parts, and what to call each."""

    place: int
    forms: tuple[Form, ...]
    titles: tuple[str, ...]

    def parted(self, cell: CellValue) -> list[CellValue]:
        """The parts of a cell; one that is made otherwise stands whole in the first, to be found faulty there."""
        parts = parts_of(cell)
        if tuple(part.form for part in parts) != self.forms:
            return [cell, *[""] * (len(self.forms) - 1)]
        return [_value(part) for part in parts]


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with a column for each part; None where no column holds several things."""
    rows = head_of(sheet)
    heading = heading_in(rows, known)
    found = _find(rows, heading, known) if heading is not None else []
    if heading is None or not found:
        return None
    width = max(len(cells) for cells in rows)
    first = {one.place: width + sum(len(other.forms) for other in found[:at]) for at, one in enumerate(found)}
    behind = {one.place: range(first[one.place], first[one.place] + len(one.forms)) for one in found}
    order = [made for place in range(width) for made in (place, *behind.get(place, ()))]
    made = Plain(sheet, range(width), more=sum(len(one.forms) for one in found), order=order)
    for index, (number, cells) in enumerate(numbered(sheet)):
        titled = index == heading.at or (index > heading.at and heading.repeated_in(cells))
        if index < heading.at or (not titled and not any(place < len(cells) for place in behind)):
            made.add(cells, number)
            continue
        left, added, moved = list(cells), list[CellValue](), dict[int, Origin]()
        for one in found:
            cell = cells[one.place] if one.place < len(cells) else ""
            values = list(one.titles) if titled else one.parted(cell) if is_filled(cell) else [""] * len(one.forms)
            if is_filled(cell):
                left[one.place] = ""
                at = order.index(first[one.place])
                moved |= {at + n: made.origin(number, one.place) for n in range(len(one.forms))}
            added += values
        made.add(left, number, added, moved)
    return made.sheet()


def _value(part: Part) -> CellValue:
    """A part as its cell would have it: a count without its words, but for minutes and hours; a price without "@"."""
    if part.form == "money":
        return part.text.lstrip("@= ")
    if part.form == "count" and not re.search(r"(?i)\bh|h\w*rs?\b|min", part.text):
        return re.sub(r"[^\d.]", "", part.text)
    return part.text


def _find(rows: Sequence[list[CellValue]], heading: Heading, known: Known) -> list[Composite]:
    below = [cells for cells in rows[heading.at + 1 :] if len(filled_places(cells)) > 2 and not is_total(cells)]
    below = [cells for cells in below if not heading.repeated_in(cells)]
    width = max((len(cells) for cells in below), default=0)
    found = []
    for place in range(width):
        values = [cells[place] for cells in below if place < len(cells) and is_filled(cells[place])]
        title = text_of(heading.cells[place]) if place < len(heading.cells) else ""
        one = _composite(place, title, values, known)
        if one is not None:
            found.append(one)
    return found


def _composite(place: int, title: str, values: Sequence[CellValue], known: Known) -> Composite | None:
    """A column that holds several things: the same in nearly all cells, not what its heading reads whole, and each
    called by a piece of the heading or known by its form."""
    forms = template_of(values)
    pieces = _pieces(title, len(forms))
    said = [piece for piece in pieces if "time" not in forms or not OF_TIME.search(piece)]
    if len(forms) < FEWEST or forms.count("text") > 1 or any(_is_another(text, known) for text in said):
        return None
    if ("time" not in forms and _is_another(title, known)) or ("zip" in forms and _has_states(values)):
        return None
    named = _all_named(pieces, forms, known)
    if (frozenset(forms) in WHOLE or not {*forms} & STRONG) and not named:
        return None
    if _is_read_whole(title, values, known):
        return None
    titles = _titles(title, pieces, forms, known)
    told = [text for text in titles if text]
    return Composite(place, forms, titles) if titles and len({*told}) == len(told) else None


def _pieces(title: str, count: int) -> list[str]:
    """The pieces of a heading, as many as its cells have where one sign alone parts it so."""
    for sign in ONE_BY_ONE:
        pieces = [piece.strip(" :") for piece in sign.split(title) if piece.strip(" :")]
        if len(pieces) == count > 1:
            return pieces
    return [piece for piece in PIECES.split(title) if piece]


def _has_states(values: Sequence[CellValue]) -> bool:
    """Whether a state stands before the ZIP codes: these cells are known as city, state and ZIP."""
    return any(BEFORE_ZIP.search(text_of(value)) for value in values)


def _is_another(text: str, known: Known) -> bool:
    """Whether a heading names a thing that is none of ours, or one of ours with a word that makes it another: what was
    authorized, paid before or only noted."""
    reading = read_heading(text, "", known.subject)
    louder = reading.none >= max(SPOKEN, *reading.scores.values(), 0.0)
    return bool(reading.said.other) or louder or reading.said.role == "other"


def _is_read_whole(title: str, values: Sequence[CellValue], known: Known) -> bool:
    """Whether the field of the heading (a date, where it names none) takes the cells as they are."""
    name = known.clear_field(title)
    kind = all_fields()[name].kind if name else "span"
    if kind in ("text", "full_name", "note"):
        return False
    clean = load_kinds()[kind]
    fitting = sum(clean(value, 0).value is not None for value in values)
    return fitting * 10 >= len(values) * MOSTLY


def _all_named(pieces: Sequence[str], forms: Sequence[Form], known: Known) -> bool:
    """Whether the heading names each part by a piece of its own, of a field that the part may be."""
    return len(pieces) == len(forms) and all(
        known.clear_field(piece) and _may_be(piece, form, known) for piece, form in zip(pieces, forms, strict=True)
    )


def _may_be(piece: str, form: Form, known: Known) -> bool:
    name = known.clear_field(piece)
    return not name or all_fields()[name].kind in KINDS[form]


def _titles(title: str, pieces: Sequence[str], forms: Sequence[Form], known: Known) -> tuple[str, ...]:
    """What to call the parts; () where the heading speaks of something else than they are."""
    if "time" in forms:
        return _timed(pieces, forms, known)
    if forms.count("text") == 1 and len(pieces) == len(forms) + 1:
        pieces = _with_one_name(pieces, known)
    if len(pieces) == len(forms) and len(pieces) > 1:
        if not all(_may_be(piece, form, known) for piece, form in zip(pieces, forms, strict=True)):
            return ()
        return tuple(_named(piece, pieces[0], form, known) for piece, form in zip(pieces, forms, strict=True))
    rest = [form for form in forms if form not in CALLED and form not in ("money", "npi")]
    if len(rest) > 1 or (rest and title and not _may_be(title, rest[0], known)):
        return ()
    # A price or a count among other words may be of anything; beside a code or alone it is of the service.
    if {*forms} & {"money", "count"} and rest and "hcpcs" not in forms:
        return ()
    return tuple(_called(form, at, title, forms, known) for at, form in enumerate(forms))


def _timed(pieces: Sequence[str], forms: Sequence[Form], known: Known) -> tuple[str, ...]:
    """The titles of parts with a time of day, or two, behind a date."""
    others = [form for form in forms if form != "time"]
    left = [piece for piece in pieces if not OF_TIME.search(piece)]
    times = ["Time"] if forms.count("time") == 1 else ["Start Time", "End Time"]
    if others != ["date"] or len(times) != forms.count("time") or len(left) > 1:
        return ()
    day = left[0] if left else "Service Date"
    if not _may_be(day, "date", known):
        return ()
    return tuple(day if form == "date" else times.pop(0) for form in forms)


def _with_one_name(pieces: Sequence[str], known: Known) -> list[str]:
    """The pieces with "Last" and "First" as one."""
    for at in range(len(pieces) - 1):
        if {known.clear_field(pieces[at]), known.clear_field(pieces[at + 1])} <= {*NAMES}:
            return [*pieces[:at], "Member Name", *pieces[at + 2 :]]
    return list(pieces)


def _named(piece: str, first: str, form: Form, known: Known) -> str:
    """A piece as a heading: of a number the one before says whose it is; "Last, First" is a whole name."""
    if form == "text" and {known.clear_field(name) for name in PIECES.split(piece)} >= {*NAMES[:2]}:
        return "Member Name"
    return f"{first} {piece}" if form in ("npi", "zip") and piece != first and not known.spoken_role(piece) else piece


def _called(form: Form, at: int, title: str, forms: Sequence[Form], known: Known) -> str:
    """What a part is called that no piece names: by its form, the one that is left by the heading."""
    if form in CALLED:
        return CALLED[form]
    if form == "npi":
        return f"{title} NPI".strip()
    if form == "money":
        # "3 nights @ $205 = $615"
        return "Amount" if "money" in forms[:at] or not {"count", "hcpcs"} & {*forms} else "Rate"
    if form == "text" and "cin" in forms and known.role(known.clear_field(title)) != "member":
        return "Member Name"
    return title
