"""How sure a choice is, as it was measured: the share of right choices with such a margin (`sureness.csv`)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mappings.tables import HERE, read_table


class Step(NamedTuple):
    """From this margin on, so large a share of choices was right: with a heading, and without one."""

    margin: float
    headed: float
    bare: float


@cache
def _steps() -> tuple[Step, ...]:
    rows = read_table(HERE / "layouts" / "sureness.csv")
    return tuple(sorted(Step(float(r["margin"]), float(r["headed"]), float(r["bare"])) for _, r in rows))


def sure_of(margin: float, *, bare: bool) -> float:
    """The measured share of right choices, 0 to 1, at a margin in log-odds; `bare` for a column without a heading."""
    found = [step for step in _steps() if step.margin <= margin]
    step = found[-1] if found else _steps()[0]
    return step.bare if bare else step.headed
