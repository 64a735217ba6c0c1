"""What stands behind a number: a choice of encounter lines, and rows of the other files."""

from __future__ import annotations

from datetime import date

import msgspec

from edi.model.encounter import Encounter, ServiceLine
from edi.model.reference import Reference
from edi.qimr.counting import Use
from edi.qimr.tally import Key


class Select(msgspec.Struct, frozen=True, kw_only=True):
    """A choice of lines: those of some members, of one kind, in a time; narrowed by the way of contact, the support,
    the billing provider. None and "" narrow nothing. A line is in the time when one of its days is, or with `by_start`
    its first."""

    members: frozenset[Key]
    kind: str
    first: date
    last: date
    in_person: bool | None = None
    service: str = ""
    npi: str = ""
    by_start: bool = True
    supports: frozenset[str] = frozenset()

    def takes(self, encounter: Encounter, line: ServiceLine, use: Use) -> bool:
        """Whether a line is one of them."""
        if use.kind != self.kind or (encounter.plan_code, encounter.member.cin) not in self.members:
            return False
        end = line.start if self.by_start else line.end
        return (
            line.start <= self.last
            and end >= self.first
            and (self.in_person is None or use.in_person == self.in_person)
            and self.service in ("", use.service)
            and self.npi in ("", encounter.billing.npi)
            and (not self.supports or use.service in self.supports)
        )


class Behind(msgspec.Struct, frozen=True):
    """The lines and the rows behind a value. Without either the value comes from the profile, or there is none."""

    select: Select | None = None
    places: tuple[Reference, ...] = ()
