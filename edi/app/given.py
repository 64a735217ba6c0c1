"""What callers hand in: paths, bytes, open files; and the one error for a request that cannot be carried out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, TypeAlias

import msgspec

# What bytes without a name are called in findings.
UNNAMED = "input"


class RequestError(ValueError):
    """What was asked for cannot be done as it was asked: the message says why, and holds no member data."""


class UnreadableInputError(RequestError):
    """A file that holds nothing for us: no workbook, too large, behind a password."""


class NamedBytes(msgspec.Struct, frozen=True):
    """Content with the name that findings call it by; `form` says what it is where neither name nor content does
    ("csv", as in `invoices.workbook.INPUT_FORMATS`)."""

    name: str
    data: bytes
    form: str = ""


#: A path (of a folder: every file below it that is of the kind), content, an open file, content with a name. What is
#: not a path is held in memory whole.
Input: TypeAlias = str | os.PathLike[str] | bytes | IO[bytes] | NamedBytes


class Step(msgspec.Struct, frozen=True):
    """How far a run is: `done` of `total` inputs or files of a stage ("read", "written", "answered"); `name` is the
    last one."""

    stage: str
    name: str
    done: int
    total: int


#: Is told of each step, in the order of the inputs; what it raises ends the run.
Progress: TypeAlias = Callable[[Step], None]


def silent(_step: Step) -> None:
    """The progress that nobody looks at."""


def named(given: Input) -> Path | NamedBytes:
    """A path, or content with a name. An open file is read to its end. Raises RequestError for anything else."""
    if isinstance(given, NamedBytes):
        return given
    if isinstance(given, (bytes, bytearray, memoryview)):
        return NamedBytes(UNNAMED, bytes(given))
    if isinstance(given, (str, os.PathLike)):
        return Path(given)
    if not hasattr(given, "read"):
        raise RequestError(f"a {type(given).__name__} is no path, no content and no open file")
    name, data = getattr(given, "name", UNNAMED), given.read()
    if not isinstance(data, bytes):
        raise RequestError('open the file for bytes (mode "rb"): what it holds is not always text')
    return NamedBytes(Path(name).name if isinstance(name, str) else UNNAMED, data)


def as_given(path: Input) -> str:
    """A path as its caller has written it."""
    return os.fspath(path) if isinstance(path, (str, os.PathLike)) else ""


def each(inputs: Iterable[Input], below: Callable[[Path], Iterable[Path]]) -> Iterator[Path | NamedBytes]:
    """Every file and content among inputs, in the order given; of a folder those that `below` finds in it. Raises
    RequestError for what is not there."""
    for given in inputs:
        path = named(given)
        if isinstance(path, NamedBytes):
            yield path
        elif not path.exists():
            raise RequestError(f"{as_given(given)}: no such file or folder")
        else:
            yield from below(path) if path.is_dir() else [path]


def told_apart(names: Iterable[str]) -> list[str]:
    """The same names, those that stand there already numbered before their ending: findings name an input by it."""
    taken: dict[str, None] = {}
    for name in names:
        path, number, free = Path(name), 2, name
        while free in taken:
            free, number = f"{path.stem}-{number}{path.suffix}", number + 1
        taken[free] = None
    return list(taken)


def choice(name: str, value: str, known: Iterable[str]) -> None:
    """RequestError where a value is none of those that there are."""
    names = tuple(known)
    if value not in names:
        raise RequestError(f"{name}: {value!r} is none of {', '.join(names)}")


def moment_of(given: datetime | None, pinned: datetime | None = None) -> datetime:
    """The time of a run: as given, else the one that a profile pins, else now. The only place that reads the clock."""
    return given or pinned or datetime.now().replace(microsecond=0)  # noqa: DTZ005 - envelopes carry local time
