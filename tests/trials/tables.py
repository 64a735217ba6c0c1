"""Figures as a table for people and as JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.trials.score import Score

SHOWN = (
    *("files", "perfect", "expected", "right", "wrong", "asked", "withheld", "refused", "lost"),
    *("questions", "asking", "crashed"),
)


def percent(part: int, whole: int) -> str:
    """A share to a tenth; a dash of nothing."""
    return f"{100 * part / whole:.1f} %" if whole else "-"


def score_rows(scores: Mapping[str, Score]) -> list[dict[str, Any]]:
    """A row a group, with the share of right lines and the questions a file."""
    rows = []
    for name, one in scores.items():
        row: dict[str, Any] = {"": name} | {key: int(value) for key, value in asdict(one).items() if key in SHOWN}
        row["right %"] = percent(one.right, one.expected)
        row["q/file"] = f"{one.questions / one.files:.2f}" if one.files else "-"
        rows.append(row)
    return rows


def table(title: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Text columns, numbers to the right."""
    if not rows:
        return f"{title}: nothing\n"
    names = list(rows[0])
    cells = [names, *([str(row.get(name, "")) for name in names] for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(names))]
    lines = [
        "  ".join(text.ljust(width) if not place else text.rjust(width)
                  for place, (text, width) in enumerate(zip(line, widths, strict=True)))
        for line in cells
    ]  # fmt: skip
    return "\n".join([title, *lines, ""])


def tell(name: str, figures: Mapping[str, Any], texts: Sequence[str], out: Path | None) -> None:
    """Prints the tables; writes the figures as JSON where wanted."""
    print("\n".join(texts))
    if out:
        out.mkdir(parents=True, exist_ok=True)
        path = out / f"{name}.json"
        path.write_text(json.dumps(figures, indent=1, default=asdict), encoding="utf-8")
        print(f"figures: {path}")
