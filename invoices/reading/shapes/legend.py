"""Letters and marks that a legend explains ("K = kept, X = client not home", "A = Housing navigation, H0043 U6"): what
they mean stands in their place. The legend stands above the table or below its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from invoices.cells.base import text_of
from invoices.reading.shapes.heading import Heading, head_of, heading_in
from invoices.reading.shapes.known import Known, filled_places, is_total, key_of
from invoices.reading.shapes.plain import Plain, numbered
from invoices.reading.status import meaning
from invoices.reading.status import yes_means as meaning_of_heading
from invoices.workbook import CellValue, Sheet
from invoices.workbook.telling import is_cin

NAME = "legend"
EVIDENCE = "cells"
LEGEND = "legend"
FEWEST = 2
# A row of a legend has so few cells: its name, a letter, what it means.
MOST_CELLS = 3
LONGEST = 120
STATUS, LONGEST_LETTERS = "Status", 4
KEY = r"[^\W\d_]{1,3}\d?|[✓✔✗✘×*+#@•○●]"
SAID = re.compile(rf"\s*({KEY})\s*(?:=|→|–|—|\s-\s|-(?=\s))\s*(\S.*)", re.DOTALL)
# In a line that calls itself a legend a colon or a blank parts the letter from what it means.
BARE = re.compile(rf"\s*({KEY})(?:\s*[:=→–—-]\s*|\s+)(\S.*)", re.DOTALL)
TITLE = re.compile(r"(?i)\s*(?:legend|key|codes?|status(?:es)?|letters|leyenda|clave|c[oó]digos)\s*:?\s*")
NAMED = re.compile(r"\s*([^\W\d_][^:=]{0,30}):\s*(?=\S|$)")
PARTS = re.compile(r"\s*[;,\n|·]\s*")
NO_KEYS = frozenset(["npi", "tin", "ein", "dob", "cin", "tel", "fax", "ph", "id", "to", "re", "cc"])

GENDERS = frozenset(["m", "f", "u", "x", "nb", "o", "w"])
TWO_LETTERS = frozenset(["member_state", "billing_state", "modifiers"])


class Legend(NamedTuple):
    """What letters mean, the rows that say it, and the heading that they are said to be of ("" where none is)."""

    meanings: Mapping[str, str]
    rows: frozenset[int]
    heading: str


def plain(sheet: Sheet, known: Known) -> Sheet | None:
    """The sheet with meanings for letters; None where no column has nothing but letters of a legend."""
    rows = head_of(sheet)
    heading = heading_in(rows, known)
    if heading is None:
        return None
    legend = _legend(rows, heading)
    place = _place(rows, heading, legend, known) if legend else None
    if legend is None or place is None:
        return None
    made = Plain(sheet, range(max(map(len, rows))))
    first, title = sheet.first_row, _title(text_of(heading.cells[place]), legend)
    for number, cells in numbered(sheet):
        index = number - first
        if index in legend.rows and index > heading.at:
            made.drop(number, LEGEND)
            continue
        if heading.repeated_in(cells):
            cells[place] = title
        elif index > heading.at and place < len(cells):
            cells[place] = legend.meanings.get(text_of(cells[place]).strip().casefold(), cells[place])
        made.add(cells, number)
    return made.sheet()


def _title(heading: str, legend: Legend) -> str:
    """The heading of the column; one that says nothing of a status is called so where its letters do."""
    if not all(map(meaning, legend.meanings.values())) or meaning_of_heading(heading):
        return heading
    return STATUS if len(heading) <= LONGEST_LETTERS else f"{heading} {STATUS}"


def _legend(rows: Sequence[Sequence[CellValue]], heading: Heading) -> Legend | None:
    """The legend above or below the lines; None where there is none, or it says two things of a letter."""
    meanings: dict[str, str] = {}
    said, name, titled = set[int](), "", False
    for index, cells in enumerate(rows):
        filled = [text_of(cells[place]).strip() for place in filled_places(cells)]
        if index == heading.at or not 0 < len(filled) <= MOST_CELLS or any(map(is_cin, filled)):
            titled = titled and not filled
            continue
        if len(filled) == 1 and TITLE.fullmatch(filled[0]):
            titled = True
            said.add(index)
            continue
        found, called = _entries(filled, titled=titled)
        if not found:
            titled = False
            continue
        for key, text in found:
            if meanings.setdefault(key.casefold(), text) != text:
                return None
        said.add(index)
        name = name or called
    return Legend(meanings, frozenset(said), name) if len(meanings) >= FEWEST else None


def _entries(filled: Sequence[str], *, titled: bool) -> tuple[list[tuple[str, str]], str]:
    """The letters of a row with what they mean, and the name before them; nothing for a row of something else."""
    name = ""
    if len(filled) == 2 and re.fullmatch(KEY, filled[0]) and titled:
        return [(filled[0], filled[1])], name
    found: list[tuple[str, str]] = []
    for cell in filled:
        text = cell
        head = NAMED.match(text)
        own = titled
        alone = head is not None and head.end() == len(text)
        if head and head[1].strip().casefold() not in NO_KEYS and (alone or not re.fullmatch(KEY, head[1].strip())):
            name, text = name or head[1].strip(), text[head.end() :]
            own = own or TITLE.fullmatch(head[1]) is not None
        if text:
            some = list(_of_text(text, BARE if own else SAID))
            if not some:
                return [], ""
            found += some
    return found, name


def _of_text(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """The entries of a text; nothing where it begins with anything else. What stands behind a comma and is no entry
    belongs to the one before it."""
    entry: tuple[str, str] | None = None
    for part in PARTS.split(text.strip(" .;,")):
        match = pattern.fullmatch(part)
        if match and match[1].casefold() not in NO_KEYS and len(match[2]) <= LONGEST:
            if entry:
                yield entry
            entry = match[1], match[2].strip()
        elif entry is None:
            return
        else:
            entry = entry[0], f"{entry[1]}, {part}"
    if entry:
        yield entry


def _place(rows: Sequence[Sequence[CellValue]], heading: Heading, legend: Legend, known: Known) -> int | None:
    """The column whose values are all letters of a legend: that which the legend names, or the only one that is not
    something else by its heading."""
    width = len(filled_places(heading.cells))
    lines = [
        cells
        for index, cells in enumerate(rows)
        if index > heading.at
        and index not in legend.rows
        and len(filled_places(cells)) * 2 > width
        and not is_total(cells)
    ]
    fits = []
    for place in filled_places(heading.cells):
        texts = [text_of(cells[place]).strip().casefold() for cells in lines if place < len(cells)]
        values = {text for text in texts if text}
        if (
            values
            and values <= legend.meanings.keys()
            and not _stand_for_themselves(heading.cells[place], values, known)
        ):
            fits.append(place)
    named = [place for place in fits if legend.heading and key_of(heading.cells[place]) == key_of(legend.heading)]
    if named:
        return named[0]
    return fits[0] if len(fits) == 1 else None


def _stand_for_themselves(heading: CellValue, values: set[str], known: Known) -> bool:
    """Whether letters are what their heading names: M and F below "Sex", two letters below "State"."""
    field = known.clear_field(heading)
    if field == "member_gender":
        return values <= GENDERS
    return field in TWO_LETTERS and all(len(value) == len("CA") for value in values)
