"""A line lost what explains the difference.

What is broken
    The plan paid five dollars less than the charge of a service, and the adjustment that says why is gone.

Why it matters
    The patient may be billed for what is not explained.

What a receiver should answer
    The 277CA rejects the claim: the line is out of balance.
"""

from __future__ import annotations

from edi.harness.faults import drop, insert, plus, put
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
    fault=(drop("CAS"),),
)
