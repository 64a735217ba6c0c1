"""What the rules of the member-level files know besides the row: the settings, the day, the counties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from edi.member_files.calendar import business_days, population_start
from edi.model.question import Answers
from mappings.county_table import County, county_named
from mappings.profile_file import MemberFiles, Profile
from mappings.reading_file import SavedReading


@dataclass(frozen=True, slots=True)
class MemberContext:
    """One run's surroundings: the profile and the day on which the files were received, answers to the questions that a
    sheet leaves, and the readings that were confirmed before."""

    profile: Profile
    received: date
    answers: Answers = field(default_factory=dict)
    saved: Sequence[SavedReading] = ()

    @property
    def settings(self) -> MemberFiles:
        """The settings of the member-level files."""
        return self.profile.member_files

    def county_of(self, text: str | None) -> County | None:
        """The county that a row names, else the plan's where all plan codes have the same."""
        names = {text} if text else {plan.county for plan in self.profile.plans}
        county = county_named(names.pop() or "") if len(names) == 1 else None
        if county is None:
            return None
        starts = {county_named(name): day for name, day in self.profile.ecm_starts.items()}
        return county._replace(ecm_start=starts[county]) if county in starts else county

    def business_days(self, start: date, end: date) -> int:
        """Business days after `start` up to `end`, the settings' holidays left out."""
        return business_days(start, end, self.settings.holidays)

    def population_start(self, population: str, county_name: str | None, *, from_pilots: bool) -> date | None:
        """The first day of ECM for a population in a member's county; None where county or day is not known."""
        county = self.county_of(county_name)
        return population_start(population, county, from_pilots=from_pilots) if county else None
