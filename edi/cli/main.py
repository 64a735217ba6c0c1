"""`edi-translate`: finds the commands, and turns what goes wrong into one line and an exit code (cli.md)."""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import pkgutil
import signal
import sys
from typing import Any

import click

from edi.cli import commands
from edi.cli.terminal import StoppedError, terminal
from edi.docstrings import docstring_of
from mappings.errors import ConfigError, ProgramError

NOTHING_DONE = 2
INTERNAL_FAULT = 3
# What a shell says of a program that a signal has ended.
SIGNALLED = 128
DEFAULT_COMMAND = "translate"
# New objects until the collector looks for cycles: loading the program makes many that last.
UNTIL_COLLECTED = 50_000


class Commands(click.Group):
    """The modules of `edi.cli.commands`, imported when used. Words that are no command go to `translate`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All commands by name."""
        return sorted(found.name.replace("_", "-") for found in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command, None where there is none of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{commands.__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return _explained(command)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`edi-translate INPUT...` is short for `edi-translate translate INPUT...`."""
        own = {"--help", "--version"}
        if args and args[0] not in own and args[0] not in self.list_commands(ctx):
            args = [DEFAULT_COMMAND, *args]
        return super().parse_args(ctx, args)


def _explained(command: click.Command) -> click.Command:
    """A command with its help, and its own commands with theirs, where Python has left docstrings out."""
    if not command.help and command.callback is not None:
        command.help = docstring_of(command.callback)
    for below in getattr(command, "commands", {}).values():
        _explained(below)
    return command


@click.group(cls=Commands, context_settings={"help_option_names": ["--help", "-h"]})
@click.version_option(package_name="edi-translate", prog_name="edi-translate")
def main() -> None:
    """Turns ECM and Community Supports invoices into the 837P encounters that Medi-Cal accepts.

    \b
    Example:
      edi-translate invoices.xlsx          an 837P, the rows to correct, a report
      edi-translate explain LN014          what a finding means and how to fix it
    """


def run(arguments: list[str] | None = None) -> None:
    """Runs the program and exits: 0 all good, 1 the input has errors, 2 nothing could be done, 3 our own fault.
    No traceback ever reaches the user. Without arguments it is the program itself: it takes those of the command line,
    and its process ends here."""
    if arguments is not None:
        with terminal():
            _run(arguments)
    gc.set_threshold(UNTIL_COLLECTED)
    try:
        with terminal():
            _run(None)
    except SystemExit as end:
        if sys.getprofile() is None and sys.gettrace() is None:
            _leave(end.code)
        raise


def _leave(code: object) -> None:
    """Ends the process once everything is written and closed. Python would first take every object apart, which costs
    a small run a sixth of its time. Comes back where the output cannot be flushed: then Python says so."""
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(code if isinstance(code, int) else 0)


def _run(arguments: list[str] | None) -> None:
    try:
        code: Any = _explained(main).main(args=arguments, prog_name="edi-translate", standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        sys.exit(NOTHING_DONE)
    except (click.Abort, KeyboardInterrupt):
        _say("stopped")
        sys.exit(SIGNALLED + signal.SIGINT)
    except StoppedError as stopped:
        _say("stopped")
        sys.exit(SIGNALLED + stopped.number)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); nothing to say, and nowhere to say it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOTHING_DONE)
    except ProgramError as problem:
        _say(f"mistake in the program: {problem}")
        sys.exit(INTERNAL_FAULT)
    except ConfigError as problem:
        _say(str(problem))
        sys.exit(NOTHING_DONE)
    except OSError as problem:
        _say(f"{problem.filename or 'system'}: {problem.strerror or type(problem).__name__}")
        sys.exit(NOTHING_DONE)
    except Exception as problem:
        _say(f"internal fault {type(problem).__name__}; please report the file {_crash_file(problem)}")
        sys.exit(INTERNAL_FAULT)
    sys.exit(code if isinstance(code, int) else 0)


def _say(line: str) -> None:
    click.echo(f"edi-translate: {line}", err=True)


def _crash_file(problem: Exception) -> str:
    """Writes where the program was, without any value: messages and local variables may hold members' data."""
    import tempfile  # slow to import, and not for programs that do well
    import traceback

    lines = [type(problem).__name__]
    frames = traceback.extract_tb(problem.__traceback__)
    lines += [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in (*frames[:40], *frames[40:][-40:])]
    try:
        handle, path = tempfile.mkstemp(prefix="edi-translate-crash-", suffix=".txt", text=True)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return "(could not be written)"
    return path
