"""A run made by hand: a few rules, two inputs' worth of shapes, every status."""

from __future__ import annotations

from datetime import UTC, date, datetime

from edi.diagnostics import Becomes, Diagnostic, Registry, Rule
from edi.model.reference import FileRef, SheetRef
from edi.views.run_result import Disposition, InputResult, OutputFile, RunResult, SheetRead

FILE = "invoices.xlsx"
SECRET = "91234567A"  # a member's CIN: it must never be shown
REGISTRY = Registry(
    {
        rule.code: rule
        for rule in (
            Rule(
                "CL007", "error", "cell", "{field} holds {found}", "Write eight digits and a letter.", slug="cin-form",
                documentation="A CIN that has not the form of one.\n\nWhat it finds\n...",
            ),
            Rule(
                "LN014", "error", "line", "{found} units; the code counts {expected}", "Write whole units.",
                becomes=Becomes("2400", "SV1", 4), slug="units-off-increment", documentation="Units between two steps.",
            ),
            Rule("DU001", "error", "run", "the same service as {related}", "Remove one of the two.", slug="same-line"),
            Rule("EN003", "warning", "encounter", "no diagnosis", "Add one.", slug="no-diagnosis"),
            Rule("CL030", "info", "cell", "{found} read as {expected}", "Nothing to do.", slug="date-read"),
            Rule("WB004", "error", "sheet", "no heading row; known: {expected}", "Add headings.", slug="no-heading"),
        )
    }
)  # fmt: skip


def at(row: int, column: str = "", field: str = "", slot: int = 0, file: str = FILE) -> SheetRef:
    return SheetRef(file, "Invoice", row, column, field, slot)


def sample_input(file: str = FILE) -> InputResult:
    lines = [Disposition("Invoice", n, 0, "sent", 8125, claim=f"3000{n}", line=1, provider="Harbor & <Light>",
                         service="Enhanced Care Management", modality="in_person" if n % 2 else "telehealth")
             for n in range(2, 12)]  # fmt: skip
    lines += [
        Disposition("Invoice", 12, 1, "withheld", 4000, ("CL007",), provider="Bridge Homes", service="Respite"),
        Disposition("Invoice", 12, 2, "withheld", 4050, ("LN014",), provider="Bridge Homes", service="Respite"),
        Disposition("Invoice", 13, 0, "withheld", 1000, ("DU001",), provider="Bridge Homes", service="Respite"),
        Disposition("Invoice", 14, 0, "skipped", reason="total"),
    ]
    findings = [
        Diagnostic("CL007", at(12, "C", "member_cin", file=file), SECRET),
        Diagnostic("LN014", at(12, "H", "units", 2, file), "2.5", "15 minutes"),
        Diagnostic("DU001", at(13, file=file), related=(at(5, file=file),)),
        Diagnostic("EN003", at(3, "J", "diagnoses", file=file)),
        Diagnostic("CL030", at(4, "E", "service_start", file=file), "3/4/26", "2026-03-04"),
    ]
    return InputResult(file, None, "ab" * 32, [SheetRead("Invoice", "dhcs-long")], findings, lines)


def build_run(*inputs: InputResult, sample_profile: bool = False, strict: bool = False) -> RunResult:
    parts = list(inputs) or [sample_input()]
    sent = [line for part in parts for line in part.dispositions if line.status == "sent"]
    outputs = [OutputFile("invoices.837", "305", 1, len(sent), len(sent), sum(line.charge for line in sent))]
    return RunResult(
        parts, outputs if sent else [], [Diagnostic("EN003", FileRef("edi-translate.toml"))], REGISTRY, {}, "dhcs", "T",
        date(2026, 4, 1), datetime(2026, 4, 2, 8, 30, tzinfo=UTC), "edi-translate.toml", sample_profile,
        "help@plan.example", strict,
    )  # fmt: skip
