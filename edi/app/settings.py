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
    layouts of one's own, the readings that were confirmed, and mappings of one's own (`mappings.own`)."""

    profile: Profile
    name: str
    is_sample: bool
    layouts: Path | None = None
    readings: Path | None = None
    mappings: Path | None = None


#: A profile file, a profile, one with its folders; None for the built-in sample, which writes test envelopes.
ProfileInput: TypeAlias = "str | os.PathLike[str] | Profile | ChosenProfile | None"


def chosen_profile(given: ProfileInput) -> ChosenProfile:
    """The profile that is meant. From now on this process reads the mappings that lie beside it, and no other's: one
    process works for one of them at a time. Raises ConfigError for a bad file."""
    # Imported here because a model of a profile costs a tenth of a second, which runs without one needn't pay.
    from mappings.own import FOLDER as OWN
    from mappings.own_check import use_own
    from mappings.profile_file import SAMPLE_PROFILE, Profile, read_profile
    from mappings.reading_file import FOLDER

    if isinstance(given, ChosenProfile):
        use_own(given.mappings)
        return given
    if given is None or isinstance(given, Profile):
        use_own(None)
        if given is not None:
            return ChosenProfile(given, "profile", is_sample=False)
        return ChosenProfile(read_profile(SAMPLE_PROFILE), "built-in sample profile", is_sample=True)
    path = Path(given)
    use_own(path.parent / OWN)  # before the profile, which may name what stands there
    return ChosenProfile(
        read_profile(path),
        path.name,
        is_sample=False,
        layouts=path.parent / "layouts",
        readings=path.parent / FOLDER,
        mappings=path.parent / OWN,
    )
