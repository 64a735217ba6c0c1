"""What an 837P says of each service line, read from its segments one by one: nothing here comes from the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

WHO = {"85": "billing", "IL": "member", "82": "rendering"}
NUMBERS = {"EI": "billing_tin", "G1": "authorization", "EA": "member_mrn", "6R": "control_number"}
OF_A_LINE = ("service_", "control_", "hcpcs", "paid_")


class Sent(NamedTuple):
    """A service as it was sent, by field."""

    values: Mapping[str, str]
    modifiers: tuple[str, ...]
    diagnoses: tuple[str, ...]
    units: Decimal
    charge: Decimal


def services_of(text: str) -> dict[tuple[str, int], Sent]:
    """Claim and line -> what was sent."""
    walk = Walk()
    for segment in text.split("~\n"):
        walk.take([*segment.split("*"), *[""] * 12])
    return walk.found


@dataclass(slots=True)
class Walk:
    """One reading of a file."""

    found: dict[tuple[str, int], Sent] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    who: str = ""
    claim: str = ""
    line: int = 0
    diagnoses: list[str] = field(default_factory=list)

    def take(self, part: Sequence[str]) -> None:
        """One segment, its elements after its name."""
        name = part[0]
        if name == "HL":
            self._forget("" if part[3] == "20" else "billing_")
            self.claim, self.line = "", 0
        elif name == "CLM":
            self._forget("billing_", "member_")
            self.values.pop("member_mrn", "")
            self.claim, self.line, self.who = part[1], 0, ""
            self.values["place_of_service"] = part[5].split(":")[0]
        elif name == "LX":
            self.line, self.who = int(part[1]), ""
            self.values = {key: value for key, value in self.values.items() if not key.startswith(OF_A_LINE)}
        elif name == "HI":
            self.diagnoses = [each.split(":")[1] for each in part[1:] if each]
        elif name == "SV1":
            self._service(part)
        elif name == "NM1":
            self._named(part)
        else:
            self._value(part)

    def _forget(self, *kept: str) -> None:
        self.values = {key: value for key, value in self.values.items() if kept != ("",) and key.startswith(kept)}

    def _service(self, part: Sequence[str]) -> None:
        _, code, *modifiers = part[1].split(":")
        self.values["hcpcs"] = code
        pointed = tuple(self.diagnoses[int(each) - 1] for each in part[7].split(":") if each)
        # The values are filled further by the dates and numbers that follow.
        self.found[self.claim, self.line] = Sent(
            self.values, tuple(modifiers), pointed, Decimal(part[4]), Decimal(part[2])
        )

    def _named(self, part: Sequence[str]) -> None:
        """A person or organization; behind the CLM only the rendering provider is ours."""
        self.who = WHO.get(part[1], "") if not self.claim or part[1] == "82" else ""
        if self.who:
            member = self.who == "member"
            self.values[f"{self.who}_{'last_name' if member else 'name'}"] = part[3]
            self.values[f"{self.who}_first_name"] = part[4]
            self.values[f"{self.who}_{'cin' if member else 'npi'}"] = part[9]
        if self.who == "member":
            self.values["member_middle_name"], self.values["member_suffix"] = part[5], part[7]

    def _value(self, part: Sequence[str]) -> None:
        name, here = part[0], self.who in ("billing", "member")
        if name == "N3" and here:
            self.values[f"{self.who}_address"] = part[1]
        elif name == "N4" and here:
            for place, key in enumerate(("city", "state", "zip"), 1):
                self.values[f"{self.who}_{key}"] = part[place]
        elif name == "PER" and self.who == "billing":
            self.values["billing_phone"] = part[4]
        elif name == "DMG" and self.who == "member":
            self.values["member_dob"], self.values["member_gender"] = part[2], part[3]
        elif name == "REF" and part[1] in NUMBERS:
            self.values[NUMBERS[part[1]]] = part[2]
        elif name == "DTP" and part[1] == "472":
            first, _, last = part[3].partition("-")
            self.values["service_start"], self.values["service_end"] = first, last or first
        elif name in ("SVD", "DTP") and part[1] not in ("472", "431"):
            self.values["paid_amount" if name == "SVD" else "paid_date"] = part[2] if name == "SVD" else part[3]
