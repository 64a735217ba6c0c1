"""Is an ICD-10-CM code valid and billable on a date of service, and if not, why not.

Reads ``codes/icd10cm.txt``, which ``mappings.tools.build_icd10`` makes. The file stays one block of sorted
bytes and is searched in place: 76,000 Python objects would cost far more time and memory than the few
hundred codes a run asks for. It is read on the first question, not on import.

Source of the dates: CMS's Medicare Code Editor list, checked against three ICD-10-CM releases; the table's
own header and ``codes/icd10_changes.csv`` say which.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from mappings.errors import ConfigError

Evidence = Literal["published", "inference"]

TABLE = Path(__file__).parent / "codes" / "icd10cm.txt"
FIRST_DAY = datetime.date(2015, 10, 1)
"""The day ICD-10-CM came into force; a row without a start date starts here."""

MAX_ALTERNATIVES = 4
_CODE = re.compile(r"[A-Z][0-9A-Z]{2}(?:\.?[0-9A-Z]{1,4})?")
_ONE_DAY = datetime.timedelta(days=1)


class Icd10State(StrEnum):
    """What can be said of a code on a date."""

    BILLABLE = "billable"
    UNKNOWN = "unknown"
    HEADER = "header"
    NOT_YET_VALID = "not-yet-valid"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Icd10Status:
    """The answer for one code on one date of service.

    ``code`` is written with its dot (as asked, where it is no code at all). ``valid_from`` and ``valid_to``
    are the first and last day the code is billable (for a header: any of its children), None where there is
    no such day. ``alternatives`` are up to four codes billable on the date: a header's or an ended code's
    children, or the shorter code that served before this one. ``evidence`` is ``published`` where a CMS date
    is confirmed by ICD-10-CM releases before and after it, else ``inference``.
    """

    code: str
    on: datetime.date
    state: Icd10State
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    alternatives: tuple[str, ...]
    evidence: Evidence

    @property
    def is_billable(self) -> bool:
        """Return whether the code may stand on a claim for this date of service."""
        return self.state is Icd10State.BILLABLE

    def explain(self) -> str:
        """Return one plain sentence without a full stop, fit for a finding's message."""
        said = {
            Icd10State.BILLABLE: f"{self.code} is billable on {self.on}",
            Icd10State.UNKNOWN: f"{self.code} is not an ICD-10-CM code",
            Icd10State.HEADER: f"{self.code} is a heading, not billable: it needs more characters",
            Icd10State.NOT_YET_VALID: f"{self.code} is not valid on {self.on}: starts {self.valid_from}",
            Icd10State.ENDED: f"{self.code} is not valid on {self.on}: ended {self.valid_to}",
        }[self.state]
        if not self.alternatives:
            return said
        some = "for example" if self.state is Icd10State.HEADER else "billable then"
        return f"{said}; {some}: {', '.join(self.alternatives)}"


