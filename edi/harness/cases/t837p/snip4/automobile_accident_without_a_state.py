"""An automobile accident happened nowhere.

What is broken
    The claim says that an automobile accident is the cause, and not in which state it was.

Why it matters
    The state decides which insurance has to pay.

What a receiver should answer
    The 277CA rejects the claim: the state of the accident is missing.
"""

from __future__ import annotations

from edi.harness.faults import insert, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="situations",
    finds="X4030",
    at=At("CLM", 11, 4),
    prepare=(
        put("CLM", 11, "AA:::CA"),
        insert("DTP*439*D8*20260115", after="CLM"),
    ),
    fault=(put("CLM", 11, "AA"),),
    edits=("TEBRA:AUTOSTATE",),
)
