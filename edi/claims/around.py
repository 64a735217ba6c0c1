"""What a rule may know besides the claim: the receiver, the day, the run."""

from __future__ import annotations

import msgspec

from edi.claims.parts import Segment
from edi.diagnostics import Severity


class Receiver(msgspec.Struct, frozen=True, kw_only=True):
    """What type 7 needs of a payer file. `*_id` are "" where the file takes them from a profile."""

    name: str
    sender_id: str = ""
    receiver_id: str = ""
    group_receiver: str = ""
    type: str = ""
    max_claims: int = 5000
    plan_code_per_file: bool = False
    id_prefix: str = ""
    member_id: str = ""
    severity: dict[str, Severity] = {}

    def plan_code(self, isa: Segment, gs: Segment) -> str:
        """The plan code in ISA06, where this receiver wants one there: what follows the sender of the group."""
        if not self.sender_id.endswith("{plan_code}"):
            return ""
        sender, group = isa.value(6).strip(), gs.value(2).strip()
        if group and sender.startswith(group):
            return sender[len(group) :]
        return sender[-3:]


class Around(msgspec.Struct):
    """The surroundings of a claim. `received` is CCYYMMDD; `plan` the plan code that the interchange names;
    `first_plan` the one of the file's first interchange."""

    received: str
    receiver: Receiver | None = None
    plan: str = ""
    first_plan: str = ""
