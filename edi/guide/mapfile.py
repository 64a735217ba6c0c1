"""Reading pyx12's XML maps into the plain data of `edi.guide.model`.

lxml is imported here and nowhere else on the way to a verdict: a run with tables in the cache never comes
here. Entities and the network are off: a map is data, not a program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from edi.guide.model import UNLIMITED, Composite, Element, Guide, GuideRow, Key, LoopNode, Node, SegmentNode


def _parse(path: Path) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    return etree.parse(str(path), parser).getroot()


def _value(node: Any, name: str) -> str:
    """An attribute or a child's text, as pyx12 reads both map dialects."""
    return str(node.get(name) or node.findtext(name) or "")


def _limit(text: str) -> int:
    return UNLIMITED if text in ("", ">1", "&gt;1") else int(text)


def read_index(path: Path) -> list[GuideRow]:
    """The rows of a `maps.xml`, in its order (the first match wins)."""
    rows = []
    for version in _parse(path).iter("version"):
        for entry in version.iterfind("map"):
            guide, functional, purpose = (entry.get(name) or "" for name in ("vriic", "fic", "tspc"))
            rows.append(GuideRow(version.get("icvn") or "", guide, functional, purpose, entry.text or ""))
    return rows


def read_guide(path: Path, *dictionaries: Path) -> Guide:
    """A map with data elements and code lists resolved: `dictionaries` are files of data elements, later ones
    completing the first, and last the code lists."""
    return _Reader(path, dictionaries[:-1], dictionaries[-1]).guide()


class _Reader:
    """One map being read: nodes get their numbers in reading order, loops before segments as pyx12 keeps
    them."""

    def __init__(self, path: Path, data_elements: Sequence[Path], code_lists: Path) -> None:
        self.path = path
        self.code_lists = code_lists
        self.data_elements: dict[str, Any] = {}
        for each in data_elements:
            for entry in _parse(each).iter("data_ele"):
                self.data_elements.setdefault(entry.get("ele_num"), entry)
        self.nodes: list[Node] = []
        self.used_lists: set[str] = set()

    def guide(self) -> Guide:
        root = _parse(self.path)
        self._loop(root, 0, "")
        return Guide(root.get("xid"), self._version(), self.path.name, self.nodes, self._code_sets())

    def _code_sets(self) -> dict[str, list[str]]:
        found = {}
        for entry in _parse(self.code_lists).iter("codeset"):
            name = entry.findtext("id")
            if name in self.used_lists:
                found[name] = sorted({code.text or "" for code in entry.iterfind("version/code")})
        return found

    def _version(self) -> str:
        """ISA12 of the map, 00401 where it has none (pyx12's `map_if.icvn`)."""
        for node in self.nodes:
            if isinstance(node, SegmentNode) and node.id == "ISA":
                child = node.children[11] if len(node.children) > 11 else None
                return child.codes[0] if isinstance(child, Element) and child.codes else "00401"
        return "00401"

    def _loop(self, source: Any, parent: int, above: str) -> int:
        number = len(self.nodes)
        is_root = not above and number == 0
        path = "/" if is_root else f"{'' if above == '/' else above}/{source.get('xid')}"
        position = 0 if is_root else int(_value(source, "pos"))
        usage = "R" if is_root else _value(source, "usage")
        children: list[int] = []
        self.nodes.append(
            LoopNode(
                str(source.get("xid")),
                _value(source, "name"),
                usage,
                position,
                path,
                parent,
                _limit(_value(source, "repeat")),
                children,
            )
        )
        children.extend([self._loop(entry, number, path) for entry in source.findall("loop")])
        children.extend(self._segments(source, number, path))
        children.sort(key=lambda child: self.nodes[child].position)  # stable: loops first where positions are equal
        return number

    def _segments(self, source: Any, parent: int, above: str) -> Iterator[int]:
        entries = [(entry, int(_value(entry, "pos"))) for entry in source.findall("segment")]
        positions = [position for _, position in entries]
        positions += [int(_value(entry, "pos")) for entry in source.findall("loop")]
        for entry, position in entries:
            number = len(self.nodes)
            self.nodes.append(self._segment(entry, position, parent, above, positions.count(position) > 1))
            yield number

    def _segment(self, source: Any, position: int, parent: int, above: str, crowded: bool) -> SegmentNode:
        """`crowded`: another node has the same position, and pyx12 adds the first qualifier to the path."""
        identifier = str(source.get("xid"))
        by_position: dict[int, Element | Composite] = {}
        for entry in source.findall("element"):
            by_position[int(_value(entry, "seq"))] = self._element(entry)
        for entry in source.findall("composite"):
            by_position[int(_value(entry, "seq"))] = self._composite(entry)
        children = [by_position[place] for place in sorted(by_position)]
        path = f"{'' if above == '/' else above}/{identifier}"
        if crowded:
            path += _path_suffix(identifier, children)
        syntax = [_condition(entry.text or "") for entry in source.findall("syntax")]
        return SegmentNode(
            identifier,
            _value(source, "name"),
            _value(source, "usage"),
            position,
            path,
            parent,
            _limit(_value(source, "max_use")) if _value(source, "max_use") else UNLIMITED,
            [condition for condition in syntax if condition],
            children,
            _key(identifier, children),
        )

    def _composite(self, source: Any) -> Composite:
        return Composite(
            source.findtext("refdes") or str(source.get("xid")),
            _value(source, "name"),
            _value(source, "usage"),
            int(_value(source, "seq")),
            [self._element(entry) for entry in source.findall("element")],
        )

    def _element(self, source: Any) -> Element:
        number = _value(source, "data_ele")
        definition = self.data_elements[number]
        listed = source.find("valid_codes")
        external = listed.get("external") or "" if listed is not None else ""
        self.used_lists.add(external)
        return Element(
            str(source.get("xid")),
            _value(source, "name"),
            _value(source, "usage"),
            int(_value(source, "seq")),
            definition.get("data_type"),
            int(definition.get("min_len")),
            int(definition.get("max_len")),
            [code.text for code in listed.findall("code")] if listed is not None else [],
            external,
            source.findtext("regex") or "",
            number == "1250",
            number == "1251",
            number == "782",
        )


