"""What the validation of one file gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from edi.diagnostics import Diagnostic, Registry, Severity


@dataclass(slots=True)
class Outcome:
    """One file: its findings in file order, its counts (`levels`: those of a 274), and the severities that its payer
    changes."""

    file: str
    registry: Registry
    findings: list[Diagnostic] = field(default_factory=list)
    transactions: int = 0
    claims: int = 0
    levels: int = 0
    segments: int = 0
    overrides: dict[str, Severity] = field(default_factory=dict)
    disagreements: list[str] = field(default_factory=list)

    def severity(self, code: str) -> Severity:
        """The severity of a code in this file."""
        return self.registry.severity(code, self.overrides)

    @property
    def valid(self) -> bool:
        """Whether no finding is an error."""
        return not any(self.severity(finding.code) == "error" for finding in self.findings)

    @property
    def held(self) -> str:
        """What the transactions hold, in words."""
        return f"{self.levels:,} levels" if self.levels else f"{self.claims:,} claims"
