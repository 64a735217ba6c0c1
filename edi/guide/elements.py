"""The exact check of one segment against its position in the guide: elements, components and syntax
conditions.

A twin of `segment_if.is_valid_errors` in pyx12 4.0, point by point in its order, so that the findings come
out in pyx12's order too. It runs only on segments that the accept pattern of their position refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from edi.guide.mode import Mode
from edi.guide.model import Composite, Element, Guide, SegmentNode
from edi.guide.values import CONTROL_CHARACTERS, is_ordered, judge, measured_length
from mappings.code_sets import load_provinces

#: The decimals that an amount of money may have (product mode).
CENTS = 2
_FORMATS_OF_DTP = ("RD8", "D8", "D6", "DT", "TM")
_DATE_FORMATS = ("RD8", "DT", "D8", "D6")
#: Reasons after which a condition between elements says the same again.
MISSING = ("missing-element", "missing-composite")
#: pyx12's names of code lists, in words.
_LISTS = {
    "claim_status": "claim statuses",
    "claim_status_cat": "claim status categories",
    "country": "countries (ISO 3166)",
    "currency": "currencies (ISO 4217)",
    "entity_id": "entity identifiers",
    "pos": "places of service (CMS)",
    "prov_taxonomy": "provider taxonomies (NUCC)",
    "remark_code": "remark codes",
    "states": "states and provinces",
}


class Problem(NamedTuple):
    """What is wrong: `level` ele or seg, position, 999 code, `reason` (a stable word), name in the guide,
    what was expected, and the offending text, which may be PHI."""

    level: str
    element: int
    component: int
    code: str
    reason: str
    name: str
    expected: str
    value: str


class ElementCheck:
    """Checks for one guide. Product mode adds what users want and pyx12 leaves out (`deviations.toml`)."""

    def __init__(self, guide: Guide, mode: Mode) -> None:
        self.guide = guide
        self.mode = mode
        self.lists = {name: frozenset(codes) for name, codes in guide.code_sets.items()}

    def check(self, node: SegmentNode, elements: Sequence[str], separator: str) -> list[Problem]:
        """Problems of a segment. `elements` are its texts without the id; `separator` splits components, and
        is empty for the ISA, whose elements have none."""
        found: list[Problem] = []
        children = node.children
        if len(elements) > len(children):
            place = len(children) + 1
            found.append(_whole("too-many-elements", node.name, place, str(len(children)), elements[place - 1]))
        formats: list[str] = []
        listed: list[str] = []
        for index, child in enumerate(children):
            text = elements[index] if index < len(elements) else ""
            parts = text.split(separator) if separator else [text]
            if isinstance(child, Composite):
                self._composite(child, parts, text, found)
                continue
            if node.id == "DTP" and index == 1 and _trimmed(text, separator) in _FORMATS_OF_DTP:
                formats = [_trimmed(text, separator)]
            if child.qualifies and index < len(elements):
                listed.extend(child.codes)
            kinds = formats if node.id == "DTP" and index == 2 else listed if child.qualified else []
            if len(parts) > 1:
                found.append(_problem(child, 0, "6", "unexpected-component", "", text))
            else:
                self._element(child, None, text, kinds, found)
        self._conditions(node, elements, separator, found)
        if (
            self.mode is Mode.PRODUCT
            and found
            and node.id == "N4"
            and elements[3:4] == ["CA"]
            and elements[1] in load_provinces()
        ):
            found = [one for one in found if (one.element, one.reason) != (2, "bad-code")]
        return found

    def problems_of(self, element: Element, text: str) -> list[Problem]:
        """Problems of one value of an element, apart from its segment."""
        found: list[Problem] = []
        self._value(element, 0, text, [], found)
        return found

    def _composite(self, composite: Composite, parts: list[str], text: str, found: list[Problem]) -> None:
        filled = any(parts)
        place = composite.position
        if not filled:
            if composite.usage == "R":
                found.append(_whole("missing-composite", composite.name, place, "", ""))
            elif self.mode is Mode.PRODUCT and len(parts) > 1:
                found.append(_trailing(composite, text))
            return
        if composite.usage == "N":
            found.append(_whole("unused-composite", composite.name, place, "", text))
            return
        count = max(number for number, part in enumerate(parts, 1) if part) if self.mode is Mode.PRODUCT else len(parts)
        if count < len(parts):
            found.append(_trailing(composite, text))
        if count > len(composite.children):
            most = str(len(composite.children))
            found.append(Problem("ele", place, 0, "3", "too-many-components", composite.name, most, text))
        for index, child in enumerate(composite.children):
            self._element(child, composite, parts[index] if index < len(parts) else "", [], found)

    def _element(
        self, element: Element, composite: Composite | None, text: str, kinds: list[str], found: list[Problem]
    ) -> None:
        """One value: empty, not used, or the value checks in pyx12's order."""
        place = composite.position if composite else 0
        if not text:
            excused = composite and element.position == 1 and composite.usage != "R" and self.mode is Mode.PYX12
            if element.usage == "R" and not excused:
                found.append(_problem(element, place, "1", "missing-element", "", ""))
        elif element.usage == "N":
            found.append(_problem(element, place, "10", "unused-element", "", text))
        else:
            self._value(element, place, text, kinds, found)

    def _value(self, element: Element, place: int, text: str, kinds: list[str], found: list[Problem]) -> None:
        if self.mode is Mode.PRODUCT and not self._listed(element, text) and not CONTROL_CHARACTERS.search(text):
            is_spaced = self._listed(element, text.rstrip(" "))
            code, reason = ("6", "trailing-space") if is_spaced else ("7", "bad-code")
            expected = "" if is_spaced else shown_codes(element.codes, element.external)
            found.append(_problem(element, place, code, reason, expected, text))
            return
        length = measured_length(text, element.kind)
        if length < element.shortest:
            found.append(_problem(element, place, "4", "too-short", str(element.shortest), text))
        if length > element.longest:
            found.append(_problem(element, place, "5", "too-long", str(element.longest), text))
        if CONTROL_CHARACTERS.search(text):
            found.append(_problem(element, place, "6", "control-character", "", text))
            return
        is_text = element.kind in ("AN", "ID")
        if is_text and text[-1] == " " and len(text.rstrip()) >= element.shortest:
            found.append(_problem(element, place, "6", "trailing-space", "", text))
        if not self._listed(element, text):
            found.append(_problem(element, place, "7", "bad-code", shown_codes(element.codes, element.external), text))
        if not judge(element.kind, self.guide.version)(text):
            found.append(_type_problem(element, place, element.kind, text))
        elif self.mode is Mode.PRODUCT and element.monetary and len(text.partition(".")[2]) > CENTS:
            found.append(_problem(element, place, "I12", "amount-decimals", str(CENTS), text))
        if kinds:
            self._format(element, place, text, kinds, found)
        self._pattern(element, place, text, found)

    def _listed(self, element: Element, text: str) -> bool:
        if not element.codes and not element.external:
            return True
        return text in element.codes or text in self.lists.get(element.external, ())

    def _format(self, element: Element, place: int, text: str, kinds: list[str], found: list[Problem]) -> None:
        """The format that a qualifier names (element 1250 for 1251, DTP02 for DTP03)."""
        fitting = [kind for kind in kinds if judge(kind, "00401")(text)]
        if fitting:
            if self.mode is Mode.PRODUCT and fitting == ["RD8"] and not is_ordered(text):
                found.append(_problem(element, place, "8", "range-reversed", "", text))
        elif "TM" in kinds:
            found.append(_problem(element, place, "9", "bad-time", "TM", text))
        elif any(kind in _DATE_FORMATS for kind in kinds):
            found.append(_problem(element, place, "8", "bad-date", " ".join(kinds), text))

    def _pattern(self, element: Element, place: int, text: str, found: list[Problem]) -> None:
        search = _searcher(element.pattern) if element.pattern else None
        if search and not search(text):
            found.append(_problem(element, place, "7", "bad-pattern", element.pattern, text))

    def _conditions(self, node: SegmentNode, elements: Sequence[str], separator: str, found: list[Problem]) -> None:
        if not node.syntax:
            return
        present = {place for place, text in enumerate(elements, 1) if _trimmed(text, separator)}
        told = (
            {one.element for one in found if one.reason in MISSING and not one.component}
            if self.mode is Mode.PRODUCT
            else set()
        )
        for letter, *places in node.syntax:
            positions = [int(place) for place in places]
            if not condition_holds(str(letter), positions, present) and told.isdisjoint(positions):
                rule = f"{letter}{''.join(f'{place:02}' for place in positions)}"
                found.append(_whole("syntax-condition", rule, positions[0] if positions else 0, rule, ""))


