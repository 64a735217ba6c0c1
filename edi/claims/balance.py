"""The sums of a claim that must agree, for the rules of type 3."""

from __future__ import annotations

from collections import Counter

from edi.claims.parts import Claim, Line, Payment, cents


def by_payer(line: Line) -> dict[str, list[Payment]]:
    """The payments of a line, those of one payer together."""
    found: dict[str, list[Payment]] = {}
    for payment in line.payments:
        found.setdefault(payment.payer, []).append(payment)
    return found


def settled(payments: list[Payment]) -> int | None:
    """What a payer paid for a line and adjusted; None where something is no amount."""
    parts = [cents(payment.svd.value(2)) for payment in payments] + [payment.adjusted for payment in payments]
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def left_open(claim: Claim, payer: str) -> int:
    """What is missing on the lines of a payer to their charges, added up (X3003 tells it of each line)."""
    left = 0
    for line in claim.lines:
        payments = by_payer(line).get(payer)
        found = settled(payments) if payments else None
        if line.charge is not None and found is not None:
            left += line.charge - found
    return left


def passed_over(claim: Claim, payer: str) -> bool:
    """Whether a line that charges something has no payment of a payer that the others have."""
    return any(line.charge != 0 and payer not in by_payer(line) for line in claim.lines)


def has_unknown_payer(claim: Claim) -> bool:
    """Whether a line payment belongs to no payer (X4006 tells it): then nothing of a payer can be added up."""
    known = Counter(other.payer.identifier for other in claim.others if other.payer is not None)
    return any(known[payment.payer] != 1 for line in claim.lines for payment in line.payments)
