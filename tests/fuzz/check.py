"""What must hold of any bytes whatever: nothing raises, every way of reading finds the same, cost is bounded."""

from __future__ import annotations

import contextlib
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from edi.control_numbers import Counting
from edi.conversion.json_form import from_json, json_document
from edi.conversion.rows import rows
from edi.conversion.xml_form import write_xml
from edi.guide.validate import validate
from edi.responses.write import acknowledgments
from edi.t837p.compare import compare
from edi.t837p.parse import read_837p
from edi.t837p.roundtrip import roundtrip
from edi.validation import Options, Outcome, engine, validate_source
from edi.validation import jobs as jobs_module
from edi.validation.gather import Findings
from edi.views.reading import page
from edi.views.validation import json_text, text_line
from mappings.errors import ConfigError

OPTIONS = Options("20260301", answered=True)
NOW = datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001 - envelopes carry local time
#: CPU seconds that one check of a case may take beside what its length explains.
SLOW, SLOW_A_BYTE = 1.5, 3e-5


class BrokenError(AssertionError):
    """A check did not hold."""


def first_reading(data: bytes) -> Findings:
    """The findings with nothing kept from files before."""
    with patch.object(engine, "_IDLE", {False: [], True: []}):
        return validate_source(data, "f", OPTIONS).findings


def check(data: bytes, source: random.Random) -> None:
    """All checks of one file; raises BrokenError, or whatever the program raises."""
    outcome = validate_source(data, "f", OPTIONS)
    for name, job in (
        ("first reading", lambda: first_reading(data)),
        ("second reading", lambda: validate_source(data, "f", OPTIONS).findings),
        ("pieces", lambda: validate_source(_pieces(data, source), "f", OPTIONS).findings),
        ("thorough", lambda: validate_source(data, "f", Options("20260301", thorough=True)).findings),
        ("parts", lambda: _in_parts(data, outcome).findings),
    ):
        found = _timed(name, data, job)
        if found != outcome.findings:
            raise BrokenError(f"{name}: {_difference(outcome.findings, found)}")
    _timed("exact mode", data, lambda: validate(data, mode="exact").run())
    _timed("types 1 and 2", data, lambda: validate_source(data, "f", Options("20260301", level=2)))
    views: dict[str, Callable[[], object]] = {
        "views": lambda: _views(outcome, data),
        "forms": lambda: _forms(data),
        "answers": lambda: answers(outcome, data),
        "compare": lambda: list(compare(data, data)),
    }
    for name, view in views.items():
        _timed(name, data, view)


def _timed(name: str, data: bytes, job: Callable[[], object]) -> object:
    start = time.process_time()
    result = job()
    took = time.process_time() - start
    if took > SLOW + SLOW_A_BYTE * len(data):
        raise BrokenError(f"{name} took {took:.1f} s for {len(data)} bytes")
    return result


def _difference(ours: Findings, other: object) -> str:
    theirs = other if isinstance(other, Findings) else ()
    left = [f"{one.code}@{one.where}" for one in ours if one not in theirs]
    right = [f"{one.code}@{one.where}" for one in theirs if one not in ours]
    return f"only at first {left[:3]}, only here {right[:3]}"


def _pieces(data: bytes, source: random.Random) -> Iterator[bytes]:
    size = source.choice((1, 7, 106, 107, 1000))
    return (data[start : start + size] for start in range(0, len(data), size))


def _in_parts(data: bytes, outcome: Outcome) -> Outcome:
    """What three processes would find, in this one; the same outcome where a file is not read in parts."""
    with tempfile.TemporaryDirectory() as folder, patch.object(jobs_module, "_LARGE", 10):
        path = Path(folder) / "f"
        path.write_bytes(data)
        with patch.object(jobs_module, "_pool", _this_process):
            parts = jobs_module._in_parts(path, "f", OPTIONS, 3) or outcome
    if _told(parts) != _told(outcome):
        raise BrokenError("parts: counts or findings for a 999")
    return parts


def _told(outcome: Outcome) -> tuple[object, ...]:
    guide = list(outcome.guide or ())
    return outcome.claims, outcome.transactions, outcome.segments, outcome.overrides, guide


@contextlib.contextmanager
def _this_process(_jobs: int) -> Iterator[SimpleNamespace]:
    """In the place of several."""
    yield SimpleNamespace(map=map)


def _views(outcome: Outcome, data: bytes) -> None:
    "".join(json_text([outcome], show_values=False))
    for finding in outcome.findings:
        text_line(finding, outcome, show_values=True)
    for _ in page([(outcome, data)], show_values=False):
        pass


class _Nowhere:
    """A stream that keeps nothing."""

    def write(self, text: bytes) -> int:
        return len(text)


def _forms(data: bytes) -> None:
    document = b"".join(json_document(read_837p(data)))
    with contextlib.suppress(ConfigError):  # an ISA that is none
        "".join(from_json(document, "f"))
    for _ in rows(read_837p(data)):
        pass
    write_xml(data, _Nowhere())  # type: ignore[arg-type]
    told = roundtrip(data).outcome
    if told.differences and _has_plain_separators(data) and told.differences[0].segment != "ISA":
        places = [(one.segment_no, one.segment, one.element, one.before, one.after) for one in told.differences[:3]]
        raise BrokenError(f"roundtrip: {places}")


def _has_plain_separators(data: bytes) -> bool:
    """Whether separators are told from data: where they are letters or spaces, one text has several readings."""
    if data[:105].count(data[3:4]) != 16:
        return False
    marks = {data[place : place + 1] for place in (3, 104, 105)}
    return len(marks) == 3 and data[82:83] not in marks and all(mark in b"*|>:^~!\x1c\x1d\x1f" for mark in marks)


def answers(outcome: Outcome, data: bytes) -> None:
    """TA1, 999 and 277CA of any file are good files themselves."""
    for kind, parts in acknowledgments(outcome, data, NOW, Counting(1)):
        text = "".join(parts)
        wrong = [finding for finding in validate(text.encode("ascii")) if finding.severity == "error"]
        if wrong:
            raise BrokenError(f"{kind}: {wrong[:3]}")
