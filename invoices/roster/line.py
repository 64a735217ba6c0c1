"""One row of a provider roster: the cleaned cells, and the plans that it is for."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from edi.model.reference import SheetRef
from invoices.cells.affiliations import Affiliation
from invoices.cells.ages import Ages
from invoices.cells.degrees import Degree
from invoices.cells.full_address import FullAddress
from invoices.cells.full_name import FullName
from invoices.cells.opening_hours import Open
from invoices.cells.opening_times import Times
from invoices.cells.support_counts import SupportCount


class RosterLine(msgspec.Struct, eq=False, gc=False):
    """The fields of `mappings/rosters/fields.csv` in their order (None: empty or unreadable), then `table` (an
    `invoices.layout.table.Table`), `row` and the names of the fields whose cell could not be read (`faulty`). Built by
    position; not frozen because that doubles the cost of building it, and never changed after; one is known again by
    its identity."""

    plan_code: str | None
    group_npi: str | None
    group_name: str | None
    group_tin: str | None
    group_taxonomies: tuple[str, ...] | None
    group_contract_start: date | None
    group_contract_end: date | None
    site_id: str | None
    site_npi: str | None
    site_name: str | None
    site_address: str | None
    site_address_2: str | None
    site_city: str | None
    site_state: str | None
    site_zip: str | None
    site_contact: str | None
    site_phones: tuple[str, ...] | None
    site_fax: str | None
    site_email: str | None
    site_languages: tuple[str, ...] | None
    site_hours: tuple[Open, ...] | None
    site_monday: tuple[Times, ...] | None
    site_tuesday: tuple[Times, ...] | None
    site_wednesday: tuple[Times, ...] | None
    site_thursday: tuple[Times, ...] | None
    site_friday: tuple[Times, ...] | None
    site_saturday: tuple[Times, ...] | None
    site_sunday: tuple[Times, ...] | None
    site_gender: str | None
    site_age_from: int | None
    site_age_to: int | None
    site_taxonomies: tuple[str, ...] | None
    site_contract_start: date | None
    site_contract_end: date | None
    ecm: bool | None
    ecm_populations: tuple[str, ...] | None
    community_supports: tuple[str, ...] | None
    ecm_provider_type: int | None
    ecm_capacity: int | None
    ecm_further: int | None
    ecm_further_adults: int | None
    ecm_further_children: int | None
    support_provider_type: int | None
    support_capacity: tuple[SupportCount, ...] | None
    support_further: tuple[SupportCount, ...] | None
    provider_npi: str | None
    provider_name: str | None
    provider_first_name: str | None
    provider_middle_name: str | None
    provider_suffix: str | None
    provider_gender: str | None
    provider_degrees: tuple[Degree, ...] | None
    provider_licence: str | None
    provider_languages: tuple[str, ...] | None
    provider_taxonomies: tuple[str, ...] | None
    provider_role: str | None
    provider_certified: bool | None
    provider_affiliations: tuple[Affiliation, ...] | None
    provider_contract_start: date | None
    provider_contract_end: date | None
    provider_full_name: FullName | None
    site_full_address: FullAddress | None
    site_ages: Ages | None
    table: Any
    row: int
    faulty: tuple[str, ...]

    def at(self, name: str = "") -> SheetRef:
        """The cell of a field, or the row."""
        ref: SheetRef = self.table.ref(self.row, name)
        return ref

    @property
    def has_provider(self) -> bool:
        """Whether the row names a provider; one without lists a site."""
        return self.provider_npi is not None or self.provider_name is not None
