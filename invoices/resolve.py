"""Which service a code, its modifiers and the rest of the row mean: the one entry of the dated table that fits.

Modifiers match as a set, whatever their slots (837p.md). Where some are missing, the service name, the staff and
the modality decide, and only when exactly one entry is left; ambiguity is an outcome, never a guess.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from invoices.service_name import read_name
from mappings.service_table import TELEHEALTH, Service, ServiceTable, modifier_order, normal

Outcome: TypeAlias = Literal[
    "exact", "inferred", "ambiguous", "unknown_code", "unknown_pair", "not_in_effect", "nothing"
]


class Resolution(NamedTuple):
    """What was found: the service (None unless exact or inferred), all modifiers in emitted order, and the
    entries that were considered."""

    outcome: Outcome
    service: Service | None = None
    modifiers: tuple[str, ...] = ()
    candidates: tuple[Service, ...] = ()


class Clues(NamedTuple):
    """What a row says about its service; "" and None where it says nothing."""

    hcpcs: str
    modifiers: frozenset[str]
    service_name: str
    staff: str
    modality: str
    on: date | None


NOTHING = Resolution("nothing")


class Resolver(dict[Clues, Resolution]):
    """Resolves clues once each: the same few repeat down a workbook."""

    def __init__(self, table: ServiceTable) -> None:
        super().__init__()
        self._table = table
        # Modifiers that decide a service; any other (HQ, 95) goes along with whatever entry fits.
        self._deciding = frozenset(m for service in table.services for m in service.modifiers if m != TELEHEALTH)

    def __missing__(self, clues: Clues) -> Resolution:
        resolution = self[clues] = self._resolve(clues)
        return resolution

    def _resolve(self, clues: Clues) -> Resolution:
        said = read_name(clues.service_name, self._table)
        clues = clues._replace(modality=clues.modality or said.modality, staff=clues.staff or said.staff)
        entries = self._entries(clues)
        if not entries:
            return Resolution("unknown_code" if clues.hcpcs else "nothing")
        deciding = clues.modifiers & self._deciding
        if any(TELEHEALTH in entry.modifiers for entry in entries):
            # ECM has entries with and without it; a community support by telephone only carries it along.
            deciding |= clues.modifiers & {TELEHEALTH}
        exact = tuple(s for s in entries if s.modifiers == deciding)
        if clues.hcpcs and exact:
            return self._chosen("exact", exact, clues)
        fitting = tuple(s for s in entries if deciding < s.modifiers or deciding == s.modifiers)
        if not fitting:
            return Resolution("unknown_pair", candidates=entries)
        return self._chosen("inferred", narrow(fitting, clues, self._table), clues, fitting)

    def _entries(self, clues: Clues) -> tuple[Service, ...]:
        if clues.hcpcs:
            return self._table.with_code(clues.hcpcs)
        named = read_name(clues.service_name, self._table).service
        return tuple(s for s in self._table.services if named and s.service == named)

    @staticmethod
    def _chosen(
        outcome: Outcome, left: tuple[Service, ...], clues: Clues, considered: tuple[Service, ...] = ()
    ) -> Resolution:
        on = clues.on
        current = left if on is None else tuple(s for s in left if s.in_effect(on))
        if left and not current:
            return Resolution("not_in_effect", candidates=left)
        if len(current) != 1:
            return Resolution("ambiguous", candidates=current or considered)
        service = current[0]
        return Resolution(outcome, service, modifier_order(service.modifiers | clues.modifiers), current)


def narrow(entries: tuple[Service, ...], clues: Clues, table: ServiceTable) -> tuple[Service, ...]:
    """The entries that agree with the service name, staff and modality as far as the row says them. A name
    decides between service and outreach: without "outreach" in it, it is the service that is meant."""
    left = entries
    if clues.service_name:
        named = read_name(clues.service_name, table).service
        outreach = bool(re.search("outreach", clues.service_name, re.IGNORECASE))
        left = tuple(
            s for s in left if (not named or s.service == named or normal(s.name) == normal(clues.service_name))
        )
        left = tuple(s for s in left if (s.kind == "outreach") == outreach)
    if clues.staff:
        left = tuple(s for s in left if s.staff in ("", clues.staff))
    if clues.modality:
        left = tuple(s for s in left if s.modality in ("", clues.modality))
    return left
