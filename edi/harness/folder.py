"""Writes a folder of many files so that a killed run leaves the old one, or none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

#: A folder that we may replace has this file.
MARK = "VERSION"
_PRIVATE, _SHARED = 0o700, 0o755


def write_folder(target: Path, files: Iterable[tuple[str, bytes]], *, private: bool = False) -> int:
    """Write files below a folder, and give the folder its name when all are there; how many they are. An earlier suite
    of that name is replaced. `private`: only its owner may look into it. FileExistsError where something else has the
    name."""
    if target.exists() and not (target / MARK).is_file() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(17, "is there already, and is no suite", str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".edi-", suffix=".part", dir=target.parent))
    try:
        count = 0
        for name, data in files:
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            count += 1
        made.chmod(_PRIVATE if private else _SHARED)
        _take_name(made, target)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return count


def _take_name(made: Path, target: Path) -> None:
    """Put a folder in the place of another one."""
    if not target.exists():
        made.replace(target)
        return
    aside = Path(tempfile.mkdtemp(prefix=".edi-", suffix=".old", dir=target.parent))
    target.replace(aside / target.name)
    made.replace(target)
    shutil.rmtree(aside, ignore_errors=True)
