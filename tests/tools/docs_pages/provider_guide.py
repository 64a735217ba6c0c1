"""`reference/274.md` and the drawing of its loops, from the tables of `mappings/guides/274/`."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from mappings.listing_table import load_listing
from mappings.payer_file import load_payer
from mappings.tables import read_table
from mappings.tools.build_274_map import TABLES, LoopRow, elements, loops, rule, rules, segments
from tests.tools.docs_pages.markdown import anchor, cell, code, page, table

DRAWING = "reference/274-loops.svg"
#: Fills of the levels, outermost first.
COLOURS = ("#d9ece6", "#dbe7f4", "#efe3f3", "#fdf0d9", "#fbe1dc")
ROW, INDENT, WIDTH = 30, 26, 900
USAGE = {"R": "required", "S": "situational", "N": "not used"}
BASE = "standard"

INTRO = """
The provider file: transaction 274, version 004050X109. No public map of it exists, so the program has one of its own:
the loops, segments and elements of the base standard, with what is known of the receiver (DHCS). It is in the format
of pyx12's maps (`mappings/guides/274.4050.X109.xml`), so that pyx12 and the program's own validator both check by it.
`edi-translate validate FILE --engine both` runs the two side by side.

*Evidence* says where a statement comes from: **standard** (X12 004050), **published** (a public DHCS document), **plan
practice** (what one real plan sends), **inference** and **unverified** (our best reading). See
[Evidence](../explanation/evidence.md). The lengths of a few code elements of rare segments were not seen
(data elements 83, 546, 641, 1262, 1469, 1634): up to six characters are taken. Relational conditions
of segments that no other guide at hand uses (DEG, HAD, IND, HSD, YNQ, EMS) were not seen either, and are not checked.
"""
MARKERS = """
No public text says how the state wants ECM and Community Supports providers flagged. The table `markers` of the
[payer file](payers.md) does; building and reading use the same.
[Change a marker](../how-to/change-a-marker.md) shows how.
"""
LISTING = """
The state publishes what it understood as the Medi-Cal Managed Care Provider Listing.
`edi-translate convert FILE --to csv` writes a 274 in its columns.
A field without a source is the state's own, or no element is known for it: it stays empty
and is not compared.
"""


def pages() -> dict[str, str]:
    """The page and the drawing."""
    return {"reference/274.md": _page(), DRAWING: drawing()}


def _page() -> str:
    return page(
        "The 274",
        INTRO,
        "## The loops",
        "![The loops of the 274, each inside the one above it: plan, receiver, group, site, provider](274-loops.svg)",
        "`>1`: any number. Each level is an HL; a provider's parent is its site, never the provider before it.",
        _loops(),
        "## What the receiver asks",
        _profile(),
        "## Markers of ECM and Community Supports",
        MARKERS,
        _markers(),
        "## Every element",
        "*In*: the loop families that have the segment, and how often; *usage* is that of the map: the standard's, or "
        "what the receiver asks in the loops named.",
        *_segments(),
        "## The public listing",
        LISTING,
        _listing(),
    )


def _loops() -> str:
    rows = [
        (
            anchor(each.id) + code(each.id), cell(each.name), code(_head(each)), USAGE[each.usage], code(each.repeat),
            cell(" ".join(row.id for row in segments()[each.family])), _evidence(each.evidence),
        )
        for each in loops()
    ]  # fmt: skip
    return table(("loop", "name", "begins with", "usage", "times", "segments", "evidence"), rows)


def _head(each: LoopRow) -> str:
    first = segments()[each.family][0].id
    if each.level:
        return f"HL03 = {each.level}"
    return f"NM101 = {' '.join(each.entities)}" if each.entities else first


def _evidence(text: str) -> str:
    return text.replace("_", " ")


def _profile() -> str:
    rows = [
        (cell(row["loop"]), cell(row["element"]), USAGE.get(row["usage"], " "), cell(row["value"]), cell(row["note"]),
         _evidence(row["evidence"]))
        for _, row in read_table(TABLES / "profile.csv")
    ]  # fmt: skip
    return table(("loop", "element", "usage", "value", "note", "evidence"), rows)


def _markers() -> str:
    section = load_payer("dhcs").provider_file
    rows = [
        (code(each.service), each.level, each.element, code(each.code),
         cell(", ".join(f"{name} {text}" for name, text in each.beside.items())), "unverified")
        for each in (section.markers if section else ())
    ]  # fmt: skip
    return table(("service", "level", "element", "code", "beside", "evidence"), rows)


def _segments() -> Iterator[str]:
    named = {row.id: row.name for family in segments().values() for row in family}
    for identifier, own in elements().items():
        title = f"### {identifier}" + (f": {named[identifier]}" if identifier in named else "")
        places = sorted({each.id for each in loops() if _has(each.family, identifier)})
        families = [
            f"{family} ({row.max_use if row.max_use != '1' else 'once'})"
            for family, some in segments().items()
            for row in some
            if row.id == identifier
        ]
        where = f"In {', '.join(families)}." if families else "In the envelope."
        syntax = next((row.syntax for some in segments().values() for row in some if row.id == identifier), ())
        if syntax:
            where += f" Conditions: {', '.join(f'`{each}`' for each in syntax)}."
        rows = [
            (name, cell(each.name), code(each.data_element), *_usage(name, each.usage, places))
            for name, each in own.items()
        ]
        heading = ("element", "name", "data element", "usage", "codes", "evidence")
        yield f"{title}\n\n{where}\n\n" + table(heading, rows)


def _has(family: str, identifier: str) -> bool:
    return any(row.id == identifier for row in segments()[family])


def _usage(name: str, base: str, places: list[str]) -> tuple[str, str, str]:
    """Usage, codes and evidence of an element: the standard's, then what the receiver asks."""
    asked = rule("", name)
    usage, codes, evidence = USAGE[base], " ".join(asked.codes) if asked else "", BASE
    if asked:
        usage, evidence = USAGE[asked.usage], asked.evidence
        codes = codes or (f"list of {asked.external}" if asked.external else "")
    own = [(loop, each) for (loop, element), each in rules().items() if element == name and loop]
    if own:
        usage += "; " + "; ".join(f"{loop}: {USAGE[each.usage]}" for loop, each in own)
        codes = codes or " ".join(dict.fromkeys(text for _, each in own for text in each.codes))
        evidence = " / ".join(dict.fromkeys([evidence, *(each.evidence for _, each in own)]))
    by_loop = {each.id: each for each in loops() if each.id in places}
    if name == "HL03":
        codes = ", ".join(f"{each.level} in {each.id}" for each in by_loop.values() if each.level)
        evidence = "plan_practice"
    if name == "NM101":
        codes = ", ".join(f"{'/'.join(each.entities)} in {each.id}" for each in by_loop.values() if each.entities)
        evidence = "published (77), plan practice"
    return usage, cell(codes), _evidence(evidence)


