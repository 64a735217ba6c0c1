"""How sure a choice is, as it was measured: the share of right choices with such a margin (`sureness.csv`)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mappings.tables import HERE, read_table


class Step(NamedTuple):
    """From this margin on, in whole log-odds, so many of a hundred choices were right."""

    margin: int
    percent: int


@cache
def _steps() -> tuple[Step, ...]:
    rows = read_table(HERE / "layouts" / "sureness.csv")
    return tuple(sorted(Step(int(row["margin"]), int(row["percent"])) for _, row in rows))


def sure_of(margin: float) -> float:
    """The measured share of right choices, 0 to 1, at a margin in log-odds. Columns without a heading were not measured
    apart."""
    found = [step for step in _steps() if step.margin <= margin]
    return (found[-1] if found else _steps()[0]).percent / 100
