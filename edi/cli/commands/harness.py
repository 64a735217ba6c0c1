"""`edi-translate harness`: files that should be rejected, what validators make of them, and a payer that answers."""

from __future__ import annotations

from pathlib import Path

import click

from edi.cli.options import common

only_option = click.option(
    "--only", multiple=True, metavar="PREFIX", help="Only scenarios whose id begins so, as 837p/snip3 (repeatable)."
)
seed_option = click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="Decides names, numbers, amounts and days."
)


@click.group(name="harness")
def command() -> None:
    """Pairs of a good and a broken file for measuring validators, and a payer that answers.

    \b
    Example:
      edi-translate harness build -o suite
      edi-translate harness run suite --command 'my-validator {file}'
    """


@command.command(name="build")
@click.option(
    "-o", "--output", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path),
    help="The folder that is made; an earlier suite of that name is replaced.",
)  # fmt: skip
@seed_option
@only_option
@common
def build(
    output: Path,
    seed: int,
    only: tuple[str, ...],
    quiet: bool,
    verbose: bool,  # noqa: ARG001 - a common option
    no_color: bool,  # noqa: ARG001 - a common option
) -> int:
    """Write the suite: a good and a broken file for each scenario, what is expected of a receiver, a runner.

    \b
    Example:
      edi-translate harness build -o suite --only 837p/snip3
    """
    from edi.harness.folder import write_folder
    from edi.harness.suite import chosen, members, suite_files

    count = len(chosen(only))
    if not count:
        raise click.BadParameter(f"no scenario begins with {', '.join(only)}", param_hint="--only")
    origin = " ".join((f"seed {seed}", *(f"only {word}" for word in only)))
    write_folder(output, suite_files(members(seed, only), origin))
    click.echo(str(output))
    if not quiet:
        click.echo(f"{count} pairs in {output}", err=True)
    return 0
