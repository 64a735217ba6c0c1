"""The agency has no street.

What is broken
    The street of the agency that bills is missing.

Why it matters
    Payments and letters go to the street on the claim; the guide asks for it.

What a receiver should answer
    The 999 refuses the transaction: a required segment is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2007", at=At("N4"), fault=(drop("N3"),), edits=("STEDI:no-street",))
