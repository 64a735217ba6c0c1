"""What several commands share: common options, the profile, the inputs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from mappings.profile_file import Profile

Command = TypeVar("Command", bound=Callable[..., Any])


def common(function: Command) -> Command:
    """--quiet, --verbose and --no-color, which work everywhere."""
    for option in (
        click.option("--no-color", is_flag=True, envvar="NO_COLOR", help="No colour on the terminal."),
        click.option("--verbose", "-v", is_flag=True, help="Print every finding."),
        click.option("--quiet", "-q", is_flag=True, help="Print no summary."),
    ):
        function = option(function)
    return function


answers_option = click.option(
    "--answers",
    "answers_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Answers to the questions of NAME.questions.json.",
)
profile_option = click.option(
    "--profile",
    "profile_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Settings; default: edi-translate.toml here or in a parent folder, else a built-in sample (test envelope).",
)


@dataclass(frozen=True, slots=True)
class ChosenProfile:
    """The profile of a run, the name to show for it, whether it is the built-in sample, and the folders that may hold
    layouts of one's own and the readings that were confirmed."""

    profile: Profile
    name: str
    is_sample: bool
    layouts: Path | None = None
    readings: Path | None = None


def load_profile(path: Path | None) -> ChosenProfile:
    """The named profile, the nearest one, or the built-in sample. Raises ConfigError for a bad one."""
    # Imported here because a model of a profile costs a tenth of a second, which commands without one needn't pay.
    from mappings.profile_file import SAMPLE_PROFILE, find_profile, read_profile
    from mappings.reading_file import FOLDER

    chosen = path or find_profile(Path.cwd())
    if chosen is None:
        return ChosenProfile(read_profile(SAMPLE_PROFILE), "built-in sample profile", is_sample=True)
    return ChosenProfile(
        read_profile(chosen),
        chosen.name,
        is_sample=False,
        layouts=chosen.parent / "layouts",
        readings=chosen.parent / FOLDER,
    )


def at_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def now(profile: Profile) -> datetime:
    """The profile's pinned clock, else the real one."""
    return profile.clock.now or clock()


def clock() -> datetime:
    """The real clock: the only place that reads it."""
    return datetime.now().replace(microsecond=0)  # noqa: DTZ005 - envelopes carry local time


def use_colour(no_color: bool) -> bool:
    """Colour only for a person at a terminal who has not switched it off."""
    return sys.stderr.isatty() and not no_color
