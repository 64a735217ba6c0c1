"""Rows that belong together: which are of the same group, the same site and the same provider.

A group is found by its NPI, else by its name; a site by its id, else by NPI and address; a provider by its NPI, else by
its name. A row of a list of people that names no group belongs to the group of its site.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeAlias

from msgspec.structs import astuple

from invoices.context import Context
from invoices.roster.line import RosterLine
from mappings.fields import load_fields
from mappings.profile_file import Plan
from mappings.roster_tables import ROSTER
from mappings.service_table import normal as normal_text

Key: TypeAlias = tuple[str, ...]
ZIP5 = 5
# Whether a field holds several values, in the order of the fields.
MANY = [field.many or field.kind == "support_counts" for field in load_fields(ROSTER).values()]

normal = lru_cache(maxsize=65_536)(normal_text)


@dataclass(slots=True)
class Node:
    """The rows of one group, site or provider, and what is below it. `key` is what they have in common."""

    key: Key
    lines: list[RosterLine] = field(default_factory=list)
    below: dict[Key, Node] = field(default_factory=dict)

    def child(self, key: Key) -> Node:
        """The part below with a key, made where there is none."""
        node = self.below.get(key)
        if node is None:
            node = self.below[key] = Node(key)
        return node


@dataclass(slots=True)
class Roster:
    """All rows of a run, put together. `plans` are the groups by plan code; `nodes` the group, site and provider that a
    row belongs to, once a plan code. `siteless` are the rows that name no site, `unclear` those
    whose site belongs to several groups, with a row of each of them; `planless` those of no plan of the profile."""

    plans: dict[str, dict[Key, Node]] = field(default_factory=dict)
    nodes: dict[RosterLine, list[list[Node]]] = field(default_factory=dict)
    siteless: list[RosterLine] = field(default_factory=list)
    planless: list[RosterLine] = field(default_factory=list)
    unclear: list[tuple[RosterLine, tuple[RosterLine, ...]]] = field(default_factory=list)

    def every(self) -> Iterator[tuple[str, Node]]:
        """Every group, site and provider with the part of its fields' names, once a plan code."""
        for groups in self.plans.values():
            for group in groups.values():
                yield "group", group
                for site in group.below.values():
                    yield "site", site
                    for provider in site.below.values():
                        yield "provider", provider


@dataclass(slots=True)
class _Homes:
    """What the rows of a site say: of which groups and plans it is."""

    groups: dict[Key, dict[Key, RosterLine]] = field(default_factory=dict)
    plans: dict[Key, dict[str, Plan]] = field(default_factory=dict)


def group_key(line: RosterLine) -> Key:
    """What makes the group of a row out; () where it names none."""
    if line.group_npi:
        return (line.group_npi,)
    return ("name", normal(line.group_name)) if line.group_name else ()


def address_key(line: RosterLine) -> Key:
    """The NPI and address of a row's site; () where it has no address."""
    if not line.site_address:
        return ()
    npi = line.site_npi or line.group_npi or line.provider_npi or ""
    suite = normal(line.site_address_2) if line.site_address_2 else ""
    return (npi, normal(line.site_address), suite, (line.site_zip or "")[:ZIP5])


def provider_key(line: RosterLine) -> Key:
    """What makes the provider of a row out; () where it names none."""
    if line.provider_npi:
        return (line.provider_npi,)
    if line.provider_name is None:
        return ()
    return ("name", normal(line.provider_name), normal(line.provider_first_name or ""))


def _site_keys(lines: Sequence[RosterLine]) -> list[Key]:
    """What makes the site of each row out; () where it names none. A row without an id has that of another row with
    its NPI and address."""
    addresses = [address_key(line) for line in lines]
    ids: dict[Key, Key] = {}
    for line, address in zip(lines, addresses, strict=True):
        if line.site_id and address:
            ids.setdefault(address, ("id", normal(line.site_id)))
    return [_site_key(line, address, ids) for line, address in zip(lines, addresses, strict=True)]


def _site_key(line: RosterLine, address: Key, ids: dict[Key, Key]) -> Key:
    if line.site_id:
        return ("id", normal(line.site_id))
    if address:
        return ids.get(address, address)
    if line.site_npi or line.site_name:
        return ("site", line.site_npi or "", normal(line.site_name or ""))
    return ()


def _homes(lines: Sequence[RosterLine], sites: Sequence[Key], context: Context) -> _Homes:
    homes = _Homes()
    for line, site in zip(lines, sites, strict=True):
        group = group_key(line)
        if site and group:
            homes.groups.setdefault(site, {}).setdefault(group, line)
        if site and line.plan_code:
            plan = context.plan_for(line.plan_code, None)
            if plan is not None:
                homes.plans.setdefault(site, {})[plan.code] = plan
    return homes


def put_together(lines: list[RosterLine], context: Context) -> Roster:
    """The roster of a run's rows. Rows of no plan, no site or no clear group stand beside it."""
    roster = Roster()
    sites = _site_keys(lines)
    homes = _homes(lines, sites, context)
    for line, site in zip(lines, sites, strict=True):
        plans = _plans(line, site, homes, context)
        if not plans:
            roster.planless.append(line)
            continue
        group = group_key(line)
        if not site and not (group and not line.has_provider):
            roster.siteless.append(line)
            continue
        if not group:
            known = homes.groups.get(site, {})
            if len(known) > 1:
                roster.unclear.append((line, tuple(known.values())))
                continue
            # A site without a group is a group of its own.
            group = next(iter(known), ("own", *site))
        entered = [_enter(roster.plans.setdefault(plan.code, {}), group, site, line) for plan in plans]
        roster.nodes[line] = entered
    return roster


def _plans(line: RosterLine, site: Key, homes: _Homes, context: Context) -> list[Plan]:
    """The plans that a row is for: as it says, else those of its site, else the only one there is."""
    if line.plan_code is None and site in homes.plans:
        return list(homes.plans[site].values())
    plan = context.plan_for(line.plan_code, None)
    return [plan] if plan else []


def _enter(groups: dict[Key, Node], group: Key, site: Key, line: RosterLine) -> list[Node]:
    node = groups.get(group)
    if node is None:
        node = groups[group] = Node(group)
    entered = [node]
    node.lines.append(line)
    if site:
        node = node.child(site)
        node.lines.append(line)
        entered.append(node)
        provider = provider_key(line)
        if provider:
            node = node.child(provider)
            node.lines.append(line)
            entered.append(node)
    return entered


def merged(lines: Sequence[RosterLine]) -> RosterLine:
    """What the rows of a level say together, as one row: the first value of a field, all different values of a field
    that holds several. The row itself where there is only one."""
    if len(lines) == 1:
        return lines[0]
    values: list[Any] = []
    for many, column in zip(MANY, zip(*map(astuple, lines), strict=True), strict=False):
        if many:
            values.append(tuple(dict.fromkeys(each for value in column if value for each in value)) or _known(column))
        else:
            values.append(_known(column))
    one = lines[0]
    values += (one.table, one.row, one.faulty)
    return RosterLine(*values)


def _known(column: tuple[Any, ...]) -> Any:
    for value in column:
        if value is not None:
            return value
    return None
