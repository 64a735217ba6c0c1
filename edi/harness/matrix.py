"""Several tools over one suite, as a table: a row a scenario, a column a tool."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from edi.harness.expected import Expected
from edi.harness.running import hear_all
from edi.harness.scoring import Scored, scored
from edi.harness.tools_known import ChosenTool
from mappings.errors import ConfigError
from mappings.tables import HERE, read_table

#: What was measured with the tools of the shelf: the table behind the page of the documentation.
MEASURED = HERE / "conformance" / "matrix.csv"
#: A pair of a transaction that the tool does not claim to know.
NOT_CLAIMED = "-"


class Column(NamedTuple):
    """A tool and its marks by scenario."""

    name: str
    version: str
    marks: dict[str, str]


def measure(
    tool: ChosenTool, version: str, pairs: Iterable[tuple[Path, Expected]], jobs: int,
    told: Callable[[Scored], None] = lambda _: None,
) -> Column:  # fmt: skip
    """The column of a tool; `told` hears of each pair."""
    every = list(pairs)
    claimed = [one for one in every if one[1].transaction in tool.known.transactions]
    marks = {expected.id: NOT_CLAIMED for _, expected in every}
    for heard in hear_all(tool.tool(), claimed, jobs):
        one = scored(*heard)
        marks[one.id] = one.mark
        told(one)
    return Column(tool.name, version, marks)


def as_csv(columns: Sequence[Column], suite: str, day: str) -> str:
    """The table as a data file, with the tools' versions above it."""
    out = io.StringIO()
    tools = ", ".join(f"{one.name} {one.version}" for one in columns)
    out.write(f"# source: measured with `edi-translate harness matrix`: {tools}\n")
    out.write(f"# evidence: measured, suite {suite}\n# as of: {day}\n")
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["scenario", *(one.name for one in columns)])
    for scenario_id in columns[0].marks:
        rows.writerow([scenario_id, *(one.marks[scenario_id] for one in columns)])
    return out.getvalue()


@cache
def measured() -> Mapping[str, Mapping[str, str]]:
    """The table that was measured last: scenario -> tool -> mark. Raises ConfigError for a bad file."""
    found: dict[str, Mapping[str, str]] = {}
    for line, row in read_table(MEASURED):
        scenario = row.pop("scenario", "")
        if not scenario or scenario in found:
            raise ConfigError(MEASURED, "a row without a scenario, or one that stands here twice", line)
        found[scenario] = row
    return found


def versions() -> dict[str, str]:
    """The tools of the table that was measured last, with their versions."""
    head = next(line for line in MEASURED.read_text(encoding="utf-8").splitlines() if line.startswith("# source:"))
    pairs = [one.rsplit(" ", 1) for one in head.split("`: ", 1)[1].split(", ")]
    return {pair[0]: pair[1] for pair in pairs}
