"""A 274 as the state's public Medi-Cal Managed Care Provider Listing has it, and the two compared.

What the state publishes says what it understood of the file: a provider that was sent and is not there, or stands
there otherwise, was not understood. Which element each field comes from is our reading (`guides/274/listing.csv`); a
field that a 274 says nothing of stays empty and is not compared.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Literal, TypeAlias

import msgspec

from edi.model.harmless import harmless
from edi.model.provider_file import PERSON, Group, Listed, Provider, ProviderFile, Site
from edi.t274.parse import Parsed
from mappings.county_table import county_named
from mappings.errors import ConfigError
from mappings.listing_table import load_listing
from mappings.service_table import normal

ADULT = 18
RECORD_TYPE = "Provider"
#: Field name -> text, in the listing's order.
Row: TypeAlias = dict[str, str]
Kind: TypeAlias = Literal["missing", "extra", "different"]


def listing_rows(parsed: Parsed, county: str = "") -> Iterator[Row]:
    """A row for each taxonomy of each provider at each site; a site without providers is its own. `county` is the
    name of the plan code's county (the profile's), "" where it is not known."""
    file = parsed.file
    plan = {"plan_name": file.plan.name, "plan_code": plan_code(parsed), **_county(county)}
    for site, value in _entries(file):
        said = plan | _said(site, value)
        for taxonomy in value.taxonomies or ("",):
            said["taxonomy"] = taxonomy
            yield {name: said.get(field.says, "") for name, field in load_listing().items()}


def plan_code(parsed: Parsed) -> str:
    """The plan code of a file: what follows GS02 in ISA06, else its last three characters."""
    isa, gs = parsed.transaction.isa, parsed.transaction.gs.split("*")
    sender = isa.split(isa[3:4])[6].strip() if isa.count(isa[3:4]) > 6 else ""
    group = gs[2] if len(gs) > 2 else ""
    return sender[len(group) :] if group and sender.startswith(group) and sender != group else sender[-3:]


def _entries(file: ProviderFile) -> Iterator[tuple[Site, Listed]]:
    for group in file.groups:
        for site in group.sites:
            yield from ((site, provider) for provider in site.providers)
            if not site.providers and not site.absent:
                yield site, _with_taxonomy(site, group)


def _with_taxonomy(site: Site, group: Group) -> Listed:
    return site if site.specialties else msgspec.structs.replace(site, specialties=group.specialties)


def _said(site: Site, value: Listed) -> dict[str, str]:
    person = value.kind == PERSON
    return {
        "record_type": RECORD_TYPE,
        "npi": value.npi,
        "name": f"{value.name} {value.first_name}".strip() if person else value.name,
        "person_name": value.whole_name if person else "",
        "site_name": site.name,
        "degree": value.degrees[0].description if value.degrees else "",
        "sees_children": _sees_children(value) or (_sees_children(site) if isinstance(value, Provider) else ""),
    }


def _sees_children(value: Listed) -> str:
    ages = value.accepts
    if ages is None or ages.youngest is None or ages.oldest is None:
        return ""
    if ages.youngest >= ADULT:
        return "N"
    return "B" if ages.oldest >= ADULT else "Y"


def _county(name: str) -> dict[str, str]:
    """The state numbers counties by their alphabet from 1, FIPS gives each the odd number in the same order."""
    county = county_named(name) if name else None
    if county is None:
        return {}
    return {"county_code": county.code, "fips_code": f"{2 * int(county.code) - 1:03}"}


def write_listing(rows: Iterable[Row], stream: IO[str]) -> None:
    """Writes rows as CSV with CR LF (RFC 4180); no text becomes a formula in a spreadsheet."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(load_listing())
    writer.writerows([harmless(text) for text in row.values()] for row in rows)


