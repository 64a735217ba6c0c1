"""The guide of the 274: valid by pyx12's own schema, complete by its tables, and read alike by pyx12 and by us."""

from __future__ import annotations

import random
from pathlib import Path

import pyx12
from lxml import etree

from edi.guide.library import OWN, guide
from edi.guide.model import LoopNode, SegmentNode
from edi.guide.pyx12_engine import readable, run_pyx12
from edi.guide.validate import validate
from mappings.tools import build_274_map as tables
from tests.guide.mutants import exact_rows, mutant, oracle_rows
from tests.t274.files import every_segment, sample, text_of

SCHEMAS = Path(pyx12.__file__).parent / "map"
MUTANTS = 120


def test_the_map_is_made_from_its_tables() -> None:
    assert tables.MAP.read_text(encoding="utf-8") == tables.build()


def test_the_files_are_valid_by_the_schemas_of_pyx12() -> None:
    for schema, name in (("map.xsd", tables.MAP.name), ("maps.xsd", "maps.xml"), ("dataele.xsd", "dataele.xml")):
        checker = etree.XMLSchema(etree.parse(str(SCHEMAS / schema)))
        checker.assertValid(etree.parse(str(OWN / name)))


def test_every_loop_segment_and_element_of_the_tables_is_in_the_map() -> None:
    found = guide(tables.MAP.name)
    by_loop: dict[str, list[SegmentNode]] = {}
    for node in found.nodes:
        if isinstance(node, SegmentNode):
            by_loop.setdefault(found.nodes[node.parent].id, []).append(node)
    assert {row.id for row in tables.loops()} <= {node.id for node in found.nodes if isinstance(node, LoopNode)}
    for row in tables.loops():
        assert [node.id for node in by_loop[row.id]] == [each.id for each in tables.segments()[row.family]]
        for node in by_loop[row.id]:
            assert [child.reference for child in node.children] == list(tables.elements()[node.id])


def test_a_good_file_is_valid_in_both_engines() -> None:
    for data in (every_segment(), text_of(sample())):
        engine = validate(data)
        assert [(finding.segment_no, finding.reason) for finding in engine] == []
        assert engine.summary.valid
        result = run_pyx12(data)
        assert (result.valid, result.findings, result.failure) == (True, (), "")


def test_broken_files_are_found_alike() -> None:
    """One mutant in some is answered by an exception in pyx12: then there is nothing to compare."""
    base = readable(every_segment())
    answered = findings = 0
    for seed in range(MUTANTS):
        data = mutant(base, random.Random(seed))
        list(validate(data))
        result = run_pyx12(data)
        ours = exact_rows(data)
        if not result.failure:
            answered += 1
            findings += len(result.findings)
            assert ours == oracle_rows(result), seed
    assert answered > MUTANTS // 2
    assert findings > MUTANTS


def test_ended_levels_and_wrong_parents_are_told() -> None:
    lost = validate(every_segment(("HL*5*4*19*0~\n", "")))
    assert "unexpected-segment" in {finding.reason for finding in lost}
    wrong = [finding.reason for finding in validate(every_segment(("HL*6*4*19*0", "HL*6*5*19*0")))]
    assert wrong == []  # an open level; that it is a provider is told by the rules of provider files
    unknown = [finding.reason for finding in validate(every_segment(("HL*6*4*19*0", "HL*6*9*19*0")))]
    assert unknown[0] == "hl-parent"
