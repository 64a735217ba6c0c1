"""Values of the provider that no column and no label of a sheet gives: its address, its NPI or TIN. They are answered
once, in the profile's `[[providers]]` or at the question, and stand for the whole table from then on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from invoices.layout.table import Label
from mappings.fields import load_fields
from mappings.profile_file import ProviderEntry
from mappings.reading_file import SavedReading
from mappings.service_table import normal
from mappings.subject_file import INVOICE

# Field -> what it is called in [[providers]].
IN_PROFILE = {
    "billing_npi": "npi",
    "billing_tin": "tin",
    "billing_name": "name",
    "billing_phone": "phone",
    "billing_address": "address",
    "billing_city": "city",
    "billing_state": "state",
    "billing_zip": "zip",
    "billing_taxonomy": "taxonomy",
}
# By these a provider is known, the surest first.
KNOWN_BY = ("billing_npi", "billing_tin", "billing_name")


class Filled(NamedTuple):
    """The labels to read the table with, and in words where each value is from."""

    labels: dict[str, Label]
    told: tuple[str, ...] = ()


def fill_missing(
    lacking: Collection[str],
    known: Mapping[str, str],
    providers: Sequence[ProviderEntry],
    saved: Sequence[SavedReading] = (),
    answers: Mapping[str, str] | None = None,
    *,
    subject: str = INVOICE,
) -> Filled:
    """Values for fields that a table has no cell for, as labels that stand in no cell (row 0, column -1).

    `known` is what the whole sheet says of its one provider (NPI, TIN or name); a sheet of several providers has
    nothing there and gets nothing, since a value of one would be sent for all. `answers` (`missing_answers`) go before
    the profile, the profile before what was answered for this provider earlier; nothing is taken from an entry that
    contradicts the sheet or is not the only one that fits.
    """
    sources: list[tuple[str, Mapping[str, str]]] = [("as answered", answers or {})]
    named = {**known, **{name: value for name, value in (answers or {}).items() if name in KNOWN_BY}}
    entry = _entry(named, providers)
    if entry is not None:
        values = {field: getattr(entry, name) for field, name in IN_PROFILE.items()}
        sources.append(("from the profile", {field: value for field, value in values.items() if value}))
    earlier = _earlier(named, saved, subject)
    if earlier is not None:
        sources.append((f"as {earlier.tables[-1].who} answered it in {earlier.tables[-1].when:%B %Y}", earlier.missing))
    labels: dict[str, Label] = {}
    told: list[str] = []
    for field in lacking:
        source = next((source for source in sources if field in source[1]), None)
        if source is not None:
            labels[field] = Label(0, -1, source[1][field])
            told.append(f"{load_fields(subject)[field].title} {source[0]}")
    return Filled(labels, tuple(told))


def _entry(known: Mapping[str, str], providers: Sequence[ProviderEntry]) -> ProviderEntry | None:
    """The only entry of the profile that fits what the sheet says, by the surest thing that it says."""
    for field in KNOWN_BY:
        if field not in known:
            continue
        fits = [one for one in providers if _same(getattr(one, IN_PROFILE[field]), known[field])]
        if len(fits) == 1 and not _contradicted(fits[0], known):
            return fits[0]
        if field == "billing_npi" or fits:
            return None
    return None


def _contradicted(entry: ProviderEntry, known: Mapping[str, str]) -> bool:
    """Whether the sheet gives another NPI or TIN than the entry has."""
    values = [(field, getattr(entry, IN_PROFILE[field])) for field in KNOWN_BY[:2] if field in known]
    return any(value and not _same(value, known[field]) for field, value in values)


def _same(one: str, other: str) -> bool:
    return bool(normal(one)) and normal(one) == normal(other)


def _earlier(known: Mapping[str, str], saved: Sequence[SavedReading], subject: str) -> SavedReading | None:
    """What was answered for this provider before: by its NPI, else by the TIN or name that was kept with it."""
    npi = known.get("billing_npi", "")
    for one in saved:
        if one.subject == subject and one.missing and npi and npi in one.providers:
            return one
    if npi:
        return None
    fits = [one for one in saved if one.subject == subject and _is_known_by(one, known)]
    return fits[0] if len(fits) == 1 else None


def _is_known_by(one: SavedReading, known: Mapping[str, str]) -> bool:
    tin, name = known.get("billing_tin", ""), known.get("billing_name", "")
    if tin and "billing_tin" in one.missing and not _same(one.missing["billing_tin"], tin):
        return False
    return bool(one.missing) and _same(one.name, name)
