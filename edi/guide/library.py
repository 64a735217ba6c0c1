"""The guides at hand: which map serves a group, the compiled map (from the cache where it can be), its
tables."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from edi.guide import cache as disk
from edi.guide.hooks import Chooser
from edi.guide.model import Guide, GuideRow
from edi.guide.states import Compiled, Table
from edi.x12.delimiters import Delimiters

_CONTROL_5010 = "x12.control.00501.xml"
_CONTROL_4010 = "x12.control.00401.xml"


@cache
def map_folder() -> Path:
    """Where pyx12 keeps its maps; found without importing pyx12, which a warm cache makes unnecessary."""
    spec = importlib.util.find_spec("pyx12")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("pyx12 is not installed: its maps are the guides")
    return Path(spec.submodule_search_locations[0]) / "map"


@cache
def index() -> tuple[GuideRow, ...]:
    """The rows of pyx12's `maps.xml` whose map file is there."""
    folder = map_folder()
    name = f"index-{disk.checksum([(folder / 'maps.xml').read_bytes()])}"
    rows = disk.load(name, list[GuideRow])
    if rows is None:
        from edi.guide.mapfile import read_index  # lxml, only when something must be compiled

        rows = read_index(folder)
        disk.store(name, rows)
    return tuple(rows)


@cache
def guide(file: str) -> Guide:
    """The compiled map `file`; compiling takes a tenth of a second, loading from the cache a few
    milliseconds."""
    folder = map_folder()
    sources = [(folder / name).read_bytes() for name in (file, "dataele.xml", "codes.xml")]
    name = f"{file.removesuffix('.xml')}-{disk.checksum(sources)}"
    found = disk.load(name, Guide)
    if found is None:
        from edi.guide.mapfile import read_guide

        found = read_guide(folder, file)
        disk.store(name, found)
    return found


@cache
def aliases() -> Mapping[tuple[str, str], str]:
    """(GS01, GS08) of versions without a map of their own, and the version whose map serves them
    (`aliases.toml`)."""
    import tomllib  # needed only for a version without a map

    table = tomllib.loads((Path(__file__).parent / "aliases.toml").read_text("utf-8"))
    return {(row["functional_id"], row["version"]): row["checked_as"] for row in table["alias"]}


@lru_cache(maxsize=32)
def compiled(file: str, element: str, component: str, strict: bool) -> Compiled:
    """The walk, check and patterns of a map for two separators and a mode; shared by all tables of the
    process."""
    return Compiled(guide(file), element, component, strict)


class Library:
    """Tables for one validation at a time: guides and moves are kept, texts of segments are not (`close`)."""

    def __init__(self, strict: bool, extractors: Mapping[str, Chooser]) -> None:
        self.strict = strict
        self.extractors = dict(extractors)
        self.tables: dict[tuple[str, Delimiters], Table] = {}

    def find(
        self, interchange: str, version: str | None, functional_id: str | None, purpose: str | None = None
    ) -> str | None:
        """The map file for ISA12, GS08, GS01 (and BHT02), as `map_index.get_filename` of pyx12 finds it."""
        for row in index():
            same = (row.interchange_version, row.guide_version, row.functional_id)
            if same == (interchange, version, functional_id) and (purpose is None or row.purpose == purpose):
                return row.file if (map_folder() / row.file).exists() else None
        return None

    def alias(self, version: str | None, functional_id: str | None) -> str:
        """The version whose map serves this one, or ""."""
        return aliases().get((functional_id or "", version or ""), "")

    def control(self, delimiters: Delimiters, version: str) -> Table:
        """The table of control segments for ISA12."""
        return self.table(_CONTROL_5010 if version == "00501" else _CONTROL_4010, delimiters)

    def table(self, file: str, delimiters: Delimiters) -> Table:
        """The table of a map for a set of delimiters."""
        key = (file, delimiters)
        if key not in self.tables:
            shared = compiled(file, delimiters.element, delimiters.component, self.strict)
            self.tables[key] = Table(shared, delimiters, self.extractors)
        return self.tables[key]

    def close(self) -> None:
        """Forget the texts of segments, which are PHI, and delimiter sets beyond the usual few."""
        for table in self.tables.values():
            table.forget()
        if len(self.tables) > 24:
            self.tables.clear()
