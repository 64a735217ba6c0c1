"""The assignment of a whole sheet against every other that there is."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from invoices.reading.assignment import best_without, part_of, solve

# Eighths of numbers add up exactly.
GAINS = st.dictionaries(
    st.integers(0, 4),
    st.dictionaries(st.sampled_from("abcde"), st.integers(-40, 80).map(lambda n: n / 8), max_size=5),
    max_size=5,
)


def best_of_all(gains: dict[int, dict[str, float]]) -> float:
    """The greatest total, by trying everything."""
    rows = list(gains)
    best = 0.0
    for places in product(*([None, *gains[row]] for row in rows)):
        taken = [place for place in places if place is not None]
        if len(taken) == len(set(taken)):
            total = sum(gains[row][place] for row, place in zip(rows, places, strict=True) if place is not None)
            best = max(best, total)
    return best


@settings(max_examples=300, deadline=None)
@given(GAINS)
def test_no_other_assignment_is_worth_more(gains: dict[int, dict[str, float]]) -> None:
    chosen, total = solve(gains)
    assert len(set(chosen.values())) == len(chosen)
    assert sum(gains[row][place] for row, place in chosen.items()) == total
    assert total == best_of_all(gains)
    assert all(gains[row][place] > 0 for row, place in chosen.items())


@settings(max_examples=200, deadline=None)
@given(GAINS)
def test_the_best_without_a_choice_is_solved_afresh(gains: dict[int, dict[str, float]]) -> None:
    chosen, total = solve(gains)
    for row, place in chosen.items():
        rest = {at: {p: g for p, g in found.items() if (at, p) != (row, place)} for at, found in gains.items()}
        other, worth = best_without(gains, row, place)
        assert other.get(row) != place
        assert worth == best_of_all(rest) <= total


@settings(max_examples=200, deadline=None)
@given(GAINS)
def test_columns_of_another_part_change_nothing(gains: dict[int, dict[str, float]]) -> None:
    chosen, _ = solve(gains)
    for row in gains:
        part = part_of(gains, row)
        assert solve(part)[0] == {at: place for at, place in chosen.items() if at in part} or solve(part)[1] == sum(
            gains[at][place] for at, place in chosen.items() if at in part
        )