def read_listing(path: Path, plan_codes: Sequence[str] = ()) -> Iterator[Row]:
    """The rows of a published listing, those of the given plan codes only where some are given: the whole state's has
    millions. Headings are compared by their letters; a column that is not there is empty. Raises ConfigError for a
    file without a column of NPIs, OSError for one that cannot be read."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        reader = csv.reader(stream)
        places = {normal(text): place for place, text in enumerate(next(reader, []))}
        columns = {name: places.get(normal(name), -1) for name in load_listing()}
        if columns["NPI"] < 0:
            raise ConfigError(path, "no column NPI: not a provider listing")
        wanted = set(plan_codes) if columns["PlanCode"] >= 0 else set()
        try:
            for cells in reader:
                row = {name: _cell(cells, place) for name, place in columns.items()}
                if not wanted or row["PlanCode"] in wanted:
                    yield row
        except csv.Error as problem:
            raise ConfigError(path, f"not CSV: {problem}", reader.line_num) from problem


def _cell(cells: Sequence[str], place: int) -> str:
    text = cells[place].strip() if 0 <= place < len(cells) else ""
    return text[1:] if text[:1] == "'" else text


class ListingDifference(msgspec.Struct, frozen=True, gc=False):
    """One difference: `missing` was sent and is not published, `extra` is published and was not sent, `different` has
    another value in `field`."""

    kind: Kind
    plan_code: str
    npi: str
    taxonomy: str
    facility: str
    name: str
    field: str = ""
    sent: str = ""
    published: str = ""


class Comparison(msgspec.Struct):
    """What a published listing says of what was sent: rows of each, rows that agree, and the differences."""

    sent: int = 0
    published: int = 0
    same: int = 0
    differences: list[ListingDifference] = []


def compare_listing(sent: Iterable[Row], published: Iterable[Row]) -> Comparison:
    """Compares by plan code and NPI; of several rows of one provider those that agree in taxonomy and facility belong
    together, then those that agree in taxonomy, then what is left, in order."""
    ours, theirs = _by_provider(sent), _by_provider(published)
    found = Comparison(sum(map(len, ours.values())), sum(map(len, theirs.values())))
    for key in dict.fromkeys([*ours, *theirs]):
        _compare(ours.get(key, []), theirs.get(key, []), found)
    return found


def _by_provider(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row["PlanCode"], row["NPI"]), []).append(row)
    return found


def _compare(ours: list[Row], theirs: list[Row], found: Comparison) -> None:
    left, right = list(ours), list(theirs)
    for fields in (("Taxonomy", "FacilityName"), ("Taxonomy",), ()):
        for one in list(left):
            match = next((other for other in right if _agree(one, other, fields)), None)
            if match is None:
                continue
            left.remove(one)
            right.remove(match)
            different = list(_differences(one, match))
            found.differences += different
            found.same += not different
    found.differences += [_difference("missing", row) for row in left]
    found.differences += [_difference("extra", row) for row in right]


def _agree(one: Mapping[str, str], other: Mapping[str, str], fields: Sequence[str]) -> bool:
    return all(normal(one[field]) == normal(other[field]) for field in fields)


def _differences(one: Row, other: Row) -> Iterator[ListingDifference]:
    """Fields in which two rows differ; one that either leaves empty is not compared."""
    for name, field in load_listing().items():
        if field.says and one[name] and other[name] and normal(one[name]) != normal(other[name]):
            yield _difference("different", one, name, one[name], other[name])


def _difference(kind: Kind, row: Row, field: str = "", sent: str = "", published: str = "") -> ListingDifference:
    return ListingDifference(
        kind, row["PlanCode"], row["NPI"], row["Taxonomy"], row["FacilityName"], row["Provider_Name"], field, sent,
        published,
    )  # fmt: skip


def difference_line(each: ListingDifference) -> str:
    """A difference in a line."""
    who = f"{each.plan_code} {each.npi} {each.name}".strip()
    where = ", ".join(part for part in (each.taxonomy, each.facility) if part)
    if each.kind == "missing":
        return f"not published: {who} ({where})"
    if each.kind == "extra":
        return f"published, not sent: {who} ({where})"
    return f"different: {who} ({where}): {each.field} was sent as {each.sent!r}, published as {each.published!r}"


def comparison_json(found: Comparison) -> bytes:
    """The comparison for machines."""
    return msgspec.json.format(msgspec.json.encode({"version": 1, **msgspec.to_builtins(found)}), indent=1) + b"\n"
