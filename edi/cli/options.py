"""What several commands share: common options, the profile, the clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from edi.app.given import RequestError, UnreadableInputError, moment_of
from edi.app.settings import ChosenProfile, chosen_profile
from mappings.profile_place import find_profile

if TYPE_CHECKING:
    from mappings.profile_file import Profile

Command = TypeVar("Command", bound=Callable[..., Any])


def common(function: Command) -> Command:
    """--quiet, --verbose and --no-color, which work everywhere; and a request that cannot be carried out is a slip on
    the command line."""

    @wraps(function)
    def asked(*arguments: Any, **options: Any) -> Any:
        try:
            return function(*arguments, **options)
        except UnreadableInputError as problem:
            raise click.ClickException(str(problem)) from problem
        except RequestError as problem:
            raise click.UsageError(str(problem)) from problem

    told = cast("Command", asked)
    for option in (
        click.option("--no-color", is_flag=True, envvar="NO_COLOR", help="No colour on the terminal."),
        click.option("--verbose", "-v", is_flag=True, help="Print every finding."),
        click.option("--quiet", "-q", is_flag=True, help="Print no summary."),
    ):
        told = option(told)
    return told


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


def load_profile(path: Path | None) -> ChosenProfile:
    """The named profile, the nearest one, or the built-in sample. Raises ConfigError for a bad one."""
    return chosen_profile(path or find_profile(Path.cwd()))


def at_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def now(profile: Profile) -> datetime:
    """The profile's pinned clock, else the real one."""
    return moment_of(None, profile.clock.now)


def use_colour(no_color: bool) -> bool:
    """Colour only for a person at a terminal who has not switched it off."""
    return sys.stderr.isatty() and not no_color
