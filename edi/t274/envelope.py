"""The values of a 274 that come from the receiver, the profile and the plan, filled in once a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePath
from typing import NamedTuple

from edi.model.provider_file import Contact, Group, Header, Listed, Number, ProviderFile
from edi.t274.markers import Markers, markers_of
from edi.templates import LONGEST_ID, Fill, filler, placeholders
from mappings.errors import ConfigError
from mappings.payer_file import Payer
from mappings.profile_file import Plan, Profile
from mappings.provider_section import ProviderSection

# ISA02 has a fixed width (X12.5).
AUTHORIZATION_WIDTH = 10


class Envelope(NamedTuple):
    """ISA and GS of a file, and the table of markers. `usage` is ISA15; `version` ISA12."""

    authorization_qualifier: str
    authorization: str
    sender_qualifier: str
    sender_id: str
    receiver_qualifier: str
    receiver_id: str
    version: str
    acknowledgment_requested: bool
    usage: str
    group_sender: str
    group_receiver: str
    now: datetime
    markers: Markers


def section_of(payer: Payer) -> ProviderSection:
    """The receiver's section on provider files; raises ConfigError where it has none."""
    if payer.provider_file is None:
        raise ConfigError(payer.name, "has no [provider_file]: this receiver takes no 274")
    return payer.provider_file


def envelope(payer: Payer, profile: Profile, plan: Plan, now: datetime, month: str = "") -> Envelope:
    """The envelope of the file of one plan code. `month` is the reporting month as CCYYMM, by default that of `now`.
    Raises ConfigError where a template gives a value that the envelope cannot hold."""
    section = section_of(payer)
    fill = _fill(payer, profile, plan, now, month)
    return Envelope(
        section.authorization_qualifier, fill(section.authorization, AUTHORIZATION_WIDTH), section.sender_qualifier,
        fill(section.sender_id, LONGEST_ID), section.receiver_qualifier, fill(section.receiver_id, LONGEST_ID),
        section.version, section.acknowledgment_requested, profile.usage, fill(section.group_sender),
        fill(section.group_receiver), now, markers_of(section),
    )  # fmt: skip


def provider_file(
    payer: Payer, profile: Profile, plan: Plan, groups: Iterable[Group], now: datetime, month: str = ""
) -> ProviderFile:
    """A new file of one plan code: its head and the levels of plan and receiver from the settings, with these groups.

    BHT03 is the plan code and the time, so that a plan's files differ in it. Raises ConfigError as `envelope` does.
    """
    section = section_of(payer)
    fill = _fill(payer, profile, plan, now, month)
    sender = profile.submitter
    contact = Contact(section.contact_function, sender.contact_name, (Number("TE", sender.contact_phone),))
    head = Header(
        plan.code + now.strftime("%Y%m%d%H%M%S"), now.date(), now.strftime("%H%M"), now.date(), contact,
        purpose=section.purpose,
    )  # fmt: skip
    own = Listed(fill(section.plan_id), plan.name, entity=section.plan_entity, id_qualifier=section.plan_id_qualifier)
    receiver = Listed(
        fill(section.receiver_number), section.receiver_name, entity=section.receiver_entity,
        id_qualifier=section.receiver_id_qualifier,
    )  # fmt: skip
    return ProviderFile(head, own, receiver, tuple(groups))


def file_name(payer: Payer, profile: Profile, plan: Plan, now: datetime, month: str = "", number: int = 1) -> str:
    """The name of the file by the receiver's pattern; `number` counts the files of a day."""
    words = _words(profile, plan, now, month) | {"number": f"{number:05}", "stem": f"{plan.code}-274"}
    return PurePath(section_of(payer).file_name.format_map(words)).name


def _words(profile: Profile, plan: Plan, now: datetime, month: str) -> dict[str, str]:
    return placeholders(profile, plan) | {"month": month or now.strftime("%Y%m"), "date": now.strftime("%Y%m%d")}


def _fill(payer: Payer, profile: Profile, plan: Plan, now: datetime, month: str) -> Fill:
    return filler(payer.name, _words(profile, plan, now, month))
