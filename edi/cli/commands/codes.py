"""`edi-translate codes`: searches the procedure code table."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from edi.cli.options import common
from mappings.own import FOLDER
from mappings.own_check import use_own
from mappings.profile_place import find_profile
from mappings.service_table import Service, load_services, normal


@click.command(name="codes")
@click.argument("query", nargs=-1)
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only codes in effect on that day.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@common
def command(query: tuple[str, ...], on: datetime | None, form: str, quiet: bool, verbose: bool, no_color: bool) -> int:  # noqa: ARG001
    """Search the ECM and Community Supports procedure codes, by code, modifier, name or unit; those of your own,
    too, which lie beside the nearest profile.

    \b
    Example:
      edi-translate codes housing U6 --on 2026-03-01
    """
    profile = find_profile(Path.cwd())
    use_own(profile.parent / FOLDER if profile else None)
    services = load_services()
    found = [s for s in services.services if all(_matches(s, word, " ".join(query)) for word in query)]
    if on is not None:
        found = [s for s in found if s.in_effect(on.date())]
    if form == "json":
        _print_json(found)
    else:
        for service in found:
            click.echo(_line(service))
            if verbose and service.note:
                click.echo(f"    {service.note}")
    if not found:
        click.echo("no code matches", err=True)
        return 1
    return 0


def _matches(service: Service, word: str, query: str) -> bool:
    if load_services().service_of(query) == service.service:
        return True
    key = normal(word)
    if key.upper() in (service.hcpcs, *service.modifiers):
        return True
    return len(key) > 2 and key in normal(f"{service.hcpcs} {service.name} {service.service} {service.description}")


def _line(service: Service) -> str:
    dates = f"{service.effective_from or 'unknown'} to {service.effective_to or 'now'}"
    unit = service.unit.replace("_", " ")
    return f"{service.label:<12} {unit:<11} {dates:<22} {service.name} – {service.description} [{service.evidence}]"


def _print_json(found: list[Service]) -> None:
    import json

    rows = [{**service._asdict(), "modifiers": service.label.split()[1:]} for service in found]
    click.echo(json.dumps(rows, default=str, indent=1, ensure_ascii=False))
