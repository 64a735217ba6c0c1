"""What the templates of a payer file may name, filled from the profile and the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from edi.x12.write import COMPONENT, ELEMENT, REPETITION, TERMINATOR
from mappings.errors import ConfigError
from mappings.payer_file import PLACEHOLDERS
from mappings.profile_file import Plan, Profile

SEPARATORS = (ELEMENT, COMPONENT, REPETITION, TERMINATOR)
# ISA06 and ISA08 have a fixed width (X12.5).
LONGEST_ID = 15


def placeholders(profile: Profile, plan: Plan) -> dict[str, str]:
    """What the templates of a payer file may name, but for the file's own name, date and number."""
    return dict.fromkeys(PLACEHOLDERS, "") | {
        "submitter_id": profile.submitter.id,
        "submitter_name": profile.submitter.name,
        "plan_code": plan.code,
        "plan_name": plan.name,
        "plan_payer_id": plan.payer_id,
    }


class Fill(Protocol):
    """Fills a template."""

    def __call__(self, template: str, longest: int = 0) -> str:
        """The value of a template, of at most `longest` characters (0: any)."""


def filler(payer: str, words: Mapping[str, str]) -> Fill:
    """A function that fills a template of the payer file called `payer`, given it and the most characters that its
    element holds (0: not checked). It raises ConfigError where the value cannot stand in an element."""

    def fill(template: str, longest: int = 0) -> str:
        value = template.format_map(words)
        if not value.isascii() or not value.isprintable() or any(mark in value for mark in SEPARATORS):
            raise ConfigError(payer, f"{template!r} gives a value with a separator or a character beyond ASCII")
        if longest and len(value) > longest:
            raise ConfigError(payer, f"{template!r} gives more than {longest} characters for the ISA")
        return value

    return fill