def _listing() -> str:
    rows = [
        (code(name), cell(each.meaning), cell(each.says.replace("_", " ")), _evidence(each.evidence))
        for name, each in load_listing().items()
    ]
    return table(("field", "meaning", "from the 274", "evidence"), rows)


def drawing() -> str:
    """The loops as nested boxes, indented by depth; the colour is that of the level."""
    depth = {"DETAIL": -1}
    level = 0
    boxes: list[str] = []
    for number, each in enumerate(loops()):
        depth[each.parent] = depth.get(each.parent, -1)
        depth[each.id] = depth[each.parent] + 1
        level = "ABCDE".index(each.id[4])
        boxes.append(_box(each, number, depth[each.id], COLOURS[level]))
    height = ROW * len(boxes) + 20
    size = f'viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="13"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
    return "\n".join([head, f"<title>{escape('Loops of the 274')}</title>", *boxes, "</svg>"]) + "\n"


def _box(each: LoopRow, number: int, depth: int, fill: str) -> str:
    left, top = 10 + INDENT * depth, 10 + ROW * number
    weight = ' font-weight="bold"' if each.family == "2000" else ""
    tail = f"{_head(each)} · {USAGE[each.usage]} · {each.repeat}"
    middle = top + ROW / 2 + 2
    return (
        f'<rect x="{left}" y="{top}" width="{WIDTH - left - 10}" height="{ROW - 4}" rx="4" fill="{fill}" '
        f'stroke="#8aa"/>'
        f'<text x="{left + 10}" y="{middle}" fill="#123"{weight}>{each.id}  {escape(each.name)}</text>'
        f'<text x="{WIDTH - 20}" y="{middle}" fill="#345" text-anchor="end">{escape(tail)}</text>'
    )
