"""What a tool said of a file, in one form, whatever form it was said in: an exit code, acknowledgments, findings."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from edi.harness.judged import verdicts

#: accepted; rejected; remarked: taken with a word (a warning); none: nothing that can be read as a verdict.
Word: TypeAlias = Literal["accepted", "rejected", "remarked", "none"]
_REJECTS, _REMARKS = ("error", "fatal", "reject", "rejected", "critical"), ("warning", "warn", "info", "information")
#: One interchange may hold several: some tools put their TA1 behind the 999.
_KINDS = ("ta1", "999", "277ca")
_SEPARATOR, _TERMINATOR, _ISA = 3, 105, 106


class Spot(NamedTuple):
    """A place that a tool names: a segment by its id, counted in the file or in its transaction (0: not said), and an
    element (0: not said)."""

    segment: str
    segment_no: int = 0
    st_segment_no: int = 0
    element: int = 0


class Heard(NamedTuple):
    """What a tool said. `problem` says why there is no word; `places` is None where its answers have none."""

    word: Word
    places: tuple[Spot, ...] | None = None
    problem: str = ""
    seconds: float = 0.0


class Spoken(NamedTuple):
    """What is there to be read after a tool has run over a file: its exit code, its output, and the file itself."""

    code: int
    output: str
    file: Path


Reader: TypeAlias = Callable[[Spoken], Heard]


def nothing(problem: str) -> Heard:
    """No verdict, and why."""
    return Heard("none", problem=problem)


def by_exit_code(rejects: frozenset[int] = frozenset()) -> Reader:
    """0 accepts; `rejects` reject, every other code where none are named; a signal is a crash."""

    def read(spoken: Spoken) -> Heard:
        if spoken.code == 0:
            return Heard("accepted")
        if spoken.code > 0 and (not rejects or spoken.code in rejects):
            return Heard("rejected")
        return nothing(f"crashed: exit code {spoken.code}")

    return read


def by_acknowledgment(spoken: Spoken) -> Heard:
    """TA1, 999 and 277CA, in one interchange or several. One that answers another file is none."""
    texts = list(_interchanges(spoken.output))
    if not texts:
        problem = "no X12 acknowledgment in what it said" if spoken.output.strip() else "it said nothing"
        return nothing(f"{problem} (exit code {spoken.code})")
    submitted = next(iter(_interchanges(spoken.file.read_bytes().decode("latin-1"))), [])
    if submitted and not any(_answers(text, submitted) for text in texts):
        return nothing("its acknowledgment is of another file")
    rejected, remarked = False, False
    places: list[Spot] = []
    for segments in texts:
        text = "".join("*".join(one) + "~\n" for one in segments)
        rejected |= "rejected" in verdicts(dict.fromkeys(_KINDS, text)).values()
        remarked |= bool(re.search(r"^(AK9|IK5|AK5)\*E", text, re.MULTILINE))
        places += _places(segments)
    return Heard("rejected" if rejected else "remarked" if remarked else "accepted", tuple(places))


def _interchanges(text: str) -> Iterator[list[list[str]]]:
    """Each interchange as its segments, split into elements; a text without ISA has none."""
    for start in [found.start() for found in re.finditer(r"ISA[^A-Za-z0-9\s]", text)]:
        body = text[start:]
        if len(body) < _ISA:
            continue
        separator, terminator = body[_SEPARATOR], body[_TERMINATOR]
        segments = [one.strip().split(separator) for one in body.split(terminator) if one.strip()]
        end = next((place for place, one in enumerate(segments) if one[0] == "IEA"), len(segments))
        yield segments[: end + 1]


def _answers(said: list[list[str]], submitted: list[list[str]]) -> bool:
    """Whether an acknowledgment is of a file: it repeats the number of its interchange, group or batch."""
    numbers = {(one[0], _at(one, 13 if one[0] == "ISA" else 6)) for one in submitted if one[0] in ("ISA", "GS")}
    groups = {(name, number.lstrip("0")) for name, number in numbers}
    batches = {_at(one, 3) for one in submitted if one[0] == "BHT"}
    for one in said:
        if one[0] == "TA1" and ("ISA", _at(one, 1)) in numbers:
            return True
        if one[0] == "AK1" and ("GS", _at(one, 2).lstrip("0")) in groups:
            return True
        if one[0] == "TRN" and _at(one, 2) in batches:
            return True
    return False


def _places(segments: list[list[str]]) -> Iterator[Spot]:
    """The places of IK3 and IK4 (AK3 and AK4 of a 997)."""
    head = ("", 0)
    for one in segments:
        if one[0] in ("IK3", "AK3"):
            head = (_at(one, 1), _number(_at(one, 2)))
            yield Spot(head[0], 0, head[1])
        elif one[0] in ("IK4", "AK4"):
            yield Spot(head[0], 0, head[1], _number(re.split(r"\D", _at(one, 1))[0]))


def _at(elements: list[str], place: int) -> str:
    return elements[place].strip() if place < len(elements) else ""


def _number(value: object) -> int:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def by_findings(spoken: Spoken) -> Heard:
    """Findings as JSON: a list of them, an object with `findings`, or a list of such objects, of which the last is
    read. A finding has `segment`, and may have `segment_no` or `st_segment_no`, `element`, `severity`, in itself or in
    its `where`; one without any of them names no place. Without `severity` it rejects."""
    try:
        said = json.loads(spoken.output)
    except ValueError:
        problem = "what it said is no JSON" if spoken.output.strip() else "it said nothing"
        return nothing(f"{problem} (exit code {spoken.code})")
    found = _findings(said)
    if found is None:
        return nothing("its JSON has no findings")
    severities = [str(one.get("severity", "error")).lower() for one in found]
    unknown = sorted({one for one in severities if one not in _REJECTS + _REMARKS})
    if unknown:
        return nothing(f"unknown severity {unknown[0]!r}")
    word: Word = "rejected" if any(one in _REJECTS for one in severities) else "remarked" if found else "accepted"
    places = tuple(spot for one in found if any(spot := _spot(one)))
    return Heard(word, places or None)


def _findings(said: Any) -> list[Mapping[str, Any]] | None:
    """The findings in what a tool said, None where it has another form."""
    if isinstance(said, list) and said and all(isinstance(one, dict) and "findings" in one for one in said):
        said = said[-1]
    if isinstance(said, dict):
        said = said.get("findings")
    return said if isinstance(said, list) and all(isinstance(one, dict) for one in said) else None


def _spot(finding: Mapping[str, Any]) -> Spot:
    where = finding.get("where")
    said = {**finding, **where} if isinstance(where, dict) else finding
    numbers = [_number(said.get(name, 0)) for name in ("segment_no", "st_segment_no", "element")]
    return Spot(str(said.get("segment", "")), *numbers)


READERS: dict[str, Reader] = {"exit": by_exit_code(), "x12": by_acknowledgment, "json": by_findings}
