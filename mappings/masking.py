"""Which fields may be shown as they stand in the file. The one policy, by field, for whatever prints values: names,
CIN, MRN, birth dates, addresses and telephone numbers are masked; codes, provider numbers, counts, amounts and dates of
service are shown."""

from __future__ import annotations

import re
from functools import cache

from mappings.fields import all_fields

# Kinds of cells that say nothing of who somebody is.
SHOWN_KINDS = frozenset(
    {
        "npi", "tin", "taxonomy", "taxonomies", "hcpcs", "modifiers", "diagnoses", "place_of_service", "units",
        "unit_cost", "money", "minutes", "hours", "mark", "staff", "modality", "indicator", "homeless_mark", "count",
        "whole_number", "support_counts", "supports", "populations", "one_or_zero",
    }
)  # fmt: skip
# Dates are shown where they are dates of service, contracts or invoices; a member's own dates are not.
DATE_KINDS = frozenset({"date", "span", "soft_date", "month"})
DATED_PARTS = frozenset({"service", "administrative", "group", "site", "provider"})
# Texts that name an organisation or a service.
SHOWN_FIELDS = frozenset(
    {
        "service_name", "payer_id", "payer_name", "billing_name", "plan_code", "group_name", "site_name",
        "invoice_number",
    }
)  # fmt: skip
# What looks like a CIN, an MBI, a social security number, a telephone number or an e-mail address is masked wherever it
# stands.
IDENTIFYING = re.compile(
    r"(?<![0-9A-Za-z])(?:\d{8}[A-Za-z]|\d{3}-\d{2}-\d{4}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}"
    r"|[1-9][A-Za-z][0-9A-Za-z]\d-?[A-Za-z][0-9A-Za-z]\d-?[A-Za-z]{2}\d{2})(?![0-9A-Za-z])|\S@\S"
)


@cache
def is_shown(field: str) -> bool:
    """Whether values of a field may be shown; not so for a field that is not known."""
    definition = all_fields().get(field)
    if definition is None:
        return False
    dated = definition.kind in DATE_KINDS and definition.part in DATED_PARTS
    return definition.kind in SHOWN_KINDS or field in SHOWN_FIELDS or dated


def looks_identifying(text: str) -> bool:
    """Whether a text has the form of something that identifies a person, whatever column it stands in."""
    return IDENTIFYING.search(text) is not None
