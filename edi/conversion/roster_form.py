"""A roster workbook of a 274: the layout `roster-long`, one row a provider at a site, which `providers` turns back into
the same 274. Capacity is not in a 274, so those columns stay empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import IO, Any

from edi.conversion.provider_listing import plan_code
from edi.conversion.roster_words import hours_text, listed, supports_text
from edi.conversion.xlsx_form import Table
from edi.model.provider_file import Contact, Group, Listed, Provider, Site
from edi.t274.parse import Parsed
from mappings.layout_file import load_layouts
from mappings.payer_file import load_payer
from mappings.provider_section import ProviderSection
from mappings.roster_tables import ROSTER, degree_codes
from mappings.service_table import normal

LAYOUT = "roster-long"
# What a level may hold that no column of a roster says.
UNSAID = {
    Group: ("names", "contacts", "gender", "degrees", "languages", "dates", "hours", "conditions", "accepts",
            "locations", "affiliations", "other"),
    Site: ("names", "gender", "degrees", "dates", "conditions", "affiliations", "other"),
    Provider: ("names", "contacts", "dates", "hours", "conditions", "accepts", "locations", "other"),
}  # fmt: skip


def write_roster(files: Iterable[Parsed], stream: IO[bytes]) -> int:
    """Writes the workbook; gives the number of levels that hold something which a roster cannot say. Text is written as
    text, so that no value is taken for a formula."""
    headings = {field: words[0] for field, words in load_layouts(ROSTER)[LAYOUT].columns.items()}
    table = Table("Roster", headings)
    section = _section()
    unsaid = 0
    for each in files:
        plan = plan_code(each)
        for group in each.file.groups:
            unsaid += _is_unsaid(group)
            for values, levels in _rows(group, section):
                unsaid += sum(_is_unsaid(level) for level in levels)
                table.add({"plan_code": plan, **values})
    table.save(stream)
    return unsaid


@cache
def _section() -> ProviderSection:
    """The state's qualifiers: a 274 does not say whose it has."""
    section = load_payer("dhcs").provider_file
    assert section is not None
    return section


def cells_of(value: Listed) -> dict[str, Any]:
    """The cells of a group, site or provider by field, without those of the levels above and below."""
    if isinstance(value, Group):
        return _group(value, _section())
    return _site(value, _section()) if isinstance(value, Site) else _provider(value, _section())


def _rows(group: Group, section: ProviderSection) -> Iterator[tuple[dict[str, Any], list[Listed]]]:
    """The cells of every row, and the levels that are new in it."""
    above = _group(group, section)
    if not group.sites:
        yield above, []
    for site in group.sites:
        values = above | _site(site, section)
        if not site.providers:
            yield values, [site]
        for place, provider in enumerate(site.providers):
            yield values | _provider(provider, section), [provider] if place else [site, provider]


def _is_unsaid(value: Listed) -> bool:
    return not value.absent and any(getattr(value, name) for name in UNSAID[type(value)])


def _reference(value: Listed, qualifier: str) -> str:
    return next((each.value for each in value.references if each.qualifier == qualifier), "")


def _group(group: Group, section: ProviderSection) -> dict[str, Any]:
    return {
        "group_npi": group.npi,
        "group_name": group.name,
        "group_tin": _reference(group, section.group_tax_qualifier),
        "group_taxonomies": listed(group.taxonomies),
        "group_contract_start": group.contract_start,
        "group_contract_end": group.contract_end,
    }


def _site(site: Site, section: ProviderSection) -> dict[str, Any]:
    place = site.address
    who = site.accepts
    services = list(dict.fromkeys([*site.services, *(s for each in site.providers for s in each.services)]))
    return {
        "site_id": _reference(site, section.site_id_qualifier),
        "site_npi": site.npi,
        "site_name": site.name,
        "site_address": place.line if place else "",
        "site_address_2": place.line_2 if place else "",
        "site_city": place.city if place else "",
        "site_state": place.state if place else "",
        "site_zip": place.zip_code if place else "",
        "site_contact": next((each.name for each in site.contacts if each.name), ""),
        "site_phones": listed(_numbers(site.contacts, "TE")),
        "site_fax": next(_numbers(site.contacts, "FX"), ""),
        "site_email": next(_numbers(site.contacts, "EM"), ""),
        "site_languages": listed(each.code for each in site.languages),
        "site_hours": hours_text(site.hours),
        "site_gender": who.gender if who else "",
        "site_age_from": who.youngest if who else None,
        "site_age_to": who.oldest if who else None,
        "site_taxonomies": listed(site.taxonomies),
        "site_contract_start": site.contract_start,
        "site_contract_end": site.contract_end,
        "ecm": "Y" if "ecm" in services else "",
        "community_supports": supports_text(services),
    }


def _numbers(contacts: Iterable[Contact], qualifier: str) -> Iterator[str]:
    return (number.value for each in contacts for number in each.numbers if number.qualifier == qualifier)


def _provider(provider: Listed, section: ProviderSection) -> dict[str, Any]:
    first = provider.specialties[0] if provider.specialties else None
    role = first.roles[0].code if first and first.roles else ""
    certified = first.certifications[0].answer if first and first.certifications else ""
    known = degree_codes()
    hospitals = (each for each in provider.affiliations if each.entity == section.affiliation_entity)
    return {
        "provider_npi": provider.npi,
        "provider_name": provider.name,
        "provider_first_name": provider.first_name,
        "provider_middle_name": provider.middle_name,
        "provider_suffix": provider.suffix,
        "provider_gender": provider.gender,
        "provider_degrees": listed(
            each.description for each in provider.degrees if known.get(normal(each.description)) == each.code
        ),
        "provider_licence": _reference(provider, section.licence_qualifier),
        "provider_languages": listed(each.code for each in provider.languages),
        "provider_taxonomies": listed(provider.taxonomies),
        "provider_role": role,
        "provider_certified": certified,
        "provider_affiliations": listed(f"{each.name} ({each.id})" if each.id else each.name for each in hospitals),
        "provider_contract_start": provider.contract_start,
        "provider_contract_end": provider.contract_end,
    }
