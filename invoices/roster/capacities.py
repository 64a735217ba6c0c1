"""The capacities that rosters tell, for the quarterly report: of every row, whatever a 274 of it would lack."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from edi.diagnostics import load_rules
from edi.model.capacity import ProviderCapacity, capacities
from edi.report.run_result import RunResult
from invoices.context import Context
from invoices.intake import Source
from invoices.roster.job import ProviderRun
from invoices.roster.tree import put_together
from invoices.translate import RULE_PACKAGES
from mappings.layout_file import Layout


def roster_capacities(
    sources: Sequence[Source], context: Context, layouts: Sequence[Layout], now: datetime
) -> tuple[RunResult, list[ProviderCapacity]]:
    """Reads rosters; the result holds what was noticed in their cells. OSError means an input that cannot be opened."""
    registry = load_rules(*RULE_PACKAGES)
    result = RunResult(
        [], [], [], registry, context.payer.severity, context.payer.name, context.profile.usage, context.received, now,
        "", False, "", False, "274",
    )  # fmt: skip
    job = ProviderRun(context, registry, result)
    job.read(sources, layouts)
    roster = put_together([entry.line for entry in job.entries.values()], context)
    groups = {code: [group for _, group in job.levels.groups(nodes)] for code, nodes in roster.plans.items()}
    return result, capacities({code: job.file_of(code, made) for code, made in groups.items()})