def _condition(text: str) -> list[str | int]:
    """`P0304` as ["P", 3, 4]; a letter that the standard does not have is no condition (pyx12 skips it)."""
    if text[:1] not in ("P", "R", "C", "L", "E"):
        return []
    return [text[0], *(int(text[start : start + 2]) for start in range(1, len(text) - 1, 2))]


def _coded(child: Element | Composite | None, kinds: tuple[str, ...]) -> Element | None:
    """The element, or a composite's first component, when it has codes and one of the kinds."""
    if isinstance(child, Composite):
        child = child.children[0] if child.children else None
    return child if isinstance(child, Element) and child.codes and child.kind in kinds else None


def _key(identifier: str, children: list[Element | Composite]) -> Key | None:
    """The qualifier that `segment_if._resolve_unique_key_field` of pyx12 would use, in its order."""
    first = children[0] if children else None
    if isinstance(first, Element) and first.usage == "R" and _coded(first, ("ID",)):
        return Key(1, 0, first.codes)
    second = children[1] if len(children) > 1 else None
    if identifier == "ENT" and isinstance(second, Element) and _coded(second, ("ID",)):
        return Key(2, 0, second.codes)
    if isinstance(first, Composite):
        component = _coded(first, ("AN", "ID") if identifier == "CTX" else ("ID",))
        if component:
            return Key(1, 1, component.codes)
    third = children[2] if len(children) > 2 else None
    if identifier == "HL" and isinstance(third, Element) and third.codes:
        return Key(3, 0, third.codes)
    return None


def _path_suffix(identifier: str, children: list[Element | Composite]) -> str:
    """What `segment_if.guess_unique_key_id_element` of pyx12 adds to the path of a crowded position."""
    first = children[0] if children else None
    guess = _coded(first, ("ID",)) if isinstance(first, Element) else None
    if guess is None and identifier == "ENT" and len(children) > 1 and isinstance(children[1], Element):
        guess = _coded(children[1], ("ID",))
    if guess is None and isinstance(first, Composite):
        guess = _coded(first, ("ID",))
    if guess is None and identifier == "HL" and len(children) > 2 and isinstance(children[2], Element):
        guess = children[2] if children[2].codes else None
    return f"[{guess.codes[0]}]" if guess is not None else ""
