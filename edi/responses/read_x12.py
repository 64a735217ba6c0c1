"""TA1, 999 and 277CA (005010X231A1, 005010X214) as what they say of the files, groups, transactions, claims and lines
that they answer. A file may hold all of them, in several interchanges."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from edi.model.answer import ACCEPTED, NOTED, REJECTED, Issue, Said
from edi.responses.read_277ca import Reader277
from edi.responses.unreadable import UnreadableAnswerError
from edi.x12.reader import read_file

_VERDICTS = {"A": ACCEPTED, "E": ACCEPTED, "P": NOTED, "R": REJECTED, "M": REJECTED, "W": REJECTED, "X": REJECTED}
_277CA = "005010X214"


class Reader(Protocol):
    """Takes the segments of one transaction, and says what it holds."""

    def take(self, parts: list[str]) -> Iterator[Said]:
        """A segment, by its elements."""

    def end(self) -> Iterator[Said]:
        """What is left when the transaction ends."""


def at(parts: list[str], place: int) -> str:
    """An element, "" where there is none."""
    return parts[place].strip() if place < len(parts) else ""


class Reader999:
    """One 999 (or 997): the group, its transactions, and what is wrong in them."""

    def __init__(self, moment: str) -> None:
        self._moment = moment
        self._gs = self._st = self._claim = ""
        self._position = 0
        self._issues: list[Issue] = []
        self._spot = ""

    def take(self, parts: list[str]) -> Iterator[Said]:
        """A segment."""
        kind = parts[0]
        if kind == "AK1":
            self._gs, self._st = at(parts, 2), ""
        elif kind == "AK2":
            self._st = at(parts, 2)
        elif kind in ("IK3", "AK3"):
            yield from self.end()
            self._spot = "/".join(part for part in (at(parts, 3), at(parts, 1)) if part)
            self._position = int(at(parts, 2)) if at(parts, 2).isdecimal() else 0
            self._issues = [Issue(f"999:IK304:{at(parts, 4) or '8'}", self._spot)]
        elif kind == "CTX" and at(parts, 1).startswith("CLM01:"):
            self._claim = at(parts, 1)[6:]
        elif kind in ("IK4", "AK4"):
            self._issues.append(Issue(f"999:IK403:{at(parts, 3)}", f"{self._spot}-{at(parts, 1)}", at(parts, 4)))
        elif kind in ("IK5", "AK5", "AK9"):
            yield from self.end()
            yield self._verdict(parts, "group" if kind == "AK9" else "transaction")

    def end(self) -> Iterator[Said]:
        """The segment at hand."""
        if self._issues:
            level = "claim" if self._claim else "line"
            yield Said(
                "999", level, NOTED, self._moment, gs=self._gs, st=self._st, claim=self._claim,
                position=self._position, issues=tuple(self._issues),
            )  # fmt: skip
        self._issues, self._claim, self._position = [], "", 0

    def _verdict(self, parts: list[str], level: str) -> Said:
        start, element = (5, "AK905") if level == "group" else (2, "IK502")
        issues = [Issue(f"999:{element}:{code.strip()}") for code in parts[start : start + 5] if code.strip()]
        return Said(
            "999", level, _VERDICTS.get(at(parts, 1), NOTED), self._moment, gs=self._gs,
            st="" if level == "group" else self._st, issues=tuple(issues),
        )  # fmt: skip


def read_x12_answers(source: Path | bytes, name: str) -> Iterator[Said]:
    """What a file says; see `edi.responses.read.read_answers`."""
    yield from _File(name).read(source)


class _File:
    """The envelopes of a file. Where one is left open the file is cut."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: list[str] = []
        self._moment = self._guide = ""
        self._reader: Reader | None = None
        self._others: set[str] = set()
        self._seen = False
        self._envelopes: dict[str, Callable[[list[str]], None]] = {
            "ISA": self._isa, "GS": self._gs, "ST": self._st, "GE": self._close, "IEA": self._close,
        }  # fmt: skip

    def read(self, source: Path | bytes) -> Iterator[Said]:
        """Everything that the file says."""
        for block in read_file(source):
            separator = block.delimiters.element
            for raw in block.segments:
                parts = raw.split(separator)
                kind = parts[0].strip().upper()
                if kind in self._envelopes:
                    self._envelopes[kind](parts)
                elif kind == "TA1":
                    yield self._ta1(parts)
                elif kind == "SE":
                    if self._reader is not None:
                        yield from self._reader.end()
                    self._close(parts)
                elif self._reader is not None:
                    yield from self._reader.take(parts)
        if self._open:
            raise UnreadableAnswerError(
                self._name, f"cut in the middle: {self._open[-1]} has no end; nothing was taken"
            )
        if not self._seen:
            held = ", ".join(sorted(self._others)) or "nothing"
            raise UnreadableAnswerError(self._name, f"no answer: it holds {held}, and neither TA1, 999 nor 277CA")

    def _isa(self, parts: list[str]) -> None:
        self._open.append("ISA")
        self._moment = _moment(f"20{at(parts, 9)}", at(parts, 10))

    def _gs(self, parts: list[str]) -> None:
        self._open.append("GS")
        self._guide = at(parts, 8)
        self._moment = _moment(at(parts, 4), at(parts, 5)) or self._moment

    def _st(self, parts: list[str]) -> None:
        self._open.append("ST")
        kind = at(parts, 1)
        guide = at(parts, 3) or self._guide
        if kind in ("999", "997"):
            self._reader = Reader999(self._moment)
        elif kind == "277" and guide.startswith(_277CA):
            self._reader = Reader277(self._moment)
        else:
            self._reader = None
            self._others.add(f"{kind} {guide}".strip())
            return
        self._seen = True

    def _close(self, parts: list[str]) -> None:
        wanted = {"SE": "ST", "GE": "GS", "IEA": "ISA"}[parts[0].strip().upper()]
        if not self._open or self._open.pop() != wanted:
            raise UnreadableAnswerError(self._name, f"cut: {parts[0].strip()} without its {wanted}; nothing was taken")
        self._reader = None

    def _ta1(self, parts: list[str]) -> Said:
        self._seen = True
        code = at(parts, 5)
        issues = (Issue(f"TA1:TA105:{code}"),) if code not in ("", "000") else ()
        return Said(
            "TA1", "interchange", _VERDICTS.get(at(parts, 4), NOTED), self._moment, isa=at(parts, 1),
            isa_when=f"{at(parts, 2)} {at(parts, 3)}", issues=issues,
        )  # fmt: skip


def _moment(day: str, clock: str) -> str:
    """CCYYMMDD and HHMM as ISO 8601; "" for what is none."""
    if len(day) != 8 or not day.isdecimal():
        return ""
    time = clock if clock.isdecimal() and len(clock) >= 4 else "0000"
    return f"{day[:4]}-{day[4:6]}-{day[6:]}T{time[:2]}:{time[2:4]}:{time[4:6] or '00'}"
