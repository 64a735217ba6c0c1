"""`edi-translate explain`: what a finding means and how to fix it."""

from __future__ import annotations

import click

from edi.cli.options import common
from edi.diagnostics import EVERY_PACKAGE, rules_with_added
from mappings.retired_codes import RetiredCode, load_retired


@click.command(name="explain")
@click.argument("code")
@common
def command(code: str, quiet: bool, verbose: bool, no_color: bool) -> int:  # noqa: ARG001 - common options
    """Explain a finding by its code (LN014) or slug (units-off-increment).

    \b
    Example:
      edi-translate explain LN014
    """
    rules = rules_with_added(*EVERY_PACKAGE).rules
    wanted = code.strip()
    rule = rules.get(wanted.upper()) or next((r for r in rules.values() if r.slug == wanted.lower()), None)
    old = load_retired().get(wanted.upper())
    if old is not None:
        click.echo(f"{old.code} (retired: {' and '.join(old.replacements)} {_tells(old)} instead)\n")
        click.echo(f"{old.title}\n\nWhy it is gone\n    {old.why}")
        return 0
    if rule is None:
        raise click.UsageError(f"{code}: no finding is called so; `edi-translate rules` lists them all")
    click.echo(f"{rule.code} {rule.slug} ({rule.severity})\n")
    click.echo(rule.documentation)
    if rule.requirements:
        click.echo(f"\nCarries out\n    {', '.join(rule.requirements)}")
    return 0


def _tells(old: RetiredCode) -> str:
    return "tells it" if len(old.replacements) == 1 else "tell it"
