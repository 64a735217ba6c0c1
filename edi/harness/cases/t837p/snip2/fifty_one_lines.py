"""A claim has fifty-one services.

What is broken
    The claim has 51 service lines; the guide allows 50.

Why it matters
    Receivers keep the first 50 and lose the rest, or refuse the claim.

What a receiver should answer
    The 999 refuses the transaction: loop over maximum times.
"""

from __future__ import annotations

from edi.harness.draft import Draft
from edi.harness.faults import Fault, copy_line, days, put
from edi.harness.scenario import At, Scenario


def days_of(count: int) -> Fault:
    """Another day of service for a further line that charges nothing."""

    def change(draft: Draft) -> None:
        put("SV1", 2, "0")(draft)
        put("SVD", 2, "0")(draft)
        put("DTP*472", 3, days(-count - 1))(draft)

    return change


SCENARIO = Scenario(
    topic="structure",
    finds="X2009",
    at=At("LX", nth=51),
    prepare=(*[copy_line(1, days_of(n)) for n in range(48)],),
    fault=(copy_line(1, days_of(49)),),
)
