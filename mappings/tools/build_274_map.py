"""Makes `guides/274.4050.X109.xml`, the 274 in pyx12's map format (schema version 1), from the tables of `guides/274/`.

    python -m mappings.tools.build_274_map           # writes the map

`elements.csv` and `segments.csv` are the base standard, `loops.csv` the loops of the receiver's file, `rules.csv` what
the receiver asks beyond the standard. Change a table, never the map.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from mappings.tables import HERE, read_table

TABLES = HERE / "guides" / "274"
MAP = HERE / "guides" / "274.4050.X109.xml"
TITLE = "Health Care Provider Information 004050X109 - 274"

#: Composites of the elements that have them: component data elements with their usage.
COMPOSITES = {
    "C001": [(number, "R" if not place else "S") for place, number in enumerate(("355", "1018", "649") * 5)],
    "C040": [(number, "R" if place < 2 else "S") for place, number in enumerate(("128", "127") * 3)],
    "C056": [("1109", "S"), ("1270", "S"), ("1271", "S")],
}
COMPONENT_NAMES = {
    "355": "Unit or Basis for Measurement Code", "1018": "Exponent", "649": "Multiplier",
    "128": "Reference Identification Qualifier", "127": "Reference Identification",
    "1109": "Race or Ethnicity Code", "1270": "Code List Qualifier Code", "1271": "Industry Code",
}  # fmt: skip
ENVELOPE = {
    "ISA": "Interchange Control Header", "GS": "Functional Group Header", "ST": "Transaction Set Header",
    "SE": "Transaction Set Trailer", "GE": "Functional Group Trailer", "TA1": "Interchange Acknowledgment",
    "IEA": "Interchange Control Trailer",
}  # fmt: skip


class ElementRow(NamedTuple):
    """An element of a segment, or a composite (`data_element` begins with C and has no dictionary number)."""

    name: str
    usage: str
    data_element: str


class SegmentRow(NamedTuple):
    """A segment of a loop family of the base standard."""

    id: str
    name: str
    usage: str
    max_use: str
    syntax: tuple[str, ...]


class LoopRow(NamedTuple):
    """A loop of the file."""

    id: str
    parent: str
    family: str
    name: str
    usage: str
    repeat: str
    level: str
    entities: tuple[str, ...]
    evidence: str


class RuleRow(NamedTuple):
    """What the receiver asks of an element or segment: usage, codes, an external code list."""

    usage: str
    codes: tuple[str, ...]
    external: str
    evidence: str


@cache
def elements() -> dict[str, dict[str, ElementRow]]:
    """Segment id -> element id -> element, in order."""
    found: dict[str, dict[str, ElementRow]] = {}
    for _, row in read_table(TABLES / "elements.csv"):
        own = found.setdefault(row["segment"], {})
        own[row["element"]] = ElementRow(row["name"], row["usage"], row["data_element"])
    return found


@cache
def segments() -> dict[str, list[SegmentRow]]:
    """Loop family -> its segments, in order."""
    found: dict[str, list[SegmentRow]] = {}
    for _, row in read_table(TABLES / "segments.csv"):
        each = SegmentRow(row["segment"], row["name"], row["usage"], row["max_use"], tuple(row["syntax"].split()))
        found.setdefault(row["family"], []).append(each)
    return found


@cache
def loops() -> list[LoopRow]:
    """The loops in file order."""
    return [
        LoopRow(
            row["id"], row["parent"], row["family"], row["name"], row["usage"], row["repeat"], row["level"],
            tuple(row["entities"].split()), row["evidence"],
        )
        for _, row in read_table(TABLES / "loops.csv")
    ]  # fmt: skip


@cache
def rules() -> dict[tuple[str, str], RuleRow]:
    """(loop or "", element or segment id) -> what is asked."""
    return {
        (row["loop"], row["element"]): RuleRow(
            row["usage"], tuple(row["codes"].split()), row["external"], row["evidence"]
        )
        for _, row in read_table(TABLES / "rules.csv")
    }


def rule(loop: str, element: str) -> RuleRow | None:
    """The rule of an element or segment in a loop, else the one for all loops."""
    return rules().get((loop, element)) or rules().get(("", element))


def build() -> str:
    """The whole map."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!-- Made by mappings/tools/build_274_map.py from the tables of mappings/guides/274: change these. -->",
        '<transaction xid="274">',
        f"<name>{TITLE}</name>",
        *_open("ISA_LOOP", "Interchange Control Header", "R", 10, ">1", "explicit"),
        *_segment("ISA", "ISA", ENVELOPE["ISA"], "R", 100, "1"),
        *_open("GS_LOOP", "Functional Group Header", "R", 200, ">1", "explicit"),
        *_segment("GS", "GS", ENVELOPE["GS"], "R", 100, "1"),
        *_open("ST_LOOP", "Transaction Set Header", "R", 200, ">1", "explicit"),
        *_segment("ST", "ST", ENVELOPE["ST"], "R", 50, "1"),
        *_open("HEADER", "Table 1 - Header", "R", 100, "1", "wrapper"),
        *_body("HEADER", "HEADER"),
        "</loop>",
        *_open("DETAIL", "Table 2 - Detail", "R", 200, ">1", "wrapper"),
        *_below("DETAIL", 0),
        "</loop>",
        *_segment("ST_LOOP", "SE", ENVELOPE["SE"], "R", 5550, "1"),
        "</loop>",
        *_segment("GS_LOOP", "GE", ENVELOPE["GE"], "R", 300, "1"),
        "</loop>",
        *_segment("ISA_LOOP", "TA1", ENVELOPE["TA1"], "S", 200, "1"),
        *_segment("ISA_LOOP", "IEA", ENVELOPE["IEA"], "R", 300, "1"),
        "</loop>",
        "</transaction>",
    ]
    return "\n".join(lines) + "\n"


