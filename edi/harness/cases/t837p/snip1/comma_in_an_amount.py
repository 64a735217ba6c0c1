"""A comma stands in an amount.

What is broken
    The total charge is written with a comma between thousands, as a spreadsheet shows it.

Why it matters
    X12 writes numbers without it. A receiver that stops at the comma reads one dollar.

What a receiver should answer
    The 999 points at the charge: invalid character.
"""

from __future__ import annotations

from edi.harness.faults import put
from edi.harness.scenario import Answer, At, Scenario

SCENARIO = Scenario(
    topic="characters",
    finds="X1039",
    at=At("CLM", 2),
    fault=(put("CLM", 2, lambda value: "1," + value),),
    answers=(Answer("999", "IK403:6"),),
)
