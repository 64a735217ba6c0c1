"""The payer is not named.

What is broken
    The member's level does not name the payer that the claim is for.

Why it matters
    A clearing house sends claims on by this name; without it the claim goes nowhere.

What a receiver should answer
    The 999 refuses the transaction: a required loop is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="structure", finds="X2008", at=At("CLM"), fault=(drop("NM1*PR"),), edits=("TOTALMD:PAYER",))
