"""Values of a provider file as a roster writes them: the cells of `providers` read every one of them back."""

from __future__ import annotations

from collections.abc import Iterable

from edi.model.provider_file import Hours
from edi.t274.calendar import PATTERNS, is_span
from mappings.service_table import load_services

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def hours_text(hours: Iterable[Hours]) -> str:
    """Opening hours: "Mon-Fri 08:00-17:00; Sat 09:00-12:00". A pattern that is no days, or hours that are no span of a
    day, stand as they are, after a #."""
    return "; ".join(_entry(each) for each in hours)


def _entry(hours: Hours) -> str:
    days = PATTERNS.get(hours.pattern)
    if days is None or not is_span(hours):
        times = f" {hours.opens}-{hours.closes}" if hours.opens or hours.closes else ""
        return f"#{hours.pattern}{times}"
    named = DAY_NAMES[days[0]] + (f"-{DAY_NAMES[days[-1]]}" if len(days) > 1 else "")
    return f"{named} {hours.opens[:2]}:{hours.opens[2:]}-{hours.closes[:2]}:{hours.closes[2:]}"


def supports_text(services: Iterable[str]) -> str:
    """Community supports by name."""
    names = {service.service: service.name for service in reversed(load_services().services)}
    return "; ".join(names.get(service, service) for service in services if service != "ecm")


def listed(values: Iterable[str]) -> str:
    """Several values of a cell."""
    return "; ".join(value for value in values if value)
