"""A second adjustment has no reason.

What is broken
    An adjustment gives a second amount without saying why.

Why it matters
    Nobody can tell what the amount was taken off for.

What a receiver should answer
    The 999 refuses the transaction and points at the segment: conditional element missing.
"""

from __future__ import annotations

from edi.harness.faults import insert, plus, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="structure",
    finds="X2026",
    at=At("CAS", 6),
    prepare=(
        put("SVD", 2, plus(-5)),
        put("AMT*D", 2, plus(-5)),
        put("CN1", 2, plus(-5)),
        insert("CAS*CO*45*5", after="SVD"),
    ),
    fault=(put("CAS", 6, "5"),),
    also=("X3003",),
    edits=("STEDI:cas-noreason",),
)
