"""The ledger of a run: where it is, whose key it has, and who writes to it."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mappings.errors import ConfigError
from mappings.profile_place import find_profile

if TYPE_CHECKING:
    from edi.control_numbers import ControlNumbers
    from edi.ledger.ledger import Ledger

NAME = "edi-translate.ledger.db"
KEY, SEEN = ".key", ".seen"
KEY_LENGTH = 32
NONE = "none"

Command = TypeVar("Command", bound=Callable[..., Any])


def ledger_option(function: Command) -> Command:
    """--ledger URL."""
    return click.option(
        "--ledger", "ledger_url", metavar="FILE|URL", envvar="EDI_TRANSLATE_LEDGER",
        help=f"The ledger: a SQLite file or postgresql://...; default: {NAME} beside the profile.",
    )(function)  # fmt: skip


def default_ledger(profile: Path | None) -> str:
    """The ledger beside the profile where there is one, else ""."""
    chosen = profile or find_profile(Path.cwd())
    path = (chosen.parent if chosen else Path.cwd()) / NAME
    return str(path) if path.is_file() else ""


def open_chosen(url: str | None, profile: Path | None, *, create: bool = False) -> Ledger:
    """The ledger that is meant, else the one beside the profile; it is made where `create` allows, with its key, and
    that is told. Raises ConfigError for one that cannot be used."""
    from edi.ledger.ledger import Who, open_ledger

    chosen = profile or find_profile(Path.cwd())
    folder = chosen.parent if chosen else Path.cwd()
    url = url or str(folder / NAME)
    beside = folder / NAME if "://" in url else Path(url)
    is_new = "://" not in url and not beside.exists()
    if is_new and not create:
        raise ConfigError(beside, "there is no ledger here; `edi-translate translate` with a ledger makes one")
    key = _key(Path(f"{beside}{KEY}"), create=create)
    who = Who(_user(), version("edi-translate"))
    ledger = open_ledger(url, key, who, seen=Path(f"{beside}{SEEN}"), create=create)
    if is_new:
        click.echo(f"a ledger was made: {beside}; keep it and {beside}{KEY}", err=True)
    return ledger


def numbers_of(url: str | None, profile: Path | None, first: int) -> ControlNumbers | None:
    """Control numbers of the ledger that is named or lies beside the profile, not below `first`; None without one."""
    chosen = url or default_ledger(profile)
    if chosen in ("", NONE):
        return None
    from edi.ledger.numbers import LedgerNumbers

    return LedgerNumbers(open_chosen(chosen, profile, create=True), first)


def _key(path: Path, *, create: bool) -> bytes:
    """The key that member data is hashed with, from its file, which only its owner may read."""
    if create:
        path.parent.mkdir(0o700, parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "wb") as file:
                file.write(os.urandom(KEY_LENGTH).hex().encode())
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        raise ConfigError(path, "the key of the ledger is not here; without it no line is known again") from None
    except ValueError:
        key = b""
    if len(key) != KEY_LENGTH:
        raise ConfigError(path, "this is no key of a ledger")
    return key


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
