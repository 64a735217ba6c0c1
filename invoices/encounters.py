"""Encounters of invoices without writing them: what a report counts when the 837P was not made yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from edi.collector import collector_paused
from edi.model.reference import FileRef
from edi.qimr.source import Listed, Note
from invoices.context import Context
from invoices.intake import Source
from invoices.run import OF_INVOICES, begun
from invoices.translate import Translation
from mappings.layout_file import Layout


def encounters_of(sources: Sequence[Source], context: Context, layouts: Sequence[Layout], now: datetime) -> Listed:
    """The encounters that `translate` would send of these invoices, rows that it withholds left out (QR008 counts
    them). OSError passes through."""
    result = begun(context.profile, context.payer, context.received, now, families=OF_INVOICES)
    job = Translation(context, result.registry, result)
    with collector_paused():
        job.read(sources, layouts)
        made = job.encounters()
    inputs = job.account.inputs
    withheld = {
        one.result.file: sum(bool(entry.codes) for table in one.tables for entry in table.entries) for one in inputs
    }
    notes = [Note("QR008", FileRef(file), "", str(count)) for file, count in withheld.items() if count]
    notes += [Note("QR001", FileRef(one.result.file)) for one in inputs if not one.tables]
    return Listed(made, notes)
