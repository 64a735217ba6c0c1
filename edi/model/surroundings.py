"""What an encounter rule may ask of its surroundings."""

from __future__ import annotations

from typing import Protocol

from mappings.profile_file import Profile


class HasProfile(Protocol):
    """Anything that knows the profile of the run."""

    @property
    def profile(self) -> Profile:
        """The profile."""
