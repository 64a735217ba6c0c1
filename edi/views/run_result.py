"""What one run did: the raw material of the summary, the report and the copy that goes back.

Every row read has a disposition: sent + withheld + skipped = read, for rows and for dollars (rule 8 of the house).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from edi.diagnostics import Diagnostic, Registry, Severity
from edi.model.question import Question
from mappings.own import OwnMapping

OutputKind: TypeAlias = Literal["837P", "274"]
Status: TypeAlias = Literal["sent", "withheld", "skipped"]


class Disposition(msgspec.Struct, gc=False):
    """What became of one service line (or skipped row) of a sheet.

    `charge` is in cents; of a skipped row it is what its services would cost, and 0 for a total, which repeats what its
    lines say. `codes` are the findings that withheld it, `reason` says why a row was skipped (total, blank, heading,
    note, hidden, not_delivered, no visit ...); `claim` and `line` where it was sent. `provider` is the billing
    provider's name, `service` the service's (no member data), `modality` in_person, telehealth or "" (also for
    outreach, which is never counted as a service).
    """

    sheet: str
    row: int
    slot: int
    status: Status
    charge: int = 0
    codes: tuple[str, ...] = ()
    reason: str = ""
    claim: str = ""
    line: int = 0
    provider: str = ""
    service: str = ""
    modality: str = ""


@dataclass(slots=True)
class Tally:
    """Rows and cents by what became of them."""

    rows: dict[str, int] = field(default_factory=lambda: {"read": 0, "sent": 0, "withheld": 0, "skipped": 0})
    cents: dict[str, int] = field(default_factory=lambda: {"read": 0, "sent": 0, "withheld": 0, "skipped": 0})

    def add(self, dispositions: Iterable[Disposition]) -> Tally:
        """Counts dispositions; returns itself."""
        for disposition in dispositions:
            for key in ("read", disposition.status):
                self.rows[key] += 1
                self.cents[key] += disposition.charge
        return self


@dataclass(slots=True)
class SheetRead:
    """A sheet that was read: its name and the layout that it fits."""

    name: str
    layout: str


@dataclass(slots=True)
class InputResult:
    """One input file: what was read from it, found in it and done with it. `path` is where it can be opened again
    (None for stdin), `content` its bytes where it came from there. `questions` are those that are open,
    `unused_answers` says which answers fit nothing, `provider` is the NPI that its sheets name ("" for none or
    several)."""

    file: str
    path: Path | None
    sha256: str
    sheets: list[SheetRead] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    dispositions: list[Disposition] = field(default_factory=list)
    content: bytes | None = None
    questions: list[Question] = field(default_factory=list)
    unused_answers: tuple[str, ...] = ()
    provider: str = ""

    @property
    def tally(self) -> Tally:
        """Rows and cents of this input."""
        return Tally().add(self.dispositions)


@dataclass(slots=True)
class OutputFile:
    """An 837P or 274 that was made: `text` until it has been written; counts and cents for the summary. A 274 has
    groups, sites and providers instead of claims."""

    file: str
    plan_code: str
    transactions: int
    claims: int
    service_lines: int
    charge: int
    text: str = ""
    kind: OutputKind = "837P"
    groups: int = 0
    sites: int = 0
    providers: int = 0


@dataclass(slots=True)
class RunResult:
    """A whole run. `findings` are those that belong to no single input (the profile, the run's own output). `kind` is
    what is made: rows of a 274 have no amounts. `own` are the plan's own mappings that it was made with,
    `added_rules` the packages whose rules were asked besides the program's."""

    inputs: list[InputResult]
    outputs: list[OutputFile]
    findings: list[Diagnostic]
    registry: Registry
    severities: Mapping[str, Severity]
    payer: str
    usage: str
    received: date
    now: datetime
    profile: str
    sample_profile: bool
    support_contact: str = ""
    strict: bool = False
    kind: OutputKind = "837P"
    own: tuple[OwnMapping, ...] = ()
    added_rules: tuple[str, ...] = ()

    @property
    def also_used(self) -> list[str]:
        """The plan's own mappings and the rules of other packages, a line each for a person."""
        said = [f"own mapping {one.said}" for one in self.own]
        return said + [f"rules of {one}" for one in self.added_rules]

    def severity(self, code: str) -> Severity:
        """The severity that a finding has in this run: `--strict` makes warnings errors."""
        severity = self.registry.severity(code, self.severities)
        return "error" if self.strict and severity == "warning" else severity

    def withholds(self, code: str) -> bool:
        """Whether a finding of this code withholds what it is about."""
        return self.severity(code) == "error" and self.registry.rules[code].withholds

    @property
    def all_findings(self) -> list[Diagnostic]:
        """Those of the inputs in order, then those of the run."""
        return [finding for part in self.inputs for finding in part.findings] + self.findings

    @property
    def tally(self) -> Tally:
        """Rows and cents of all inputs."""
        return Tally().add(disposition for part in self.inputs for disposition in part.dispositions)

    @property
    def has_errors(self) -> bool:
        """Whether something was withheld or found at error severity (exit code 1)."""
        return any(self.severity(finding.code) == "error" for finding in self.all_findings)
