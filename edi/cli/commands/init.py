"""`edi-translate init`: writes a commented profile."""

from __future__ import annotations

from pathlib import Path

import click

from edi.cli.options import common
from mappings.profile_file import FILE_NAME, SAMPLE_PROFILE


@click.command(name="init")
@click.option("--force", is_flag=True, help="Overwrite a profile that is there.")
@common
def command(force: bool, quiet: bool, verbose: bool, no_color: bool) -> int:  # noqa: ARG001 - common options
    """Write a commented edi-translate.toml into this folder.

    \b
    Example:
      edi-translate init
    """
    target = Path(FILE_NAME)
    if target.exists() and not force:
        raise click.UsageError(f"{target} is there already; --force overwrites it")
    target.write_text(SAMPLE_PROFILE.read_text(encoding="utf-8"), encoding="utf-8")
    click.echo(str(target))
    if not quiet:
        click.echo("Replace the invented values of [submitter] and [[plans]] with your own.", err=True)
    return 0
