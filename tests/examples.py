"""How many examples a property is tried with where a single one takes long: a part of what the profile says, so that
`HYPOTHESIS_PROFILE=thorough` tries as many times more of these as of the others."""

from __future__ import annotations

from hypothesis import settings

HALF = settings(max_examples=settings.default.max_examples // 2)
FEW = settings(max_examples=settings.default.max_examples // 3)
