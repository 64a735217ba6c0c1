"""Populations of focus that are marked and cannot be: not started in the county, or of another age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from edi.qimr.counting import age_on
from edi.qimr.facts import Facts
from edi.qimr.judging import Placed
from mappings.county_table import County, county_named, load_go_live
from mappings.report_table import Population, load_populations

#: ECM for its first populations began then in counties that had a Whole Person Care or Health Homes programme.
EARLY = date(2022, 1, 1)
_AGES = {"adult": "Adult", "child": "Child/Youth"}


def marked(placed: Placed) -> Iterator[Population]:
    """The populations that a row marks."""
    known = load_populations()
    for field in placed.group("population"):
        if placed.value(field) == 1:
            yield known[field.partition(".")[2]]


def live_too_late(placed: Placed, facts: Facts) -> Iterator[str]:
    """Fields of populations that ECM was not open to in the county by the end of the quarter (PG, figures 1 to 3).
    Members who came from HHP or WPC are exempt."""
    plan = facts.plans.get(str(placed.row.key[0]))
    county = county_named(plan.county) if plan is not None and plan.county else None
    if county is None or facts.people.is_transitioned(str(placed.value("cin"))):
        return
    for population in marked(placed):
        start = go_live(population, county)
        if start is not None and start > facts.quarter.last:
            yield f"population.{population.name}"


def go_live(population: Population, county: County) -> date | None:
    """The day on which ECM began for a population in a county; None where no text tells it."""
    for row in load_go_live():
        if population.go_live == row.population and _AGES[population.age_group] == row.age_group:
            return row.early_counties if county.ecm_start <= EARLY else row.other_counties
    return None


def of_another_age(placed: Placed, facts: Facts) -> Iterator[str]:
    """Fields of populations that are for another age than the member has on the last day of the quarter (QG 4, columns
    I to T: child welfare reaches to 26)."""
    birth = placed.value("birth_date")
    if not isinstance(birth, date):
        return
    age, adult = age_on(birth, facts.quarter.last), facts.profile.member_files.adult_age
    for population in marked(placed):
        is_child_column = population.age_group == "child"
        if age >= (population.below_age or adult) if is_child_column else age < adult:
            yield f"population.{population.name}"
