"""What the validation of one file gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from edi.diagnostics import Diagnostic, Registry, Severity
from edi.guide.findings import Finding
from edi.streams import Spill
from edi.validation.checked import Checked, spelled
from edi.validation.gather import Findings, place_of
from edi.validation.guide import code_of


@dataclass(slots=True)
class Outcome:
    """One file: its findings in file order, its counts (`levels`: those of a 274), and the severities that its payer
    changes. `checked` says what the verdict stands for. `guide` are the findings of types 1 and 2 as the guide's engine
    says them, with the codes of a 999; None where they were not asked for."""

    file: str
    registry: Registry
    findings: Findings = field(default_factory=Findings)
    transactions: int = 0
    claims: int = 0
    levels: int = 0
    segments: int = 0
    overrides: dict[str, Severity] = field(default_factory=dict)
    disagreements: list[str] = field(default_factory=list)
    guide: Spill[Finding] | None = None
    checked: Checked = field(default_factory=Checked)

    def severity(self, code: str) -> Severity:
        """The severity of a code in this file."""
        return self.registry.severity(code, self.overrides)

    def guide_errors(self) -> Iterator[Finding]:
        """Those of `guide` that are errors in this file; ValueError where nobody asked for them."""
        if self.guide is None:
            raise ValueError("validate with Options(answered=True) for acknowledgments")
        return (finding for finding in self.guide if self.severity(code_of(finding)) == "error")

    def errors_above(self, snip: int) -> Iterator[Diagnostic]:
        """The errors of higher SNIP types than this."""
        rules = self.registry.rules
        return (one for one in self.findings if rules[one.code].snip > snip and self.severity(one.code) == "error")

    @property
    def valid(self) -> bool:
        """Whether no finding is an error."""
        return not any(self.severity(code) == "error" for code in self.findings.counts)

    @property
    def verdict(self) -> str:
        """The verdict in words: no file is called valid beyond what was checked."""
        if not self.valid:
            return "not valid"
        return f"valid for {spelled(self.checked.types)}" if self.checked.types else "nothing was checked"

    @property
    def held(self) -> str:
        """What the transactions hold, in words."""
        count, word = (self.levels, "level") if self.levels else (self.claims, "claim")
        return f"{count:,} {word}{'' if count == 1 else 's'}"


def number_of(finding: Diagnostic) -> int:
    """The segment of a finding in its file, 0 where it has none."""
    return place_of(finding)[0]
