"""Business days, and the day on which ECM opened to a population of focus."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from mappings.county_table import County, GoLive, load_counties, load_go_live

SATURDAY = 5
# The population ids of Tables 1 and 9 -> the rows of the policy guide's Figures 1 to 3.
ADULTS = {
    "adult_homeless": "Experiencing Homelessness",
    "adult_high_utilizer": "High Utilizer",
    "adult_smi_sud": "Serious Mental Illness",
    "adult_incarceration": "Transitioning from Incarceration",
    "adult_ltc_at_risk": "LTC Eligible",
    "adult_nf_transition": "NF Residents",
}
INCARCERATION, OTHER_CHILDREN, FROM_PILOTS = "Transitioning from Incarceration", "all other", "transitioning from HHP"


def business_days(start: date, end: date, holidays: Collection[date] = ()) -> int:
    """The business days after `start` up to and with `end`; 0 where `end` is not later. Weekends and `holidays` are
    none (the guidance does not say which holidays count: they are a setting)."""
    days, day = 0, start
    while day < end:
        day += timedelta(days=1)
        days += day.weekday() < SATURDAY and day not in holidays
    return days


def nth_business_day(start: date, count: int, holidays: Collection[date] = ()) -> date:
    """The day that is `count` business days after `start`."""
    day = start
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY and day not in holidays
    return day


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def population_start(population: str, county: County, *, from_pilots: bool = False) -> date | None:
    """The first day of ECM for a population in a county (policy guide, Section III); None where the guide has none.
    `from_pilots`: a member who came over from Whole Person Care or Health Homes, for whom it began with the county."""
    row = _row(population, from_pilots=from_pilots)
    known = load_counties()[county.code].ecm_start
    early = known == min(other.ecm_start for other in load_counties().values())
    start = row.early_counties if early else row.other_counties
    # A county's own start that differs from the guide's (a setting) moves what would have begun before it.
    return max(start, county.ecm_start) if start else None


def _row(population: str, *, from_pilots: bool) -> GoLive:
    is_adult = population in ADULTS
    if is_adult:
        wanted = ADULTS[population]
    elif from_pilots:
        wanted = FROM_PILOTS
    else:
        wanted = INCARCERATION if population.endswith("incarceration") else OTHER_CHILDREN
    group = "Adult" if is_adult else "Child/Youth"
    return next(row for row in load_go_live() if row.age_group == group and row.population.startswith(wanted))


def age_on(born: date, day: date) -> int:
    """Age in whole years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
