"""Writes a sample for every shape of a sheet into `samples/shapes`, each with the lines that are to be sent beside it.

    python -m tests.tools.make_shapes [FOLDER]

All say the same visits of one invented agency (`shape_writers`). The JSON beside a workbook has for its name `lines`
(CIN, code, modifiers, units, charge, first day, last day, billing NPI) and `withheld`, the number of services that are
held back; null where a question may be asked instead.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from tests.tools.make_samples import SAMPLES, pack
from tests.tools.office_writers import WRITERS
from tests.tools.shape_writers import AGENCY, KINDS, OTHER_AGENCY, PEOPLE, Rows, Visit, lines_of

SHAPES = SAMPLES / "shapes"
# Which visits are struck through, counted from 0.
STRUCK = frozenset({2, 7})
# Without headings, values alone may leave questions.
MAY_ASK = frozenset({"headerless"})
DAYS = (7, 8, 12, 13, 15, 20, 21, 26, 28)


def visits() -> list[Visit]:
    """The visits of the samples: each member twice or so, each service of the table, all in January 2026."""
    return [
        Visit(PEOPLE[(number * 2) % len(PEOPLE)], date(2026, 1, day), KINDS[number % len(KINDS)], 1)
        for number, day in enumerate(DAYS)
    ]


def workbook(sheets: Mapping[str, Rows], struck: Sequence[int] = ()) -> Workbook:
    """A workbook of some sheets; rows of these numbers are struck through on the first of them."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, cells in enumerate(rows, 1):
            for column, value in enumerate(cells, 1):
                if value != "":
                    sheet.cell(number, column, value)
                    if number in struck and not book.worksheets[1:]:
                        sheet.cell(number, column).font = Font(strike=True)
    book.properties.creator = book.properties.lastModifiedBy = AGENCY.name
    return book


README = """## shapes/

The same nine visits in every shape that sheets come in (`tests/tools/make_shapes.py`), all of them right; two are
struck through in `struck.xlsx`. Beside each is `NAME.json` with the lines that must be read from it.

| file | what it looks like |
|---|---|"""


def main(folder: Path = SHAPES) -> str:
    """Writes all samples; gives their part of the README."""
    folder.mkdir(exist_ok=True)
    for name, writer in WRITERS.items():
        sent = visits()
        if name == "agencies":
            sent = [visit._replace(agency=(AGENCY, OTHER_AGENCY)[number % 2]) for number, visit in enumerate(sent)]
        sheets = writer(sent)
        struck: list[int] = []
        if name == "struck":
            rows = next(iter(sheets.values()))
            first = len(rows) - len(sent) + 1
            struck = [first + number for number in STRUCK]
            sent = [visit for number, visit in enumerate(sent) if number not in STRUCK]
        pack(workbook(sheets, struck), folder / f"{name}.xlsx", {})
        expected = {f"{name}.xlsx": {"lines": lines_of(sent), "withheld": None if name in MAY_ASK else 0}}
        (folder / f"{name}.json").write_text(json.dumps(expected, indent=1) + "\n", encoding="utf-8")
    rows = [f"| {name}.xlsx | {(writer.__doc__ or '').rstrip('.')} |" for name, writer in WRITERS.items()]
    return "\n".join([README, *rows, ""])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