class _Row(NamedTuple):
    code: str
    valid_from: datetime.date
    valid_to: datetime.date | None

    def holds(self, on: datetime.date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class Standing(NamedTuple):
    """The days in which a code is billable; of a header (`is_header`) they are those of one of its codes."""

    is_header: bool
    valid_from: datetime.date
    valid_to: datetime.date | None

    def on(self, day: datetime.date) -> Icd10State:
        """What the code is on a day."""
        if self.is_header:
            return Icd10State.HEADER
        if day < self.valid_from:
            return Icd10State.NOT_YET_VALID
        return Icd10State.BILLABLE if self.valid_to is None or day <= self.valid_to else Icd10State.ENDED


class Icd10Table:
    """The dated table, kept as sorted bytes and searched by bisection.

    Takes the path of a file made by ``mappings.tools.build_icd10``; raises ConfigError where it is missing,
    cut, edited by hand or has no usable header. ``oldest_release`` and ``newest_release`` are the first days
    of the ICD-10-CM releases it was checked against, ``unconfirmed_from`` the first change after them, and
    ``known_through`` the last day CMS's list speaks for: past it the table needs to be made again.
    """

    def __init__(self, path: Path) -> None:
        """Read and check the file, by its hash: reading 76,000 lines to check them would be the slow part."""
        try:
            # A checkout that turned line ends into CR LF still holds the same table.
            raw = path.read_bytes().replace(b"\r\n", b"\n")
        except OSError as error:
            raise ConfigError(path, f"cannot be read: {error.strerror}") from error
        body_start = raw.find(b"\n", raw.rfind(b"\n#") + 1) + 1
        header = _header(raw[:body_start])
        self._body = raw[body_start:]
        self._lines: list[bytes] = []
        if header.get("sha256") != hashlib.sha256(self._body).hexdigest():
            line = raw[:body_start].count(b"\n") + 1
            raise ConfigError(path, "rows do not match the header's sha256; build the table again", line)
        try:
            self.oldest_release = datetime.date.fromisoformat(header["oldest-release"])
            self.newest_release = datetime.date.fromisoformat(header["newest-release"])
            self.unconfirmed_from = datetime.date.fromisoformat(header["unconfirmed-from"])
            self.known_through = datetime.date.fromisoformat(header["known-through"])
        except (KeyError, ValueError) as error:
            raise ConfigError(path, f"header lacks a usable date: {error}", 1) from error

    def row(self, code: str) -> _Row | None:
        """Return the row of a code written without its dot, or None."""
        first = next(self.rows(code), None)
        return first if first is not None and first.code == code else None

    def rows(self, prefix: str) -> Iterator[_Row]:
        """Yield, in code order, every row whose code starts with a prefix written without its dot."""
        key = prefix.encode("ascii")
        at = self._seek(key)
        while at < len(self._body) and self._body.startswith(key, at):
            end = self._body.index(b"\n", at)
            yield _parse(self._body[at:end])
            at = end + 1

    def standing(self, code: str) -> Standing | None:
        """Return the days in which a code, written without its dot, is billable, `is_header` for what only begins
        other codes, None for what is none of both. Asked for thousands of codes, so it searches a list of the lines."""
        lines = self._lines = self._lines or self._body.split(b"\n")
        key = code.encode("ascii")
        at = bisect_left(lines, key)
        line = lines[at] if at < len(lines) else b""
        if not line.startswith(key):
            return None
        if len(line) == len(key):
            return Standing(False, FIRST_DAY, None)
        row = _parse(line)
        return Standing(row.code != code, row.valid_from, row.valid_to)

    def steady(self) -> frozenset[str]:
        """Return the codes, without their dots, that have been billable from the first day of ICD-10-CM until now."""
        return frozenset(line for line in self._body.decode("ascii").split("\n") if line and " " not in line)

    def _seek(self, key: bytes) -> int:
        """Return where the first line that is not below the key starts."""
        low, high = 0, len(self._body)
        while low < high:
            middle = (low + high) // 2
            start = self._body.rfind(b"\n", low, middle) + 1 or low
            end = self._body.find(b"\n", start) + 1
            if self._body[start : end - 1] < key:
                low = end
            else:
                high = start
        return low


def _header(raw: bytes) -> dict[str, str]:
    """Return the ``# name: value`` lines at the top of the table."""
    lines = raw.decode("utf-8", "replace").splitlines()
    pairs = (line[1:].partition(":") for line in lines if line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _parse(line: bytes) -> _Row:
    """Turn ``CODE``, ``CODE from`` or ``CODE from to`` into a row."""
    code, *dates = line.decode("ascii").split(" ")
    bounds = [datetime.date.fromisoformat(day) for day in dates]
    return _Row(code, bounds[0] if bounds else FIRST_DAY, bounds[1] if len(bounds) > 1 else None)


@cache
def table() -> Icd10Table:
    """Return the shipped table, read on the first call; raises ConfigError where it is broken."""
    return Icd10Table(TABLE)


@cache
def steady_codes() -> frozenset[str]:
    """Return the codes, without their dots, that have no dates: for those who look up every code of a large file, 8 MB
    and a hundredth of a second."""
    return table().steady()


def with_dot(code: str) -> str:
    """Take a code without its dot and return it as printed in the classification (Z5910 -> Z59.10)."""
    return f"{code[:3]}.{code[3:]}" if len(code) > 3 else code


@lru_cache(maxsize=16384)
def standing(code: str) -> Standing | None:
    """Take a code in capitals without its dot; return when it is billable, None for what is no code. The short answer
    of `billable_on`, for those who ask about every code of a large file."""
    return table().standing(code)


@lru_cache(maxsize=8192)
def billable_on(code: str, on: datetime.date) -> Icd10Status:
    """Take a code (upper case, with or without its dot) and a date of service; return what it is that day.

    Never raises on any string: what is not written like a code is ``UNKNOWN``, and so are lower case and
    blanks, which a claim may not carry. Any beginning of a billable code is a ``HEADER``, though the
    classification does not print those that end in a placeholder X. Source: see the module.
    """
    if not _CODE.fullmatch(code):
        return Icd10Status(code, on, Icd10State.UNKNOWN, None, None, (), "published")
    codes = table()
    key = code.replace(".", "")
    row = codes.row(key)
    if row is None:
        return _without_row(codes, key, on)
    if row.holds(on):
        return _status(row, on, Icd10State.BILLABLE, (), _evidence_of_day(codes, on))
    if on < row.valid_from:
        instead = _shorter(codes, key, on) or _longer(codes, key, on)
        return _status(row, on, Icd10State.NOT_YET_VALID, instead, _evidence_of_change(codes, row.valid_from))
    ended = row.valid_to or on
    evidence = _evidence_of_change(codes, ended + _ONE_DAY)
    return _status(row, on, Icd10State.ENDED, _longer(codes, key, on), evidence)


def _status(
    row: _Row, on: datetime.date, state: Icd10State, instead: tuple[str, ...], evidence: Evidence
) -> Icd10Status:
    return Icd10Status(with_dot(row.code), on, state, row.valid_from, row.valid_to, instead, evidence)


def _without_row(codes: Icd10Table, key: str, on: datetime.date) -> Icd10Status:
    """Answer for a code that was never billable: a header, or nothing at all."""
    children = list(codes.rows(key))
    evidence = _evidence_of_day(codes, on)
    if not children:
        return Icd10Status(with_dot(key), on, Icd10State.UNKNOWN, None, None, _shorter(codes, key, on), evidence)
    ends = [child.valid_to for child in children if child.valid_to is not None]
    span = _Row(
        key,
        min(child.valid_from for child in children),
        max(ends) if len(ends) == len(children) else None,
    )
    return _status(span, on, Icd10State.HEADER, _longer(codes, key, on), evidence)


def _longer(codes: Icd10Table, key: str, on: datetime.date) -> tuple[str, ...]:
    """Return the first few codes below this one that are billable on the date."""
    below = (with_dot(r.code) for r in codes.rows(key) if r.code != key and r.holds(on))
    return tuple(islice(below, MAX_ALTERNATIVES))


def _shorter(codes: Icd10Table, key: str, on: datetime.date) -> tuple[str, ...]:
    """Return the nearest code above this one that is billable on the date, if there is one."""
    above = (codes.row(key[:length]) for length in range(len(key) - 1, 2, -1))
    return next(((with_dot(r.code),) for r in above if r is not None and r.holds(on)), ())


def _evidence_of_change(codes: Icd10Table, effective: datetime.date) -> Evidence:
    """A change is published where a release lies before its first day and one on or after it."""
    return "published" if codes.oldest_release < effective <= codes.newest_release else "inference"


def _evidence_of_day(codes: Icd10Table, on: datetime.date) -> Evidence:
    """A standing answer is published from the oldest release until the first change no release confirms."""
    return "published" if codes.oldest_release <= on < codes.unconfirmed_from else "inference"
