"""parse(build(file)) == file, for every optional part; whatever the bytes, reading does not raise and loses nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from edi.conversion.provider_json import from_provider_json, provider_document
from edi.model.provider_file import ProviderFile
from edi.t274.parse import Reading, read_274
from edi.t274.roundtrip import rebuild
from tests.examples import FEW
from tests.t274.files import every_segment, text_of
from tests.t274.strategies import files


@FEW
@given(files)
def test_parse_of_build(file: ProviderFile) -> None:
    data = text_of(file)
    assert [parsed.file for parsed in read_274(data)] == [file]
    assert "".join(from_provider_json(b"".join(provider_document(read_274(data))), "x")).encode() == data
    assert "".join(rebuild(Reading(data).events())).encode() == data


@FEW
@given(st.lists(st.tuples(st.integers(3, 140), st.integers(3, 140), st.sampled_from("dsrmx")), max_size=5))
def test_shuffled_segments_are_all_written_back(edits: list[tuple[int, int, str]]) -> None:
    segments = every_segment().decode().split("~\n")[:-1]
    for one, other, what in edits:
        one, other = 3 + one % (len(segments) - 6), 3 + other % (len(segments) - 6)
        if what == "d":
            del segments[one]
        elif what == "s":
            segments[one], segments[other] = segments[other], segments[one]
        elif what == "r":
            segments.insert(one, segments[other])
        elif what == "x":
            segments.insert(one, "ZZZ*UNKNOWN")
        else:
            segments.insert(one, segments.pop(other))
    data = "".join(segment + "~\n" for segment in segments).encode()
    assert "".join(rebuild(Reading(data).events())).encode() == data
    back = "".join(from_provider_json(b"".join(provider_document(read_274(data))), "x")).encode()
    # counts and level numbers are made anew; nothing else may change
    assert without_trailers(back) == without_trailers(data)


def without_trailers(data: bytes) -> list[str]:
    """The segments before the trailer of the transaction."""
    return [each for each in data.decode().split("~\n") if not each.startswith(("SE*", "GE*", "IEA*"))]


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_reading_never_raises(data: bytes, after_headers: bool) -> None:
    head = every_segment()[: every_segment().index(b"HL*4")]
    list(read_274(head + data if after_headers else data))
