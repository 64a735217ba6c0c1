"""What a report is given besides encounters: member-level files, logs of requests and authorizations, capacities."""

from __future__ import annotations

from datetime import date

import msgspec

from edi.member_files.models import MemberFiles
from edi.model.capacity import ProviderCapacity
from edi.model.reference import Reference


class Request(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One request for ECM or a community support. `programme` is ecm or cs; `external` says that it came from outside
    the plan, `denied` that the plan found the member ineligible or denied it; `plan` is the plan code, "" where it is
    not told. Unknown days are None."""

    cin: str
    programme: str
    received: date | None
    where: Reference
    external: bool = True
    denied: bool = False
    decided: date | None = None
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
    last_name: str = ""
    first_name: str = ""
    birth_date: date | None = None


class Given(msgspec.Struct, frozen=True):
    """Everything besides encounters. A file that was not given is None: that is another thing than an empty one."""

    members: MemberFiles = MemberFiles()
    has_members: bool = False
    has_returns: bool = False
    has_tracker: bool = False
    has_referrals: bool = False
    requests: tuple[Request, ...] | None = None
    authorizations: tuple[Authorization, ...] | None = None
    capacities: tuple[ProviderCapacity, ...] | None = None

    @property
    def has_roster(self) -> bool:
        """Whether a provider roster was given."""
        return self.capacities is not None
