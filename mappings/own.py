"""A plan's own mappings: the folder `mappings` beside its profile. Its tables add rows to the program's or replace
them, its layouts and payers come beside the program's or in their place.

A file has the name that it has in the program (`services/services.csv`) and the same columns; its head says where it
comes from (`# source:`) and of which day it is (`# as of:`). A process reads the mappings of one folder at a time:
`use` chooses it, and everything that was loaded from another is loaded again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeAlias

from mappings.errors import ConfigError

HERE = Path(__file__).parent
#: The folder's name beside a profile.
FOLDER = "mappings"
ROOMS = ("edi", "invoices", "mappings")

_MEMBER_FILES = ("mif", "rtf", "outreach_tracker", "referral", "requests", "authorizations")
#: Table -> the columns that tell its rows apart: an own row with the same values replaces the program's.
TABLES: dict[str, tuple[str, ...]] = {
    "services/services.csv": ("hcpcs", "modifiers", "effective_from"),
    "services/aliases.csv": ("alias",),
    "codes/place_of_service.csv": ("code",),
    "codes/taxonomy.csv": ("taxonomy",),
    "reports/qimr_tabs.csv": ("report_version", "tab"),
    "reports/qimr_columns.csv": ("report_version", "tab", "column"),
    "reports/code_lists.csv": ("list", "code"),
    "reports/populations.csv": ("population",),
    "members/code_lists.csv": ("list", "code"),
    **{f"members/{file}/fields.csv": ("field",) for file in _MEMBER_FILES},
    **{f"members/{file}/header_aliases.csv": ("alias",) for file in _MEMBER_FILES},
}
#: Folders of TOML files, one a thing; a file with the name of one of the program's replaces it.
FOLDERS = ("layouts", "payers")
#: Words that stand in no order: the same set is the same key.
_SETS = ("modifiers",)

Row: TypeAlias = tuple[int, dict[str, str]]


class Line(int):
    """A line number that knows its file, where a table is made of several."""

    path: Path

    @classmethod
    def of(cls, path: Path, number: int) -> Line:
        """The line of a file."""
        line = cls(number)
        line.path = path
        return line


class OwnMapping(NamedTuple):
    """One file of the folder: its name there, where it comes from, its day, how many rows it has (a layout or a payer
    is one) and how many of them stand in the place of one of the program's."""

    file: str
    source: str
    as_of: str
    rows: int
    replaced: int

    @property
    def said(self) -> str:
        """The file for a person."""
        rows = f"{self.rows} row{'' if self.rows == 1 else 's'}" if self.file.endswith(".csv") else ""
        instead = f"{self.replaced} in place of the program's" if rows else "in place of the program's"
        more = ", ".join([part for part in (rows, instead if self.replaced else "") if part])
        return f"{self.file} ({self.source}, {self.as_of}{f': {more}' if more else ''})"


_folder: Path | None = None
_fingerprint: tuple[tuple[str, int, int], ...] = ()
_listed: list[OwnMapping] = []
_listeners: list[Callable[[], None]] = []


def use(folder: Path | None) -> None:
    """Has this process read its mappings with those of a folder (None, or a folder that is not there: with none).
    Raises ConfigError for a file that the folder may not have, or without its head."""
    global _folder, _fingerprint
    wanted = folder.resolve() if folder is not None and folder.is_dir() else None
    files = sorted(_files(wanted)) if wanted is not None else []
    fingerprint = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    if (wanted, fingerprint) == (_folder, _fingerprint):
        return
    for path in files:
        _head(path)
    _folder, _fingerprint = wanted, fingerprint
    _forget()


def used() -> Path | None:
    """The folder whose mappings are read; None where there is none."""
    return _folder


def when_changed(forget: Callable[[], None]) -> None:
    """Has a function be called whenever another folder is chosen: for whoever keeps what was made of mappings in
    another way than `functools.cache`, which is forgotten by itself."""
    _listeners.append(forget)


