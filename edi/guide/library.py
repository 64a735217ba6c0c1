"""The guides at hand: which map serves a group, the compiled map (from the cache where it can be), its
tables."""

from __future__ import annotations

import gc
import importlib.util
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from msgspec.structs import replace

from edi.guide import cache as disk
from edi.guide.amend import amended
from edi.guide.hooks import Chooser
from edi.guide.mode import Mode
from edi.guide.model import Element, Guide, GuideRow, SegmentNode
from edi.guide.states import Compiled, Table
from edi.x12.delimiters import Delimiters
from mappings.tables import HERE

#: Guides that pyx12 has no map for, in its format, with an index and the data elements that its own lack.
OWN = HERE / "guides"

_CONTROL_5010 = "x12.control.00501.xml"
_CONTROL_4010 = "x12.control.00401.xml"
# The control segments of 00405 are those of 00501, which came next, but for the number itself.
_CONTROL_4050 = "x12.control.00405.xml"
_CONTROLS = {"00501": _CONTROL_5010, "00405": _CONTROL_4050}


@cache
def map_folder() -> Path:
    """Where pyx12 keeps its maps; found without importing pyx12, which a warm cache makes unnecessary."""
    spec = importlib.util.find_spec("pyx12")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("pyx12 is not installed: its maps are the guides")
    return Path(spec.submodule_search_locations[0]) / "map"


@cache
def index() -> tuple[GuideRow, ...]:
    """The rows of pyx12's `maps.xml` and of our own, with the maps that are there."""
    indexes = [folder / "maps.xml" for folder in (map_folder(), OWN)]
    name = f"index-{disk.checksum([path.read_bytes() for path in indexes])}"
    rows = disk.load(name, list[GuideRow])
    if rows is None:
        from edi.guide.mapfile import read_index  # lxml, only when something must be compiled

        rows = [row for path in indexes for row in read_index(path)]
        disk.store(name, rows)
    return tuple(rows)


def map_path(file: str) -> Path:
    """Where a map is: among our own, or pyx12's."""
    own = OWN / file
    return own if own.is_file() else map_folder() / file


@cache
def guide(file: str) -> Guide:
    """The compiled map `file`; compiling takes a tenth of a second, loading from the cache a few
    milliseconds."""
    if file == _CONTROL_4050:
        return _relabelled(guide(_CONTROL_5010), file, "00405")
    folder = map_folder()
    sources = [map_path(file), folder / "dataele.xml", OWN / "dataele.xml", folder / "codes.xml"]
    name = f"{file.removesuffix('.xml')}-{disk.checksum([path.read_bytes() for path in sources])}"
    found = disk.load(name, Guide)
    if found is None:
        from edi.guide.mapfile import read_guide

        found = read_guide(*sources)
        disk.store(name, found)
    return found


def _relabelled(control: Guide, file: str, version: str) -> Guide:
    """Control segments for another version: ISA12 takes that number."""
    nodes = [_of_version(node, version) if isinstance(node, SegmentNode) else node for node in control.nodes]
    return replace(control, file=file, nodes=nodes)


def _of_version(node: SegmentNode, version: str) -> SegmentNode:
    children = [
        replace(each, codes=[version]) if isinstance(each, Element) and each.reference == "ISA12" else each
        for each in node.children
    ]
    return replace(node, children=children)


@cache
def aliases() -> Mapping[tuple[str, str], str]:
    """(GS01, GS08) of versions without a map of their own, and the version whose map serves them
    (`aliases.toml`)."""
    import tomllib  # needed only for a version without a map

    table = tomllib.loads((Path(__file__).parent / "aliases.toml").read_text("utf-8"))
    return {(row["functional_id"], row["version"]): row["checked_as"] for row in table["alias"]}


@lru_cache(maxsize=32)
def compiled(file: str, element: str, component: str, mode: Mode) -> Compiled:
    """The walk, check and patterns of a map for two separators and a mode; shared by all tables of the
    process."""
    return Compiled(amended(guide(file)) if mode is Mode.PRODUCT else guide(file), element, component, mode)


#: Sets of delimiters (times guides) whose tables are kept; a file may change its delimiters with every interchange.
_KEPT = 24


class Library:
    """Tables for one validation at a time: guides and moves are kept, texts of segments are not (`close`)."""

    def __init__(self, mode: Mode, choosers: Mapping[str, Chooser]) -> None:
        self.mode = mode
        self.choosers = dict(choosers)
        self.tables: dict[tuple[str, Delimiters], Table] = {}

    def find(
        self, interchange: str, version: str | None, functional_id: str | None, purpose: str | None = None
    ) -> str | None:
        """The map file for ISA12, GS08, GS01 (and BHT02), as `map_index.get_filename` of pyx12 finds it."""
        for row in index():
            same = (row.interchange_version, row.guide_version, row.functional_id)
            if same == (interchange, version, functional_id) and (purpose is None or row.purpose == purpose):
                return row.file if map_path(row.file).exists() else None
        return None

    def alias(self, version: str | None, functional_id: str | None) -> str:
        """The version whose map serves this one, or ""."""
        return aliases().get((functional_id or "", version or ""), "")

    def control(self, delimiters: Delimiters, version: str) -> Table:
        """The table of control segments for ISA12."""
        return self.table(_CONTROLS.get(version, _CONTROL_4010), delimiters)

    def table(self, file: str, delimiters: Delimiters) -> Table:
        """The table of a map for a set of delimiters."""
        key = (file, delimiters)
        if key not in self.tables:
            if len(self.tables) >= _KEPT:
                self._let_go()
            shared = compiled(file, delimiters.element, delimiters.component, self.mode)
            self.tables[key] = Table(shared, delimiters, self.choosers)
        return self.tables[key]

    def _let_go(self) -> None:
        """Give up the older half of the tables; who still reads with one holds it. Their states hold each other, and
        the collector is paused during a run."""
        for key in list(self.tables)[: _KEPT // 2]:
            del self.tables[key]
        gc.collect()

    def close(self) -> None:
        """Forget the texts of segments, which are PHI."""
        for table in self.tables.values():
            table.forget()
