"""What an earlier run of the same input has left in a folder, and which of it no longer holds."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from edi.views.run_result import RunResult

REPORT, REJECTS, SUMMARY, QUESTIONS = ".report.html", ".rejects.xlsx", ".summary.json", ".questions.json"
# The files of a run are written one after the other, its summary among the last.
SAME_RUN_SECONDS = 2


class Earlier(NamedTuple):
    """A file of an earlier run; `is_changed` where somebody has worked on it since."""

    path: Path
    is_changed: bool


def earlier_results(folder: Path, stem: str, stems: Sequence[str], inputs: Collection[Path]) -> list[Earlier]:
    """The files that the summary of an earlier run of these inputs tells of, its own among them, as far as they are
    there still and are not `inputs` themselves."""
    summary = folder / f"{stem}{SUMMARY}"
    told = _read(summary)
    if told is None:
        return []
    written = summary.stat().st_mtime
    names = dict.fromkeys([*_outputs(told), *(f"{one}{end}" for one in stems for end in (REJECTS, REPORT, QUESTIONS))])
    paths = [folder / Path(name).name for name in [*names, f"{stem}{REPORT}", summary.name]]
    there = [path for path in dict.fromkeys(paths) if path.is_file() and path.resolve() not in inputs]
    return [Earlier(path, path.stat().st_mtime > written + SAME_RUN_SECONDS) for path in there]


def has_other_content(folder: Path, stem: str, result: RunResult) -> bool:
    """Whether an earlier run saw another content of the inputs than this one."""
    told = _read(folder / f"{stem}{SUMMARY}") or {}
    seen = {one.get("sha256") for one in _records(told, "inputs")}
    return any(part.sha256 not in seen for part in result.inputs)


def _outputs(told: dict[str, Any]) -> Iterator[str]:
    return (one["file"] for one in _records(told, "outputs") if isinstance(one.get("file"), str))


def _records(told: dict[str, Any], key: str) -> Iterator[dict[str, Any]]:
    found = told.get(key)
    return (one for one in (found if isinstance(found, list) else ()) if isinstance(one, dict))


def _read(summary: Path) -> dict[str, Any] | None:
    """A summary of ours; None for anything else."""
    try:
        told = msgspec.json.decode(summary.read_bytes())
    except (OSError, msgspec.DecodeError):
        return None
    return told if isinstance(told, dict) and "dispositions" in told else None
