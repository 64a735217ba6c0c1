"""Accept patterns may refuse, but what they take has no problem: every position of every map, on random
segments."""

from __future__ import annotations

import random

import pytest

from edi.guide.accept import PatternMaker
from edi.guide.elements import ElementCheck
from edi.guide.library import guide
from edi.guide.mode import Mode
from edi.guide.model import Composite, Element, SegmentNode

MAPS = (
    "837.5010.X222.A1.xml",
    "837Q3.I.5010.X223.A1.xml",
    "834.5010.X220.A1.xml",
    "835.5010.X221.A1.xml",
    "820.5010.X218.xml",
    "277.5010.X214.xml",
    "999.5010X231.A1.xml",
    "837.4010.X098.A1.xml",
)
TRIES = 12


def _value(element: Element, source: random.Random) -> str:
    """Mostly right, sometimes wrong."""
    if source.random() < 0.1:
        return source.choice(("", "X", "1", "A ", "^", "`", "\t", "5.", "-", "20240229", "20240230"))
    if element.codes and source.random() < 0.95:
        return source.choice(element.codes)
    length = source.randint(element.shortest, min(element.longest, 20))
    if element.kind in ("DT", "D8") or element.qualified:
        return source.choice(("20240131", "18000101", "20241131", "20240101-20240102", "20240102-20240101"))
    if element.kind == "TM":
        return source.choice(("0000", "2359", "2460", "123456", "12345678"))
    if element.kind == "R":
        return source.choice(("1", "-1.5", "0.001", ".5", "123456.78", "1e5"))
    return "".join(source.choices("0123456789", k=length))


def _segment(node: SegmentNode, source: random.Random) -> list[str]:
    texts = []
    for child in node.children:
        present = source.random() < (0.97 if child.usage == "R" else 0.3 if child.usage == "S" else 0.02)
        if not present:
            texts.append("")
        elif isinstance(child, Composite):
            parts = [
                _value(part, source) if part.usage == "R" or source.random() < 0.3 else "" for part in child.children
            ]
            texts.append(":".join(parts).rstrip(":"))
        else:
            texts.append(_value(child, source))
    while texts and not texts[-1]:
        texts.pop()
    return texts


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("file", MAPS)
def test_taken_means_no_problem(file: str, mode: Mode) -> None:
    compiled = guide(file)
    check = ElementCheck(compiled, mode)
    maker = PatternMaker(check, "*", ":")
    source = random.Random(file)
    taken = 0
    for node in compiled.nodes:
        if not isinstance(node, SegmentNode) or node.id in ("ISA", "GS", "ST", "SE", "GE", "IEA"):
            continue
        pattern = maker.pattern(node)
        assert pattern is not None
        for _ in range(TRIES):
            elements = _segment(node, source)
            if pattern.fullmatch("*".join([node.id, *elements])):
                taken += 1
                assert not check.check(node, elements, ":"), (node.id, elements)
    assert taken > len(compiled.nodes)


def test_ranges_must_run_forward_only_in_product_mode() -> None:
    compiled = guide("837.5010.X222.A1.xml")
    node = next(n for n in compiled.nodes if isinstance(n, SegmentNode) and n.id == "DTP" and "472" in n.key.codes)
    strict, loose = ElementCheck(compiled, Mode.PRODUCT), ElementCheck(compiled, Mode.PYX12)
    backwards = ["472", "RD8", "20240131-20240101"]
    assert [problem.code for problem in strict.check(node, backwards, ":")] == ["8"]
    assert loose.check(node, backwards, ":") == []
    for text, taken in (
        ("20240101-20240131", True),
        ("20240109-20240110", True),
        ("20240115-20240115", True),
        ("20240119-20240121", True),
        ("20240121-20240119", False),
        ("20240116-20240115", False),
        ("20240131-20240201", False),  # good, but left to the exact check
    ):
        pattern = PatternMaker(strict, "*", ":").pattern(node)
        assert pattern is not None
        assert bool(pattern.fullmatch(f"DTP*472*RD8*{text}")) is taken, text


def test_letters_as_separators_have_no_patterns() -> None:
    compiled = guide("837.5010.X222.A1.xml")
    node = next(n for n in compiled.nodes if isinstance(n, SegmentNode) and n.id == "N3")
    assert PatternMaker(ElementCheck(compiled, Mode.PRODUCT), "x", ":").pattern(node) is None
