"""What the validation of one file gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from edi.diagnostics import Registry, Severity
from edi.validation.gather import Findings


@dataclass(slots=True)
class Outcome:
    """One file: its findings in file order, its counts, and the severities that its payer changes."""

    file: str
    registry: Registry
    findings: Findings = field(default_factory=Findings)
    transactions: int = 0
    claims: int = 0
    segments: int = 0
    overrides: dict[str, Severity] = field(default_factory=dict)
    disagreements: list[str] = field(default_factory=list)

    def severity(self, code: str) -> Severity:
        """The severity of a code in this file."""
        return self.registry.severity(code, self.overrides)

    @property
    def valid(self) -> bool:
        """Whether no finding is an error."""
        return not any(self.severity(code) == "error" for code in self.findings.counts)
