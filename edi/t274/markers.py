"""ECM and Community Supports markers, as the payer file's table has them: used by building and parsing alike.

No public text says how the state wants these providers flagged, so nothing here knows more than the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from edi.x12.write import ELEMENT

if TYPE_CHECKING:
    from mappings.provider_section import Marker, ProviderSection

#: Loop 2000C, 2000D and 2000E by the table's word.
LEVELS = {"group": "2000C", "site": "2000D", "provider": "2000E"}


class Flag(NamedTuple):
    """A marker as it is written: the segment without its terminator."""

    service: str
    segment_id: str
    text: str


class Markers:
    """The table of one receiver. `of(loop)` are the flags of a level, in the table's order."""

    def __init__(self, table: Iterable[Marker]) -> None:
        self._flags: dict[str, list[Flag]] = {}
        for each in table:
            text = ELEMENT.join((each.segment, *each.values(each.code)))
            self._flags.setdefault(LEVELS[each.level], []).append(Flag(each.service, each.segment, text))
        self._services = {loop: {flag.text: flag.service for flag in flags} for loop, flags in self._flags.items()}

    def of(self, loop: str) -> Sequence[Flag]:
        """The flags that a level may carry."""
        return self._flags.get(loop, ())

    def by_text(self, loop: str) -> dict[str, str]:
        """The service of each flag's segment on a level."""
        return self._services.get(loop, {})

    def levels_of(self, service: str) -> list[str]:
        """The levels (`group`, `site`, `provider`) that carry a service's marker; none where the table has no row."""
        return [
            name for name, loop in LEVELS.items() if any(flag.service == service for flag in self._flags.get(loop, ()))
        ]


#: No markers: every segment is what it says.
NO_MARKERS = Markers(())


def markers_of(section: ProviderSection | None) -> Markers:
    """The markers of a receiver's section."""
    return Markers(section.markers) if section is not None else NO_MARKERS


@cache
def default_markers() -> Markers:
    """The markers of the shipped `dhcs` file."""
    from mappings.payer_file import load_payer  # pydantic, which a run on an 837P never needs

    return markers_of(load_payer("dhcs").provider_file)
