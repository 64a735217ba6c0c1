"""What differs between the provider file of last month and that of this one: added, changed, ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO, Any, Literal

import msgspec

from edi.conversion.roster_form import cells_of
from edi.conversion.xlsx_form import Table
from edi.model.provider_file import Listed, ProviderFile, Site
from mappings.fields import load_fields
from mappings.roster_tables import ROSTER
from mappings.service_table import normal

Kind = Literal["added", "changed", "ended"]
Level = Literal["group", "site", "provider"]
HEADINGS = {
    "kind": "Change", "level": "Level", "npi": "NPI", "name": "Name", "group": "Group", "site": "Site",
    "field": "What", "before": "Before", "after": "After",
}  # fmt: skip


class Difference(msgspec.Struct, frozen=True):
    """One value that changed; "" where there was or is none."""

    field: str
    before: str
    after: str


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """A group, site or provider that was added, changed or ended, with the names of the group and site that it is of.
    `differences` are those of a changed one."""

    kind: Kind
    level: Level
    npi: str
    name: str
    group: str = ""
    site: str = ""
    differences: tuple[Difference, ...] = ()


def changes(before: ProviderFile | None, after: ProviderFile | None) -> Iterator[Change]:
    """All changes from one file of a plan code to the next, in the order of the later file; what ended comes last. None
    is a file without providers."""
    old, new = (_by_key(file) if file else {} for file in (before, after))
    for key, entry in new.items():
        known = old.get(key)
        if known is None:
            yield _change("added", entry)
        else:
            differences = tuple(_differences(known.value, entry.value))
            if differences:
                yield _change("changed", entry, differences)
    yield from (_change("ended", entry) for key, entry in old.items() if key not in new)


class _Entry(msgspec.Struct, frozen=True):
    level: Level
    value: Listed
    group: str = ""
    site: str = ""


def _change(kind: Kind, entry: _Entry, differences: tuple[Difference, ...] = ()) -> Change:
    value = entry.value
    return Change(kind, entry.level, value.npi, value.whole_name, entry.group, entry.site, differences)


def _by_key(file: ProviderFile) -> dict[tuple[str, ...], _Entry]:
    found: dict[tuple[str, ...], _Entry] = {}
    for group in file.groups:
        own = (_who(group),)
        found.setdefault(own, _Entry("group", group))
        for site in group.sites:
            place = (*own, _where(site))
            found.setdefault(place, _Entry("site", site, group.whole_name))
            for provider in site.providers:
                found.setdefault(
                    (*place, _who(provider)), _Entry("provider", provider, group.whole_name, site.whole_name)
                )
    return found


def _who(value: Listed) -> str:
    return value.npi or normal(value.whole_name)


def _where(site: Site) -> str:
    """A site is the same where its NPI and its address are; what is called differently there has changed its name."""
    place = site.address
    return f"{site.npi} {normal(place.line + place.line_2)} {place.zip_code[:5]}" if place else _who(site)


def _differences(before: Listed, after: Listed) -> Iterator[Difference]:
    titles = load_fields(ROSTER)
    old, new = (cells_of(value) for value in (before, after))
    for name in new:
        one, other = _text(old.get(name)), _text(new[name])
        if one != other:
            yield Difference(titles[name].title, one, other)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def change_line(change: Change) -> str:
    """A change as one line of text."""
    who = f"{change.level} {change.npi} {change.name}".replace("  ", " ")
    at = f" at {change.site}" if change.site else ""
    what = "; ".join(f"{each.field}: {each.before or '-'} > {each.after or '-'}" for each in change.differences)
    return f"{change.kind:<7} {who}{at}{': ' + what if what else ''}"


class ChangeList(msgspec.Struct, frozen=True):
    """The changes of a plan code's file, as JSON."""

    plan_code: str
    since: str
    counts: dict[str, int]
    changes: Sequence[Change]


def change_list(plan_code: str, since: str, found: Sequence[Change]) -> ChangeList:
    """The changes since a file that is called `since`, with their number by kind."""
    counts = {kind: sum(change.kind == kind for change in found) for kind in ("added", "changed", "ended")}
    return ChangeList(plan_code, since, counts, found)


def changes_json(lists: Sequence[ChangeList]) -> bytes:
    """All changes as indented JSON."""
    return msgspec.json.format(msgspec.json.encode({"version": 1, "files": lists}), indent=2) + b"\n"


def write_changes(lists: Sequence[ChangeList], stream: IO[bytes]) -> None:
    """All changes as a workbook, one row a value that changed."""
    table = Table("Changes", {"plan_code": "Plan Code", **HEADINGS})
    for each in lists:
        for change in each.changes:
            for one in change.differences or (Difference("", "", ""),):
                row = {name: getattr(change, name) for name in ("kind", "level", "npi", "name", "group", "site")}
                table.add({"plan_code": each.plan_code, **row, **msgspec.structs.asdict(one)})
    table.save(stream)
