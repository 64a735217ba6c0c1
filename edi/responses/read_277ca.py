"""277CA (005010X214): the receiver's word on a submission, its billing providers, claims and lines."""

from __future__ import annotations

from collections.abc import Iterator

from edi.model.answer import ACCEPTED, NOTED, RECEIVED, REJECTED, Issue, Said

_REJECTS = ("A3", "A4", "A6", "A7", "A8")
_VERDICTS = {"A0": RECEIVED, "A1": RECEIVED, "A2": ACCEPTED, "A5": ACCEPTED, **dict.fromkeys(_REJECTS, REJECTED)}
_SUBMITTER, _PROVIDER, _PATIENT = "21", "19", "PT"
_LEVELS = {_SUBMITTER: "transaction", _PROVIDER: "provider", _PATIENT: "claim"}
_FREE_TEXT = 12


def at(parts: list[str], place: int) -> str:
    """An element, "" where there is none."""
    return parts[place].strip() if place < len(parts) else ""


class Reader277:
    """One 277CA, segment by segment. What is said of a level is given when the next one begins."""

    def __init__(self, moment: str) -> None:
        self._moment = moment
        self._level = self._bht = self._npi = ""
        self._begin()

    def _begin(self) -> None:
        self._claim = self._payer_claim = self._line = ""
        self._in_line = False
        self._issues: list[Issue] = []
        self._verdicts: list[str] = []
        self._of_line: list[Issue] = []
        self._lines: list[tuple[str, tuple[Issue, ...]]] = []

    def take(self, parts: list[str]) -> Iterator[Said]:
        """A segment."""
        kind = parts[0]
        if kind == "HL":
            yield from self.end()
            self._level = at(parts, 3)
        elif kind == "NM1" and at(parts, 1) == "85" and self._level == _PROVIDER:
            self._npi = at(parts, 9)
        elif kind == "TRN" and self._level == _SUBMITTER:
            self._bht = at(parts, 2)
        elif kind == "TRN" and self._level == _PATIENT:
            self._claim = at(parts, 2)
        elif kind == "STC" and self._level in _LEVELS:
            self._status(parts)
        elif kind == "REF" and at(parts, 1) == "1K" and not self._in_line:
            self._payer_claim = at(parts, 2)
        elif kind == "REF" and at(parts, 1) == "FJ":
            self._line = at(parts, 2)
        elif kind == "SVC":
            self._end_of_line()
            self._in_line = True

    def _status(self, parts: list[str]) -> None:
        text = at(parts, _FREE_TEXT)
        separator = next((mark for mark in at(parts, 1) if not mark.isalnum()), ":")
        found = [at(parts, place).split(separator) for place in (1, 10, 11) if at(parts, place)]
        issues = [Issue("277CA:" + ":".join(code for code in codes[:3] if code), text=text) for codes in found]
        if self._in_line:
            self._of_line += issues
            return
        self._issues += issues
        for codes in found:
            unknown = REJECTED if at(parts, 3) == "U" else NOTED
            self._verdicts.append(_VERDICTS.get(codes[0].strip(), unknown))

    def _end_of_line(self) -> None:
        if self._in_line:
            self._lines.append((self._line, tuple(self._of_line)))
        self._line, self._of_line = "", []

    def end(self) -> Iterator[Said]:
        """The level at hand."""
        self._end_of_line()
        level = _LEVELS.get(self._level)
        if level and self._verdicts:
            yield self._said(level)
            for control, issues in self._lines:
                yield Said(
                    "277CA", "line", NOTED, self._moment, bht=self._bht, claim=self._claim, line_control=control,
                    issues=issues,
                )  # fmt: skip
        self._begin()

    def _said(self, level: str) -> Said:
        verdict = next((each for each in (REJECTED, RECEIVED, ACCEPTED) if each in self._verdicts), NOTED)
        if level != "claim" and verdict == ACCEPTED:
            verdict = RECEIVED  # claims are accepted one by one
        issues = self._issues if verdict == REJECTED else [one for one in self._issues if not _is_fine(one)]
        return Said(
            "277CA", level, verdict, self._moment, bht=self._bht, provider=self._npi if level == "provider" else "",
            claim=self._claim, payer_claim=self._payer_claim, issues=tuple(issues),
        )  # fmt: skip


def _is_fine(issue: Issue) -> bool:
    return issue.code.split(":")[1] in ("A0", "A1", "A2")
