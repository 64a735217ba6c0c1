"""California's 58 counties and the day ECM started in each (DHCS ECM policy guide, Appendix A)."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from mappings.errors import ConfigError
from mappings.service_table import normal
from mappings.tables import HERE, optional_date, read_table

COUNTIES = HERE / "counties" / "counties.csv"
GO_LIVE = HERE / "counties" / "ecm_go_live.csv"


class County(NamedTuple):
    """A county: the state's two-digit code, its name, the day ECM started for its first populations."""

    code: str
    name: str
    ecm_start: date


class GoLive(NamedTuple):
    """The start of ECM for one population of focus, in counties that had a Whole Person Care or Health Homes
    programme and in the others (None: not applicable there)."""

    age_group: str
    population: str
    early_counties: date | None
    other_counties: date | None


@cache
def load_counties() -> dict[str, County]:
    """Counties by normalised name and by code. Raises ConfigError for a row without a start date."""
    counties: dict[str, County] = {}
    for line, row in read_table(COUNTIES):
        start = optional_date(COUNTIES, line, row["ecm_start"])
        if start is None:
            raise ConfigError(COUNTIES, "no ECM start date", line)
        county = County(row["county_code"], row["county"], start)
        counties[normal(county.name)] = county
        counties[county.code] = county
    return counties


@cache
def load_go_live() -> tuple[GoLive, ...]:
    """When each population of focus started (Section III, Figures 1 to 3)."""
    return tuple(
        GoLive(
            row["age_group"],
            row["population"],
            optional_date(GO_LIVE, line, row["counties_with_wpc_or_hhp"]),
            optional_date(GO_LIVE, line, row["other_counties"]),
        )
        for line, row in read_table(GO_LIVE)
    )


def county_named(text: str) -> County | None:
    """A county by name ("Alameda", "alameda county") or code ("01"); None where there is none."""
    key = normal(text)
    return load_counties().get(key.removesuffix("county") if key != "county" else key)
