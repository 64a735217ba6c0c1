"""The one exception of this room: a data file that the program cannot work with."""

from __future__ import annotations

from pathlib import Path


class ConfigError(Exception):
    """A mapping, payer, layout or profile file that cannot be used; names the file and, where known, the line."""

    def __init__(self, path: str | Path, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.path = Path(path)
        self.message = message
        self.line = line

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line is not None else str(self.path)
        return f"{place}: {self.message}"
