"""One accept pattern a segment position: a regular expression that takes only segments without any problem.

It may refuse a good segment (leap days, long fractions, fixed-width padding): the exact check then decides.
It must never take a bad one; the parity tests hold it to that. Every repeat of characters is bounded and
possessive and no value can hold a delimiter, so that matching is linear in the segment, whatever is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from edi.guide.elements import CENTS, ElementCheck
from edi.guide.mode import Mode
from edi.guide.model import Composite, Element, SegmentNode

_DAY = (
    "(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)|02(?:0[1-9]|1[0-9]|2[0-8]))"
)
_DATE = f"(?:1[89]|[2-9][0-9])[0-9][0-9]{_DAY}"
_TIME = "(?:[01][0-9]|2[0-3])[0-5][0-9]"
_NEVER = "(?!)"
#: The formats that a pattern takes where the guide lists none; others go to the exact check.
_USUAL_FORMATS = {"D8", "RD8"}


class _Item(NamedTuple):
    """One element or component: the pattern of its value ("" where none may stand) and whether it must be
    there."""

    value: str
    required: bool


class PatternMaker:
    """Makes the patterns for one guide and one set of delimiters."""

    def __init__(self, check: ElementCheck, element_separator: str, component_separator: str) -> None:
        self.check = check
        self.separator = element_separator
        self.component = component_separator
        self.ranges = 0
        barred = {element_separator, component_separator}
        if check.guide.version != "00501":
            barred |= {"^", "`"}
        allowed = [chr(code) for code in range(32, 127) if chr(code) not in barred]
        self.characters = "[" + "".join(map(re.escape, allowed)) + "]"

    def pattern(self, node: SegmentNode) -> re.Pattern[str] | None:
        """The accept pattern of a position, or None where none can be made (everything is checked
        exactly)."""
        if self.separator.isalnum() or self.component.isalnum():
            return None
        items = self._items(node)
        while items and not items[-1].value:
            items.pop()
        groups = _Groups({int(place) for condition in node.syntax for place in condition[1:]})
        separator = re.escape(self.separator)
        body = _sequence(items, separator, groups)
        tail = "".join(groups.condition(items, condition) for condition in node.syntax)
        filled = bool(items) and items[-1].required  # else: elements there, and no separator at the end
        guards = ("", "") if filled else (f"(?={separator})", f"(?<![{separator}{re.escape(self.component)}])")
        return re.compile(f"{re.escape(node.id)}{guards[0]}{body}{guards[1]}{tail}", re.ASCII)

    def _items(self, node: SegmentNode) -> list[_Item]:
        items: list[_Item] = []
        listed: list[str] = []
        for index, child in enumerate(node.children):
            if isinstance(child, Composite):
                items.append(self._composite(child))
                continue
            if child.qualifies:
                listed.extend(child.codes)
            if node.id == "DTP" and index == 2:
                items[1] = _Item(self._paired(node.children[1], child), True)
                items.append(_Item("", False))
                continue
            value = self._value(child, listed if child.qualified else [])
            items.append(_Item("" if child.usage == "N" else value, child.usage == "R"))
        if node.id == "DTP" and len(items) > 2:
            del items[2]
        return items

    def _paired(self, format_element: Element | Composite, value: Element) -> str:
        """DTP02 and DTP03 as one: the value's form is named by the code before it."""
        both = isinstance(format_element, Element) and format_element.usage == value.usage == "R"
        if not both or not isinstance(format_element, Element):
            return _NEVER
        separator = re.escape(self.separator)
        pairs = [
            f"{re.escape(code)}{separator}{self._value(value, [code])}" for code in self._good_codes(format_element)
        ]
        return f"(?:{'|'.join(pairs)})" if pairs else _NEVER

    def _composite(self, composite: Composite) -> _Item:
        if composite.usage == "N":
            return _Item("", False)
        items = [
            _Item("" if child.usage == "N" else self._value(child, []), child.usage == "R")
            for child in composite.children
        ]
        while items and not items[-1].value:
            items.pop()
        if not items:
            return _Item("", False)
        separator = re.escape(self.component)
        body = _sequence(items, separator, _Groups(set()))
        body = body.removeprefix(separator) if items[0].required else _NEVER
        end = "" if items[-1].required else f"(?<!{separator})"
        return _Item(f"{body}{end}", composite.usage == "R")

    def _good_codes(self, element: Element) -> list[str]:
        """The codes that pass every other check of their element and hold no delimiter."""
        codes = set(element.codes) | set(self.check.lists.get(element.external, ()))
        if element.qualifies and not codes:
            codes = _USUAL_FORMATS
        barred = {self.separator, self.component}
        return sorted(code for code in codes if not barred & set(code) and not self.check.problems_of(element, code))

    def _value(self, element: Element, kinds: list[str]) -> str:
        low, high = element.shortest, element.longest
        if element.codes or element.external:
            return _one_of(self._good_codes(element)) if not kinds and not element.pattern else _NEVER
        if element.pattern:
            return element.pattern if _is_digits(element.pattern, low, high) and not kinds else _NEVER
        if kinds:
            return self._formatted(element, kinds)
        if element.kind == "R" and low <= 1 and high >= 6:
            decimals = CENTS if element.monetary and self.check.mode is Mode.PRODUCT else 4
            return f"-?[0-9]{{1,{high - 4}}}+(?:\\.[0-9]{{1,{decimals}}}+|)"
        if element.kind == "R" or element.kind[:1] == "N":
            return f"-?[0-9]{{{low},{high}}}+"
        if element.kind == "DT":
            return _DATE if low <= 8 <= high else _NEVER
        if element.kind == "TM":
            return _times(low, high)
        return f"{self.characters}{{{low},{high}}}+(?<! )" if element.kind in ("AN", "ID") else _NEVER

    def _formatted(self, element: Element, kinds: list[str]) -> str:
        """The value of an element whose qualifier names a format; texts of other formats are refused."""
        if not any(kind in ("TM", "RD8", "DT", "D8", "D6") for kind in kinds):
            return self._value(element, [])
        forms = []
        if element.shortest <= 8 <= element.longest and {"D8", "DT"} & set(kinds):
            forms.append(_DATE)
        if element.shortest <= 17 <= element.longest and "RD8" in kinds:
            self.ranges += 1
            forms.append(_forward_range(self.ranges))
        if element.shortest <= 4 <= element.longest and "TM" in kinds:
            forms.append(_TIME)
        separator = re.escape(self.separator)
        return f"(?:{'|'.join(forms)})(?![^{separator}])" if forms else _NEVER


