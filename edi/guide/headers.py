"""Headers and trailers on the slow way: ISA, GS and the guide it chooses, envelopes that stand where they
must not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from edi.guide.arrival import Arrival
from edi.guide.course import Course, Item, Said
from edi.guide.mode import Mode
from edi.guide.reading import value
from edi.guide.report import Context
from edi.guide.separators import separator_faults, whole_isa
from edi.guide.states import Skip, State, Table

_HOLDERS = {"ST": "ST_LOOP", "SE": "ST_LOOP", "GE": "GS_LOOP", "IEA": "ISA_LOOP"}
_VERSIONS = ("00401", "00405", "00501")
#: Versions of the 278 whose map BHT02 chooses.
_PURPOSE_VERSIONS = ("004010X094", "004010X094A1")
#: The counts after an ISA, for a group after segments that were passed over.
_IN_ISA = (("/ISA_LOOP", 1), ("/ISA_LOOP/ISA", 1))


class Headers:
    """What is forced: an ISA or GS always takes the walk to its own position (`x12n_document` of pyx12). `control` is
    the table of control segments, which follows from the delimiters and the last ISA; `serve` takes over what a table
    hands on."""

    def __init__(self, course: Course, arrival: Arrival, serve: Callable[[Table], None]) -> None:
        self.course = course
        self.arrival = arrival
        self.serve = serve
        self.control = course.library.control(course.delimiters, "")

    def begin(self) -> State:
        """The state before an interchange with the delimiters at hand."""
        course = self.course
        self.control = course.library.control(course.delimiters, course.delimiters.version)
        return self.control.skip

    def header(self, state: State, item: Item) -> Any:
        """An ISA or GS."""
        course = self.course
        course.tallies.clear()
        course.claim = ""
        course.said = course.said._replace(alias=("", ""))
        return self._isa(state, item) if item.identifier == "ISA" else self._gs(state, item)

    def _isa(self, state: State, item: Item) -> Any:
        """The interchange header: the walk starts anew in the map of control segments."""
        course, is_product = self.course, self.course.mode is Mode.PRODUCT
        item = item._replace(elements=whole_isa(item.elements, course.delimiters))
        version = value(item.elements, 12, "") or ""
        course.said = course.said._replace(version=version)
        if is_product:
            self.control = course.library.control(course.delimiters, version)
            self.serve(self.control)
        table = self.control
        node = table.walker.find("ISA_LOOP", "ISA")
        target = table.state(node, table.walker.entered(state.counts, "/ISA_LOOP", node))
        known = not is_product or version in _VERSIONS
        self.arrival.found(target, item, unknown=not known)
        if not known:
            context = item.at(node, "")._replace(table=table)
            course.report.note("017", "isa", "interchange-version", context, 12, version)
        if is_product:
            self._separators(item.at(node, "")._replace(table=table))
        return self.arrival.result(target, item)

    def _separators(self, context: Context) -> None:
        """Separators that data may hold, or that are one character."""
        for fault in separator_faults(self.course.delimiters):
            self.course.report.note(fault.code, "isa", fault.reason, context, fault.element, fault.mark, fault.name)

    def _gs(self, state: State, item: Item) -> Any:
        """The group header: GS08 and GS01 choose the guide."""
        course, is_product = self.course, self.course.mode is Mode.PRODUCT
        library, component, interchange = course.library, course.delimiters.component, course.said.version
        functional, version = value(item.elements, 1, component), value(item.elements, 8, component)
        file = library.find(interchange, version, functional)
        served_by = library.alias(version, functional) if file is None and is_product else ""
        if served_by:
            file = library.find(interchange, served_by, functional)
        course.said = Said(interchange, (functional, version), (version or "", served_by) if served_by else ("", ""))
        table = self._enter(file) if file else self.control
        self.course.reading.counts_lines = table.guide.id == "837"
        node = table.walker.find("GS_LOOP", "GS")
        counts = _IN_ISA if isinstance(state, Skip) else state.counts
        target = table.state(node, table.walker.entered(counts, "/ISA_LOOP/GS_LOOP", node))
        self.arrival.found(target, item, unknown=file is None)
        context = item.at(node, "")._replace(table=table)
        if file is None and is_product and interchange not in _VERSIONS:
            return self.arrival.result(table.skip, item, "GS_LOOP")  # told on the ISA
        if file is None:
            self.course.report.note("8", "gs", "unknown-guide", context, 8, version or "")
            return self.arrival.result(table.skip, item, "GS_LOOP")
        if served_by:
            self.course.report.note("8", "gs", "guide-version-alias", context, 8, version or "", served_by)
        return self.arrival.result(target, item)

    def _enter(self, file: str) -> Table:
        table = self.course.library.table(file, self.course.delimiters)
        self.serve(table)
        return table

    def by_purpose(self, target: State, elements: list[str]) -> State:
        """4010 278: the map that BHT02 chooses goes on from its own BHT."""
        functional, version = self.course.said.group
        if version not in _PURPOSE_VERSIONS:
            return target
        purpose = value(elements, 2, self.course.delimiters.component)
        file = self.course.library.find(self.course.said.version, version, functional, purpose)
        if file is None or file == target.table.guide.file:
            return target
        table = self._enter(file)
        self.course.reading.counts_lines = table.guide.id == "837"
        node = table.walker.find("HEADER", "BHT")
        return table.state(node, table.walker.pruned(node, dict(target.counts)))

    def forced(self, state: State, item: Item) -> Any:
        """Outside any guide, and for envelopes that the walk does not expect: go where the envelope says."""
        table = state.table
        node = table.walker.find(_HOLDERS.get(item.identifier, ""), item.identifier)
        if node < 0:
            self.course.report.read(item.problems, item.context)
            if item.identifier == "ST" and not self.course.reading.envelopes.number("GS"):
                self.course.report.note("1", "seg", "unexpected-segment", item.context)
                state = table.skip
            if item.identifier == "ST":
                self.course.count_transaction(item, has_guide=False)
            return self.arrival.result(table.skip if isinstance(state, Skip) else state, item, "")
        if item.identifier == "ST" and not self._is_expected(table, node, item):
            return self._other_transaction(table, node, item)
        counts = {table.guide.nodes[loop].path: 1 for loop, _ in table.walker.ancestors(node)}
        counts[table.guide.nodes[node].path] = 1
        target = table.state(node, table.walker.pruned(node, counts))
        self.arrival.found(target, item)
        return self.arrival.result(target, item)

    def _is_expected(self, table: Table, node: int, item: Item) -> bool:
        """Whether ST01 is the transaction of the group's guide."""
        key = table.segment_node(node).key
        return key is None or (value(item.elements, 1, self.course.delimiters.component) or "") in key.codes

    def _other_transaction(self, table: Table, node: int, item: Item) -> Any:
        """A transaction that is not the group's: one finding, and it is passed over."""
        key = table.segment_node(node).key
        context = item.at(node, "")
        self.course.report.read(item.problems, context)
        given = value(item.elements, 1, "") or ""
        expected = " ".join(key.codes) if key else ""
        self.course.report.note("1", "st", "wrong-transaction", context, 1, given, expected)
        self.course.count_transaction(item, has_guide=False)
        return self.arrival.result(table.skip, item, "")
