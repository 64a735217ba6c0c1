"""The facts that the loops above a claim deny."""

from __future__ import annotations

from edi.claims import facts as f


class Above:
    """What is denied for every claim below (`standing`), and what of it no claim was shown for yet (`fresh`);
    `is_member`: whether a member stands right above the claims, as one should."""

    #: What says nothing of the claims to come: each part of a file shows what it denies, and it is told once.
    PASSING = frozenset(("fresh",))

    __slots__ = ("_is_provider", "_of_provider", "_of_transaction", "fresh", "is_member", "standing")

    def __init__(self) -> None:
        self.transaction()

    def transaction(self) -> None:
        """A transaction, or an envelope, begins."""
        self.standing = self.fresh = self._of_transaction = self._of_provider = 0
        self._is_provider = self.is_member = False

    def provider(self) -> None:
        """A billing provider begins."""
        if not self._is_provider and not self.is_member:
            self._of_transaction = self.standing
        self.standing = self._of_transaction
        self._is_provider, self.is_member = True, False

    def member(self) -> None:
        """A member begins."""
        if not self.is_member:
            self._of_provider = self.standing
            self.is_member = True
        self.standing = self._of_provider

    def patient(self) -> None:
        """A patient of the member begins, who changes what may be said of the loops above."""
        self.standing |= f.NO_PATIENT
        self.fresh = self.standing

    def deny(self, facts: int) -> None:
        """A segment of a loop above denies facts."""
        self.standing |= facts
        self.fresh |= facts

    def snapshot(self) -> tuple[int, ...]:
        """What decides how the claims to come are screened."""
        return self._of_transaction, self._of_provider, self.standing, self._is_provider, self.is_member