def _open(xid: str, name: str, usage: str, pos: int, repeat: str, kind: str = "") -> list[str]:
    attribute = f' type="{kind}"' if kind else ""
    return [
        f'<loop xid="{xid}"{attribute}>',
        f"<name>{escape(name)}</name><usage>{usage}</usage><pos>{pos:04}</pos><repeat>{escape(repeat)}</repeat>",
    ]


def _below(parent: str, pos: int) -> Iterator[str]:
    """The loops inside a loop, after its own segments."""
    for each in (loop for loop in loops() if loop.parent == parent):
        pos += 100
        yield from _open(each.id, each.name, each.usage, pos, each.repeat)
        yield from _body(each.id, each.family)
        yield from _below(each.id, 100 * len(segments()[each.family]))
        yield "</loop>"


def _body(loop: str, family: str) -> Iterator[str]:
    for number, each in enumerate(segments()[family], 1):
        asked = rules().get((loop, each.id))
        usage = asked.usage if asked else each.usage
        yield from _segment(loop, each.id, each.name, usage, 100 * number, each.max_use, each.syntax)


def _segment(
    loop: str, identifier: str, name: str, usage: str, pos: int, most: str, syntax: tuple[str, ...] = ()
) -> Iterator[str]:
    yield f'<segment xid="{identifier}">'
    yield f"<name>{escape(name)}</name><usage>{usage}</usage><pos>{pos:04}</pos><max_use>{escape(most)}</max_use>"
    yield from (f"<syntax>{condition}</syntax>" for condition in syntax)
    for place, (xid, each) in enumerate(elements()[identifier].items(), 1):
        yield _composite(xid, each, place) if each.data_element in COMPOSITES else _element(loop, xid, each, place)
    yield "</segment>"


def _element(loop: str, xid: str, each: ElementRow, place: int) -> str:
    asked = rule(loop, xid)
    usage = asked.usage if asked else each.usage
    codes = asked.codes if asked else ()
    own = next((row for row in loops() if row.id == loop), None)
    if own is not None and xid == "HL03":
        codes = (own.level,)
    if own is not None and xid == "NM101":
        codes = own.entities
    listed = ""
    if asked and asked.external:
        listed = f'<valid_codes external="{asked.external}"/>'
    elif codes:
        listed = "<valid_codes>" + "".join(f"<code>{code}</code>" for code in codes) + "</valid_codes>"
    return (
        f'<element xid="{xid}"><data_ele>{each.data_element}</data_ele><name>{escape(each.name)}</name>'
        f"<usage>{usage}</usage><seq>{place:02}</seq>{listed}</element>"
    )


def _composite(xid: str, each: ElementRow, place: int) -> str:
    parts = "".join(
        f'<element xid="{xid}-{number:02}"><data_ele>{data}</data_ele><name>{COMPONENT_NAMES[data]}</name>'
        f"<usage>{usage}</usage><seq>{number:02}</seq></element>"
        for number, (data, usage) in enumerate(COMPOSITES[each.data_element], 1)
    )
    return (
        f'<composite xid="{xid}"><data_ele>{each.data_element}</data_ele><name>{escape(each.name)}</name>'
        f"<usage>{each.usage}</usage><seq>{place:02}</seq><refdes>{xid}</refdes>{parts}</composite>"
    )


def main() -> int:
    """Writes the map."""
    Path(MAP).write_text(build(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
