"""The capacities that rosters tell, for the quarterly report: of every row, whatever a 274 of it would lack."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from edi.model.capacity import ProviderCapacity, capacities
from edi.views.run_result import RunResult
from invoices.context import Context
from invoices.intake import Source
from invoices.roster.job import ProviderRun
from invoices.roster.tree import put_together
from invoices.run import begun
from mappings.layout_file import Layout


def roster_capacities(
    sources: Sequence[Source], context: Context, layouts: Sequence[Layout], now: datetime
) -> tuple[RunResult, list[ProviderCapacity]]:
    """Reads rosters; the result holds what was noticed in their cells. OSError means an input that cannot be opened."""
    result = begun(context.profile, context.payer, context.received, now, kind="274")
    job = ProviderRun(context, result.registry, result)
    job.read(sources, layouts)
    roster = put_together(job.lines, context)
    groups = {code: [group for _, group in job.levels.groups(nodes)] for code, nodes in roster.plans.items()}
    return result, capacities({code: job.file_of(code, made) for code, made in groups.items()})
