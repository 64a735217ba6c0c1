"""An adjustment belongs to no group.

What is broken
    The group of an adjustment, which says who bears the difference, is XX.

Why it matters
    It decides whether the patient may be billed.

What a receiver should answer
    The 999 refuses the transaction and points at the element: invalid code value.
"""

from __future__ import annotations

from edi.harness.faults import insert, plus, put
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="codes",
    finds="X2021",
    at=At("CAS", 1),
    prepare=(
        put("SVD", 2, plus(-5)),
        put("AMT*D", 2, plus(-5)),
        put("CN1", 2, plus(-5)),
        insert("CAS*CO*45*5", after="SVD"),
    ),
    fault=(put("CAS", 1, "XX"),),
)
