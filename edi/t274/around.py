"""What a rule of provider files (`PV`) may know besides the file."""

from __future__ import annotations

from datetime import date

import msgspec

from edi.t274.markers import Markers, default_markers
from mappings.taxonomy_table import known_taxonomies


class Around(msgspec.Struct):
    """The surroundings of a provider file. `received` is the day on which it is judged, `taxonomies` the known codes,
    `receiver` is ISA08 of a 274 that was read.
    A rule is `check(file: ProviderFile, around: Around) -> Iterator[Diagnostic]` with scope `provider_file`, and takes
    positions from `edi.t274.where.where`; the same rules judge a roster and a 274 that was read."""

    received: date
    markers: Markers = msgspec.field(default_factory=default_markers)
    receiver: str = ""
    taxonomies: frozenset[str] = msgspec.field(default_factory=known_taxonomies)
