"""What the screening of claims knows of segments: bits, and the kinds of what is told in sequence.

Everything here may ask for a look at a claim too often, never too seldom; `tests/claims/test_screen.py` holds it to
that.
"""

from __future__ import annotations

# What a claim, a loop above it or a line has; the bits of a claim are or-ed together. `LOOK`: the rules look at it.
LOOK, SELF, ADDRESS, CITY, TELEHEALTH, IN_PERSON, OUTREACH, ECM, CORRECTS, ORIGINAL = (
    1 << place for place in range(10)
)
# Above the claims: the rules look at every claim, not only at the first one that has what `LOOK` was said of.
LOOK_AT_ALL = 1 << 10
ALWAYS = 99999999

# Kinds of events: what ends a claim, the billing provider, the rendering provider of a line.
ENVELOPE, LEVEL, CLAIM, BILLING, LINE_RENDERING = range(5)

# Kinds of what other payers say.
OTHER, PAID, PAYER, SVD, CAS, PAID_ON = range(6)
