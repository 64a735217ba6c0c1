"""Keys that say nothing about a member: keyed hashes (BLAKE2b). Who has the ledger but not its key file cannot try all
CINs against them.

Two lines with one business key are the same service for the state's test of duplicates: member, provider (the rendering
one, else the billing one), code, set of modifiers, days (837p.md).
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

from edi.model.encounter import Encounter, ServiceLine
from edi.x12.write import x12_number

SIZE = 16
KEY_LENGTH = 32
_UNIT = "\x1f"


def keyed(key: bytes, *parts: str) -> bytes:
    """The hash of some words under the key of the ledger."""
    found = _begun(key).copy()
    found.update(_UNIT.join(parts).encode("utf-8", "surrogatepass"))
    return found.digest()


@lru_cache(maxsize=8)
def _begun(key: bytes) -> blake2b:
    """A hash with the key in it: to copy it costs half of beginning anew."""
    return blake2b(digest_size=SIZE, key=key)


def check_of(key: bytes) -> str:
    """What the ledger keeps of its key, to tell another key from it."""
    return keyed(key, "edi-translate ledger").hex()


class Hashes:
    """The hashes of the lines of a run, each made once: a run asks for them to decide, and again to record. It holds
    what it has seen, so that no object takes the place of another."""

    def __init__(self, key: bytes) -> None:
        self.key = key
        self._members: dict[str, bytes] = {}
        self._lines: dict[int, tuple[ServiceLine, bytes, bytes]] = {}
        self._wholes: dict[tuple[object, ...], bytes] = {}
        self._held: list[Encounter] = []

    def member(self, cin: str) -> bytes:
        """The member."""
        found = self._members.get(cin)
        if found is None:
            found = self._members[cin] = keyed(self.key, "member", cin)
        return found

    def line(self, encounter: Encounter, line: ServiceLine) -> tuple[bytes, bytes]:
        """The business key of a line, and the hash of its content."""
        known = self._lines.get(id(line))
        if known is None:
            content = content_hash(self.key, encounter, line)
            known = self._lines[id(line)] = (line, line_key(self.key, encounter, line), content)
        return known[1], known[2]

    def whole(self, encounter: Encounter) -> bytes:
        """The hash of all that a claim says of its parties beyond its lines: a corrected name or address of a denied
        claim is a change."""
        parties = (id(encounter.member), id(encounter.billing), id(encounter.rendering), encounter.record_number)
        found = self._wholes.get(parties)
        if found is None:
            self._held.append(encounter)
            found = self._wholes[parties] = keyed(self.key, "whole", *_said(encounter))
        return found


def line_key(key: bytes, encounter: Encounter, line: ServiceLine) -> bytes:
    """The business key of a service line."""
    provider = encounter.rendering or encounter.billing
    modifiers = line.modifiers if len(line.modifiers) < 2 else sorted(set(line.modifiers))
    days = (line.start.isoformat(), line.end.isoformat())
    return keyed(key, "line", encounter.member.cin, provider.npi, line.hcpcs, *modifiers, "", *days)


def content_hash(key: bytes, encounter: Encounter, line: ServiceLine) -> bytes:
    """What is said of the service beyond its key: units, charge, what was paid, place, diagnoses, authorization, plan,
    and the member's birth date and gender. Not names and addresses: two layouts write them in two ways."""
    named = [encounter.diagnoses[at - 1] for at in line.pointers if 0 < at <= len(encounter.diagnoses)]
    member = encounter.member
    return keyed(
        key, "content", encounter.plan_code, x12_number(line.units), line.unit, str(line.charge), str(line.paid),
        line.place_of_service or encounter.place_of_service, encounter.authorization, encounter.billing.npi,
        member.birth_date.isoformat(), member.gender, *named,
    )  # fmt: skip


def visit_key(key: bytes, number: str) -> bytes:
    """The provider's own number of a service; empty where there is none."""
    return keyed(key, "visit", number) if number else b""


def _said(encounter: Encounter) -> list[str]:
    member, billing, rendering = encounter.member, encounter.billing, encounter.rendering
    found = [
        member.last_name, member.first_name, member.middle_name, member.suffix, billing.name, billing.first_name,
        billing.tin, billing.taxonomy, billing.phone, encounter.record_number,
    ]  # fmt: skip
    if rendering is not None:
        found += [rendering.name, rendering.first_name, rendering.taxonomy]
    for address in (member.address, billing.address):
        if address is not None:
            found += [address.line, address.line_2, address.city, address.state, address.zip_code]
    return found
