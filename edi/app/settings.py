"""The profile of a run with what lies beside it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from mappings.profile_file import Profile


@dataclass(frozen=True, slots=True)
class ChosenProfile:
    """The profile of a run, the name to show for it, whether it is the built-in sample, and the folders that may hold
    layouts of one's own and the readings that were confirmed."""

    profile: Profile
    name: str
    is_sample: bool
    layouts: Path | None = None
    readings: Path | None = None


#: A profile file, a profile, one with its folders; None for the built-in sample, which writes test envelopes.
ProfileInput: TypeAlias = "str | os.PathLike[str] | Profile | ChosenProfile | None"


def chosen_profile(given: ProfileInput) -> ChosenProfile:
    """The profile that is meant. Raises ConfigError for a bad file."""
    # Imported here because a model of a profile costs a tenth of a second, which runs without one needn't pay.
    from mappings.profile_file import SAMPLE_PROFILE, Profile, read_profile
    from mappings.reading_file import FOLDER

    if isinstance(given, ChosenProfile):
        return given
    if given is None:
        return ChosenProfile(read_profile(SAMPLE_PROFILE), "built-in sample profile", is_sample=True)
    if isinstance(given, Profile):
        return ChosenProfile(given, "profile", is_sample=False)
    path = Path(given)
    return ChosenProfile(
        read_profile(path),
        path.name,
        is_sample=False,
        layouts=path.parent / "layouts",
        readings=path.parent / FOLDER,
    )
