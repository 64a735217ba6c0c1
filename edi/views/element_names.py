"""What an element is called and what its value means, for a reader who points at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from edi.guide.library import guide
from edi.guide.model import Composite, SegmentNode
from mappings.code_sets import load_places, load_states, load_taxonomies
from mappings.sdoh import sdoh_codes
from mappings.service_table import load_services

_GUIDES = ("837.5010.X222.A1.xml", "x12.control.00501.xml", "274.4050.X109.xml")
_FREQUENCIES = {"1": "original", "7": "replaces the original", "8": "voids the original"}
_LEVELS = {"20": "billing provider", "22": "subscriber", "23": "patient"}
_MOST_KNOWN = 10_000


class Names(NamedTuple):
    """A segment's name, and those of its elements and their components: `elements[place - 1]` is the name and the names
    of the components."""

    segment: str
    elements: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def in_short(self) -> str:
        """All names in one text."""
        return f"{self.segment}: " + ", ".join(f"{n:02} {name}" for n, (name, _) in enumerate(self.elements, 1))


_UNKNOWN = Names("not in this guide", ())


@cache
def _by_qualifier() -> dict[tuple[str, str], Names]:
    """(segment id, qualifier) -> the guide's names; without a qualifier the first that the guide has."""
    found: dict[tuple[str, str], Names] = {}
    for file in _GUIDES:
        for node in guide(file).nodes:
            if isinstance(node, SegmentNode):
                names = Names(node.name, tuple(_names(child) for child in node.children))
                found.setdefault((node.id, ""), names)
                for code in node.key.codes if node.key else ():
                    found.setdefault((node.id, code), names)
    return found


def _names(child: object) -> tuple[str, tuple[str, ...]]:
    parts = tuple(part.name for part in child.children) if isinstance(child, Composite) else ()
    return getattr(child, "name", ""), parts


def names_of(identifier: str, qualifier: str) -> Names:
    """The names of a segment."""
    known = _by_qualifier()
    return known.get((identifier, qualifier)) or known.get((identifier, "")) or _UNKNOWN


def meaning(identifier: str, element: int, component: int, value: str, whole: str, separator: str) -> str:
    """What a code stands for, "" where our tables do not say. `whole` is the element that a component belongs to."""
    if (identifier, element) == ("SV1", 1) and component in (0, 2):
        return _service(whole, separator)
    if identifier == "HI" and component == 2:
        return _diagnoses().get(value, "")
    table = _TABLES.get((identifier, element, component))
    return table(value) if table else ""


@cache
def _diagnoses() -> dict[str, str]:
    return {row.icd10.replace(".", ""): row.description for row in sdoh_codes()}


def _service(composite: str, separator: str) -> str:
    """The service of a procedure code with its modifiers."""
    _, code, *modifiers = [*composite.split(separator), ""]
    deciding = frozenset(one for one in modifiers if one == "GQ" or (len(one) == 2 and one[0] == "U"))
    names = {service.name for service in load_services().matching(code, deciding)}
    return names.pop() if len(names) == 1 else ""


def _place(code: str) -> str:
    place = load_places().get(code)
    return place.name if place else ""


_TABLES: dict[tuple[str, int, int], Callable[[str], str]] = {
    ("CLM", 5, 1): _place,
    ("CLM", 5, 3): lambda code: _FREQUENCIES.get(code, ""),
    ("SV1", 5, 0): _place,
    ("N4", 2, 0): lambda code: load_states().get(code, ""),
    ("PRV", 3, 0): lambda code: load_taxonomies().get(code, ""),
    ("HL", 3, 0): lambda code: _LEVELS.get(code, ""),
}


class Titles:
    """Texts shown on pointing, each once for a page: a text is known by the class that its elements get."""

    def __init__(self) -> None:
        self._classes: dict[str, str] = {}

    def of(self, text: str) -> str:
        """The class of a text; "" for no text, or one too many."""
        if not text or (text not in self._classes and len(self._classes) >= _MOST_KNOWN):
            return ""
        return self._classes.setdefault(text, f"x{len(self._classes):x}")

    def style(self) -> str:
        """The rules of all texts so far."""
        rules = (f'.{name}:hover::after{{content:"{_quoted(text)}"}}' for text, name in self._classes.items())
        return "\n".join(rules)


def _quoted(text: str) -> str:
    """A text as a CSS string inside a `style` element."""
    plain = "".join(mark if mark.isprintable() else " " for mark in text)
    return "".join(mark if mark not in '\\"<>&' else f"\\{ord(mark):x} " for mark in plain)
