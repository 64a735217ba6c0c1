"""The findings of SNIP types 1 and 2 as rules, one for each reason of `edi.guide.findings`.

They are data (`mappings/guides/findings.toml`) and not a file each: a rule's file is worth having for its check, and
these have none; the guide validator finds all of them in one pass over tables made from the guide. What remains, a
code that never changes, a slug, why it matters and how to fix it, is text, and text that grows with the standard
belongs to the mappings. Their message comes with the finding, as it names the guide's elements and limits.
"""

from __future__ import annotations

from functools import cache

from edi.diagnostics import Rule, Severity
from edi.guide.findings import Finding
from mappings.finding_table import GuideFinding, load_guide_findings


def _severity(reason: str) -> Severity:
    """The guide validator's own word."""
    said = Finding(code="", level="", reason=reason, segment_no=0).severity
    return "warning" if said == "warning" else "info" if said == "info" else "error"


def _rule(row: GuideFinding) -> Rule:
    sections = (
        ("What it finds", f"{row.title}."),
        ("Why it matters", row.why),
        ("How to fix", row.fix),
        ("Example", row.example),
    )
    text = "\n\n".join(f"{heading}\n    {body}" for heading, body in sections)
    return Rule(
        code=row.code,
        severity=_severity(row.reason),
        scope="file",
        message="{expected}",
        hint=row.fix,
        snip=int(row.code[1]),
        slug=row.reason,
        documentation=f"{row.title}.\n\n{text}",
    )


@cache
def rules() -> tuple[Rule, ...]:
    """One rule a reason, in the order of the table."""
    return tuple(_rule(row) for row in load_guide_findings())
