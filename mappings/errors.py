"""What the program cannot work with: a file that somebody wrote, or a mistake in the program itself."""

from __future__ import annotations

from pathlib import Path


class ConfigError(Exception):
    """A mapping, payer, layout or profile file that cannot be used: which one and, where known, the line."""

    def __init__(self, path: str | Path, message: str, line: int | None = None) -> None:
        super().__init__(message)
        # A table may be made of several files: then the line knows its own.
        self.path = Path(getattr(line, "path", path))
        self.message = message
        self.line = line

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line is not None else str(self.path)
        return f"{place}: {self.message}"


class ProgramError(Exception):
    """A mistake in the program's own files, or in a package that adds to it: two rules of one code, a file that is not
    named for what it holds. The message names files, codes and names, never a value of an input, so that it can be
    shown and sent on."""
