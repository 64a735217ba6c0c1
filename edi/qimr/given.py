"""What a report is given besides encounters: member-level files, logs of requests and authorizations, capacities."""

from __future__ import annotations

from datetime import date

import msgspec

from edi.member_files.models import MemberFiles
from edi.model.reference import Reference


class Request(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One request for ECM or a community support. `programme` is ecm or cs, `service` the support where it is told;
    `external` says that it came from outside the plan; `denied` that the plan found the member ineligible or denied it;
    `plan` is the plan code, "" where it is not told. Unknown days are None."""

    cin: str
    programme: str
    received: date | None
    where: Reference
    external: bool = True
    denied: bool = False
    decided: date | None = None
    service: str = ""
    plan: str = ""
    last_name: str = ""
    first_name: str = ""
    birth_date: date | None = None


class Authorization(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One decision on a community support for a member (`service`, or `other`)."""

    cin: str
    service: str
    approved: bool
    decided: date | None
    where: Reference
    plan: str = ""
    npi: str = ""
    last_name: str = ""
    first_name: str = ""
    birth_date: date | None = None


class EcmProvider(msgspec.Struct, frozen=True):
    """What a roster tells of an ECM provider: its type (1-15), populations served, and how many more adults and
    children it could serve. `plan` is "" where the roster is for all plan codes."""

    npi: str
    provider_type: str
    populations: frozenset[str]
    further_adults: int | None
    further_children: int | None
    where: Reference
    plan: str = ""


class SupportOffered(msgspec.Struct, frozen=True):
    """What a roster tells of a community support that a provider offers: the provider's type (1-14), and how many
    members it is able to serve in all (QG 4: unlike ECM, those served now among them)."""

    npi: str
    provider_type: str
    service: str
    able: int | None
    where: Reference
    plan: str = ""


class Given(msgspec.Struct, frozen=True):
    """Everything besides encounters. A file that was not given is None: that is another thing than an empty one."""

    members: MemberFiles = MemberFiles()
    has_members: bool = False
    has_returns: bool = False
    has_tracker: bool = False
    has_referrals: bool = False
    requests: tuple[Request, ...] | None = None
    authorizations: tuple[Authorization, ...] | None = None
    ecm_providers: tuple[EcmProvider, ...] | None = None
    supports_offered: tuple[SupportOffered, ...] | None = None

    @property
    def has_roster(self) -> bool:
        """Whether a provider roster was given."""
        return self.ecm_providers is not None or self.supports_offered is not None
