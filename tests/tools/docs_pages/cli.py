"""`reference/cli.md`, from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import click

from edi.cli.main import main
from tests.tools.docs_pages.markdown import cell, page, table

INTRO = """
One program, `edi-translate`. The result (paths written, lists, JSON, the 837P itself with `-o -`) goes to standard
output; the summary for people goes to standard error. [Exit codes](exit-codes.md) are the same for every command.

`edi-translate INPUT...` is short for `edi-translate translate INPUT...`. An input is a workbook (`.xlsx`, `.xlsm`), a
delimited text file (`.csv`, `.tsv`, `.txt`), `-` for standard input, or a folder: then every workbook and text file
below it is read in sorted order, our own `.rejects.xlsx` files left out.

`--quiet`, `--verbose` and `--no-color` work for every command; the variable `NO_COLOR` does the same as the last.
"""
SHELLS = """
## Shell completion

The program completes its commands and options in bash, zsh and fish:

```bash
eval "$(_EDI_TRANSLATE_COMPLETE=bash_source edi-translate)"      # in ~/.bashrc
eval "$(_EDI_TRANSLATE_COMPLETE=zsh_source edi-translate)"       # in ~/.zshrc
_EDI_TRANSLATE_COMPLETE=fish_source edi-translate | source       # in config.fish
```
"""
COMMON = {"--quiet", "--verbose", "--no-color", "--help"}


def pages() -> dict[str, str]:
    """The command line reference."""
    context = click.Context(main, info_name="edi-translate", **main.context_settings)
    parts = [_section(name, command) for name, command in commands(main, context)]
    listed = table(
        ("command", "what it does"),
        (
            (f"[`edi-translate {name}`](#edi-translate-{name.replace(' ', '-')})", cell(_text(command)[0]))
            for name, command in commands(main, context)
        ),
    )
    return {"reference/cli.md": page("The command line", INTRO, listed, *parts, SHELLS)}


def commands(group: click.Group, context: click.Context, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its full name, sorted."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        full = f"{above} {name}".strip()
        if isinstance(command, click.Group):
            yield from commands(command, context, full)
        else:
            yield full, command


def _text(command: click.Command) -> tuple[str, str]:
    """What the command does, and its example."""
    prose, _, example = (command.help or "").partition("\b")
    return " ".join(prose.split()), "\n".join(line.strip() for line in example.splitlines()[2:] if line.strip())


def _section(name: str, command: click.Command) -> str:
    prose, example = _text(command)
    context = click.Context(command, info_name=f"edi-translate {name}", **main.context_settings)
    usage = " ".join([f"edi-translate {name}", *command.collect_usage_pieces(context)])
    shown = [_option(one, context) for one in command.get_params(context) if isinstance(one, click.Option)]
    rows = [row for row in shown if row is not None]
    parts = [f"## edi-translate {name}", prose, f"```text\n{usage}\n```"]
    parts += [f"Example:\n\n```bash\n{example}\n```"] if example else []
    parts += [table(("option", "meaning", "default"), rows)] if rows else []
    return "\n\n".join(parts)


def _option(option: click.Option, context: click.Context) -> tuple[str, str, str] | None:
    record = option.get_help_record(context)
    if record is None or COMMON & set(option.opts):
        return None
    names = " / ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    if not option.is_flag and not isinstance(option.type, click.Choice):
        shape = "NUMBER" if isinstance(option.type, click.IntRange) else option.make_metavar(context)
        names += f" {shape}".replace("|", " or ")
    choices = f"One of {', '.join(option.type.choices)}." if isinstance(option.type, click.Choice) else ""
    default = option.default if isinstance(option.default, str) else ""
    return names, cell(" ".join(filter(None, (option.help, choices)))), f"`{default}`" if default else " "
