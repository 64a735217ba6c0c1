"""Who gave the service: clinical or non-clinical staff; it decides G9008 or G9012."""

from __future__ import annotations

from invoices.cells.base import Cleaned, Problem, total
from mappings.service_table import normal

CLINICAL = """clinical, clinical staff, licensed, yes, y, 1, rn, lvn, np, pa, md, do, lcsw, lmft, lpcc, psyd, phd,
    pharmd, nurse, registered nurse, physician"""
NON_CLINICAL = """non-clinical, non-clinical staff, unlicensed, no, n, 0, chw, community health worker, peer,
    peer specialist, case manager, care coordinator, navigator, housing navigator"""
WORDS = {normal(word): "clinical" for word in CLINICAL.split(",")} | {
    normal(word): "non_clinical" for word in NON_CLINICAL.split(",")
}


def _clean(text: str) -> Cleaned:
    """Staff type -> "clinical" or "non_clinical" (the words of the service table); CL027."""
    staff = WORDS.get(normal(text))
    return Cleaned(staff) if staff else Cleaned(None, (Problem("CL027", "clinical or non-clinical"),))


clean = total(_clean)
