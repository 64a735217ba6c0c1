"""A tabulator stands in an address.

What is broken
    A tabulator, copied from a spreadsheet, stands in the street of the billing agency.

Why it matters
    Receivers that keep values in tables split the address there.

What a receiver should answer
    The 999 points at the street: invalid character.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="characters",
    finds="X1038",
    at=At("N3", 1),
    fault=(put("N3", 1, lambda value: value.replace(" ", "\t")),),
    answers=(Answer("999", "IK403:6"),),
)
