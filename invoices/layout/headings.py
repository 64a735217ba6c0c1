"""The headings and labels of a layout, normalised for comparing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mappings.errors import ConfigError
from mappings.layout_file import Layout
from mappings.service_table import normal
from mappings.subject_file import load_subject


@dataclass(frozen=True, slots=True)
class Headings:
    """Normalised heading -> (field, slot), slot 0 outside the numbered groups; normalised label -> field."""

    layout: Layout
    places: Mapping[str, tuple[str, int]]
    labels: Mapping[str, str]


def headings_of(layout: Layout) -> Headings:
    """Raises ConfigError where one heading stands for two fields: it could never be read without guessing."""
    places: dict[str, tuple[str, int]] = {}
    for heading, field, slot in _headings(layout):
        key = normal(heading)
        if places.setdefault(key, (field, slot)) != (field, slot):
            path = load_subject(layout.subject).folder / f"{layout.name}.toml"
            raise ConfigError(path, f"the heading {heading!r} stands for two fields: {places[key][0]} and {field}")
    labels = {normal(text): field for field, texts in layout.labels.items() for text in texts}
    return Headings(layout, places, labels)


def _headings(layout: Layout) -> list[tuple[str, str, int]]:
    plain = [(heading, field, 0) for field, texts in layout.columns.items() for heading in texts]
    if layout.slots is None:
        return plain
    return plain + [
        (heading.format(n=slot), field, slot)
        for slot in range(1, layout.slots.last + 1)
        for field, texts in layout.slots.columns.items()
        for heading in texts
        # Where only the first group is not numbered ("HCPCS", "HCPCS 2"), its heading says so by having no {n}.
        if slot == 1 or "{n}" in heading
    ]


def heading_for(layout: Layout, field: str) -> str:
    """The heading that a person would look for: the layout's first for the field."""
    slots = layout.slots.columns if layout.slots else {}
    texts = layout.columns.get(field) or layout.labels.get(field) or slots.get(field) or [field]
    return texts[0].format(n=1)
