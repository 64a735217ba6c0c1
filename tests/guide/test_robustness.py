"""Hostile input: no exception, no hang, no memory blow-up, time linear in the input (compared with
itself)."""

from __future__ import annotations

import gc
import random
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edi.guide.library import Library
from edi.guide.mode import Mode
from edi.guide.session import Session
from edi.guide.states import State
from edi.guide.validate import validate
from edi.x12.reader import read_blocks
from edi.x12.source import pieces
from tests.guide.mutants import mutant
from tests.guide.samples import SEGMENTS, encounter

GOOD = encounter(end="~")
HEAD = "".join(segment + "~" for segment in SEGMENTS[:20])
TAIL = "SE*1*0001~GE*1*1~IEA*1*000000001~"


def both(data: bytes) -> int:
    """Validate in both modes to the end; returns the number of findings in product mode."""
    validate(data, mode="exact").run()
    return validate(data).run().findings


@given(data=st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    both(data)
    both(GOOD[:106] + data)
    both(GOOD[:-30] + data)


@given(
    spot=st.integers(0, len(GOOD) - 1),
    length=st.integers(0, 40),
    text=st.text(alphabet="~*:^ \n\r\x00A9é-.", max_size=30),
)
def test_any_splice(spot: int, length: int, text: str) -> None:
    both(GOOD[:spot] + text.encode("latin-1") + GOOD[spot + length :])


_segments = st.lists(
    st.sampled_from([*SEGMENTS, "", " ", "*", "ZZZ*1", "HL", "LX", "CLM", "ST", "SE", "GE", "IEA", "GS"])
)


@given(segments=_segments)
def test_any_order_of_segments(segments: list[str]) -> None:
    both("".join(segment + "~" for segment in [SEGMENTS[0], *segments]).encode())


@given(seed=st.integers(0, 10**9), damage=st.integers(1, 6))
def test_any_mutant(seed: int, damage: int) -> None:
    data = GOOD
    for step in range(damage):
        data = mutant(data, random.Random(seed + step))
    both(data)


@pytest.mark.parametrize("delimiters", ["AB~", "1:~", "*1~", "*:A", "*:1", "xyz", " :~", "*:*", "***", "NM1", "S:~"])
def test_separators_that_data_is_made_of(delimiters: str) -> None:
    element, component, terminator = delimiters
    table = str.maketrans({"*": element, ":": component, "~": terminator})
    both(GOOD.decode().translate(table).encode())


def test_nul_bytes() -> None:
    assert both(GOOD.replace(b"RIVERA", b"RIV\x00ERA")) == 1
    both(GOOD.replace(b"~", b"~\x00"))
    both(b"\x00" * 5000)


def test_three_hundred_thousand_empty_segments() -> None:
    assert both(GOOD[:-16] + b"~" * 300_000 + GOOD[-16:]) == 1


def test_six_thousand_members_without_content() -> None:
    levels = "".join(f"HL*{number}*1*22*0~" for number in range(2, 6_003))
    found = [one.reason for one in validate(encounter(("HL*2*1*22*0~", levels), ("SE*30*", "SE*6030*")))]
    assert found == ["missing-segment"] * 6_000


def test_three_thousand_nested_levels() -> None:
    levels = "".join(f"HL*{number}*{number - 1}*23*1~" for number in range(3, 3_003))
    assert both((HEAD + levels + TAIL).encode()) > 2_700


def test_levels_whose_parent_is_at_the_bottom_or_nowhere() -> None:
    for parent in ("1", "999999", "x"):
        levels = "".join(f"HL*{number}*{parent}*22*0~" for number in range(3, 3_003))
        both((HEAD + levels + TAIL).encode())


def _flood(piece: bytes, count: int) -> Iterator[bytes]:
    yield GOOD[:-16]
    for _ in range(count):
        yield piece
    yield GOOD[-16:]


def test_a_thirty_megabyte_segment_costs_little_memory() -> None:
    tracemalloc.start()
    summary = validate(_flood(b"A" * 65_536, 480)).run()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not summary.valid
    assert peak < 12_000_000


@pytest.mark.parametrize(
    "text",
    [
        " " * 1_000_000,
        "A " * 500_000,
        ":" * 1_000_000,
        "*" * 1_000_000,
        "1" * 1_000_000,
        "-" * 1_000_000,
        "A\x00" * 500_000,
    ],
    ids=["spaces", "words", "components", "elements", "digits", "dashes", "nul"],
)
def test_megabyte_elements_in_every_kind_of_place(text: str) -> None:
    for old in ("RIVERA", "350***12", "20240603-20240605", "ABK:Z5901", "F*", "UN*1*"):
        data = GOOD.replace(old.encode(), text[:900_000].encode(), 1)
        assert validate(data).run().findings > 0
    validate(GOOD.replace(b"RIVERA", text[:900_000].encode()), mode="exact").run()


def _states_alive() -> int:
    gc.collect()
    return sum(type(each) is State for each in gc.get_objects())


def test_many_kinds_of_states_do_not_pile_up() -> None:
    """Optional segments in every combination: states beyond the limit are dropped, findings are not."""
    source = random.Random(3)
    kinds = ["REF*4N*1", "REF*F5*Y", "REF*9F*A", "REF*F8*A", "REF*X4*A", "REF*9A*A", "REF*9C*A", "REF*D9*A"]
    kinds += ["REF*EA*A", "REF*P4*A", "REF*1J*A", "REF*LX*A"]
    text = HEAD.replace(SEGMENTS[13] + "~" + "~".join(SEGMENTS[14:20]) + "~", "")
    for number in range(2, 1_002):
        chosen = source.sample(kinds, source.randint(3, 12))
        claim = [f"CLM*{number}*350***12:B:1*Y*A*Y*Y", *chosen, *SEGMENTS[22:27]]
        text += f"HL*{number}*1*22*0~" + "".join(segment + "~" for segment in [*SEGMENTS[14:20], *claim])
    others = _states_alive()
    library = Library(Mode.PRODUCT, {})
    session = Session(library, Mode.PRODUCT)
    findings = []
    for block in read_blocks(pieces((text + TAIL).encode())):
        findings += session.block(block)
        for table in library.tables.values():
            assert len(table.states) <= 1_000
    del table
    assert _states_alive() - others < 2_000
    assert [finding.reason for finding in findings] == ["segment-count"]
