"""`reference/fields.md`, `reference/roster-fields.md` and `reference/services.md`, from the data files."""

from __future__ import annotations

from itertools import groupby

from invoices.layout.headings import heading_for
from mappings.fields import Field, load_fields
from mappings.layout_file import load_layouts
from mappings.roster_tables import ROSTER
from mappings.sdoh import sdoh_codes
from mappings.service_table import SERVICES, load_services
from mappings.subject_file import INVOICE
from mappings.tables import read_table
from tests.tools.docs_pages.markdown import anchor, cell, code, page, slug, table

PARTS = {
    "provider": "Billing and rendering provider",
    "member": "Member",
    "service": "Service and billing",
    "administrative": "Administrative",
}
ROSTER_PARTS = {
    "file": "The file",
    "group": "Group",
    "site": "Site",
    "programme": "ECM and Community Supports, for the site",
    "provider": "Provider",
}
KINDS = {
    "npi": "ten digits, first 1 or 2, check digit (CL003, CL004)",
    "tin": "nine digits; a number may have lost its first zero (CL018)",
    "cin": "9, seven digits, a letter; a 14-character card number is cut to nine (CL005)",
    "text": "text in plain letters (CL020, CL021, CL026)",
    "note": "any text; read and not sent",
    "reference": "the number of a claim that was sent before; a word for none is read as empty",
    "frequency": "1, 6, 7 or 8, or the usual word (CL040)",
    "row_status": "what became of the visit: Completed, No show, Void ... in English or Spanish (CL041)",
    "phone": "ten digits; else left out (CL017)",
    "state": "two letters or the state's name (CL016)",
    "zip": "five or nine digits; a number may have lost its first zero (CL015)",
    "taxonomy": "ten characters ending in X; else left out (CL025)",
    "date": "MM/DD/YYYY, ISO, eight digits, a real date, a written month; day first where all are (CL006, CL031)",
    "soft_date": "a date; else left out (CL029)",
    "birth_date": "a date; a two-digit year below 40 is refused (CL006)",
    "span": "a date, or a start and an end in one cell (CL006, CL031)",
    "month": "a month, or any day of it (CL006)",
    "full_name": "a whole name, taken apart into its fields (CL032)",
    "full_address": "a whole address, taken apart into its fields (CL033)",
    "hours": "hours, taken as minutes (CL010)",
    "mark": "a day of a calendar: units, a code, or both (CL034)",
    "gender": "F, M, U or a usual word (CL019)",
    "indicator": "1 or Y, 0 or N, or nothing (CL024)",
    "hcpcs": "one HCPCS code, modifiers may follow (CL011)",
    "modifiers": "up to four of two characters (CL012)",
    "units": "a number, or a duration such as 45 min (CL010)",
    "minutes": "minutes, or a duration (CL010)",
    "unit_cost": "dollars, at most four decimals (CL007, CL008, CL009)",
    "money": "dollars and cents; 1.200 and 10 00 are refused (CL007, CL008, CL009)",
    "place_of_service": "two digits of the CMS list, or its name (CL014)",
    "diagnoses": "one or several ICD-10-CM codes (CL013)",
    "staff": "clinical or non-clinical, or a usual title (CL027)",
    "modality": "in person or telephonic, or a usual word (CL027)",
    "taxonomies": "one or several of ten characters ending in X; others are left out (CL025)",
    "phones": "one or several of ten digits; others are left out (CL017)",
    "languages": "one or several, by name or ISO 639 code; others are left out (CL050)",
    "degrees": "one or several, such as MD or MSW; others are left out (CL051)",
    "populations": "one or several populations of focus, with Adult or Child (CL052)",
    "supports": "one or several community supports by name (CL053)",
    "count": "a whole number; else left out (CL054)",
    "support_counts": "a number, or each support with its number: Housing Deposits 40; Respite 12 (CL054)",
    "affiliations": "hospitals by name, with or without their NPI in brackets (CL055)",
    "gender_served": "F, M or both; else left out (CL056)",
    "age": "whole years; else left out (CL057)",
    "ages": "18-64, 21+, under 21, all; else left out (CL057)",
    "opening_hours": "days and hours: Mon-Fri 8-5; Sat 9-12, or 24/7; else left out (CL058)",
    "opening_times": "hours of one day: 8:00 AM - 17:00, 9-12, 1-5, closed; else left out (CL058)",
}
FIELDS_INTRO = """
What a layout can read. *Presence* says what happens without a value: **required**: the line is withheld (CL001, or
WB005 where the sheet has no place for it); **minimum**: DHCS lists it among the minimum data elements of an invoice,
the line is sent and the lack is told (CL002, WB013); **optional**: nothing is said. *Becomes* is the 837P element;
a field without one is read and not sent. *Longest* is the length at which a value is cut (CL021).

Some fields have a stand-in. `minutes` do for `units`. A `service_name` does for `hcpcs` where exactly one code fits.
`line_charge` or `deposit_amount` do for `unit_cost`. A homeless member needs no address. The profile can give a
[place of service](profile.md#defaults-place-of-service) and [diagnoses](profile.md#defaults-diagnoses).
"""
ROSTER_INTRO = """
What a layout of a provider roster can read. No column is required: a row may list a provider at a site, a site alone or
a group alone, and what is said once holds for all rows of the same group or site. What a
[274](../how-to/send-the-monthly-274.md) cannot do without is asked of what the rows come to. *Becomes* is the element
of the 274; a field without one stays out of it. *Longest* is the length at which a value is cut (CL021).

Fields that hold several values may stand in several columns (`Language 1`, `Language 2`), or in one cell with
semicolons.
"""
SERVICES_INTRO = """
Every ECM and Community Supports procedure code, with the days on which it can be used. A service is told by its code
**and** its modifiers as a set: the order of modifiers does not matter, and H0044 U2, U3, U5 and U6 are four different
services. Modifiers that decide nothing here (HQ, 95) go along.

`edi-translate codes housing --on 2026-03-01` searches the table. It is the file `mappings/services/services.csv`;
[Add a code](../how-to/add-a-code.md) shows how to change it.

*Evidence* is that of the code and modifiers, then that of the unit; see [Evidence](../explanation/evidence.md).
"""
AFTER = """
## Two services that are easily confused

*Nursing facility transition or diversion to assisted living* pays for the move and for ongoing assisted living
expenses (T2038 U4, H2022 U5). *Personal care and homemaker services* (S5130 U6, T1019 U6) support a member who lives
at home. A member who moves home is reported under *Community or home transition* (T2038 U5).
"""
SDOH_INTRO = """
A social Z code will do where no clinical diagnosis is known (LN023 suggests some). DHCS's recommended list, with the
days on which each code is billable:
"""


