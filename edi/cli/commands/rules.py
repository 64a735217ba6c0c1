"""`edi-translate rules`: lists every finding that the program can make."""

from __future__ import annotations

import click

from edi.cli.options import common
from edi.diagnostics import EVERY_PACKAGE, Rule, rules_with_added


@click.command(name="rules")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common
def command(form: str, quiet: bool, verbose: bool, no_color: bool) -> int:  # noqa: ARG001 - common options
    """List every finding: code, severity, slug and what it means.

    \b
    Example:
      edi-translate rules --format json
    """
    rules = [rule for _, rule in sorted(rules_with_added(*EVERY_PACKAGE).rules.items())]
    if form == "json":
        import json

        click.echo(json.dumps([_record(rule) for rule in rules], indent=1, ensure_ascii=False))
        return 0
    for rule in rules:
        click.echo(f"{rule.code}  {rule.severity:<7}  {rule.slug:<36}  {rule.title}")
    return 0


def _record(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "slug": rule.slug,
        "severity": rule.severity,
        "title": rule.title,
        "hint": rule.hint,
        "requirements": list(rule.requirements),
    }
