"""What the rules and the grouping know besides the line: the profile, the receiver, the tables, the date received."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from edi.model.question import Answers
from invoices.resolve import Resolver
from invoices.service_name import NameClues, read_name
from mappings.code_sets import PlaceOfService, load_places
from mappings.county_table import County, county_named
from mappings.payer_file import Payer
from mappings.profile_file import Plan, Profile
from mappings.reading_file import SavedReading
from mappings.service_table import ServiceTable, load_services, normal


@dataclass(slots=True)
class Context:
    """One run's surroundings; read-only after it is made, but for what is looked up once and remembered: `counties`,
    `named_plans` and `names` by what was written, `billable` the diagnoses of a row known to be billable on a date.
    `fixed_layout` says that the layout was named by the user: what it names is not weighed, the rest is inferred;
    `answers` are those to the questions that a sheet leaves, `saved` the readings that were confirmed before;
    `remembers` that what was sent is known, so that rows which correct it are no error."""

    profile: Profile
    payer: Payer
    received: date
    services: ServiceTable = field(default_factory=load_services)
    places: dict[str, PlaceOfService] = field(default_factory=load_places)
    fixed_layout: bool = False
    answers: Answers = field(default_factory=dict)
    saved: Sequence[SavedReading] = ()
    remembers: bool = False
    plans: dict[str, Plan] = field(init=False)
    resolver: Resolver = field(init=False)
    taxonomies: dict[str, str] = field(init=False)
    social_security_payees: set[str] = field(init=False)
    ecm_starts: dict[str, date] = field(init=False)
    counties: dict[str, County | None] = field(default_factory=dict)
    named_plans: dict[str, Plan | None] = field(default_factory=dict)
    names: dict[str, NameClues] = field(default_factory=dict)
    billable: set[tuple[tuple[str, ...], date]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.resolver = Resolver(self.services)
        self.social_security_payees = {entry.npi for entry in self.profile.providers if entry.tax_id_is_ssn}
        self.taxonomies = {entry.npi: entry.taxonomy for entry in self.profile.providers}
        starts = {county_named(name): day for name, day in self.profile.ecm_starts.items()}
        self.ecm_starts = {county.name: day for county, day in starts.items() if county is not None}
        self.plans = {}
        for plan in self.profile.plans:
            for name in (plan.code, plan.name, plan.payer_id, *plan.also_called):
                self.plans[normal(name)] = plan

    def plan_for(self, payer_id: str | None, payer_name: str | None) -> Plan | None:
        """The plan that a row is for: by its id, else by its name, else the only one there is. None where the
        row names a plan that the profile does not know, or names none and there are several."""
        text = payer_id or payer_name
        if not text or _is_any_plan(text, self.plans):
            return self.profile.plans[0] if len(self.profile.plans) == 1 else None
        if text not in self.named_plans:
            self.named_plans[text] = self.plans.get(normal(text))
        return self.named_plans[text]

    def said_by(self, service_name: str) -> NameClues:
        """What the name of a service says: the service, and perhaps contact and staff."""
        if service_name not in self.names:
            self.names[service_name] = read_name(service_name, self.services)
        return self.names[service_name]

    def county_of(self, text: str | None, plan: Plan | None) -> County | None:
        """The member's county as the row names it, else the plan code's."""
        name = text or (plan.county if plan else "")
        if name not in self.counties:
            county = county_named(name) if name else None
            if county is not None and county.name in self.ecm_starts:
                county = county._replace(ecm_start=self.ecm_starts[county.name])
            self.counties[name] = county
        return self.counties[name]


# "Medi-Cal MCP" names no plan of the many there are.
GENERIC = frozenset(
    """
    medi cal medical mcal mc medicaid mcp mcps mco managed care plan health calaim ecm cs ca california dhcs state of
    the a program
    """.split()  # noqa: SIM905 - words read better than quotes
)


def _is_any_plan(text: str, known: Mapping[str, Plan]) -> bool:
    """Whether a text only says that some plan of Medi-Cal pays."""
    words = re.findall(r"[a-z]+", text.lower())
    return bool(words) and GENERIC.issuperset(words) and normal(text) not in known
