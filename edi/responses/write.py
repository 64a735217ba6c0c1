"""All acknowledgments of a submitted file, as files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from edi.control_numbers import ControlNumbers
from edi.guide.findings import Finding
from edi.responses.outline import InterchangeEnvelope, outline
from edi.responses.t277ca import t277ca
from edi.responses.t999 import t999
from edi.responses.ta1 import ta1
from edi.x12.source import Source

#: SNIP types that a 999 answers; what goes beyond is said of claims, in the 277CA.
LAST_OF_999 = 2
_PRIVATE = 0o600
_KINDS = ("ta1", "999", "277ca")


def acknowledgments(
    source: Source, findings: Iterable[Finding], now: datetime, numbers: ControlNumbers
) -> dict[str, str]:
    """TA1, 999 and 277CA of a file by kind, as X12; a kind that has nothing to say is not there. `findings` are those
    of all SNIP types, `source` a path or bytes (it is read again)."""
    all_findings = list(findings)
    guide_findings = [each for each in all_findings if each.snip <= LAST_OF_999]
    claim_findings = [each for each in all_findings if each.snip > LAST_OF_999]
    made = dict.fromkeys(_KINDS, "")
    for each in outline(source):
        own = [finding for finding in guide_findings if each.first <= finding.segment_no <= each.last]
        made["ta1"] += ta1(each, own, now, numbers)
        made["999"] += t999(each, own, now, numbers)
        made["277ca"] += t277ca(each, source, claim_findings, rejected(each, own), now, numbers)
    return {kind: text for kind, text in made.items() if text}


def rejected(answered: InterchangeEnvelope, findings: Iterable[Finding]) -> frozenset[int]:
    """Numbers of the STs whose transactions hold an error, or stand in a group or interchange that does."""
    numbers = [each.segment_no for each in findings if each.severity == "error"]
    envelopes = [(each.first, each.last) for group in answered.groups for each in group.transactions]
    inside = {first for first, last in envelopes if any(first <= number <= (last or number) for number in numbers)}
    outside = [
        number for number in numbers if not any(first <= number <= (last or number) for first, last in envelopes)
    ]
    return frozenset(first for first, _ in envelopes) if outside else frozenset(inside)


def write_acknowledgments(
    source: Source, findings: Iterable[Finding], folder: Path, now: datetime, numbers: ControlNumbers, stem: str = ""
) -> list[Path]:
    """Writes `<stem>.ta1`, `<stem>.999` and `<stem>.277ca` into a folder, each private to its owner and under its name
    only when whole; gives their paths. `stem` is the source's own where it has one."""
    if not stem:
        stem = Path(source).stem if isinstance(source, (str, os.PathLike)) else "stdin"
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for kind, text in acknowledgments(source, findings, now, numbers).items():
        target = folder / f"{stem}.{kind}"
        temporary = folder / f".{stem}.{kind}.part"
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _PRIVATE)
        with os.fdopen(handle, "w", encoding="ascii", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(target)
        paths.append(target)
    return paths
