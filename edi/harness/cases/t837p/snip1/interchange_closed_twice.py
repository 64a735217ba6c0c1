"""An interchange is closed twice.

What is broken
    The closing segment of the interchange stands twice.

Why it matters
    The second one closes something that was never opened; a file may have been lost between them.

What a receiver should answer
    The receiver refuses the interchange or says that the second end was not read.
"""

from __future__ import annotations

from edi.harness.faults import again
from edi.harness.scenario import At, Scenario

SCENARIO = Scenario(topic="envelope", finds="X1029", at=At("/IEA", nth=2), fault=(again("IEA"),), also=("X2010",))
