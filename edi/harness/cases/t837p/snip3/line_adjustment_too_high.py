"""Payment and adjustment are more than the charge.

What is broken
    What the plan paid for a service and what it took off are together a dollar more than the charge.

Why it matters
    One of the three numbers is wrong.

What a receiver should answer
    The 277CA rejects the claim: the line is out of balance.
"""

from __future__ import annotations

from edi.harness.faults import insert, plus, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="coordination of benefits",
    finds="X3003",
    at=At("SVD", 2),
    prepare=(
        put("SVD", 2, plus(-5)),
        put("AMT*D", 2, plus(-5)),
        put("CN1", 2, plus(-5)),
        insert("CAS*CO*45*5", after="SVD"),
    ),
    fault=(put("CAS", 3, plus(1)),),
)
