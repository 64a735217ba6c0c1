"""Findings as text: the message and the hint, with values masked unless asked for.

A masked value keeps its shape (digits become #, letters x), so that "########x" still shows a CIN's form.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from edi.diagnostics.diagnostic import Diagnostic
from edi.diagnostics.rule import Rule
from edi.model.reference import Reference

LONGEST = 60
LONGEST_CODE = 3  # what is longer where a code should stand may be anything


class Said(NamedTuple):
    """A finding in words."""

    message: str
    hint: str


def mask(value: str) -> str:
    """The shape of a value without the value; long values are cut."""
    shape = re.sub(r"\w", lambda m: "#" if m[0].isdigit() else "_" if m[0] == "_" else "x", value)
    return shape if len(shape) <= LONGEST else shape[: LONGEST - 1] + "…"


def _beside(place: Reference, where: Reference) -> str:
    """Another place, without the name of the file that the finding itself is in."""
    return str(place).removeprefix(f"{where.file} › ")


def say(finding: Diagnostic, rule: Rule, *, show_values: bool) -> Said:
    """The message and hint of a finding. `show_values` prints what stands in the file, which may be PHI: only
    for the copy that goes back to its sender, or when the user asks."""
    # What is found in a file or sheet as a whole is our own description of it, never a member's value.
    is_code = rule.found_is_code and len(finding.found) <= LONGEST_CODE
    found = finding.found if show_values or is_code or rule.scope == "sheet" else mask(finding.found)
    expected = finding.expected
    if not show_values and rule.expected_is_value:
        expected = mask(expected)
    elif not show_values and rule.expected_holds_codes:
        expected = re.sub(r"\S*\d\S*", lambda code: mask(code[0]), expected)
    words = {
        "found": found or "nothing",
        "expected": expected,
        "field": getattr(finding.where, "field", "").replace("_", " ") or "value",
        "related": ", ".join(_beside(place, finding.where) for place in finding.related),
    }
    return Said(rule.message.format_map(words), rule.hint.format_map(words))
