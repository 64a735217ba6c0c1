"""One service of an invoice: the cleaned cells of a row (or of one group of a wide row), and what follows from
them alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from edi.model.reference import SheetRef
from invoices.cells.full_address import FullAddress
from invoices.cells.full_name import FullName
from invoices.cells.hcpcs import Procedure
from invoices.cells.mark import Mark
from invoices.cells.units import Quantity
from invoices.resolve import Resolution
from mappings.profile_file import Plan
from mappings.row_words import RowStatus


class InvoiceLine(msgspec.Struct, eq=False, gc=False):
    """The fields of `mappings/layouts/fields.csv` in their order (None: empty or unreadable), then `table` (an
    `invoices.layout.table.Table`), `row`, `slot`, then what was derived. Built by position; not frozen because
    that doubles the cost of building it, and never changed after; one is known again by its identity. Amounts are whole
    cents, `unit_cost` dollars.

    `faulty` names the fields whose cell could not be read: a finding has said so already. `service_date` and
    `last_date` are the span; `unit_count` the units as the code counts them; `charge` the line's charge.
    """

    billing_npi: str | None
    billing_tin: str | None
    billing_name: str | None
    billing_first_name: str | None
    billing_phone: str | None
    billing_address: str | None
    billing_city: str | None
    billing_state: str | None
    billing_zip: str | None
    billing_taxonomy: str | None
    rendering_npi: str | None
    rendering_tin: str | None
    rendering_name: str | None
    rendering_first_name: str | None
    rendering_phone: str | None
    rendering_address: str | None
    rendering_city: str | None
    rendering_state: str | None
    rendering_zip: str | None
    rendering_taxonomy: str | None
    member_cin: str | None
    member_mrn: str | None
    member_last_name: str | None
    member_first_name: str | None
    member_middle_name: str | None
    member_suffix: str | None
    member_dob: date | None
    member_gender: str | None
    homeless_indicator: bool | None
    member_address: str | None
    member_city: str | None
    member_state: str | None
    member_zip: str | None
    county: str | None
    payer_id: str | None
    payer_name: str | None
    hcpcs: Procedure | None
    modifiers: tuple[str, ...] | None
    service_start: date | None
    service_end: date | None
    service_name: str | None
    units: Quantity | None
    minutes: Quantity | None
    unit_cost: Decimal | None
    line_charge: int | None
    row_total: int | None
    paid_amount: int | None
    paid_date: date | None
    deposit_amount: int | None
    place_of_service: str | None
    diagnoses: tuple[str, ...] | None
    staff_type: str | None
    modality: str | None
    invoice_number: str | None
    invoice_date: date | None
    invoice_total: int | None
    control_number: str | None
    authorization: str | None
    claim_id: str | None
    claim_frequency: str | None
    original_reference: str | None
    row_status: RowStatus | None
    billing_full_address: FullAddress | None
    rendering_full_name: FullName | None
    member_full_name: FullName | None
    member_full_address: FullAddress | None
    hours: tuple[Quantity] | None
    service_month: date | None
    day_cell: Mark | None
    table: Any
    row: int
    slot: int
    faulty: tuple[str, ...]
    plan: Plan | None
    resolution: Resolution
    unit_count: Decimal | None
    charge: int | None

    def at(self, name: str = "") -> SheetRef:
        """The cell of a field, or the row."""
        ref: SheetRef = self.table.ref(self.row, name, self.slot)
        return ref

    @property
    def last_date(self) -> date | None:
        """The last day of the service: its end, else its start."""
        return self.service_end or self.service_start

    @property
    def final_modifiers(self) -> tuple[str, ...]:
        """The modifiers as they are emitted (`invoices.resolve`)."""
        return self.resolution.modifiers

    @property
    def procedure_code(self) -> str:
        """The procedure code as written or as inferred from the service name; "" where there is none."""
        if self.hcpcs is not None:
            return self.hcpcs.hcpcs
        return self.resolution.service.hcpcs if self.resolution.service else ""
