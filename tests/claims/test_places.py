"""Every finding points at a segment of the file, whatever is missing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from edi.claims.parts import Line, Segment
from edi.model.reference import X12Ref
from edi.validation.run import rules
from tests.claims.base import GOOD, checked, places
from tests.t837p.files import SAMPLES

FILES = {"good": GOOD, **{path.stem: path.read_text() for path in SAMPLES}}
RULES = rules().rules
#: Two claims of one member, of which the second repeats a service of the first.
TWICE = GOOD.replace("SE*43", GOOD[GOOD.index("CLM*") : GOOD.index("SE*")].replace("T1*", "T2*") + "SE*61")


def kind(segment: str) -> str:
    """What tells segments of a loop apart: the id, with the qualifier where there is one."""
    elements = segment.split("*")
    return "*".join(elements[: 2 if elements[0] in ("NM1", "REF", "DTP") else 1])


def without_one(text: str) -> Iterator[list[str]]:
    """The segments of a file without one of them; the ISA stays. Claims repeat each other: of the places where the
    same kinds stand before, at and behind what is left out, the first and the last are taken."""
    segments = [segment.strip() for segment in text.split("~") if segment.strip()]
    kinds = [*map(kind, segments), ""]
    surroundings = {place: tuple(kinds[place - 1 : place + 2]) for place in range(1, len(segments))}
    last = {around: place for place, around in surroundings.items()}
    first = {around: place for place, around in reversed(surroundings.items())}
    for place in sorted({*first.values(), *last.values()}):
        yield segments[:place] + segments[place + 1 :]


@pytest.mark.parametrize("name", FILES)
def test_findings_are_on_segments(name: str) -> None:
    for segments in without_one(FILES[name]):
        for finding in checked("~".join([*segments, ""])).findings:
            where = finding.where
            assert isinstance(where, X12Ref)
            assert 1 <= where.segment_no <= len(segments), finding
            if RULES[finding.code].snip > 2:
                assert where.segment == segments[where.segment_no - 1].split("*")[0], finding
                assert where.claim, finding


def test_a_repeated_service_is_found_where_it_stands() -> None:
    """Lines without an SV1, and an SV1 where none is expected, move no finding to another line."""
    assert places(checked(TWICE), "X7001") == [(58, 1, 0), (64, 1, 0)]
    last = TWICE.rindex("CLM*")
    for old, new, expected in (
        ("SV1*HC:G9012:U2*200*UN*1***1:2~\n", "", [(63, 1, 0)]),
        ("LX*1~\n", "", [(63, 1, 0)]),
        ("LX*2~\n", "", [(58, 1, 0)]),
        ("LX*1~\n", "LX*9~\nLX*1~\n", [(59, 1, 0), (65, 1, 0)]),
    ):
        assert old in TWICE[last:]
        text = TWICE[:last] + TWICE[last:].replace(old, new, 1)
        assert places(checked(text), "X7001") == expected, old


def test_a_line_without_a_service_stands_at_its_lx() -> None:
    line = Line(Segment(7, "2400", ["LX", "1"]))
    assert (line.sv1.number, line.sv1.loop, line.sv1.id, line.sv1.value(1)) == (7, "2400", "LX", "")
    assert (line.charge, line.procedure, line.modifiers) == (None, "", [])
