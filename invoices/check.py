"""The check of our own output before it gets its name: what it finds is a bug, of the program or of a payer file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from edi.diagnostics import Diagnostic
from edi.guide.findings import Finding
from edi.model.encounter import Encounter
from edi.model.reference import SheetRef, X12Ref
from edi.validation import Outcome
from edi.x12.write import segments

SYNTAX_AND_GUIDE = 2


class OutputFault(NamedTuple):
    """What a checker found: the segment's number in the file (the ISA is 1), element and component (0: none), and
    the acknowledgment code. `segment_no` 0 stands for the file as a whole."""

    segment_no: int
    segment: str
    element: int
    component: int
    code: str


Checker: TypeAlias = Callable[[str], Sequence[OutputFault]]


def pyx12_checker(text: str) -> list[OutputFault]:
    """pyx12's findings on a file."""
    from edi.guide.pyx12_engine import run_pyx12  # slow to import, and not needed with --check none

    result = run_pyx12(text.encode("ascii"))
    faults = [OutputFault(f.line, f.segment, f.element, f.component, f.code) for f in result.findings]
    if not result.valid and not faults:
        faults.append(OutputFault(0, "", 0, 0, result.failure or "not accepted"))
    return faults


def fast_checker(text: str) -> list[OutputFault]:
    """The fast validator's findings on a file, at types 1 and 2."""
    from edi.guide.validate import validate

    return _faults(validate(text.encode("ascii")))


def outcome_faults(outcome: Outcome) -> list[OutputFault]:
    """The same, of a file that was validated at all types; ValueError where the findings of the guide were not kept."""
    if outcome.guide is None:
        raise ValueError("validate with Options(answered=True)")
    return _faults(outcome.guide)


def _faults(found: Iterable[Finding]) -> list[OutputFault]:
    return [
        OutputFault(f.segment_no, f.segment, f.element, f.component, f.code) for f in found if f.severity == "error"
    ]


CHECKERS: dict[str, Checker | None] = {"fast": fast_checker, "pyx12": pyx12_checker, "none": None}


def report_faults(
    file: str, text: str, faults: Sequence[OutputFault], encounters: Sequence[Encounter]
) -> list[tuple[Diagnostic, Encounter | None]]:
    """Each fault as a finding, with the encounter that it belongs to and the cell that it came from. A fault above
    the claims (envelope, provider, member) belongs to no single one."""
    by_id = {encounter.claim_id: encounter for encounter in encounters}
    parts = segments(text)
    reported = []
    for fault in faults:
        claim, line_number = _place(parts, fault.segment_no)
        encounter = by_id.get(claim)
        where = X12Ref(file, segment_no=fault.segment_no, segment=fault.segment, element=fault.element, claim=claim)
        related: tuple[SheetRef, ...] = ()
        if encounter is not None:
            line = encounter.lines[line_number - 1 if line_number else 0]
            related = (line.sources[0].at(),)
        said = f"{fault.segment}-{fault.element:02} code {fault.code}" if fault.element else f"code {fault.code}"
        reported.append((Diagnostic("X2001", where, expected=said.strip(), related=related), encounter))
    return reported


def _place(parts: list[str], segment_no: int) -> tuple[str, int]:
    """The claim id and line number (0: the claim itself) at a segment; "" above the claims."""
    line_number = 0
    for part in reversed(parts[:segment_no]):
        name, _, rest = part.partition("*")
        if name == "LX" and not line_number and rest.isdigit():
            line_number = int(rest)
        elif name == "CLM":
            return rest.partition("*")[0], line_number
        elif name in ("HL", "ST", "GS", "ISA"):
            break
    return "", 0