def pages() -> dict[str, str]:
    """The three pages."""
    return {
        "reference/fields.md": _fields("Fields of an invoice", FIELDS_INTRO, PARTS, INVOICE),
        "reference/roster-fields.md": _fields("Fields of a roster", ROSTER_INTRO, ROSTER_PARTS, ROSTER),
        "reference/services.md": _services(),
    }


def _fields(title: str, intro: str, titles: dict[str, str], subject: str) -> str:
    unknown = {field.kind for field in load_fields(subject).values()} - set(KINDS)
    if unknown:
        raise ValueError(f"kinds of cell without a description: {', '.join(sorted(unknown))}")
    parts = []
    for part, group in groupby(_by_part(subject, titles), key=lambda field: field.part):
        rows = []
        for field in group:
            becomes = f"{field.loop} {field.segment}-{field.element:02}" if field.segment else " "
            headings = [
                heading_for(layout, field.name)
                for layout in load_layouts(subject).values()
                if field.name in layout.columns
                or field.name in layout.labels
                or (layout.slots and field.name in layout.slots.columns)
            ]
            rows.append(
                (
                    f"{anchor(field.name)}`{field.name}`",
                    cell(field.title),
                    field.presence,
                    becomes,
                    str(field.limit or " "),
                    cell(KINDS[field.kind]),
                    cell(", ".join(dict.fromkeys(headings)) or "no shipped layout"),
                )
            )
        header = ("field", "title", "presence", "becomes", "longest", "what may stand there", "headings, for example")
        parts.append(f"## {titles[part]}\n\n" + table(header, rows))
    return page(title, intro, *parts)


def _by_part(subject: str, titles: dict[str, str]) -> list[Field]:
    """The fields of a subject, those of a part together; an invoice's file has them so, but for those that hold
    others."""
    fields = list(load_fields(subject).values())
    return fields if subject == INVOICE else sorted(fields, key=lambda field: list(titles).index(field.part))


def _services() -> str:
    evidence = [row["evidence_unit"] for _, row in read_table(SERVICES)]
    pairs = list(zip(load_services().services, evidence, strict=True))
    parts = []
    for name, group in groupby(pairs, key=lambda pair: pair[0].service):
        found = list(group)
        rows = [
            (
                code(service.label),
                cell(service.kind),
                cell(service.unit.replace("_", " ")),
                cell(", ".join(filter(None, (service.modality, service.staff))).replace("_", " ") or "any"),
                f"{service.effective_from or 'not known'} to {service.effective_to or 'now'}",
                cell(f"{service.evidence}; {unit}".replace("_", " ")),
                cell(f"{service.description}. {service.note}".strip(". ")),
            )
            for service, unit in found
        ]
        header = ("code", "kind", "unit", "contact, staff", "dates of service", "evidence", "description and note")
        title = f"## {found[0][0].name}\n\n{anchor('service-' + slug(name))}Short name in the profile: `{name}`."
        parts.append(title + "\n\n" + table(header, rows))
    zcodes = [
        (
            code(one.icd10),
            cell(one.description),
            "on the list" if one.priority else "replaces one of the list",
            f"{one.valid_from} to {one.valid_to or 'now'}",
            one.evidence,
        )
        for one in sdoh_codes()
    ]
    listed = table(("code", "description", "DHCS list", "billable", "evidence of its place"), zcodes)
    return page("Service codes", SERVICES_INTRO, *parts, AFTER, "## Social Z codes", SDOH_INTRO, listed)
