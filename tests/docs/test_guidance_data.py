"""Data files against the statements of the guidance that they carry out (`docs/reference/requirements.md`)."""

from __future__ import annotations

from datetime import date

import pytest

from edi.t837p.build import GUIDE
from mappings.county_table import County, GoLive, load_counties, load_go_live
from mappings.fields import load_fields
from mappings.service_table import load_services

# ECM policy guide, Appendix A: ECM started on January 1, 2022 here, on July 1, 2022 in the other thirty-three.
EARLY = """Alameda, Contra Costa, Imperial, Kern, Kings, Los Angeles, Marin, Mendocino, Monterey, Napa, Orange, Placer,
    Riverside, Sacramento, San Bernardino, San Diego, San Francisco, San Joaquin, San Mateo, Santa Clara, Santa Cruz,
    Shasta, Sonoma, Tulare, Ventura"""
# The quarterly report guidance: fourteen community supports (the FAQ's thirteen bullets merge two).
FOURTEEN = """housing_navigation, housing_deposits, housing_tenancy, short_term_housing, recuperative_care, respite,
    day_habilitation, alf_transition, home_transition, personal_care, home_modifications, medically_tailored_meals,
    sobering_centers, asthma_remediation"""


def words(text: str) -> set[str]:
    return {" ".join(word.split()) for word in text.split(",")}


def counties() -> set[County]:
    return set(load_counties().values())


def go_live(age_group: str, population: str) -> GoLive:
    return next(row for row in load_go_live() if row.age_group == age_group and row.population.startswith(population))


def test_the_early_counties_are_those_of_appendix_a() -> None:
    assert {county.name for county in counties() if county.ecm_start == date(2022, 1, 1)} == words(EARLY)


def test_the_two_groups_of_counties_add_up_to_58() -> None:
    starts = [county.ecm_start for county in counties()]
    assert len(starts) == 58
    assert starts.count(date(2022, 7, 1)) == 33


@pytest.mark.parametrize("population", ["Experiencing Homelessness", "High Utilizer", "Serious Mental Illness"])
def test_first_adult_populations_start_with_their_county(population: str) -> None:
    row = go_live("Adult", population)
    assert (row.early_counties, row.other_counties) == (date(2022, 1, 1), date(2022, 7, 1))


@pytest.mark.parametrize(
    ("age_group", "population"),
    [
        ("Adult", "Transitioning from Incarceration"),
        ("Child/Youth", "Transitioning from Incarceration"),
        ("Adult", "LTC Eligible"),
        ("Adult", "NF Residents"),
    ],
)
def test_incarceration_and_long_term_care_start_everywhere_in_2023(age_group: str, population: str) -> None:
    row = go_live(age_group, population)
    assert row.early_counties == row.other_counties == date(2023, 1, 1)


def test_other_children_and_youth_start_in_july_2023() -> None:
    row = go_live("Child/Youth", "all other")
    assert row.early_counties == row.other_counties == date(2023, 7, 1)


def test_the_table_has_the_fourteen_supports_of_the_report() -> None:
    assert words(FOURTEEN) <= {service.service for service in load_services().services if service.program == "CS"}


def test_dated_codes_begin_no_earlier_than_the_programme() -> None:
    starts = [service.effective_from for service in load_services().services if service.effective_from]
    assert min(starts) == date(2022, 1, 1)


def test_outreach_is_told_from_service_by_u8() -> None:
    ecm = [service for service in load_services().services if service.program == "ECM"]
    assert {service.kind == "outreach" for service in ecm if "U8" in service.modifiers} == {True}
    assert {service.kind == "outreach" for service in ecm if "U8" not in service.modifiers} == {False}


@pytest.mark.parametrize("word", ["sign", "licen", "consent", "denial", "supervis", "other_payer"])
def test_no_field_asks_for_what_the_guidance_does_not_require(word: str) -> None:
    assert not [name for name in load_fields() if word in name]


def test_the_guide_is_the_professional_one() -> None:
    assert GUIDE == "005010X222A1"
