"""Who gave the service: clinical or non-clinical staff; it decides G9008 or G9012."""

from __future__ import annotations

from invoices.cells.base import Cleaned, Problem, total
from mappings.service_table import normal

CLINICAL = frozenset(
    map(normal, ["clinical", "clinical staff", "licensed", "yes", "y", "1", "rn", "lvn", "np", "pa", "md", "do", "lcsw", "lmft", "lpcc", "psyd", "phd", "pharmd", "nurse", "physician"])
)  # fmt: skip
NON_CLINICAL = frozenset(
    map(normal, ["non-clinical", "non clinical", "non-clinical staff", "unlicensed", "no", "n", "0", "chw", "community health worker", "peer", "peer specialist", "case manager", "care coordinator", "navigator", "housing navigator"])
)  # fmt: skip


def _clean(text: str) -> Cleaned:
    """Staff type -> "clinical" or "non_clinical" (the words of the service table); CL027."""
    word = normal(text)
    if word in CLINICAL:
        return Cleaned("clinical")
    if word in NON_CLINICAL:
        return Cleaned("non_clinical")
    return Cleaned(None, (Problem("CL027", "clinical or non-clinical"),))


clean = total(_clean)
