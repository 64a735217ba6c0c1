"""A short run of changed cells, what the long one has found, and that it finds what is wrong: `python -m tests.fuzz
perturb` is the long one."""

from __future__ import annotations

from typing import Any

import pytest

from invoices.cells.base import Cleaned
from invoices.cells.units import Quantity
from tests.fuzz import perturb
from tests.fuzz.says import FITS, amount_of, day_of, units_of


def test_a_short_run() -> None:
    outcomes = perturb.results(range(60), 1)
    assert [pair for pair in outcomes if pair[1].split(" ", 1)[0].isupper()] == []


@pytest.mark.parametrize("name", perturb.NAMES)
def test_every_sample_has_clean_rows(name: str) -> None:
    (base,) = [one for one in perturb.bases() if one.name == name]
    assert len(perturb.places(base)) > 20


def test_it_finds_what_is_sent_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a cell function that guesses, as each of those did that the run is there for."""
    from invoices.cells import load_kinds

    kinds = dict(load_kinds())

    def guess(value: Any, limit: int) -> Cleaned:
        cleaned = load_kinds_before["units"](value, limit)
        return cleaned if cleaned.value else Cleaned(Quantity(amount=1))  # type: ignore[arg-type]

    load_kinds_before = dict(kinds)
    kinds["units"] = guess
    monkeypatch.setattr("invoices.cells.load_kinds", lambda: kinds)
    outcomes = (outcome for label, outcome in perturb.results(range(150), 2) if " units" in label)
    assert any(outcome.startswith("WRONG") for outcome in outcomes)


SAYS = [
    (amount_of, "$1,200.00", "1200.00"), (amount_of, "1.200", None), (amount_of, "10 00", None),
    (amount_of, "1e2", None),
    (day_of, "02/03/2026", "2026-02-03"), (day_of, "13/02/2026", None), (day_of, 46056.0, "2026-02-03"),
    (lambda cell: units_of(cell, "15_minutes"), "45 min", "3"), (lambda cell: units_of(cell, "day"), "45 min", None),
]  # fmt: skip


@pytest.mark.parametrize(("said", "cell", "expected"), SAYS)
def test_the_statement_of_what_a_cell_says(said: Any, cell: Any, expected: str | None) -> None:
    found = said(cell)
    assert (None if found is None else str(found)) == expected


def test_every_kind_that_reaches_the_file_has_a_statement() -> None:
    from mappings.fields import load_fields

    of_the_service = {"hcpcs", "modifiers", "units", "minutes", "hours", "unit_cost", "money", "diagnoses", "mark"}
    kinds = {one.kind for one in load_fields().values() if one.loop} - of_the_service - {"frequency"}
    assert kinds <= set(FITS)