def joined(path: Path, rows: Iterator[Row]) -> Iterator[Row]:
    """The rows of one of the program's tables, those replaced that the folder has anew, and the folder's others behind
    them."""
    own = _own(path)
    if own is None:
        yield from rows
        return
    from mappings.tables import rows_of_file

    columns = TABLES[path.relative_to(HERE).as_posix()]
    theirs = list(rows)
    wanted = set(theirs[0][1]) if theirs else set()
    mine: dict[tuple[str, ...], Row] = {}
    for line, row in rows_of_file(own):
        if wanted and set(row) != wanted:
            raise ConfigError(own, f"its columns are to be those of the program's table: {', '.join(theirs[0][1])}")
        if mine.setdefault(_key(columns, row), (Line.of(own, line), row))[1] is not row:
            raise ConfigError(own, f"the same {', '.join(columns)} as in another line", line)
    for line, row in theirs:
        yield mine.pop(_key(columns, row), (Line.of(path, line), row))
    yield from mine.values()


def toml_files(folder: Path) -> dict[str, Path]:
    """The TOML files of one of the program's folders by name, those of the own folder beside or instead of them."""
    found = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    if _folder is not None and folder.parent == HERE and folder.name in FOLDERS:
        found |= {path.stem: path for path in sorted((_folder / folder.name).glob("*.toml"))}
    return found


def own_mappings(*kinds: str) -> tuple[OwnMapping, ...]:
    """What the folder has, in the order of its names; of some of its folders alone, where `kinds` names them."""
    if _folder is not None and not _listed:
        _listed.extend(_look(path) for path in sorted(_files(_folder)))
    return tuple(one for one in _listed if not kinds or one.file.split("/")[0] in kinds)


def _look(path: Path) -> OwnMapping:
    from mappings.tables import rows_of_file

    name = _name(path)
    source, as_of = _head(path)
    if name not in TABLES:
        return OwnMapping(name, source, as_of, 1, int((HERE / name).is_file()))
    keys = {_key(TABLES[name], row) for _, row in rows_of_file(path)}
    shipped = {_key(TABLES[name], row) for _, row in rows_of_file(HERE / name)} if (HERE / name).is_file() else set()
    return OwnMapping(name, source, as_of, len(keys), len(keys & shipped))


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder, but for notes and what begins with a point. Raises ConfigError for one that is no
    mapping."""
    for path in folder.rglob("*"):
        if path.is_dir() or path.name.startswith(".") or path.suffix in (".md", ".txt"):
            continue
        name = path.relative_to(folder).as_posix()
        if name in TABLES or (path.suffix == ".toml" and name.count("/") == 1 and name.split("/")[0] in FOLDERS):
            yield path
            continue
        known = ", ".join([*(f"{one}/NAME.toml" for one in FOLDERS), *TABLES])
        raise ConfigError(path, f"is no mapping that a plan may have; these are: {known}")


def _own(path: Path) -> Path | None:
    """The own file that goes with one of the program's tables."""
    if _folder is None or HERE not in path.parents:
        return None
    name = path.relative_to(HERE).as_posix()
    own = _folder / name
    return own if name in TABLES and own.is_file() else None


def _name(path: Path) -> str:
    return path.relative_to(_folder or HERE).as_posix()


def _head(path: Path) -> tuple[str, str]:
    """Source and day of a file, from the comment lines that it begins with."""
    said: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if not line.startswith("#"):
                    break
                key, colon, text = line[1:].partition(":")
                if colon:
                    said.setdefault(key.strip(), text.strip())
    except (OSError, UnicodeDecodeError) as problem:
        raise ConfigError(path, f"cannot be read: {problem}") from problem
    for key in ("source", "as of"):
        if not said.get(key):
            raise ConfigError(
                path, f"has no line '# {key}: ...' at its head: say where it comes from, and of which day"
            )
    try:
        date.fromisoformat(said["as of"])
    except ValueError as problem:
        raise ConfigError(path, "the line '# as of:' has no date (YYYY-MM-DD)") from problem
    return said["source"], said["as of"]


def _key(columns: tuple[str, ...], row: dict[str, str]) -> tuple[str, ...]:
    values = ((name, row.get(name, "").strip().casefold()) for name in columns)
    return tuple(" ".join(sorted(value.split())) if name in _SETS else value for name, value in values)


def _forget() -> None:
    """Forgets what was loaded: every cache of a function of the program, and what its listeners keep."""
    _listed.clear()
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ROOMS:
            for thing in vars(module).values():
                if callable(clear := getattr(thing, "cache_clear", None)):
                    clear()
    for forget in _listeners:
        forget()
