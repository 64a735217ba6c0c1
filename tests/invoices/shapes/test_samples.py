"""The samples of the shapes are what their maker writes today, and each is read by its operator."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from edi.model.reference import SheetRef
from invoices.reading.shapes.cover import cover_labels
from invoices.reading.shapes.join import joined
from invoices.reading.shapes.known import Known
from invoices.reading.shapes.search import load_shapes
from invoices.workbook import open_workbook
from tests.invoices.cases import csv_bytes
from tests.invoices.reading import run
from tests.tools import shape_writers as write
from tests.tools.make_shapes import SHAPES, main
from tests.tools.office_writers import WRITERS
from tests.tools.shape_writers import KINDS, PEOPLE, Visit

# Samples that are no operator's own: another spelling of one, or several sheets.
OF = {"ditto": "fill_down", "one_line_bands": "bands", "statements": "bands"}
SEVERAL = {"joined", "cover", "price_list", "tagged"}
# Samples in which another operator would see its shape, were they not made plain by their own first.
ALSO = {"forms": ["bands"], "agencies": ["bands"]}


def test_the_samples_are_what_is_made(tmp_path: Path) -> None:
    main(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in SHAPES.iterdir()
    }


def test_every_operator_has_a_sample() -> None:
    assert {OF.get(name, name) for name in WRITERS} - SEVERAL == {*load_shapes()}


@pytest.mark.parametrize("name", sorted({*WRITERS} - SEVERAL))
def test_a_sample_is_of_one_shape(name: str) -> None:
    for sheet in open_workbook(SHAPES / f"{name}.xlsx").sheets:
        found = [shape for shape, operator in load_shapes().items() if operator.plain(sheet, Known())]
        assert sorted(found) == sorted([*ALSO.get(name, []), OF.get(name, name)])


@pytest.mark.parametrize(
    "name",
    [
        "composite",
        "days",
        "form_head",
        "forms",
        "groups",
        "one_service",
        "price_list",
        "service_bands",
        "statements",
        "tagged",
    ],
)
def test_what_leaves_no_doubt_is_read_whole_and_nothing_is_asked(name: str) -> None:
    result = run((f"{name}.xlsx", (SHAPES / f"{name}.xlsx").read_bytes()))
    assert not result.has_errors
    assert [d.status for part in result.inputs for d in part.dispositions].count("sent") == 9


def test_the_samples_of_several_sheets() -> None:
    log = joined(open_workbook(SHAPES / "joined.xlsx").sheets, Known())[-1]
    assert log.origins is not None
    assert len(cover_labels(open_workbook(SHAPES / "cover.xlsx").sheets[0], Known())) == 10


def test_a_missing_column_is_told_in_the_providers_own_row_of_headings() -> None:
    sheets = write.form_head([Visit(PEOPLE[0], date(2026, 1, 7), KINDS[0], 1)])
    (rows,) = sheets.values()
    at = len(rows) - 2
    without = [[cell for place, cell in enumerate(cells) if place != 1 or n < at] for n, cells in enumerate(rows)]
    width = max(map(len, without))
    result = run(("form.csv", csv_bytes([[*cells, *[""] * (width - len(cells))] for cells in without])))
    told = [f.where for f in result.all_findings if f.code == "WB005"]
    assert [where.row for where in told if isinstance(where, SheetRef)] == [at + 1]
    assert len(told) == 1
