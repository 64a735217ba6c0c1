"""TA1: whether an interchange was taken (X12.5, interchange acknowledgment)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from edi.control_numbers import ControlNumbers
from edi.guide.findings import Finding
from edi.responses.outline import InterchangeEnvelope, at
from edi.responses.reply import interchange
from edi.x12.write import segment

#: TA105 for a bad element of ISA and IEA.
_OF_ISA = {
    1: "010", 2: "011", 3: "012", 4: "013", 5: "005", 6: "006", 7: "007", 8: "008", 9: "014", 10: "015", 11: "016",
    12: "017", 13: "018", 14: "019", 15: "020", 16: "027",
}  # fmt: skip
_OF_IEA = {1: "021", 2: "018"}


def ta1(
    answered: InterchangeEnvelope, findings: Iterable[Finding], now: datetime, numbers: ControlNumbers
) -> Iterator[str]:
    """An interchange that holds the TA1 of another; `findings` are its errors (`is_of_interchange` is enough)."""
    return interchange(answered, [ta1_segment(answered, findings, now)], 0, now, numbers.interchange())


def ta1_segment(answered: InterchangeEnvelope, findings: Iterable[Finding], now: datetime) -> str:
    """TA1 with the interchange's number, date and time (ours where its own are none) and the first code; accepted
    (A, 000) where nothing is wrong with the interchange itself."""
    first = next((code for each in findings if (code := _code(each))), "")
    isa = answered.isa
    day = _known(at(isa, 9), "%y%m%d", now.strftime("%y%m%d"))
    clock = _known(at(isa, 10), "%H%M", now.strftime("%H%M"))
    number = at(isa, 13) if at(isa, 13).isascii() and at(isa, 13).isdigit() else "0"
    number = f"{number:0>9}"[-9:]
    return segment("TA1", number, day, clock, "R" if first else "A", first or "000")


def is_of_interchange(finding: Finding) -> bool:
    """Whether a finding has a say in a TA1."""
    return _code(finding) != ""


def _known(text: str, form: str, default: str) -> str:
    """A date or time as it was given, where it is one."""
    try:
        return text if datetime.strptime(text, form).strftime(form) == text else default  # noqa: DTZ007 - no zone in X12
    except ValueError:
        return default


def _code(finding: Finding) -> str:
    if finding.level == "isa":
        return finding.code if len(finding.code) == 3 else "024"
    if finding.level == "ele" and finding.segment == "ISA":
        return _OF_ISA.get(finding.element, "")
    if finding.level == "ele" and finding.segment == "IEA":
        return _OF_IEA.get(finding.element, "")
    return ""
