"""The member died before the service.

What is broken
    The member's date of death lies before the service.

Why it matters
    Services after death are the first thing that auditors look for.

What a receiver should answer
    The 277CA rejects the claim: date of death and date of service.
"""

from __future__ import annotations

from edi.harness.faults import insert
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(
    topic="dates",
    finds="X4026",
    at=At("PAT", 6),
    fault=(insert("PAT*****D8*20260101", after="SBR"),),
    edits=("ENC:HPSJ-07",),
)
