"""Reading bytes into segments: every shape, every split of pieces, and never an exception."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from edi.x12.delimiters import is_regular, read_elements, read_fixed
from edi.x12.reader import LONGEST_SEGMENT, read_blocks, split_segments
from edi.x12.source import PIECE, pieces
from tests.guide.samples import SEGMENTS

FLAT = "".join(segment + "~" for segment in SEGMENTS)


def read(data: bytes, size: int = PIECE, tolerant: bool = True) -> tuple[list[str], list[tuple[str, int]]]:
    blocks = list(read_blocks([data[start : start + size] for start in range(0, len(data), size)], tolerant=tolerant))
    segments = [segment for block in blocks for segment in block.segments]
    return segments, [tuple(note) for block in blocks for note in block.notes]


def test_delimiters_of_a_regular_isa() -> None:
    found = read_fixed(FLAT)
    assert found is not None
    assert (found.element, found.component, found.terminator) == ("*", ":", "~")
    assert (found.repetition, found.version) == ("^", "00501")
    assert is_regular(FLAT)
    assert read_fixed(FLAT[:105]) is None


def test_delimiters_of_an_isa_of_another_length() -> None:
    short = FLAT.replace("123456789300   ", "123456789300")
    assert not is_regular(short)
    found = read_elements(short)
    assert found is not None
    assert (found.element, found.component, found.terminator, found.version) == ("*", ":", "~", "00501")
    assert read_elements("ISA*00*" + " " * 500) is None
    assert read_elements("ISA") is None


@given(size=st.integers(1, 300), end=st.sampled_from(["~", "~\n", "~\r\n", "\n", "\r\n"]))
@settings(max_examples=150, deadline=None)
def test_pieces_of_any_size_give_the_same_segments(size: int, end: str) -> None:
    data = "".join(segment + end for segment in SEGMENTS).encode()
    assert read(data, size) == (SEGMENTS, [])
    assert read(data, size, tolerant=False)[0] == SEGMENTS


@given(size=st.integers(1, 300), width=st.integers(20, 104), end=st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=100, deadline=None)
def test_wrapped_lines_in_any_width_and_piece(size: int, width: int, end: str) -> None:
    text = end.join(FLAT[start : start + width] for start in range(0, len(FLAT), width))
    assert read(text.encode(), size) == (SEGMENTS, [("wrapped-lines", 0)])


@given(
    size=st.integers(1, 400),
    delimiters=st.sampled_from(["*:~", "|>!", "+;'", "\x1d\x1f\x1c", "*:\n"]),
    other=st.sampled_from(["*:~", "|>!", "+;'", "\x1d\x1f\x1c", "*:\n"]),
)
@settings(max_examples=100, deadline=None)
def test_interchanges_with_delimiters_of_their_own(size: int, delimiters: str, other: str) -> None:
    both = ""
    for set_of in (delimiters, other):
        both += FLAT.translate(str.maketrans("*:~", set_of))
    segments, notes = read(both.encode(), size)
    assert notes == []
    assert [segment[:2] for segment in segments] == [segment[:2] for segment in SEGMENTS] * 2


@given(data=st.binary(max_size=400), size=st.integers(1, 64), tolerant=st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_without_an_exception(data: bytes, size: int, tolerant: bool) -> None:
    read(data, size, tolerant)
    read(FLAT.encode()[:106] + data, size, tolerant)
    read(FLAT.encode() + data, size, tolerant)


@given(text=st.text(alphabet="A*~\n\r", max_size=40))
@settings(max_examples=300, deadline=None)
def test_the_quick_split_is_the_plain_one(text: str) -> None:
    assert split_segments(text, "~") == [part.lstrip("\r\n") for part in text.split("~")]


def test_a_segment_without_end_is_cut() -> None:
    def endless():
        yield FLAT.encode()
        for _ in range(50):
            yield b"A" * (1024 * 1024)
        yield b"~" + FLAT.encode().replace(b"000000001", b"000000002")

    blocks = list(read_blocks(endless()))
    segments = [segment for block in blocks for segment in block.segments]
    assert max(map(len, segments)) <= LONGEST_SEGMENT + 2 * PIECE + 1024 * 1024
    assert len(segments) == 2 * len(SEGMENTS) + 1
    assert [note.reason for block in blocks for note in block.notes] == ["segment-too-long"]


def test_sources() -> None:
    assert list(pieces(b"")) == []
    assert b"".join(pieces(b"x" * (PIECE + 1))) == b"x" * (PIECE + 1)
    assert max(map(len, pieces([b"x" * (3 * PIECE)]))) == PIECE