def condition_holds(letter: str, positions: list[int], present: set[int]) -> bool:
    """A relational condition of X12.6: Paired, Required, Exclusive, Conditional, List conditional."""
    if len(positions) < 2:
        return False
    count = sum(place in present for place in positions)
    if letter == "P":
        return count in (0, len(positions))
    if letter == "R":
        return count > 0
    if letter == "E":
        return count <= 1
    if positions[0] not in present:
        return True
    return count == len(positions) if letter == "C" else count > 1


def _whole(reason: str, name: str, element: int, expected: str, value: str) -> Problem:
    """pyx12 reports these on the segment with code 8 and no position; the position is kept beside."""
    return Problem("seg", element, 0, "8", reason, name, expected, value)


def _trailing(composite: Composite, text: str) -> Problem:
    reason = "trailing-component-separator"
    return Problem("ele", composite.position, 0, "13", reason, composite.name, "", text)


def _problem(element: Element, place: int, code: str, reason: str, expected: str, value: str) -> Problem:
    position = (place, element.position) if place else (element.position, 0)
    return Problem("ele", *position, code, reason, element.name, expected, value)


def _type_problem(element: Element, place: int, kind: str, text: str) -> Problem:
    if kind in _DATE_FORMATS:
        return _problem(element, place, "8", "bad-date", kind, text)
    if kind == "TM":
        return _problem(element, place, "9", "bad-time", kind, text)
    return _problem(element, place, "6", "bad-character", kind, text)


def _trimmed(text: str, separator: str) -> str:
    """A composite's text without trailing empty components."""
    return text.rstrip(separator) if separator else text


def shown_codes(codes: Sequence[str], external: str = "") -> str:
    """Codes as they are told; where there are only those of a list, its name."""
    if external and not codes:
        return f"a code of the list of {_LISTS.get(external, external)}"
    return " ".join(codes[:12]) + (" ..." if len(codes) > 12 else "")


def _searcher(pattern: str) -> Callable[[str], object]:
    return re.compile(pattern, re.DOTALL).search  # `re` keeps it: the maps have one pattern
