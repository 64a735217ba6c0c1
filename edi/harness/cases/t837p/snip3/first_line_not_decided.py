"""A payer left out the first service.

What is broken
    The plan's decision names the second service alone; nothing says what became of the first one's charge.

Why it matters
    The next payer cannot tell whether it owes the rest.

What a receiver should answer
    The 277CA rejects the claim: out of balance.
"""

from __future__ import annotations

from edi.harness.draft import Draft
from edi.harness.faults import Fault, drop, plus, put
from edi.harness.scenario import At, Scenario


def unpaid(line: int) -> Fault:
    """The payer did not decide on a line: its decision is gone, and the sum for the claim is smaller by it."""

    def apply(draft: Draft) -> None:
        amount = draft.segments[draft.find("SVD", line)].split("*")[2]
        drop("SVD", nth=line, count=2)(draft)
        put("AMT*D", 2, plus(f"-{amount}"))(draft)
        put("CN1", 2, plus(f"-{amount}"))(draft)

    return apply


SCENARIO = Scenario(
    topic="coordination of benefits", finds="X3004", at=At("AMT*D", 2), fault=(unpaid(1),), edits=("MN:PW00009",)
)