def _forward_range(number: int) -> str:
    """Two dates within one month, the second not before the first; `number` keeps group names apart."""
    tens = "|".join(f"{ten}[0-9]-[0-9]{{6}}[{ten + 1}-3]" for ten in range(3))
    units = "|".join(f"[0-3]{unit}-[0-9]{{6}}[0-3][{unit}-9]" for unit in range(10))
    equal_tens = "|".join(f"{ten}[0-9]-[0-9]{{6}}{ten}" for ten in range(4))
    one_month = f"(?=(?P<m{number}>[0-9]{{6}})[0-9]{{2}}-(?P=m{number}))"
    ordered = f"(?=[0-9]{{6}}(?:{tens}|(?={equal_tens})(?:{units})))"
    return f"{one_month}{ordered}{_DATE}-{_DATE}"


def _times(low: int, high: int) -> str:
    forms = [(8, "[0-5][0-9][0-9]{2}"), (6, "[0-5][0-9]"), (4, "")]
    fitting = [_TIME + seconds for length, seconds in forms if low <= length <= high]
    return f"(?:{'|'.join(fitting)})(?![0-9])" if fitting else _NEVER


def _is_digits(pattern: str, low: int, high: int) -> bool:
    found = re.fullmatch(r"\[0-9\]\{([0-9]+)\}", pattern)
    return bool(found) and low <= int(found[1] if found else 0) <= high


def _sequence(items: list[_Item], separator: str, groups: _Groups) -> str:
    """Items each led by the separator: up to the last required one in a row, then nested, each within the
    former."""
    last = max((index for index, item in enumerate(items) if item.required), default=-1)
    parts = [separator + groups.wrap(index + 1, item) for index, item in enumerate(items)]
    nested = ""
    for index in range(len(items) - 1, last, -1):
        # What may not stand is never last, for no separator may be: it needs no nesting of its own.
        nested = f"(?:{parts[index]}{nested}|)" if items[index].value else f"(?:{parts[index]}{nested[3:-2]}|)"
    return "".join(parts[: last + 1]) + nested


class _Groups:
    """Capture groups for the elements that syntax conditions ask for."""

    def __init__(self, places: set[int]) -> None:
        self.places = places

    def wrap(self, place: int, item: _Item) -> str:
        if not item.value:
            return ""
        if item.required:
            return item.value
        return f"(?:(?P<e{place}>{item.value})|)" if place in self.places else f"(?:{item.value}|)"

    def condition(self, items: list[_Item], condition: list[str | int]) -> str:
        """A relational condition as a test on groups; what cannot be met at all makes the pattern refuse."""
        places = [int(place) for place in condition[1:]]
        if len(places) < 2:
            return _NEVER
        letter = condition[0]
        tests = [self._present(items, place) for place in places]
        if letter == "R":
            return _any_of(tests)
        if letter == "E":
            return "".join(
                _if(one, _if(other, _NEVER, ""), "") for n, one in enumerate(tests) for other in tests[n + 1 :]
            )
        if letter == "P":
            return _if(tests[0], "".join(map(_must, tests[1:])), "".join(_if(test, _NEVER, "") for test in tests[1:]))
        rest = "".join(map(_must, tests[1:])) if letter == "C" else _any_of(tests[1:])
        return _if(tests[0], rest, "")

    @staticmethod
    def _present(items: list[_Item], place: int) -> str | bool:
        if place > len(items) or not items[place - 1].value:
            return False
        return True if items[place - 1].required else f"e{place}"


def _if(test: str | bool, then: str, otherwise: str) -> str:
    if isinstance(test, bool):
        return then if test else otherwise
    return f"(?({test}){then}|{otherwise})" if then or otherwise else ""


def _must(test: str | bool) -> str:
    return _if(test, "", _NEVER)


def _any_of(tests: list[str | bool]) -> str:
    result = _NEVER
    for test in reversed(tests):
        result = _if(test, "", result)
    return result


def _one_of(codes: Iterable[str]) -> str:
    """An alternation as a tree over first letters: choosing among a thousand codes costs a few steps."""
    tree: dict[str, list[str]] = {}
    complete = False
    for code in codes:
        if code:
            tree.setdefault(code[0], []).append(code[1:])
        else:
            complete = True
    if not tree:
        return "" if complete else _NEVER
    single = [first for first, rest in tree.items() if rest == [""]]
    branches = [re.escape(first) + _one_of(rest) for first, rest in tree.items() if rest != [""]]
    if single:
        branches.append("[" + "".join(map(re.escape, single)) + "]" if len(single) > 1 else re.escape(single[0]))
    joined = branches[0] if len(branches) == 1 and not complete else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if complete else joined
