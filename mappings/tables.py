"""Reads the data files of this room: CSV with `#` comment lines above the header, and TOML."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from mappings.errors import ConfigError
from mappings.files import read_whole
from mappings.own import joined

HERE = Path(__file__).parent


def read_table(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a CSV data file as (line number, column -> text); comment lines are skipped. Rows of a plan's own table
    of that name come with them (`mappings.own`); their lines know their file.

    Raises ConfigError for a file that cannot be read or a row with too many or too few cells.
    """
    return joined(path, rows_of_file(path))


def rows_of_file(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """As `read_table`, of this file alone."""
    try:
        lines = read_whole(path).decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError(path, f"cannot be read: {problem}") from problem
    comments = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.reader(lines[comments:])
    header = next(reader, [])
    for cells in reader:
        number = comments + reader.line_num
        if len(cells) != len(header):
            raise ConfigError(path, f"{len(cells)} cells where the header has {len(header)}", number)
        yield number, dict(zip(header, cells, strict=True))


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a dictionary; raises ConfigError with the line of a syntax fault."""
    import tomllib  # a program that reads tables alone needs none

    try:
        return tomllib.loads(read_whole(path).decode("utf-8").replace("\r\n", "\n"))
    except OSError as problem:
        raise ConfigError(path, problem.strerror or str(problem)) from problem
    except UnicodeDecodeError as problem:
        raise ConfigError(path, "is not UTF-8 text") from problem
    except tomllib.TOMLDecodeError as problem:
        raise ConfigError(path, f"is not valid TOML: {problem}") from problem


def optional_date(path: Path, line: int, text: str) -> date | None:
    """An ISO date cell; empty is None, anything else that is no date a ConfigError."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise ConfigError(path, f"{text!r} is not a date (YYYY-MM-DD)", line) from problem
