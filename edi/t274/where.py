"""Where a value of a level stands: the roster's cell, or the segment of the 274 that was read.

A position is made only when a finding needs one. For a 274 the level is written once more and the segment found in
it: what was kept stands in its place, so the count from the HL is that of the file.
"""

from __future__ import annotations

from typing import Any

from edi.model.provider_file import Group, Listed, Provider, Site
from edi.model.reference import X12Ref
from edi.t274.build import level
from edi.t274.markers import NO_MARKERS, default_markers
from edi.x12.write import END

#: Fields that a rule may name, and their segment, qualifier ("" for any), element and loop family.
ELEMENTS: dict[str, tuple[str, str, int, str]] = {
    "name": ("NM1", "", 3, "2100"),
    "first_name": ("NM1", "", 4, "2100"),
    "npi": ("NM1", "", 9, "2100"),
    "services": ("N2", "", 2, "2100"),
    "phone": ("PER", "", 4, "2100"),
    "language": ("LUI", "", 2, "2100"),
    "degree": ("DEG", "", 1, "2100"),
    "contract_start": ("DTP", "092", 3, "2100"),
    "contract_end": ("DTP", "093", 3, "2100"),
    "hours": ("WS", "", 1, "2100"),
    "gender": ("PDI", "", 1, "2100"),
    "youngest": ("PDI", "", 2, "2100"),
    "oldest": ("PDI", "", 3, "2100"),
    "address": ("N3", "", 1, "2110"),
    "city": ("N4", "", 1, "2110"),
    "state": ("N4", "", 2, "2110"),
    "zip_code": ("N4", "", 3, "2110"),
    "taxonomy": ("LQ", "", 2, "2120"),
    "reference": ("REF", "", 2, "2140"),
}
#: Stands for the marker of a service.
MARKER = "(marker)"
_LETTERS = {Group: "C", Site: "D", Provider: "E"}


def where(value: Listed, field: str, nth: int = 0) -> Any:
    """The place of a level's `field` (a key of ELEMENTS), the `nth` of several from 0: the cell of the first roster row
    that it was read from, or an X12Ref without file and control numbers, which the caller knows. A field that the level
    does not have stands at its HL."""
    origin = value.origin
    if origin.rows:
        return origin.rows[0].at(field)
    loop = f"2000{_LETTERS.get(type(value), 'A')}"
    segment_id, qualifier, element, family = ELEMENTS.get(field, ("HL", "", 0, "2000"))
    segments = _segments(value, loop)
    found = [index for index, each in enumerate(segments) if each.startswith(f"{segment_id}*{qualifier}")]
    if nth >= len(found) or not element:
        return X12Ref("", "", "", "", origin.segment_no, origin.st_segment_no, loop, "HL")
    if family != "2000":
        loop = f"{family}{loop[-1]}A"
    place = origin.segment_no + found[nth], origin.st_segment_no + found[nth]
    return X12Ref("", "", "", "", *place, loop, segment_id, element)


def _segments(value: Listed, loop: str) -> list[str]:
    """The segments of a level in their order. Where markers stand, the level itself remembers: the table that they were
    read by is not at hand. With segments that were kept, the shipped table tells."""
    if value.other:
        return level(value, loop, 1, 1, has_child=False, markers=default_markers()).split(END)
    segments = level(value, loop, 1, 1, has_child=False, markers=NO_MARKERS).split(END)
    for place in value.origin.markers:
        segments.insert(place, f"N2*{MARKER}")
    return segments
