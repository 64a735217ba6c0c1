"""The shared workbooks and exports in other people's layouts, where they are: each with the lines that are right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.trials.lines import ESSENCE
from tests.trials.program import run_once
from tests.trials.tables import table

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "reading"
EXPECTED = "expected.json"


@dataclass(frozen=True)
class Expected:
    """What is right of one file: its lines, and how many must be withheld (None: it need not send them all)."""

    path: Path
    lines: tuple[tuple[str, ...], ...]
    withheld: int | None

    @property
    def asks(self) -> bool:
        """Whether nothing may be sent without an answer."""
        return not self.lines


def expectations(folder: Path = FOLDER) -> list[Expected]:
    """The cases of a folder, none where it is absent."""
    if not (folder / EXPECTED).is_file():
        return []
    told = json.loads((folder / EXPECTED).read_text(encoding="utf-8"), parse_float=Decimal)
    return [
        Expected(folder / name, tuple(_line(line) for line in case["lines"]), case["withheld"])
        for name, case in told.items()
    ]


def _line(told: list[Any]) -> tuple[str, ...]:
    cin, hcpcs, modifiers, units, *rest = told
    return (cin, hcpcs, modifiers, f"{Decimal(units).normalize():f}", *rest)


def run(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """A row a file."""
    rows = []
    for one in expectations(folder):
        outcome = run_once(one.path)
        want, got = set(one.lines), [line[:ESSENCE] for line in outcome.lines]
        right = sum(line in want for line in got)
        rows.append(
            {"file": one.path.name, "expected": len(want), "right": right, "wrong": len(got) - right,
             "questions": len(outcome.questions), "exit": outcome.code, "must ask": one.asks}
        )  # fmt: skip
    return rows


def texts(rows: list[dict[str, Any]]) -> list[str]:
    """The table."""
    return [table("shared cases", rows)]
