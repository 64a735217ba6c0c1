"""Findings of the guide's engine as diagnostics."""

from __future__ import annotations

from edi.diagnostics import Diagnostic
from edi.guide.findings import Finding
from edi.model.reference import X12Ref
from mappings.finding_table import UNLISTED, codes_by_reason


def code_of(finding: Finding) -> str:
    """The stable code of a finding's reason."""
    return codes_by_reason().get(finding.reason) or UNLISTED[finding.snip]


def diagnostic(finding: Finding, file: str) -> Diagnostic:
    """The finding with its code; the message names elements and limits of the guide, never a value."""
    where = X12Ref(
        file,
        isa=finding.isa.strip(),
        gs=finding.gs,
        st=finding.st,
        segment_no=finding.segment_no,
        st_segment_no=finding.st_segment_no,
        loop=finding.loop,
        segment=finding.segment,
        element=finding.element,
        component=finding.component,
        repeat=finding.repeat,
        claim=finding.claim,
    )
    return Diagnostic(code_of(finding), where, finding.value, finding.message)
