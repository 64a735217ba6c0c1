"""Where a profile lies: found without reading it, which costs more than the validation of a small file."""

from __future__ import annotations

from pathlib import Path

FILE_NAME = "edi-translate.toml"


def find_profile(start: Path) -> Path | None:
    """`edi-translate.toml` in a folder or the nearest parent that has one."""
    for folder in (start, *start.parents):
        candidate = folder / FILE_NAME
        if candidate.is_file():
            return candidate
    return None
