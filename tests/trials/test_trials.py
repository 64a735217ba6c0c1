"""A small part of each trial, with its seeds fixed: nothing wrong is ever sent, and nothing fails inside.

The figures come from `python -m tests.trials`; these tests hold what must never change.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.trials import cells, generated, headings, memory, misleading, rename, shared_cases, timing
from tests.trials.answering import answers
from tests.trials.files import Book, text_of
from tests.trials.generate import Case, make_case
from tests.trials.lines import ESSENCE, Line
from tests.trials.program import Outcome, run_once
from tests.trials.score import score
from tests.trials.shape import shapes
from tests.trials.table import Table
from tests.trials.vocabulary import vocabularies
from tests.trials.world import npi_of

SEED = 20260331


@pytest.mark.parametrize("shape", shapes())
def test_a_case_is_the_same_for_its_seed_and_holds_its_lines(
    shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = _written_cells(shape, monkeypatch)
    case = make_case(SEED, 5, tmp_path, shape)
    content, lines = case.path.read_bytes(), case.lines
    again = make_case(SEED, 5, tmp_path, shape)
    assert again.lines == lines
    assert again.path.suffix != ".csv" or again.path.read_bytes() == content
    assert lines
    for line in lines:
        assert any(line.cin in cell for cell in written)
        assert any(line.hcpcs in cell for cell in written)


def _written_cells(shape: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The cells of the book that a shape makes, filled when it does."""
    found, known = set[str](), shapes()[shape]

    def lay(table: Table, dice: Random) -> Book:
        book = known.lay(table, dice)
        found.update(text_of(value) for sheet in book.sheets for row in sheet.rows for value in row)
        found.add(json.dumps(book.document))
        return book

    monkeypatch.setitem(shapes(), shape, replace(known, lay=lay))
    return found


def test_some_vocabularies_and_shapes_are_held_out() -> None:
    assert sum(words.held_out for words in vocabularies().values()) >= 4
    assert sum(shape.held_out for shape in shapes().values()) >= 4


def test_a_made_npi_has_its_check_digit() -> None:
    dice = Random(SEED)
    for _ in range(50):
        digits = [int(digit) for digit in "80840" + npi_of(dice)][::-1]
        doubled = [digit if not place % 2 else sum(divmod(digit * 2, 10)) for place, digit in enumerate(digits)]
        assert sum(doubled) % 10 == 0


LINE = Line("91234567A", "H0043", "U6", "1", "112.00", "20260102", "20260102", "1234567893")


def test_a_changed_line_is_wrong_and_a_missing_one_is_not_right() -> None:
    changed = Outcome(1, [LINE._replace(charge="11200.00")], rows={"withheld": 0})
    assert (score([LINE], changed).wrong, score([LINE], changed).lost) == (1, 1)
    asking = Outcome(1, [], [{"id": "S!A"}], rows={"withheld": 0})
    assert (score([LINE], asking).asked, score([LINE], asking).wrong) == (1, 0)
    assert score([LINE], Outcome(2)).refused == 1
    assert score([LINE], Outcome(0, [LINE])).perfect
    assert not score([LINE], Outcome(0, [LINE, LINE])).perfect


def test_a_question_is_answered_by_what_is_true_of_its_column() -> None:
    case = Case("x", Path("x"), "", "", False, "", "", [], fields={"Cost": ["unit_cost"], "Weather": ["none"]})
    told = [
        {"id": "S!E", "heading": "Cost", "choices": [{"field": "line_charge"}, {"field": "unit_cost"}]},
        {"id": "S!F", "heading": "Weather", "choices": [{"field": "row_status"}, {"field": "none"}]},
        {"id": "S!G", "heading": "Cost", "choices": [{"field": "units"}]},
    ]
    assert answers(case, told) == ({"S!E": "unit_cost", "S!F": "none"}, ["S!G"])


def test_a_misleading_column_is_judged_by_its_effect() -> None:
    made = timing.ordinary(4)
    lines = misleading.expected(made)

    def allowed(effect: str) -> set[Line]:
        return misleading.allowed(misleading.Kind("Column", "76", "", effect, ""), made)

    assert allowed("nothing") == set(lines)
    assert allowed("not_billed") == {lines[0], lines[2], lines[3]}
    with_modifier = lines[1]._replace(modifiers=f"76 {lines[1].modifiers}")
    assert allowed("modifier") == {lines[0], with_modifier, lines[2], lines[3]}
    assert lines[1]._replace(rendering="76") in allowed("rendering")
    assert lines[1]._replace(charge="0.01") not in allowed("rendering")


@pytest.mark.parametrize("part", range(4))
def test_generated_sheets_send_nothing_wrong(part: int, tmp_path: Path) -> None:
    tally = generated.run(SEED, range(part * 10, part * 10 + 10), tmp_path)
    assert tally.faults == []


@pytest.mark.skipif(not misleading.SHARED.is_file(), reason="no shared cases here")
def test_nothing_wrong_is_sent_beside_a_misleading_column(tmp_path: Path) -> None:
    tally, sheets = misleading.run(misleading.shared_kinds(), 1, tmp_path)
    assert sheets == 1
    assert [row["heading"] for row in tally.rows.values() if row["trials wrong"] or row["crashed"]] == []


def test_faulty_headings_send_nothing_wrong(tmp_path: Path) -> None:
    assert headings.run(SEED, 4, 2, tmp_path).faults == []


def test_a_faulty_cell_sends_nothing_wrong(tmp_path: Path) -> None:
    assert cells.run(SEED, 12, 2, tmp_path).faults == []


def test_what_was_answered_is_remembered(tmp_path: Path) -> None:
    tally = memory.run(SEED, range(6), tmp_path)
    assert (tally.first.wrong, tally.second.wrong, tally.second.crashed) == (0, 0, 0)
    assert tally.remembered >= 5


def test_a_renamed_heading_changes_nothing(tmp_path: Path) -> None:
    tally = rename.run(tmp_path, every=149)
    assert tally.counts
    assert tally.faults == []


@pytest.mark.parametrize("case", shared_cases.expectations(), ids=lambda case: str(case.path.name))
def test_the_shared_cases_are_read(case: shared_cases.Expected) -> None:
    outcome = run_once(case.path)
    assert sorted(line[:ESSENCE] for line in outcome.lines) == sorted(case.lines)
    assert bool(outcome.questions) >= case.asks


def test_an_ordinary_invoice_is_sent_whole(tmp_path: Path) -> None:
    row = timing.timed("ordinary", timing.ordinary, 200, tmp_path)
    assert (row["right"], row["wrong"], row["questions"]) == (200, 0, 0)
