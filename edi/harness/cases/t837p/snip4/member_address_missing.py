"""The patient has no address.

What is broken
    The member is the patient, and the whole address is missing. Of a homeless member the word HOMELESS is sent.

Why it matters
    Members of one name are told apart by their address.

What a receiver should answer
    The 277CA rejects the claim: the subscriber's address is missing.
"""

from __future__ import annotations

from edi.harness.faults import drop
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="situations", finds="X4003", at=At("NM1*IL"), fault=(drop("N3", nth=2, count=2),))
