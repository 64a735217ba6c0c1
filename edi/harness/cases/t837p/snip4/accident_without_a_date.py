"""An accident has no date.

What is broken
    The claim says that an accident is the cause, and the day of the accident is missing.

Why it matters
    Another insurance may have to pay.

What a receiver should answer
    The 277CA rejects the claim: the date of the accident is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop, insert, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="situations",
    finds="X4029",
    at=At("CLM", 11, 1),
    prepare=(
        put("CLM", 11, "OA"),
        insert("DTP*439*D8*20260115", after="CLM"),
    ),
    fault=(drop("DTP*439"),),
    edits=("TEBRA:ACCDATE",),
)
