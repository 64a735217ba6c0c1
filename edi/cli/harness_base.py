"""`harness build --base`: faults on a user's own file, and what is said of one that is faulty itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from edi.harness.scenario import Described

ERRORS = 1


def build_on(
    base: Path, claim: str, received: str, some: Sequence[Described], output: Path, *, quiet: bool, verbose: bool
) -> int:
    """Write the suite of the scenarios that fit a file; exit code 1 where the file has errors, which are printed."""
    from edi.harness.draft import UnfitError
    from edi.harness.folder import write_folder
    from edi.harness.own_file import FaultyBaseError, Skipped, members_on, own_base
    from edi.harness.suite import suite_files
    from edi.views.validation import text_line

    skipped: list[Skipped] = []
    try:
        found = own_base(base.read_bytes(), claim, received)
    except UnfitError as problem:
        raise click.UsageError(f"{base}: {problem}") from problem
    except FaultyBaseError as problem:
        outcome = problem.outcome
        outcome.file = str(base)
        for finding in outcome.findings:
            click.echo(text_line(finding, outcome, show_values=False))
        click.echo(
            f"{base} has errors of its own, so that no fault would be the only one; nothing was written", err=True
        )
        return ERRORS
    members = list(members_on(found, some, skipped))
    if not members:
        raise click.UsageError(f"{base}: none of the scenarios fits it")
    write_folder(output, suite_files(members, f"faults on {base.name}, claim {found.draft.claim + 1}"), private=True)
    click.echo(str(output))
    if not quiet:
        click.echo(f"{len(members)} pairs in {output}; {len(skipped)} scenarios do not fit this file", err=True)
    for one in skipped if verbose else ():
        click.echo(f"  {one.id}: {one.why}", err=True)
    return 0
