"""How often a choice with such a margin is right: what the shares that users see are made of (`sureness.csv`)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from invoices.reading.book import read_sheets
from invoices.reading.session import visible
from invoices.workbook import UnreadableError, read_workbook
from mappings.layout_file import load_layouts
from tests.trials.generate import make_case

# The margins from which on a share holds, in log-odds.
FROM = (0.0, 1.0, 2.0, 4.0, 6.0)


def measured(cases: int, seed: int) -> dict[tuple[float, bool], tuple[int, int]]:
    """(margin from which on, whether the column has no heading) -> right choices, all choices, over generated sheets
    whose headings and shapes were not held out."""
    right: Counter[tuple[float, bool]] = Counter()
    total: Counter[tuple[float, bool]] = Counter()
    with TemporaryDirectory() as folder:
        for number in range(cases):
            case = make_case(seed, number, Path(folder))
            if case.held_out or case.twist.startswith("ask"):
                continue
            try:
                sheets = visible(read_workbook(case.path))
            except UnreadableError:
                continue
            for reading in read_sheets(str(case.path), sheets, list(load_layouts().values())):
                for column in reading.columns:
                    true = case.fields.get(column.heading)
                    if column.field and column.heading and true is not None and column.status in ("read", "asked"):
                        key = max(step for step in FROM if step <= max(column.margin, 0.0)), not column.heading
                        total[key] += 1
                        right[key] += column.field in true
    return {key: (right[key], total[key]) for key in sorted(total)}


def lines(found: dict[tuple[float, bool], tuple[int, int]]) -> list[str]:
    """The figures as lines of text."""
    return [
        f"margin from {margin:g}, {'bare' if bare else 'headed'}: {right} of {total} right ({right / total:.3f})"
        for (margin, bare), (right, total) in found.items()
    ]
